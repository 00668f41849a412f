"""What the checks asked a notebook and what it said: kept, so that it can be judged again without a kernel.

    claims = MAGIC, length of the index, index (JSON), then one section per task
    section = zlib of frames: length, length, then JSON {asked, status, body, message} and safetensors bytes

The first frame of a section holds the execution counts of the kernel. Claims are what a student's process
said: plain data, read with limits, and every answer goes the way of a live one (see protocol.py). Nothing is
ever unpickled.
"""

import hashlib
import json
import struct
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from grader.errors import InternalError
from grader.kernel.session import Answer
from grader.models import CellOutcome, Status

__all__ = [
    "Claims",
    "ClaimsError",
    "Door",
    "NotRecordedError",
    "Recording",
    "Replay",
    "Running",
    "read_claims",
]

MAGIC = b"grader-claims/1\n"
MOST_BYTES = 4 * 2**20
"""Most bytes of claims that are kept of one submission."""
MOST_PLAIN = 64 * 2**20
"""Most bytes of one task before they are compressed, and most that are unpacked again."""
MOST_TEXT = 8 * 2**20
"""Most of them that are JSON: read again, it takes many times as much memory."""
LENGTH = struct.Struct(">I")
FRAME = struct.Struct(">II")
LEVEL = 1
"""zlib's fastest: tensors hardly shrink, and the student waits."""

Ask = Callable[[dict[str, Any], bytes], Answer]


class ClaimsError(Exception):
    """Bytes that are no claims of ours, or that break a limit."""


class NotRecordedError(InternalError):
    """A check asks what the notebook was not asked when it ran."""


class Door(NamedTuple):
    """What the checks of one task see of a notebook."""

    ask: Ask
    counts: Mapping[int, int]
    """Execution count of the kernel -> index of the cell."""


class Running(Protocol):
    """A notebook that can be judged: a session, or the recording of one."""

    @property
    def outcomes(self) -> Sequence[CellOutcome]:
        """The cells that have run, in order."""

    @property
    def counts(self) -> Mapping[int, int]:
        """Execution count of the kernel -> index of the cell."""

    def advance(self, last: int) -> None:
        """Make sure that every cell up to and including index `last` has run."""

    def ask(self, request: dict[str, Any], blob: bytes = b"") -> Answer:
        """Put one question to the notebook as it is now."""

    def close(self) -> None:
        """End what runs."""


# --- keeping --------------------------------------------------------------------------------------


class Recording:
    """Keeps what one submission is asked. What would be too much is dropped, task by task."""

    def __init__(self, most_bytes: int = MOST_BYTES, most_plain: int = MOST_PLAIN) -> None:
        self._room = most_bytes
        self._most_plain = most_plain
        self._sections: dict[str, _Section] = {}
        self._seen: dict[str, tuple[CellOutcome, ...]] = {}

    def door(self, session: Running, task: str) -> Door:
        """A door to the session for the checks of one task, through which nothing goes unheard."""
        section = self._sections.get(task)
        if section is None:
            section = self._sections[task] = _Section(self._most_plain)
            section.write(sorted(session.counts.items()), b"")
            self._seen[task] = tuple(session.outcomes)

        def ask(request: dict[str, Any], blob: bytes = b"") -> Answer:
            answer = session.ask(request, blob)
            if not section.dropped:
                asked = {"asked": digest(request, blob), "status": answer.status, "body": answer.body}
                section.write(asked | {"message": answer.message}, answer.blob)
                self._keep_to_room(section)
            return answer

        return Door(ask, session.counts)

    def claims(self, outcomes: Sequence[CellOutcome]) -> bytes:
        """Everything that was kept, as bytes.

        `outcomes` are those of the report: a task that was judged while a cell stood otherwise (a dead kernel
        was replaced, and the cell ended in another way) cannot be judged again from them.
        """
        index: list[tuple[str, int]] = []
        packed: list[bytes] = []
        room = self._room
        for task, section in self._sections.items():
            data = section.close()
            same = self._seen[task] == tuple(outcomes[: len(self._seen[task])])
            if section.dropped or not same or len(data) > room:
                continue
            room -= len(data)
            index.append((task, len(data)))
            packed.append(data)
        head = json.dumps(index).encode("ascii")
        return b"".join([MAGIC, LENGTH.pack(len(head)), head, *packed])

    def _keep_to_room(self, last: "_Section") -> None:
        if sum(s.size for s in self._sections.values()) > self._room:
            last.drop()


class _Section:
    """The growing claims of one task."""

    def __init__(self, most_plain: int) -> None:
        self._packer = zlib.compressobj(LEVEL)
        self._chunks: list[bytes] = []
        self._left = most_plain
        self._text_left = MOST_TEXT
        self._data: bytes | None = None
        self.size = 0
        """Bytes so far, compressed."""
        self.dropped = False

    def write(self, body: Any, blob: bytes) -> None:
        try:
            text = json.dumps(body, separators=(",", ":")).encode("ascii")
        except (RecursionError, ValueError):  # nested too deeply to be written
            self.drop()
            return
        self._left -= FRAME.size + len(text) + len(blob)
        self._text_left -= len(text)
        if self._left < 0 or self._text_left < 0:
            self.drop()
            return
        for part in (FRAME.pack(len(text), len(blob)), text, blob):
            chunk = self._packer.compress(part)
            self.size += len(chunk)
            self._chunks.append(chunk)

    def drop(self) -> None:
        """Keep nothing of this task: half of it would be of no use."""
        self.dropped, self.size = True, 0
        self._chunks.clear()

    def close(self) -> bytes:
        if self._data is None:
            self._data = b"".join([*self._chunks, self._packer.flush()])
        return self._data


def digest(request: Mapping[str, Any], blob: bytes) -> str:
    """What tells one question from all others: SHA-256 of its canonical JSON and of its tensors."""
    text = json.dumps(request, sort_keys=True, separators=(",", ":")).encode("ascii")
    return hashlib.sha256(LENGTH.pack(len(text)) + text + blob).hexdigest()


# --- reading again --------------------------------------------------------------------------------


Natural = Annotated[int, Field(ge=0, strict=True)]
_INDEX = TypeAdapter(
    Annotated[list[tuple[Annotated[str, Field(max_length=100)], Natural]], Field(max_length=10_000)]
)
_COUNTS = TypeAdapter(Annotated[list[tuple[Natural, Natural]], Field(max_length=100_000)])


class _Asked(BaseModel):
    """Every frame of a section but the first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    status: Status
    body: Any
    message: Annotated[str, Field(max_length=10_000)]


class Claims:
    """The claims of one submission, unpacked task by task."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        self._sections = sections

    @property
    def tasks(self) -> frozenset[str]:
        """The tasks of which something is kept."""
        return frozenset(self._sections)

    def read(self, task: str) -> tuple[dict[int, int], dict[str, deque[Answer]]]:
        """Execution counts, and the answers to each question in the order in which they were given.

        Raises:
            ClaimsError: the bytes are malformed or too many.

        """
        counts: dict[int, int] = {}
        answers: dict[str, deque[Answer]] = defaultdict(deque)
        for number, (text, blob) in enumerate(_frames(_unpacked(self._sections[task]))):
            try:
                body = json.loads(text)
                if number == 0:
                    counts = dict(_COUNTS.validate_python(body))
                    continue
                found = _Asked.model_validate(body)
            except (ValueError, RecursionError) as error:
                raise ClaimsError(f"malformed claims ({type(error).__name__})") from None
            answers[found.asked].append(Answer(found.status, found.body, blob, found.message))
        return counts, answers


def read_claims(data: bytes) -> Claims:
    """Look at the outline of claims; the sections are unpacked when they are needed.

    Raises:
        ClaimsError: the bytes are no claims, or they break a limit.

    """
    start = len(MAGIC) + LENGTH.size
    if len(data) > MOST_BYTES + 2**20 or not data.startswith(MAGIC) or len(data) < start:
        raise ClaimsError("these are no claims")
    (length,) = LENGTH.unpack_from(data, len(MAGIC))
    try:
        index = _INDEX.validate_python(json.loads(data[start : start + length]))
    except (ValueError, RecursionError):
        raise ClaimsError("the index of the claims cannot be read") from None
    sections: dict[str, bytes] = {}
    at = start + length
    for task, size in index:
        if task in sections or at + size > len(data):
            raise ClaimsError("the index of the claims does not fit them")
        sections[task] = data[at : at + size]
        at += size
    if at != len(data):
        raise ClaimsError("the index of the claims does not fit them")
    return Claims(sections)


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, MOST_PLAIN + 1)
    except zlib.error as error:
        raise ClaimsError(f"malformed claims ({error})") from None
    if len(plain) > MOST_PLAIN or not unpacker.eof or unpacker.unused_data:
        raise ClaimsError("the claims of a task are cut off or too large")
    return plain


def _frames(plain: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, most_text = 0, MOST_TEXT
    while at < len(plain):
        if at + FRAME.size > len(plain):
            raise ClaimsError("the claims of a task are cut off")
        text, blob = FRAME.unpack_from(plain, at)
        most_text -= text
        middle = at + FRAME.size + text
        at = middle + blob
        if at > len(plain) or most_text < 0:
            raise ClaimsError("the claims of a task are cut off or too large")
        yield plain[middle - text : middle], plain[middle:at]


# --- answering again ------------------------------------------------------------------------------


class Replay:
    """A notebook that has run before: the cells as they ended, and the answers as they were given.

    The n-th time that a question is asked gets its n-th answer. One time more is refused like a question that
    was never asked: whether the notebook would say the same again is not known.
    """

    def __init__(self, claims: Claims | None, outcomes: Sequence[CellOutcome]) -> None:
        self._claims = claims
        self._doors: dict[str, Door] = {}
        self.outcomes = list(outcomes)
        self.counts: dict[int, int] = {}
        self.missing: dict[str, str] = {}
        """Task -> the first question of its checks that has no answer."""

    def advance(self, last: int) -> None:
        """All cells have run.

        Raises:
            NotRecordedError: this one has not.

        """
        if last >= len(self.outcomes):
            raise NotRecordedError(f"cell {last + 1} has not run")

    def ask(self, request: dict[str, Any], blob: bytes = b"") -> Answer:
        """Refuse: what the notebook says depends on the task, so it is asked through a door."""
        raise NotRecordedError(f"asked outside of a task: {request.get('expr')}, {len(blob)} bytes")

    def close(self) -> None:
        """Nothing runs."""

    def door(self, task: str) -> Door:
        """The door for the checks of one task."""
        if task not in self._doors:
            self._doors[task] = self._open(task)
        return self._doors[task]

    def _open(self, task: str) -> Door:
        counts: dict[int, int] = {}
        answers: dict[str, deque[Answer]] = {}
        reason = "nothing was kept of this task"
        if self._claims is not None and task in self._claims.tasks:
            try:
                (counts, answers), reason = self._claims.read(task), ""
            except ClaimsError as error:
                reason = str(error)

        def ask(request: dict[str, Any], blob: bytes = b"") -> Answer:
            left = answers.get(digest(request, blob))
            if not left:
                question = f"{request.get('op')} {request.get('expr')}".strip()
                self.missing.setdefault(task, reason or question[:200])
                raise NotRecordedError(f"not recorded: {question[:200]}")
            return left.popleft()

        return Door(ask, counts)

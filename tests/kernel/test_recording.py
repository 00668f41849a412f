"""Claims: what was asked is answered again, nothing else is, and hostile bytes do no harm."""

import json
import struct
import zlib

import pytest
from hypothesis import given, settings, strategies

from grader.kernel.recording import (
    MAGIC,
    ClaimsError,
    NotRecordedError,
    Recording,
    Replay,
    read_claims,
)
from grader.kernel.session import Answer
from grader.models import CellOutcome, CellRole, Status

CELL = CellOutcome(index=0, role=CellRole.ANSWER, task="1", status=Status.PASSED, source="x = 1")
QUESTION = {"op": "get", "expr": "x", "inputs": {}, "arguments": {}}


class Notebook:
    """A session that gives these answers, one after the other."""

    def __init__(self, *answers):
        self.outcomes = [CELL]
        self.counts = {1: 0}
        self._answers = list(answers)

    def advance(self, last):
        """Everything has run."""

    def ask(self, _request, _blob=b""):
        return self._answers.pop(0)

    def close(self):
        """Nothing runs."""


def ok(value, blob=b""):
    return Answer(Status.PASSED, {"ok": value}, blob)


def recorded(*asked, task="1", recording=None, **limits):
    """Claims of a task that was asked these (request, blob, answer)."""
    recording = recording or Recording(**limits)
    ask, _ = recording.door(Notebook(*(answer for _, _, answer in asked)), task)
    for request, blob, _ in asked:
        ask(request, blob)
    return recording.claims([CELL])


def replayed(data, task="1"):
    return Replay(read_claims(data), [CELL]).door(task).ask


def framed(*frames):
    """A section with these (text, blob)."""
    return zlib.compress(b"".join(struct.pack(">II", len(t), len(b)) + t + b for t, b in frames))


def container(*sections, index=None):
    """Claims with these sections."""
    index = [[f"{n}", len(s)] for n, s in enumerate(sections, 1)] if index is None else index
    head = json.dumps(index).encode()
    return b"".join([MAGIC, struct.pack(">I", len(head)), head, *sections])


def asked(**more):
    body = {"asked": "0" * 64, "status": "passed", "body": {}, "message": ""} | more
    return json.dumps(body).encode()


# --- answering again ------------------------------------------------------------------------------

text = strategies.text
plain = strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats() | text()
json_values = strategies.recursive(
    plain,
    lambda inner: strategies.lists(inner, max_size=4) | strategies.dictionaries(text(), inner, max_size=4),
    max_leaves=12,
)
answers = strategies.builds(
    Answer,
    strategies.sampled_from(Status),
    json_values,
    strategies.binary(max_size=200),
    strategies.text(max_size=50),
)
requests = strategies.fixed_dictionaries(
    {"op": strategies.sampled_from(["get", "call"]), "expr": text(max_size=5)}
)
questions = strategies.tuples(requests, strategies.binary(max_size=3), answers)
tasks_asked = strategies.dictionaries(
    text(min_size=1, max_size=8), strategies.lists(questions, max_size=6), max_size=4
)


@settings(max_examples=30)
@given(tasks_asked)
def test_every_question_gets_its_answers_again_in_their_order(tasks):
    recording = Recording()
    for task, asked_ in tasks.items():
        recorded(*asked_, task=task, recording=recording)
    replay = Replay(read_claims(recording.claims([CELL])), [CELL])
    for task, asked_ in tasks.items():
        ask, counts = replay.door(task)
        assert counts == {1: 0}
        for request, blob, answer in asked_:
            again = ask(request, blob)
            assert repr(again) == repr(answer)  # NaN is not equal to itself
    assert replay.missing == {}


def test_the_same_question_once_more_is_not_answered():
    """A check that asks twice to see whether both are equal must not be told the first answer twice."""
    ask = replayed(recorded((QUESTION, b"", ok(1))))
    assert ask(QUESTION, b"").body == {"ok": 1}
    with pytest.raises(NotRecordedError, match="get x"):
        ask(QUESTION, b"")


@pytest.mark.parametrize(("request_", "blob"), [(QUESTION | {"expr": "y"}, b""), (QUESTION, b"other")])
def test_another_question_is_refused_and_noted(request_, blob):
    replay = Replay(read_claims(recorded((QUESTION, b"", ok(1)))), [CELL])
    with pytest.raises(NotRecordedError):
        replay.door("1").ask(request_, blob)
    assert replay.missing == {"1": f"get {request_['expr']}"}


def test_order_of_keys_in_a_question_does_not_matter():
    ask = replayed(recorded((QUESTION, b"", ok(1))))
    assert ask(dict(reversed(QUESTION.items())), b"").body == {"ok": 1}


@pytest.mark.parametrize("claims", [None, container()])
def test_a_task_without_claims_says_so(claims):
    replay = Replay(None if claims is None else read_claims(claims), [CELL])
    with pytest.raises(NotRecordedError):
        replay.door("1").ask(QUESTION, b"")
    assert replay.missing == {"1": "nothing was kept of this task"}


def test_a_cell_that_has_not_run_cannot_be_reached():
    with pytest.raises(NotRecordedError, match="cell 2 has not run"):
        Replay(None, [CELL]).advance(1)


# --- limits ---------------------------------------------------------------------------------------


def test_a_task_that_would_be_too_much_is_dropped_and_the_others_stay():
    recording = Recording(most_bytes=5000)
    noise = bytes(n * n * 31 % 251 ^ n * 7 % 256 for n in range(20_000))
    recorded((QUESTION, b"", ok(1)), task="1", recording=recording)
    recorded((QUESTION, b"", ok(2, noise)), task="2", recording=recording)
    data = recorded((QUESTION, b"", ok(3)), task="3", recording=recording)
    assert read_claims(data).tasks == {"1", "3"}
    assert len(data) < 5200


def test_an_answer_that_would_unpack_to_too_much_is_dropped():
    data = recorded((QUESTION, b"", ok(1, bytes(10_000))), most_plain=9_000)
    assert read_claims(data).tasks == set()


def test_an_answer_of_very_much_text_is_dropped():
    data = recorded((QUESTION, b"", ok("x" * 9 * 2**20)), (QUESTION, b"", ok(1)))
    assert read_claims(data).tasks == set()


def test_a_section_of_very_much_text_is_refused():
    """Text becomes objects that are many times as large."""
    with pytest.raises(ClaimsError, match="too large"):
        read_claims(container(framed((b"[]", b""), (b"[" + b"[]," * 3 * 2**20 + b"[]]", b"")))).read("1")


def test_an_answer_nested_too_deeply_to_be_written_is_dropped():
    body = []
    for _ in range(100_000):
        body = [body]
    data = recorded((QUESTION, b"", Answer(Status.PASSED, body)))
    assert read_claims(data).tasks == set()
    while body:
        body = body.pop()


def test_a_cell_that_ended_otherwise_later_takes_its_claims_along():
    recording = Recording()
    recorded((QUESTION, b"", ok(1)), recording=recording)
    other = CELL.model_copy(update={"status": Status.KERNEL_DIED})
    assert read_claims(recording.claims([other])).tasks == set()


# --- hostile bytes --------------------------------------------------------------------------------


@given(strategies.binary(max_size=300))
def test_no_bytes_crash_the_reader(data):
    for bytes_ in (data, MAGIC + data, container(data), container(zlib.compress(data))):
        try:
            claims = read_claims(bytes_)
            for task in claims.tasks:
                claims.read(task)
        except ClaimsError:
            pass


@given(strategies.integers(0, 400), strategies.integers(0, 255))
def test_one_changed_byte_gives_an_error_or_an_answer_never_a_crash(at, value):
    data = bytearray(recorded((QUESTION, b"", ok([1, 2], b"blob")), (QUESTION, b"x", ok(3))))
    data[at % len(data)] = value
    try:
        claims = read_claims(bytes(data))
        for task in claims.tasks:
            claims.read(task)
    except ClaimsError:
        pass


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        MAGIC,
        MAGIC + struct.pack(">I", 2**31) + b"[]",
        container(index=[["1", 5]]),
        container(b"x", index=[["1", -1]]),
        container(b"ab", index=[["1", 1], ["1", 1]]),
        container(b"more", index=[]),
        MAGIC + struct.pack(">I", 4) + b"[[[[",
        container() + bytes(6 * 2**20),
    ],
)
def test_an_outline_that_does_not_fit_is_refused(data):
    with pytest.raises(ClaimsError):
        read_claims(data)


@pytest.mark.parametrize(
    "section",
    [
        b"no zlib",
        zlib.compress(b"abc"),
        zlib.compress(b"")[:-1],
        zlib.compress(b"") + b"more",
        framed((b"[]", b""), (b"{", b"")),
        framed((b'{"counts": 1}', b"")),
        framed((b"[[1, -1]]", b"")),
        framed((b"[]", b""), (asked(status="fine"), b"")),
        framed((b"[]", b""), (asked(asked="short"), b"")),
        framed((b"[]", b""), (asked(more=1), b"")),
        framed((b"[" * 200_000, b"")),
        zlib.compress(struct.pack(">II", 2**32 - 1, 2**32 - 1) + b"[]"),
    ],
)
def test_a_section_that_does_not_fit_is_refused(section):
    with pytest.raises(ClaimsError):
        read_claims(container(section)).read("1")


def test_a_small_section_that_unpacks_to_very_much_is_refused():
    bomb = zlib.compress(bytes(200 * 2**20), 9)
    with pytest.raises(ClaimsError, match="too large"):
        read_claims(container(bomb)).read("1")


def test_broken_claims_are_no_claims_for_their_task():
    replay = Replay(read_claims(container(b"no zlib")), [CELL])
    with pytest.raises(NotRecordedError):
        replay.door("1").ask(QUESTION, b"")
    assert "malformed" in replay.missing["1"]

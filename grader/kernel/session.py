"""The grader's end of the pipe: run the notebook up to a cell, ask what it holds, close.

One session is one submission. The runner and the kernel behind it may die, hang or lie; each of these
ends in an outcome or an answer with a status, and only a failure of our own raises.
"""

import contextlib
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from grader.errors import SandboxError, SessionError
from grader.kernel import launch
from grader.kernel.breaches import breach_fields, error_fields
from grader.kernel.frames import (
    Channel,
    ChannelClosedError,
    ChannelTimeoutError,
    FrameError,
    without_addresses,
)
from grader.kernel.launch import Launched, Launcher
from grader.kernel.setups import KernelSetup, kernel_config, put_files
from grader.models import CellOutcome, CellRole, Output, Status
from grader.sandbox.choice import choose
from grader.sandbox.interface import Level, Place, Promise
from grader.sandbox.removal import remove
from grader.settings import MIB, Limits

__all__ = ["Answer", "Behind", "PlannedCell", "Session"]

GRACE_SECONDS = 8.0
"""How much longer than a cell's own limit we wait for the runner before we end it."""
START_SECONDS = 90.0
OUTPUT_ROOM = 2**25
"""Bytes of a reply that pictures and text of one cell may add to the limit for plain data."""
UNBORN = 1
"""How many kernels in a row may be ended, by whatever it is, before they have started."""
REVIVALS = 6
"""How often a dead kernel is replaced before the rest of the notebook is given up."""


class PlannedCell(NamedTuple):
    """A cell to run, in notebook order."""

    role: CellRole
    task: str | None
    source: str
    code: bool = True


class Answer(NamedTuple):
    """What the notebook said to one question."""

    status: Status
    body: Any = None
    """The reply's JSON when the status is `passed`: a claim."""
    blob: bytes = b""
    message: str = ""


class Behind(NamedTuple):
    """Cells that have run before a session begins."""

    outcomes: Sequence[CellOutcome]
    counts: Mapping[int, int]
    """Execution count of the kernel -> index of the cell."""


BEGINNING = Behind((), {})


class Session:
    """A running notebook: a runner, a kernel and the cells they have run so far."""

    def __init__(
        self,
        on_cell: Callable[[CellOutcome], None] | None = None,
        launch: Launcher = launch.cold,
        level: Level | None = None,
    ) -> None:
        self.level = choose() if level is None else level
        """What the student's processes are kept behind."""
        self._launch = launch
        self._limits = Limits()
        self._on_cell = on_cell
        self._deadline = time.monotonic() + self._limits.total_seconds
        folder = Path(tempfile.mkdtemp(prefix="grader-"))
        self._place = Place(folder, self._limits.scratch_mib * MIB)
        self._cells: Sequence[PlannedCell] = ()
        self._setup = KernelSetup(0, (), Path(), ())
        self._revivals = self._unborn = 0
        self._done = 0
        self.outcomes: list[CellOutcome] = []
        self.counts: dict[int, int] = {}
        """Execution count of the kernel -> index of the cell."""
        self._runner: Launched | None = None
        self._start_runner()

    def __enter__(self) -> Self:
        """Use it in a `with` statement: the processes end with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process and remove the scratch folder."""
        self.close()

    # --- starting and ending ---------------------------------------------------------------------

    def _start_runner(self) -> None:
        if not remove(self._place.run):
            raise SandboxError("what the notebook has written could not be removed")
        self._place.make()
        self._runner = self._launch(self._place, self.level)
        self._ready = False

    def open(
        self, cells: Sequence[PlannedCell], setup: KernelSetup, limits: Limits, behind: Behind = BEGINNING
    ) -> None:
        """Say what will be run and within which limits; the kernel gets ready meanwhile.

        `behind` is what the template has run: the kernel that it forks stands behind these cells already.
        """
        self._cells, self._setup, self._limits, self._done = cells, setup, limits, len(behind.outcomes)
        self._deadline = time.monotonic() + limits.total_seconds
        self.outcomes, self.counts = list(behind.outcomes), dict(behind.counts)
        put_files(setup, self._place.given)
        if (scratch := limits.scratch_mib * MIB) != self._place.scratch_bytes:
            self._end_runner()
            self._place = self._place._replace(scratch_bytes=scratch)
            self._start_runner()
        self._send_start()

    def _send_start(self) -> None:
        limits, place, level = self._limits, self._place, self.level
        config = kernel_config(self._setup, limits, place.work)
        rlimits = level.rlimits(limits)
        channel = self._channel()
        channel.limit(limits.reply_json_bytes + OUTPUT_ROOM, limits.reply_tensor_bytes + 2**20)
        start = {
            "folder": str(place.run),
            "given": str(place.given),
            "output_bytes": limits.cell_output_bytes,
            "pictures": limits.cell_pictures,
            "rlimits": {k: v for k, v in rlimits.items() if k != "RLIMIT_FSIZE"},
            "kernel": config
            | {"rlimits": rlimits, "level": level.name, "workers": Promise.WORKERS not in level.lacks},
        }
        if self._runner is not None:
            self._runner.watch(limits)
        with contextlib.suppress(FrameError):  # who waits for the answer learns why nobody is there
            channel.send(start)

    def _is_ready(self) -> bool:
        """Wait until the kernel answers; False when something ended it while it was starting.

        Raises:
            SessionError: it cannot start, or the one after it was ended as well.

        """
        if self._ready:
            return True
        try:
            for expected in ("started", "ready"):
                body = self._channel().receive(START_SECONDS).body
                if not isinstance(body, dict) or body.get("status") != expected:
                    reason = body.get("reason", "") if isinstance(body, dict) else ""
                    raise SessionError(f"the kernel could not start: {str(reason)[:500]}")
        except FrameError as error:
            self._end_runner()
            self._unborn += 1
            if self._unborn > UNBORN:
                raise SessionError(f"the kernel could not start: {error}") from None
            return False
        self._ready, self._unborn = True, 0
        return True

    def _channel(self) -> Channel:
        if self._runner is None:
            raise SessionError("the session is closed")
        return self._runner.channel

    def _end_runner(self) -> dict[str, Any]:
        """End it; gives the fields of an outcome when it had passed a limit."""
        runner, self._runner = self._runner, None
        breach = None if runner is None else runner.end()
        return {} if breach is None else breach_fields(breach)

    def _died(self, text: str) -> dict[str, Any]:
        """The fields of an outcome when runner and kernel are gone.

        Raises:
            SessionError: they were ended from outside, with their guard: nobody's answer is to blame.

        """
        runner = self._runner
        fields = {"status": Status.KERNEL_DIED, "message": text} | self._end_runner()
        if runner is not None and runner.deserted:
            raise SessionError("the notebook was ended from outside while it ran")
        return fields

    def close(self) -> None:
        """End every process of the session and remove its folder."""
        try:
            self._end_runner()
        finally:
            remove(self._place.folder)

    # --- running ---------------------------------------------------------------------------------

    def advance(self, last: int) -> None:
        """Run every cell that has not run yet, up to and including index `last`.

        Raises:
            SessionError: the kernel cannot be started at all.

        """
        while len(self.outcomes) <= last:
            index = len(self.outcomes)
            outcome = self._run(index)
            self.outcomes.append(outcome)
            if self._on_cell is not None:
                self._on_cell(outcome)

    def _run(self, index: int) -> CellOutcome:
        cell = self._cells[index]
        blank = CellOutcome(
            index=index, role=cell.role, task=cell.task, status=Status.PASSED, source=cell.source
        )
        if not cell.code or not cell.source.strip():
            return blank
        seconds = min(self._limits.cell_seconds, self._deadline - time.monotonic())
        if seconds <= 0:
            limit = f"{self._limits.total_seconds:g} seconds"
            text = f"The notebook had used up its {limit} before this cell."
            return blank.model_copy(update={"status": Status.TIMEOUT, "message": text})
        if not self._revive():
            text = f"Not run: the kernel had ended {self._revivals + 1} times before this cell."
            return blank.model_copy(update={"status": Status.KERNEL_DIED, "message": text})
        return blank.model_copy(update=self._execute(cell.source, seconds, index))

    def _execute(self, source: str, seconds: float, index: int) -> dict[str, Any]:
        """Run one cell in the living kernel; gives the fields of its outcome."""
        from grader.kernel.protocol import ClaimError, parse_cell  # torch is loaded while the kernel starts

        channel = self._channel()
        try:
            channel.send({"op": "run", "source": source, "seconds": seconds})
            reply = parse_cell(channel.receive(seconds + GRACE_SECONDS).body)
        except ChannelTimeoutError:
            timeout = {"status": Status.TIMEOUT, "message": _too_long(seconds), "seconds": seconds}
            return timeout | self._end_runner()
        except ChannelClosedError:
            return self._died("The kernel ended together with its runner.")
        except (FrameError, ClaimError) as error:
            self._end_runner()
            return {"status": Status.LIMIT, "message": f"What this cell put out could not be read: {error}."}
        if reply.count is not None:
            self.counts[reply.count] = index
        fields: dict[str, Any] = {
            "outputs": _outputs(reply),
            "seconds": round(reply.seconds, 4),
        }
        if reply.status == "ok":
            return fields | error_fields(reply.error, self._limits)
        if reply.status == "timeout":
            fields |= {"status": Status.TIMEOUT, "message": _too_long(seconds)}
            if reply.alive:
                return fields
        elif reply.status == "flood":
            text = f"This cell put out more than {reply.size // 2**20} MiB, so it was stopped."
            fields |= {"status": Status.LIMIT, "message": text}
        else:
            fields |= {"status": Status.KERNEL_DIED, "message": _death(reply.code)}
        return fields | self._end_runner()

    def _revive(self) -> bool:
        """Make sure there is a living kernel with the cells so far in it; False when there is none left."""
        if self._runner is not None and self._is_ready():
            return True
        while self._revivals < REVIVALS:
            self._revivals += 1
            self._start_runner()
            self._send_start()
            if self._is_ready() and self._replay():
                return True
        return False

    def _replay(self) -> bool:
        """Run again what had run without ending the kernel; a cell that ends it now is left out next time."""
        self.counts = {count: index for count, index in self.counts.items() if index < self._done}
        for index, outcome in list(enumerate(self.outcomes))[self._done :]:
            cell = self._cells[index]
            seconds = min(self._limits.cell_seconds, self._deadline - time.monotonic())
            replayable = outcome.status in (Status.PASSED, Status.ERROR)
            if not (replayable and cell.code and cell.source.strip()) or seconds <= 0:
                continue
            again = self._execute(cell.source, seconds, index)
            if self._runner is None:
                self.outcomes[index] = outcome.model_copy(update=again)
                return False
        return True

    # --- asking ----------------------------------------------------------------------------------

    def ask(self, request: dict[str, Any], blob: bytes = b"") -> Answer:
        """Put one question to the notebook as it is now; never raises for what the notebook does.

        Raises:
            SessionError: the kernel cannot be started at all.

        """
        seconds = min(self._limits.check_seconds, self._deadline - time.monotonic())
        if seconds <= 0 or not self._revive():
            return Answer(Status.TIMEOUT, message="There was no time left to look at the notebook.")
        channel = self._channel()
        try:
            channel.send({"op": "ask", "request": request, "seconds": seconds}, blob)
            frame = channel.receive(seconds + GRACE_SECONDS)
        except ChannelTimeoutError:
            self._end_runner()
            return Answer(Status.TIMEOUT, message=f"Your code did not answer within {seconds:g} seconds.")
        except ChannelClosedError:
            return self._death_answer("The kernel ended while your code was being checked.")
        except FrameError as error:
            self._end_runner()
            return Answer(Status.LIMIT, message=f"The value could not be read: {error}.")
        return self._read_answer(frame.body, frame.blob, seconds)

    def _read_answer(self, body: Any, blob: bytes, seconds: float) -> Answer:
        status = body.get("status") if isinstance(body, dict) else None
        if status == "timeout" or (isinstance(body, dict) and body.get("interrupted") is True):
            if status == "timeout" and body.get("alive") is not True:
                self._end_runner()
            return Answer(Status.TIMEOUT, message=f"Your code did not answer within {seconds:g} seconds.")
        if status in ("died", "flood"):
            return self._death_answer(_death(body.get("code")))
        return Answer(Status.PASSED, body=body, blob=blob)

    def _death_answer(self, text: str) -> Answer:
        fields = self._died(text)
        return Answer(fields["status"], message=fields["message"])


def outcome_of(index: int, cell: PlannedCell, body: Any, limits: Limits) -> tuple[CellOutcome, int | None]:
    """The outcome of a cell that the template ran, and the kernel's count for it."""
    from grader.kernel.protocol import parse_cell

    reply = parse_cell(body)
    blank = CellOutcome(index=index, role=cell.role, task=cell.task, status=Status.PASSED, source=cell.source)
    outputs = _outputs(reply)
    fields = {"outputs": outputs, "seconds": round(reply.seconds, 4)}
    return blank.model_copy(update=fields | error_fields(reply.error, limits)), reply.count


def _outputs(reply: Any) -> tuple[Output, ...]:
    return tuple(o.model_copy(update={"text": without_addresses(o.text)}) for o in reply.outputs)


def _too_long(seconds: float) -> str:
    return f"This cell was still running after {seconds:.3g} seconds, so it was stopped."


def _death(code: Any) -> str:
    import signal

    if type(code) is int and code < 0:
        with contextlib.suppress(ValueError):
            return f"The kernel was ended by signal {-code} ({signal.Signals(-code).name}) in this cell."
    return f"The kernel ended in this cell (exit code {code})."

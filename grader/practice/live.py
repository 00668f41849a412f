"""The live notebook as something that can be judged: its questions are answered in this very process."""

import contextlib
import json
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from grader.kernel.answers import Answers
from grader.kernel.recording import Ask
from grader.kernel.session import Answer
from grader.models import CellOutcome, Status
from grader.settings import Limits

__all__ = ["Live", "asker"]


class Live:
    """Cells that have run here, and the namespace that they left; nothing is run by it."""

    def __init__(self, ask: Ask, outcomes: Sequence[CellOutcome], counts: Mapping[int, int]) -> None:
        self._ask = ask
        self.outcomes = outcomes
        self.counts = counts

    def advance(self, last: int) -> None:
        """Every cell that will run has run."""

    def ask(self, request: dict[str, Any], blob: bytes = b"") -> Answer:
        """Put one question to the notebook as it is now."""
        return self._ask(request, blob)

    def close(self) -> None:
        """The student's kernel goes on."""


def asker(answers: Answers, limits: Limits, seconds: float) -> Ask:
    """Ask as a session does, within its limits: everything crosses as JSON and safetensors bytes.

    Args:
        answers: who answers.
        limits: of one answer.
        seconds: for all answers together.

    """
    deadline = time.monotonic() + seconds

    def ask(request: dict[str, Any], blob: bytes = b"") -> Answer:
        left = min(limits.check_seconds, deadline - time.monotonic())
        if left <= 0:
            return Answer(Status.TIMEOUT, message="There was no time left to look at the notebook.")
        body, tensors = b'{"interrupted": true}', b""
        with _interrupted_after(left) as late:
            body, tensors = answers.reply(json.loads(json.dumps(request)), blob)
        if len(body) > limits.reply_json_bytes or len(tensors) > limits.reply_tensor_bytes + 2**20:
            size = f"{len(body)} + {len(tensors)} bytes"
            return Answer(Status.LIMIT, message=f"The value could not be read: {size} are over the limit.")
        read = json.loads(body)
        if read.get("interrupted") is True:
            if not late():
                raise KeyboardInterrupt
            return Answer(Status.TIMEOUT, message=f"Your code did not answer within {left:g} seconds.")
        return Answer(Status.PASSED, read, tensors)

    return ask


@contextlib.contextmanager
def _interrupted_after(seconds: float) -> Iterator[Callable[[], bool]]:
    """Interrupt what runs inside when it takes too long; without signals, the stop button has to do."""
    late: list[bool] = []
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda: bool(late)
        return

    def stop(*_: object) -> None:
        late.append(True)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield lambda: bool(late)
    except KeyboardInterrupt:
        if not late:  # it came in the last moment, behind the answer: the answer stands
            raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, every)
        signal.signal(signal.SIGALRM, before)

"""What runs on a worker: keeps a warm process per assignment, and has it grade one submission at a time.

Nothing here parses what a student wrote, and nothing here imports torch: the warm process and its forks do
the work, and die alone.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from grader.batch.folders import new_folder, remove_folder, sweep
from grader.errors import InternalError
from grader.kernel.frames import Channel, ChannelClosedError, FrameError
from grader.kernel.launch import scrubbed, stderr_of_children

__all__ = ["Outcome", "Request", "WarmGrader", "grade_on_worker", "prepare"]

ATTEMPTS = 2
"""How often a submission is tried whose judge dies."""
STARTS = 4
"""How often it is tried when the warm process itself ends: others go with it, and one is to blame at most."""
SETTLE_SECONDS = 2.0
"""How long a process may take to be gone after its connection broke."""
READY_SECONDS = 180.0
GRACE_SECONDS = 60.0
"""How much longer than the submission's own limit a judge may take before it is ended."""
FRAME_BYTES = 2**30


class Request(NamedTuple):
    """One submission to grade, and with which assignment."""

    course: str
    slug: str
    version: str
    """Content hash of the assignment: a warm process serves one version."""
    preload: tuple[str, ...]
    overrides: tuple[tuple[str, dict[str, Any], str], ...]
    """Layers of limits over the assignment's: source, values, where."""
    isolation: str
    name: str
    student: str | None
    seconds: float
    """The submission's limit in all."""
    cold: bool = False
    """Start runner and kernel from nothing."""


class Outcome(NamedTuple):
    """What became of it: the JSON of a staff report, or the reason why there is none."""

    report: bytes = b""
    claims: bytes = b""
    """What the notebook said to the checks (grader.kernel.recording)."""
    reason: str = ""
    internal: bool = False
    """Whether the report says that it has to be graded again."""
    unreadable: bool = False
    """Whether there is no report because the file is no notebook."""


class WarmEndedError(InternalError):
    """The warm process is gone, and with it whatever it was grading."""


class WarmGrader:
    """The handle on one warm process."""

    def __init__(self, request: Request) -> None:
        self._folder, self._lock_file = new_folder()
        self._process = _start(self._folder, request.preload, self._lock_file)
        assert self._process.stdin is not None
        config = {"course": request.course, "slug": request.slug, "overrides": request.overrides}
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(config).encode() + b"\n")
            self._process.stdin.flush()
        self._lock = threading.Lock()
        self._said: dict[str, Any] | None = None
        """What it said when it had loaded: that it is ready, or why it will not serve."""

    def _wait_until_ready(self) -> None:
        with self._lock:
            if self._said is None:
                assert self._process.stdout is not None
                line = self._process.stdout.readline()
                if not line:
                    self._process.kill()
                    self._process.wait()  # from now on it is seen to be gone
                    raise WarmEndedError("the warm process ended while it was loading")
                self._said = json.loads(line)
            if "refused" in self._said:
                raise InternalError(f"the warm process cannot serve: {self._said['refused']}")

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def grade(self, request: Request, data: bytes) -> Outcome:
        """Have one submission graded in a fork.

        Raises:
            WarmEndedError: the warm process died.
            InternalError: the fork died or did not end in time, or the warm process cannot serve.

        """
        self._wait_until_ready()
        connection = socket.socket(socket.AF_UNIX)
        channel = Channel(connection, FRAME_BYTES, FRAME_BYTES)
        pid = None
        try:
            connection.settimeout(READY_SECONDS)
            connection.connect(str(self._folder / "judges"))
            body = {
                "name": request.name,
                "student": request.student,
                "isolation": request.isolation,
                "cold": request.cold,
            }
            channel.send(body, data)
            pid = int(channel.receive(READY_SECONDS).body["pid"])
            frame = channel.receive(request.seconds + GRACE_SECONDS)
        except (ChannelClosedError, ConnectionError, FileNotFoundError):
            if self._has_ended():
                raise WarmEndedError("the warm process died") from None
            raise InternalError("the process that graded it died") from None
        except (FrameError, OSError) as error:
            raise InternalError(f"the process that graded it did not answer: {error}") from None
        finally:
            channel.close()
            if pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)
        body = frame.body
        if body["status"] == "broken":
            self._process.kill()
            self._process.wait()
            raise WarmEndedError(f"no kernel could be started: {body['reason']}")
        if body["status"] == "graded":
            report, claims = frame.blob[: body["report"]], frame.blob[body["report"] :]
            return Outcome(report, claims, internal=bool(body["internal"]))
        return Outcome(reason=str(body["reason"]), unreadable=body["status"] == "unreadable")

    def _has_ended(self) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(SETTLE_SECONDS)
        return not self.alive

    def close(self) -> None:
        """End the process; what it forked ends with it."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # what it did not live to read
                    pipe.close()
        remove_folder(self._folder)
        with contextlib.suppress(OSError):  # closed twice
            os.close(self._lock_file)


_spawner = ThreadPoolExecutor(1, thread_name_prefix="grader-spawn")
"""Linux ends a child with the *thread* that started it: this one lives as long as the worker."""


def _start(folder: Path, preload: tuple[str, ...], lock: int) -> "subprocess.Popen[bytes]":
    def popen() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "grader.batch.warm", str(folder), json.dumps(preload), str(lock)],
            env=scrubbed(folder) | {"TMPDIR": tempfile.gettempdir()},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr_of_children(),
            pass_fds=[lock],
            start_new_session=True,
        )

    return _spawner.submit(popen).result()


class Pool:
    """The warm processes of this worker: one per assignment, and only for those in use."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], WarmGrader] = {}
        self._users: Counter[WarmGrader] = Counter()

    @contextlib.contextmanager
    def of(self, request: Request) -> Iterator[WarmGrader]:
        """The warm process of the request's assignment; another one's is ended once nobody uses it."""
        key = (request.slug, request.version)
        with self._lock:
            found = self._known.get(key)
            if found is None or not found.alive:
                if found is not None and not self._users[found]:
                    found.close()
                if not self._known:
                    sweep()
                found = self._known[key] = WarmGrader(request)
            self._users[found] += 1
            for other in [k for k, warm in self._known.items() if k != key and not self._users[warm]]:
                self._known.pop(other).close()
        try:
            yield found
        finally:
            with self._lock:
                self._users[found] -= 1
                if not self._users[found]:
                    del self._users[found]
                    if self._known.get(key) is not found:  # it died, and another one is in its place
                        found.close()

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            while self._known:
                self._known.popitem()[1].close()


pool = Pool()


def prepare(request: Request) -> None:
    """Begin to load what this request needs, and do not wait for it."""
    with pool.of(request):
        pass


def grade_on_worker(request: Request, data: bytes) -> Outcome:
    """Grade one submission; a judge or a warm process that dies is tried again, and then given up."""
    judges = starts = 0
    while True:
        try:
            with pool.of(request) as warm:
                outcome = warm.grade(request, data)
            judges += outcome.internal
            if not outcome.internal or judges >= ATTEMPTS:
                return outcome
        except WarmEndedError as error:
            starts += 1
            if starts == STARTS:
                return Outcome(reason=f"{error} ({starts} times)")
        except InternalError as error:
            judges += 1
            if judges >= ATTEMPTS:
                return Outcome(reason=f"{error} ({judges} times)")

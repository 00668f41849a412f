"""Starts runners: cold, or by a fork of a warm template. Both give a channel and a process to end."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, Self

from grader.errors import SandboxError, SessionError
from grader.kernel.fonts import give_fonts
from grader.kernel.frames import Channel
from grader.sandbox import plain
from grader.sandbox.interface import Level, Place
from grader.sandbox.watch import allowances
from grader.settings import Limits

__all__ = ["Launched", "Launcher", "Template", "Warm", "cold", "scrubbed"]

READY_SECONDS = 120.0
END_SECONDS = 15.0


class Launched:
    """A runner that has been started, and the guard that ends it."""

    def __init__(
        self,
        channel: Channel,
        guard: socket.socket,
        pid: int,
        process: "subprocess.Popen[bytes] | None" = None,
    ) -> None:
        self.channel = channel
        self.pid = pid
        """The guard's process, and its group."""
        self.deserted = False
        """After the end: whether something outside has ended it, which no student can."""
        self._guard = guard
        self._process = process  # set when it is a child of ours and has to be waited for

    def watch(self, limits: Limits) -> None:
        """Say what may be used; who passes a limit is ended."""
        with contextlib.suppress(OSError):  # a guard that is gone says why when it is asked to end
            self._tell(allowances(limits))

    def _tell(self, message: dict[str, Any]) -> None:
        self._guard.settimeout(END_SECONDS)
        self._guard.sendall(json.dumps(message).encode("ascii") + b"\n")

    def end(self) -> dict[str, Any] | None:
        """End the runner, its kernel and everything they started; gives the limit that was passed.

        Raises:
            SandboxError: the walls could not be put up, or something of the submission stays.

        """
        with contextlib.suppress(OSError):
            self._tell({"op": "end"})
        said = self._last_words()
        self._guard.close()
        self.deserted = bool(said.get("deserted", "ended" not in said))
        if "ended" not in said:
            plain.end_group(self.pid)  # it failed, or somebody has killed it
        self.channel.close()
        if self._process is not None:
            self._process.wait()
        if failed := said.get("failed"):
            raise SandboxError(f"isolation {failed}")
        if said.get("clean") is False:
            raise SandboxError("something that the notebook started or wrote could not be removed")
        breach: dict[str, Any] | None = said.get("breach")
        return breach

    def _last_words(self) -> dict[str, Any]:
        raw = b""
        with contextlib.suppress(OSError):
            while chunk := self._guard.recv(4096):
                raw += chunk
        said: dict[str, Any] = {}
        for line in raw.splitlines():
            said |= json.loads(line)
        return said


class Launcher(Protocol):
    """Starts a runner in a place, behind the walls of a level."""

    def __call__(self, place: Place, level: Level) -> Launched:
        """Start one.

        Raises:
            SessionError: it cannot be started.

        """
        ...


def cold(place: Place, level: Level) -> Launched:
    """Start a runner, and with it a kernel, from nothing."""
    (ours, theirs), (guard, watched) = socket.socketpair(), socket.socketpair()
    with theirs, watched:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "grader.kernel.runner", str(theirs.fileno()), str(watched.fileno())),
                *(level.name, str(place.folder), str(place.scratch_bytes)),
            ],
            env=scrubbed(place.work),
            cwd=place.folder,
            pass_fds=[theirs.fileno(), watched.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr_of_children(),
            start_new_session=True,
        )
    return Launched(Channel(ours), guard, process.pid, process)


class Warm:
    """A warm process that listens at a path; calling it forks a runner from it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wait_until_ready(self) -> None:
        """Wait until it listens; a process that we did not start ourselves does already."""

    def __call__(self, place: Place, level: Level) -> Launched:
        """Fork a runner.

        Raises:
            SessionError: the warm process is gone.

        """
        (ours, theirs), (guard, watched) = socket.socketpair(), socket.socketpair()
        request = {
            "op": "fork",
            "level": level.name,
            "folder": str(place.folder),
            "scratch_bytes": place.scratch_bytes,
            "environment": plain.environment(place.work),
        }
        with theirs, watched:
            try:
                pid = int(self._request(request, [theirs.fileno(), watched.fileno()])["pid"])
            except (SessionError, KeyError):
                ours.close()
                guard.close()
                raise
        return Launched(Channel(ours), guard, pid)

    def open(self, config: dict[str, Any]) -> None:
        """Begin a notebook: from now on runners are forked behind the cells that `step` has run.

        Raises:
            SessionError: it is gone, or can no longer be forked; the message has the reason.

        """
        self._refuse(self._request({"op": "open", "config": config}))

    def step(self, source: str) -> dict[str, Any]:
        """Run one cell of the instructor's; gives what a runner would have sent for it.

        Raises:
            SessionError: it is gone, or can no longer be forked; the message has the reason.

        """
        reply = self._request({"op": "step", "source": source})
        self._refuse(reply)
        return {k: v for k, v in reply.items() if k != "refused"}

    def branch(self, path: Path) -> "Warm":
        """Fork the warm process itself: the branch runs cells of its own and ends with this one.

        Raises:
            SessionError: it is gone.

        """
        self._request({"op": "branch", "path": str(path)})
        return Warm(path)

    @staticmethod
    def _refuse(reply: dict[str, Any]) -> None:
        if reply.get("refused"):
            raise SessionError(f"kernels cannot be forked: {reply['refused']}")

    def _request(self, request: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        self.wait_until_ready()
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(READY_SECONDS)
            try:
                control.connect(str(self._path))
                socket.send_fds(control, [json.dumps(request).encode()], list(descriptors))
                raw = b"".join(iter(lambda: control.recv(2**20), b""))
                reply: dict[str, Any] = json.loads(raw)
            except (OSError, ValueError) as error:
                raise SessionError(f"the warm template does not answer: {error}") from None
        return reply


class Template(Warm):
    """A warm process of our own; without modules to preload it waits for them (see `preload`)."""

    def __init__(self, preload: Sequence[str] | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="grader-")
        folder = Path(self._folder.name)
        super().__init__(folder / "template")
        give_fonts(folder)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.kernel.template", str(self._path)],
            env=scrubbed(folder),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr_of_children(),
            start_new_session=True,
        )
        self._ready = False
        if preload is not None:
            self.preload(preload)

    def preload(self, names: Sequence[str]) -> None:
        """Say, once, what an assignment's notebooks import; does not wait until it is loaded."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin as pipe:
            pipe.write(json.dumps(list(names)).encode() + b"\n")

    def wait_until_ready(self) -> None:
        """Wait until it has loaded everything.

        Raises:
            SessionError: it refuses to serve, with its reason, or it died.

        """
        if self._ready:
            return
        assert self._process.stdout is not None
        first = self._process.stdout.readline()
        if not first:
            raise SessionError("the warm template ended before it was ready")
        if refusal := json.loads(first).get("refused"):
            raise SessionError(f"kernels cannot be forked: {refusal}")
        if not self._process.stdout.readline():
            raise SessionError("the warm template cannot listen")
        self._ready = True

    def close(self) -> None:
        """End the template; runners that it forked end with it."""
        plain.end_group(self._process.pid)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        with contextlib.suppress(OSError):
            self._folder.cleanup()

    def __enter__(self) -> Self:
        """Use it in a `with` statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the template."""
        self.close()


def scrubbed(folder: Path) -> dict[str, str]:
    """The variables that a process of ours starts with when students' code may run in its forks."""
    # The package may run from a checkout: the runner must find the same one, and nothing else of ours.
    return plain.environment(folder) | {"PYTHONPATH": str(Path(__file__).parents[2])}


def stderr_of_children() -> int | None:
    """Nobody reads what our processes complain about, but for whoever is looking for a mistake."""
    return None if os.environ.get("GRADER_DEBUG") else subprocess.DEVNULL

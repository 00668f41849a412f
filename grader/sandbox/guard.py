"""The process that starts a submission's others behind their walls, watches them, and ends them all.

It is forked before anything of the student's runs, stays outside the walls, and runs no code of the
student's. It ends when it is told to, when its socket to the grader closes, when the first process
behind the walls is gone, or when a limit is passed; then nothing of the submission is left.

What the grader tells it: {"op": "watch", …limits}, {"op": "end"}. What it tells the grader: {"failed": why},
{"up": true}, and at the end {"ended": true, "clean": …, "breach": {"limit", "used", "allowed"} or null,
"deserted": whether it was a signal or the grader's end that ended it}.
"""

import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from grader.errors import SandboxError
from grader.sandbox import system
from grader.sandbox.interface import Level, Place
from grader.sandbox.levels import NONE
from grader.sandbox.removal import remove
from grader.sandbox.usage import descendants
from grader.sandbox.watch import Watch

__all__ = ["guard"]

POLL_SECONDS = 0.1
END_SECONDS = 10.0
MESSAGE_BYTES = 2**16
CANARY = "canary"


def guard(level: Level, place: Place, grader: socket.socket, work: Callable[[], None]) -> NoReturn:
    """Be the guard of a submission; `work` is done behind the walls. Never returns.

    Needs a process with one thread, in a session of its own.
    """
    parent = os.getppid()
    system.die_with_parent(signal.SIGTERM)
    system.adopt_orphans()
    leaving = _Leaving()
    signal.signal(signal.SIGTERM, leaving.note)
    if os.getppid() != parent:
        os._exit(1)
    try:
        (place.folder / CANARY).write_text("not for students", encoding="ascii")
        (place.folder / CANARY).chmod(0o600)
        place = level.outside(place)
        ours, theirs = socket.socketpair()
        first = os.fork()
        if first == 0:
            ours.close()
            leaving.close()
            _behind_walls(level, place, theirs, grader, work)
        theirs.close()
        scratch = _wait_for_walls(ours)
    except (OSError, SandboxError) as error:
        _end_all()
        _tell(grader, {"failed": f"{level.name}: {error}"[:500]})
        os._exit(0)
    if level is not NONE:
        system.set_dumpable(False)
    _tell(grader, {"up": True})
    _stay(level, place, grader, leaving, Watch(place, first, scratch))


class _Leaving:
    """Whether a signal has asked to end."""

    def __init__(self) -> None:
        self.read, self._write = os.pipe()

    def note(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            os.write(self._write, b"x")

    def close(self) -> None:
        os.close(self.read)
        os.close(self._write)


# --- behind the walls ---------------------------------------------------------------------------------


def _behind_walls(
    level: Level, place: Place, theirs: socket.socket, grader: socket.socket, work: Callable[[], None]
) -> NoReturn:
    """In the first process of the submission: put the walls up, say so, do the work."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")  # rather we than the grader
        grader.close()
        try:
            scratch = level.inside(place)
            system.die_with_parent()  # a change of user has cleared it
            if level is not NONE:
                system.set_dumpable(False)
                _look_around(place)
        except (OSError, SandboxError) as error:
            theirs.sendall(json.dumps({"failed": str(error)}).encode())
            os._exit(1)
        socket.send_fds(theirs, [b"{}"], [] if scratch is None else [scratch])
        theirs.close()
        if scratch is not None:
            os.close(scratch)
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - the process ends here, whatever happened
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)


def _look_around(place: Place) -> None:
    """Make sure that the walls stand, whatever each step has said.

    Raises:
        SandboxError: they do not.

    """
    if 0 in (*os.getresuid(), *os.getresgid()):
        raise SandboxError("student code would run as root")
    held = [kind for kind in ("CapEff", "CapPrm", "CapInh", "CapAmb") if system.capabilities(kind)]
    if held:
        raise SandboxError(f"student code would have capabilities ({', '.join(held)})")
    if system.status("NoNewPrivs") != "1" or system.status("Seccomp") != "2":
        raise SandboxError("the filter of system calls is not in force")
    for path in (place.folder / CANARY, Path("/etc/shadow")):
        with contextlib.suppress(OSError):
            os.close(os.open(path, os.O_RDONLY))
            raise SandboxError(f"{path} can still be read")
    for file in (__file__, os.__file__):
        if not os.access(file, os.R_OK):
            raise SandboxError(f"{file} has to be read by student code, and cannot be")
    if not os.access(place.run, os.W_OK):
        raise SandboxError("the scratch folder cannot be written")


# --- outside ------------------------------------------------------------------------------------------


def _wait_for_walls(ours: socket.socket) -> int | None:
    """Wait until they stand; gives the descriptor of the scratch file system where there is one."""
    with ours:
        ours.settimeout(END_SECONDS * 3)
        raw, descriptors, *_ = socket.recv_fds(ours, MESSAGE_BYTES, 1)
    if not raw:
        raise SandboxError("the first process ended while its walls were put up")
    if failed := json.loads(raw).get("failed"):
        raise SandboxError(failed)
    return descriptors[0] if descriptors else None


def _tell(grader: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        grader.sendall(json.dumps(message).encode("ascii") + b"\n")


def _receive(grader: socket.socket) -> bytes:
    try:
        return grader.recv(MESSAGE_BYTES)
    except OSError:
        return b""


def _stay(level: Level, place: Place, grader: socket.socket, leaving: _Leaving, watch: Watch) -> NoReturn:
    """Watch until it is time to end, end everything, say how it was."""
    buffer, deserted = b"", False
    sources: list[Any] = [grader, leaving.read]
    while True:
        ready = select.select(sources, [], [], POLL_SECONDS)[0]
        if leaving.read in ready:
            deserted = True
            break
        if grader in ready:
            chunk = _receive(grader)
            if not chunk:
                deserted = True
                break
            *lines, buffer = (buffer + chunk).split(b"\n")
            messages = [json.loads(line) for line in lines]
            if any(m["op"] == "end" for m in messages):
                break
            for message in messages:
                watch.allow(message)
        if watch.first_has_ended() or watch.breach() is not None:
            break
    breach = watch.breach()
    clean = _end_all() and level.sweep(place)
    if deserted:
        clean &= remove(place.folder)
    _tell(grader, {"ended": True, "clean": clean, "breach": breach, "deserted": deserted})
    os._exit(0)


def _end_all() -> bool:
    """Kill everything below this process and wait until it is gone; False when something stays."""
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        for how in (signal.SIGSTOP, signal.SIGKILL):  # what is stopped starts nothing new meanwhile
            for pid in descendants(os.getpid()):
                with contextlib.suppress(OSError):
                    os.kill(pid, how)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            time.sleep(0.001)
            continue
        return True
    return False

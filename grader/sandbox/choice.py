"""Chooses the level of isolation: the strongest that works here, or the one that is demanded.

A level works when it was tried: its walls are put up around a process that does nothing, and they are looked
at from inside. This takes milliseconds, and happens once in a process.
"""

import contextlib
import functools
import json
import os
import socket
import tempfile
import warnings
from pathlib import Path

from grader.errors import SandboxError, SettingError
from grader.sandbox import process_uid, readable
from grader.sandbox.guard import guard
from grader.sandbox.interface import Level, Place, Promise
from grader.sandbox.levels import LEVELS, NONE
from grader.sandbox.removal import remove

__all__ = ["approved", "available", "choose", "obstacle", "refuse_to_show"]

TRIAL_BYTES = 2**20
TRIAL_SECONDS = 10.0


def choose(level: str = "auto") -> Level:
    """The level to use.

    Raises:
        SettingError: there is no such level.
        SandboxError: it was demanded and cannot be set up here; nothing weaker takes its place.

    """
    if level == "auto":
        return next(found for found in reversed(LEVELS.values()) if not obstacle(found.name))
    if level not in LEVELS:
        raise SettingError(f"unknown isolation level {level!r}; known are: auto, {', '.join(LEVELS)}")
    if reason := obstacle(level):
        raise SandboxError(f"isolation {level} was demanded, and cannot be set up here: {reason}")
    return LEVELS[level]


def available() -> list[str]:
    """Every level that works here, weakest first."""
    return [name for name in LEVELS if not obstacle(name)]


@functools.cache
def obstacle(name: str) -> str:
    """Why this level does not work here; empty when it does."""
    level = LEVELS[name]
    if name == "none":
        return ""
    return level.obstacle() or _trial(level)


def _trial(level: Level) -> str:
    """Put the walls up around nothing."""
    folder = Path(tempfile.mkdtemp(prefix="grader-"))
    ours, theirs = socket.socketpair()
    try:
        place = Place(folder, TRIAL_BYTES)
        place.make()
        with warnings.catch_warnings():
            # Python warns of forks where threads run. The child makes system calls and ends.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            try:
                ours.close()
                os.setsid()
                guard(level, place, theirs, lambda: None)
            finally:
                os._exit(1)
        theirs.close()
        said = _first_line(ours)
        ours.close()
        with contextlib.suppress(ChildProcessError):  # where the system reaps children by itself
            os.waitpid(pid, 0)
    finally:
        ours.close()
        theirs.close()
        remove(folder)
    return "" if said.get("up") else str(said.get("failed", "its trial ended without an answer"))


def _first_line(sock: socket.socket) -> dict[str, object]:
    sock.settimeout(TRIAL_SECONDS)
    raw = b""
    while not raw.endswith(b"\n"):
        try:
            chunk = sock.recv(4096)
        except OSError:
            break
        if not chunk:
            break
        raw += chunk
    first: dict[str, object] = json.loads(raw.split(b"\n")[0] or b"{}")
    return first


def approved(level: Level, demanded: str, checks: Path | None) -> str:
    """The name of a level that is in use, if it is the one that is demanded and hides the hidden checks.

    Raises:
        SettingError: there is no level that is called so.
        SandboxError: it is another one, or the checks can be read.

    """
    if demanded not in ("auto", level.name):
        choose(demanded)
        raise SandboxError(f"isolation {demanded} was demanded, and the session has {level.name}")
    if checks is not None:
        refuse_to_show(checks.parent, level)
    return level.name


def refuse_to_show(secret: Path, level: Level) -> None:
    """Make sure that student code at this level cannot read a folder.

    Raises:
        SandboxError: it can; the message says what to do about it.

    """
    if level is NONE:
        return
    readable.refuse_to_show(secret)
    if Promise.READING in level.lacks:
        process_uid.refuse_to_show(secret)

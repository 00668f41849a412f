"""Users of their own for submissions: numbers that nobody else has, and how a process becomes one."""

import os
from pathlib import Path

from grader.errors import SandboxError
from grader.sandbox import system

__all__ = ["become", "own_uid", "root_obstacle"]

FIRST = 0x7000_0000
"""From here on nobody hands out numbers: systemd's list of ranges calls them unused."""
PROCESS_IDS = 2**22
"""More than there can be; a run is named by the number of its guard, so that no two have the same."""
MODEST_FIRST, MODEST_COUNT = 20_000, 40_000
"""In a container whose own user numbers end at 65535."""
CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID, CAP_SYS_ADMIN = 0, 1, 5, 6, 7, 21
AS_ROOT = (CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID)


def own_uid() -> int:
    """The number of the user that this guard's submission becomes.

    Raises:
        SandboxError: this machine has no numbers to spare.

    """
    for first, count in ((FIRST, PROCESS_IDS), (MODEST_FIRST, MODEST_COUNT)):
        if _mapped(first, count):
            return first + os.getpid() % count
    raise SandboxError("there are no user numbers to spare in this container")


def _mapped(first: int, count: int) -> bool:
    for line in Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines():
        inner, _, length = map(int, line.split())
        if inner <= first and first + count <= inner + length:
            return True
    return False


def root_obstacle(*more: int) -> str:
    """Why this process cannot act as root; empty when it can."""
    if os.geteuid() != 0:
        return "the grader does not run as root"
    held = system.capabilities()
    if missing := [c for c in (*AS_ROOT, *more) if not held >> c & 1]:
        return f"root lacks capabilities here: number {', '.join(map(str, missing))} of capabilities(7)"
    return ""


def become(uid: int) -> None:
    """Be this user, for good, and nobody's group; capabilities go too."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)

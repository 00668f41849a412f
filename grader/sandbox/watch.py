"""Watches what a submission uses against its limits; the guard asks it ten times a second."""

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from grader.sandbox import usage
from grader.sandbox.interface import Place

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel

__all__ = ["Watch", "allowances"]

DISK_SHARE = 0.05
"""Counting files takes at most this much of the guard's time."""
DISK_SECONDS = 0.25


def allowances(limits: "Limits") -> dict[str, Any]:
    """What the guard is told to watch."""
    return {
        "op": "watch",
        "memory": limits.all_memory_mib * 2**20,
        "scratch": limits.scratch_mib * 2**20,
        "processes": limits.processes,
        "cpu": limits.cpu_seconds,
    }


class Watch:
    """The limits of one submission, and the first one that was passed."""

    def __init__(self, place: Place, first: int, scratch: int | None) -> None:
        self._place = place
        self._first = first
        self._scratch = scratch
        self._allowed: dict[str, Any] = {}
        self._breach: dict[str, Any] | None = None
        self._base = usage.own_base()
        self._next_disk = 0.0

    def allow(self, message: dict[str, Any]) -> None:
        """Take over these limits."""
        self._allowed = {name: value for name, value in message.items() if name != "op"}

    def first_has_ended(self) -> bool:
        """Whether the first process behind the walls is gone; it is not reaped yet."""
        return os.waitid(os.P_PID, self._first, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def breach(self) -> dict[str, Any] | None:
        """The limit that was passed, with what was used and what is allowed; None while there is none."""
        if self._breach is None and self._allowed and sys.platform == "linux":
            pids = usage.descendants(os.getpid())
            self._look_at_processes(pids)
            if self._breach is None and time.monotonic() >= self._next_disk:
                self._look_at_disk(pids)
        return self._breach

    def _compare(self, limit: str, used: float) -> None:
        allowed = self._allowed[limit]
        if self._breach is None and used > allowed:
            self._breach = {"limit": limit, "used": int(used), "allowed": allowed}

    def _look_at_processes(self, pids: list[int]) -> None:
        found = usage.measure(pids, self._base)
        self._compare("processes", found.processes)
        self._compare("cpu", found.cpu)
        if found.memory > self._allowed["memory"]:
            self._compare("memory", usage.exact_memory(pids, self._base))

    def _look_at_disk(self, pids: list[int]) -> None:
        if self._scratch is not None:
            found = os.fstatvfs(self._scratch)
            self._compare("scratch", (found.f_blocks - found.f_bfree) * found.f_frsize)
            self._next_disk = time.monotonic() + DISK_SECONDS
            return
        counted = usage.disk(self._place.run, pids)
        full = counted.files >= usage.MOST_FILES
        self._compare("scratch", max(counted.size, self._allowed["scratch"] + 1 if full else 0))
        self._next_disk = time.monotonic() + max(DISK_SECONDS, counted.seconds / DISK_SHARE)

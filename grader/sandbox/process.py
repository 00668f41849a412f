"""The level `process`: the grader's own user, fenced in by Landlock and a filter of system calls.

For machines on which an ordinary user may not make namespaces. Landlock does not see everything, so a filter
of system calls takes the rest; the runner has to connect to the kernel, and keeps a laxer one.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.sandbox import landlock, plain, seccomp
from grader.sandbox.interface import Place, Promise
from grader.sandbox.readable import DEVICES, libraries, settings_of_the_system

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel

__all__ = ["FENCED", "Process", "visible"]

FENCED: Mapping[Promise, str] = {
    Promise.EXISTENCE: "Landlock does not hide names and sizes of files",
    Promise.PROCESS_LIST: "/proc shows every process and its command line",
    Promise.DISK: "files are counted a few times a second, and the notebook stopped when it wrote too much",
}


class Process:
    """The same user behind a fence."""

    name = "process"
    lacks: Mapping[Promise, str] = {
        **FENCED,
        Promise.USER: "student code runs as the grader's user",
        Promise.PROCESSES: "they are counted ten times a second, and the notebook stopped when they are many",
        Promise.WORKERS: "their tensors come through sockets, which are closed; a loader works by itself",
    }

    def obstacle(self) -> str:
        """It needs Landlock 6, and a user that is not root."""
        if (found := landlock.version()) < landlock.NEEDED:
            return f"Linux 6.12 with Landlock {landlock.NEEDED} is needed, and this one has Landlock {found}"
        if os.geteuid() == 0:
            return "the grader runs as root, and student code must not"
        return seccomp.supported()

    def rlimits(self, limits: "Limits") -> dict[str, int]:
        """Those of every level: this user's processes are not the notebook's alone."""
        return plain.rlimits(limits)

    def outside(self, place: Place) -> Place:
        """Nothing to do."""
        return place

    def inside(self, place: Place) -> int | None:
        """Fence this process in."""
        landlock.restrict(visible(place), [place.run, *map(Path, DEVICES)])
        seccomp.apply(seccomp.BASE)
        return None

    def kernel(self) -> None:
        """Keep the kernel from the runner, from sockets, and from the rights of files."""
        landlock.scope_signals()
        seccomp.apply(seccomp.SAME_USER)

    def sweep(self, place: Place) -> bool:  # noqa: ARG002
        """Nothing outside could be written."""
        return True


def visible(place: Place) -> list[Path]:
    """What is read at the levels without a file tree of their own."""
    system_files = [Path("/proc"), Path("/sys/devices/system/cpu")]
    return [*libraries(), *settings_of_the_system(), *system_files, place.given]

"""The level `namespaces`: an ordinary user's own view of files, processes and network.

The walls are those of a container, put up in a few milliseconds in a process that was forked, so that a
warm template can be used behind them. Needs user namespaces.
"""

import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.sandbox import plain, seccomp, system, tree
from grader.sandbox.interface import Place, Promise

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel

__all__ = ["OWN_VIEW", "Namespaces", "move_in"]

OWN_VIEW = system.NEWNS | system.NEWIPC | system.NEWNET | system.NEWUTS | system.NEWCGROUP
SWITCHES = {
    "/proc/sys/user/max_user_namespaces": "0",
    "/proc/sys/kernel/unprivileged_userns_clone": "0",
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1",
}
"""Files with which systems forbid user namespaces, and what is in them then."""


class Namespaces:
    """Namespaces of an ordinary user."""

    name = "namespaces"
    lacks: Mapping[Promise, str] = {
        Promise.USER: "student code runs as the grader's user, which has no rights outside its namespaces",
    }

    def obstacle(self) -> str:
        """It needs user namespaces, and a user that is not root."""
        if os.geteuid() == 0:
            return "the grader runs as root, and student code must not"
        for file, forbidden in SWITCHES.items():
            path = Path(file)
            if path.exists() and path.read_text(encoding="ascii").strip() == forbidden:
                return f"this system forbids user namespaces ({file} is {forbidden})"
        return seccomp.supported()

    def rlimits(self, limits: "Limits") -> dict[str, int]:
        """Also of processes: they are counted in the namespace."""
        return plain.rlimits(limits) | {"RLIMIT_NPROC": limits.processes}

    def outside(self, place: Place) -> Place:
        """Make the user namespace; the guard itself stays in the old tree of files and processes."""
        uid, gid = os.geteuid(), os.getegid()
        system.unshare(system.NEWUSER | system.NEWPID)
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")
        return place

    def inside(self, place: Place) -> int | None:
        """Move in, and give up the rights that were needed for it."""
        scratch = move_in(place, os.geteuid(), os.getegid())
        system.drop_bounding()
        system.drop_capabilities()
        seccomp.apply(seccomp.BASE)
        return scratch

    def kernel(self) -> None:
        """Nothing more: the runner is the first process here, and cannot be stopped from inside."""

    def sweep(self, place: Place) -> bool:  # noqa: ARG002
        """Everything written went with the namespaces."""
        return True


def move_in(place: Place, uid: int, gid: int) -> int:
    """Take a view of files, network and names of one's own; gives a descriptor of the scratch file system.

    Raises:
        OSError: the kernel refuses a step.

    """
    system.unshare(OWN_VIEW)
    os.setpgid(0, 0)  # kill(0, …) reaches a whole group, and the guard, which is outside, is in the old one
    os.umask(0o022)
    scratch = tree.enter(place, uid, gid)
    socket.sethostname("sandbox")
    return scratch

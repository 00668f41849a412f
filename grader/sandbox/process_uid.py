"""The level `process-uid`: a user of its own for every submission, which takes root; works in containers.

Landlock adds to it what the rights of files do not keep: files that every user may read, and the network.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import SandboxError
from grader.sandbox import landlock, plain, seccomp, system
from grader.sandbox.interface import Place, Promise
from grader.sandbox.process import FENCED, visible
from grader.sandbox.readable import DEVICES, libraries
from grader.sandbox.removal import remove_owned
from grader.sandbox.users import become, own_uid, root_obstacle

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel

__all__ = ["ProcessUid"]

SHARED = tuple(map(Path, ("/dev/shm", "/dev/mqueue", "/tmp", "/var/tmp")))  # noqa: S108 - to be swept
SOCKETS = "unix sockets that the machine lets every user connect to are open"
OPEN = "files that the machine lets every user read are open"


class ProcessUid:
    """A user of its own, with Landlock or without."""

    def __init__(self, *, fenced: bool) -> None:
        self._fenced = fenced
        self.name = "process-uid" if fenced else "process-uid, no Landlock"
        self.lacks: Mapping[Promise, str] = {**FENCED, Promise.SOCKETS: SOCKETS} | (
            {}
            if fenced
            else {
                Promise.READING: OPEN,
                Promise.WRITING: "folders that the machine lets every user write to are open",
                Promise.SOCKETS: f"{SOCKETS}, and those without a file",
                Promise.LEFTOVERS: "only /tmp, /var/tmp and /dev/shm are searched for what was left",
            }
        )

    def obstacle(self) -> str:
        """It needs root, and libraries that every user may read."""
        if missing := root_obstacle() or seccomp.supported():
            return missing
        if self._fenced and (found := landlock.version()) < landlock.NEEDED:
            return f"Linux 6.12 with Landlock {landlock.NEEDED} is needed, and this one has Landlock {found}"
        return next(filter(None, map(_closed, libraries())), "")

    def rlimits(self, limits: "Limits") -> dict[str, int]:
        """Also of processes: the user has no others."""
        return plain.rlimits(limits) | {"RLIMIT_NPROC": limits.processes}

    def outside(self, place: Place) -> Place:
        """Give the scratch folder to the user."""
        uid = own_uid()
        place.folder.chmod(0o711)
        os.chown(place.run, uid, uid)
        return place._replace(uid=uid)

    def inside(self, place: Place) -> int | None:
        """Become the user, behind a fence where there is one."""
        system.drop_bounding()
        become(place.uid)
        system.drop_capabilities()
        if self._fenced:
            devices = map(Path, DEVICES)
            landlock.restrict(visible(place), [place.run, Path("/dev/shm"), *devices])  # noqa: S108
        seccomp.apply(seccomp.BASE)
        return None

    def kernel(self) -> None:
        """Keep the kernel from stopping the runner, where Landlock can."""
        if self._fenced:
            landlock.scope_signals()

    def sweep(self, place: Place) -> bool:
        """Remove what the user has left in folders that everybody may write to."""
        return remove_owned(place.uid, SHARED)


def _closed(path: Path) -> str:
    """Why another user cannot read this; empty when everybody can."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            return f"{path} has to be read by student code, and {folder} is closed to other users"
    if not path.stat().st_mode & stat.S_IROTH:
        return f"{path} has to be read by student code, and is closed to other users"
    return ""


def refuse_to_show(secret: Path) -> None:
    """Make sure that other users cannot read a folder, where nothing but the rights of files keeps them.

    Raises:
        SandboxError: they can; the message says what to do.

    """
    place = secret.resolve()
    if not _closed(place):
        raise SandboxError(f"{secret} can be read by every user of this machine: run `chmod 700` on it first")

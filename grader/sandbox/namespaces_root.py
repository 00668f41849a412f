"""The level `namespaces-root`: the walls of `namespaces`, and a user of its own for every submission.

It takes root, and no user namespace: student code has a number that means nothing anywhere.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from grader.sandbox import plain, seccomp, system
from grader.sandbox.interface import Place, Promise
from grader.sandbox.namespaces import move_in
from grader.sandbox.users import CAP_SYS_ADMIN, become, own_uid, root_obstacle

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel

__all__ = ["NamespacesRoot"]


class NamespacesRoot:
    """Namespaces, made by root."""

    name = "namespaces-root"
    lacks: Mapping[Promise, str] = {}

    def obstacle(self) -> str:
        """It needs root with the right to mount."""
        return root_obstacle(CAP_SYS_ADMIN) or seccomp.supported()

    def rlimits(self, limits: "Limits") -> dict[str, int]:
        """Also of processes: the user has no others."""
        return plain.rlimits(limits) | {"RLIMIT_NPROC": limits.processes}

    def outside(self, place: Place) -> Place:
        """Choose the user; what is forked next is the first process of a namespace."""
        uid = own_uid()
        system.unshare(system.NEWPID)
        return place._replace(uid=uid)

    def inside(self, place: Place) -> int | None:
        """Move in as root, then be the user, for good."""
        scratch = move_in(place, place.uid, place.uid)
        system.drop_bounding()
        become(place.uid)
        system.drop_capabilities()
        seccomp.apply(seccomp.BASE)
        return scratch

    def kernel(self) -> None:
        """Nothing more: the runner is the first process here, and cannot be stopped from inside."""

    def sweep(self, place: Place) -> bool:  # noqa: ARG002
        """Everything written went with the namespaces."""
        return True

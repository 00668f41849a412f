"""All levels of isolation by their names, weakest first."""

from grader.sandbox.interface import Level
from grader.sandbox.namespaces import Namespaces
from grader.sandbox.namespaces_root import NamespacesRoot
from grader.sandbox.plain import Plain
from grader.sandbox.process import Process
from grader.sandbox.process_uid import ProcessUid

__all__ = ["LEVELS", "NONE"]

NONE = Plain()
LEVELS: dict[str, Level] = {
    level.name: level
    for level in (
        NONE,
        Process(),
        ProcessUid(fenced=False),
        ProcessUid(fenced=True),
        Namespaces(),
        NamespacesRoot(),
    )
}
"""Name -> level."""

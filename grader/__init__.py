"""Grades PyTorch exercises in Jupyter notebooks.

The public names are loaded when they are first used, so that `import grader` costs nothing.
"""

import importlib
import random
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.course.assignment import Course
    from grader.errors import GraderError, InputError, InternalError
    from grader.models import Report, Status, Verdict
    from grader.pipeline import grade

__all__ = ["Course", "GraderError", "InputError", "InternalError", "Report", "Status", "Verdict", "grade"]

_HOME = {
    "Course": "grader.course.assignment",
    "GraderError": "grader.errors",
    "InputError": "grader.errors",
    "InternalError": "grader.errors",
    "Report": "grader.models",
    "Status": "grader.models",
    "Verdict": "grader.models",
    "grade": "grader.pipeline",
}


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext grader`: adds the magic `%grade` to a notebook (see docs/students.md)."""
    if "grade" in shell.magics_manager.magics["line"]:  # where a notebook is graded, nobody practises
        return
    drawn = random.getstate()
    importlib.import_module("grader.practice.magic").load(shell)
    random.setstate(drawn)  # some libraries draw a number when they are imported


def unload_ipython_extension(shell: Any) -> None:
    """`%unload_ext grader`: takes it away again."""
    if practice := sys.modules.get("grader.practice.magic"):
        practice.unload(shell)


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)

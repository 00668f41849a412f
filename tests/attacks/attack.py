"""What an attack is: a cell, or a whole file, and how grading it has to end."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from grader.models import Status
from grader.sandbox.interface import Promise

__all__ = ["NOTHING", "Attack"]

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Attack(NamedTuple):
    """One attack or mishap: the answer cell of one task; the other tasks are answered right."""

    name: str
    tries: str
    """What it tries, as the page about security says it."""
    source: str
    """The cell. `OUTSIDE` is a dict of what it may aim at; `attempt(f)` prints LEAK when f works."""
    ends: tuple[Status, ...]
    """How its task may end."""
    right: bool = False
    """The cell begins with the right answer: the task's points are its own."""
    worth: float = 0.0
    """Points of what is honest in a cell that is not right."""
    task: str = "2"
    needs: tuple[Promise, ...] = ()
    """Promises of a level without which the attack would work, or is not safe to try."""
    spoils: tuple[str, ...] = ()
    """Other tasks that it may take from itself, since it breaks its own kernel."""
    limits: Mapping[str, Any] = NOTHING
    extra: str = ""
    """A cell at the end of the notebook."""
    file: Callable[[list[dict[str, Any]]], bytes] | None = None
    """Makes the file from the honest cells; the cell above is then not used."""
    refused: bool = False
    """The file is no notebook, and that is said before a kernel starts."""
    gets_through: Mapping[str, str] = NOTHING
    """Levels at which it works in spite of all, each with what happens there."""
    quick: bool = False
    """Part of the quick run."""

"""What ran in this kernel: each cell with how it ended and what it put out, and a notebook made of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.course import sources
from grader.course.notebook import Cell, Notebook
from grader.kernel.frames import without_addresses
from grader.models import CellError, Output

__all__ = ["Ran", "as_notebook", "is_ours", "joined", "outputs_of"]

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OURS = re.compile(r"\s*(%%grade\b|(%(re)?load_ext\s+grader|%grade\b[^\n]*)\s*$)")


@dataclass(slots=True)
class Ran:
    """One cell that was run, once."""

    number: int
    """Counts the runs of this kernel; a cell that is run again gets a new one."""
    source: str
    cell_id: str | None = None
    seen: bool = True
    """Whether what it put out was listened to."""
    error: CellError | None = None
    out: list[dict[str, Any]] = field(default_factory=list)
    """What it put out, as outputs of a notebook."""
    figures: list[dict[str, Any]] = field(default_factory=list)
    """What it drew, as data, once the student went on."""
    room: int = 2**21
    """Characters that are still kept of it."""

    def put(self, output: dict[str, Any], size: int) -> None:
        """Keep an output while there is room."""
        self.room -= size
        if self.room > 0:
            self.out.append(output)


def is_ours(source: str) -> bool:
    """Whether a cell does nothing but load the magic or call it."""
    return _OURS.match(source) is not None


def joined(ran: Sequence[Ran], one: Ran) -> list[Ran]:
    """These runs and one more, of which earlier runs of the same cell are left out.

    The front end says which cell it is. Where it does not, the same source is the same cell, and so is the
    marker comment of the same task.
    """
    return [*(other for other in ran if not _same_cell(other, one)), one]


def _same_cell(one: Ran, other: Ran) -> bool:
    if one.cell_id is not None and other.cell_id is not None:
        return one.cell_id == other.cell_id
    marker = sources.marker(one.source)
    if marker is not None and marker == sources.marker(other.source):
        return True
    return sources.tidy(one.source) == sources.tidy(other.source)


def as_notebook(ran: Sequence[Ran], metadata: dict[str, Any] | None = None) -> Notebook:
    """The notebook that these cells make up."""
    cells = [Cell("code", one.source, _known_id(one.cell_id)) for one in ran]
    return Notebook(tuple(cells), metadata or {})


def _known_id(cell_id: str | None) -> str | None:
    return cell_id if cell_id is not None and _ID.fullmatch(cell_id) else None


def outputs_of(ran: Ran, room: int, pictures: int) -> tuple[Output, ...]:
    """What a cell put out, as the runner of a graded notebook reduces it."""
    from nbformat import NotebookNode

    from grader.kernel.runner import reduce_outputs

    reduced = reduce_outputs([NotebookNode(o) for o in ran.out], room, pictures)
    return tuple(Output(**{**o, "text": without_addresses(o["text"])}) for o in reduced)

"""The gradebook: one row per student, as CSV (RFC 4180, UTF-8) for a learning platform or a spreadsheet."""

import csv
import io
import re
from typing import Final

from grader.models import Entry, Status
from grader.report import lines

__all__ = ["Gradebook", "cell", "exact"]

HEAD: Final = ("student", "score", "max_score", "pending_points", "status", "late")
LATE: Final = {True: "yes", False: "no", None: ""}

# A spreadsheet takes what begins like this for a formula, in its full-width form too.
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# What UTF-8 cannot carry, and what ends a text in many readers.
_UNFIT: Final = re.compile(r"[\x00\ud800-\udfff]")


class Gradebook:
    """The rows of one assignment, taken in one entry at a time."""

    def __init__(self) -> None:
        self._tasks: list[str] = []
        self._lines: list[lines.Line] = []

    def add(self, entry: Entry) -> None:
        """Take in one student; only the numbers are kept."""
        made = lines.line(entry)
        if not made.marks.keys() <= set(self._tasks):
            self._tasks = lines.merged(self._tasks, made.marks)
        self._lines.append(made)

    def render(self) -> str:
        """The CSV text, students in the order of their identifiers.

        Without a report the score is empty when it has to be graded again, and 0 when the file is no
        notebook. What a grader's failure left open is empty too: it is never a zero.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        head = [name for task in self._tasks for name in (task, f"{task} status")]
        writer.writerow([*HEAD, *map(cell, head), "source"])
        top = max((made.max_score for made in self._lines if made.max_score is not None), default=None)
        for made in sorted(self._lines, key=lambda made: (made.student, made.source)):
            writer.writerow(self._row(made, top))
        return out.getvalue()

    def _row(self, made: lines.Line, top: float | None) -> list[str]:
        row = [
            cell(made.student),
            exact(made.score),
            exact(top if made.max_score is None else made.max_score),
            exact(made.pending),
            made.status,
            LATE[made.late],
        ]
        for task in self._tasks:
            row += _mark(made, task)
        return [*row, cell(made.source)]


def cell(value: str) -> str:
    r"""Text as a cell that no spreadsheet computes: what looks like a formula gets an apostrophe in front.

    >>> cell("=1+1")
    "'=1+1"
    """
    value = _UNFIT.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", value)
    return f"'{value}" if _FORMULA.match(value) else value


def _mark(made: lines.Line, task: str) -> tuple[str, str]:
    mark = made.marks.get(task)
    if made.status == lines.UNREADABLE:
        return "0", lines.UNREADABLE
    if mark is None:
        return "", ""
    return "" if mark.status is Status.INTERNAL else exact(mark.score), mark.status.value


def exact(value: float | None) -> str:
    """Points as exact as they are kept, so that columns add up; empty when not known."""
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")

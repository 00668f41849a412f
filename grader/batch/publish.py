"""From the store to the results folder: gradebook, class page and every student's report."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader.batch.names import safe_names
from grader.batch.store import Store
from grader.errors import InternalError
from grader.models import Entry
from grader.report.results import Written, write_results

if TYPE_CHECKING:
    from rich.console import Console

    from grader.report.classpage import ClassPage

__all__ = ["publish", "sum_up"]

NAMED = 3
"""Tasks and students that the summary names."""


def publish(store: Store, folder: Path) -> Written:
    """Write everything that follows from the store; nothing is graded.

    Raises:
        InternalError: a file cannot be written.

    """
    names = safe_names(line.student for line in store.lines())
    try:
        return write_results(folder, _entries(store), titles=store.titles(), file_name=names.__getitem__)
    except OSError as error:
        raise InternalError(f"the results cannot be written to {folder}: {error.strerror}") from None


def _entries(store: Store) -> Iterator[Entry]:
    for slug in store.slugs():
        yield from store.entries(slug)


def sum_up(written: Written, console: "Console") -> None:
    """A few lines about each assignment."""
    for slug, page in written.classes.items():
        for line in _lines(slug, page):
            console.print(line, markup=False, soft_wrap=True)


def _lines(slug: str, page: "ClassPage") -> Iterator[str]:
    summary = page.summary()
    middle = "" if summary.median is None else f", median {summary.median:g} of {summary.top:g}"
    parts = [
        (summary.again, "to be graded again"),
        (summary.unreadable, "unreadable"),
        (summary.pending, "waiting for a person"),
        (summary.late, "late"),
    ]
    more = "".join(f", {number} {what}" for number, what in parts if number)
    yield f"{slug}: {summary.graded} of {summary.submissions} graded{middle}{more}"
    if hardest := page.hardest(NAMED):
        yield "  hardest: " + ", ".join(f"{task} ({rate:.0%} right)" for task, rate in hardest)
    if slowest := page.slowest(NAMED):
        yield "  slowest: " + ", ".join(f"{student} ({seconds:.0f} s)" for student, seconds in slowest)
    if suspected := page.suspected():
        yield f"  to be looked at ({len(suspected)}): " + ", ".join(suspected[: 5 * NAMED])

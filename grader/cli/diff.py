"""`grade diff OLD [NEW]`: whose points changed between two gradings, and why."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import run_command, writable
from grader.errors import ExitCode

if TYPE_CHECKING:
    from grader.batch.changes import Change

COLUMNS = (
    "student", "assignment", "score_before", "score_after", "task", "title", "status_before", "status_after",
    "points_before", "points_after", "why",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would compute."""


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(compare_results, arguments, "grade diff")


def compare_results(
    old: Annotated[Path, typer.Argument(help="Results folder of grade batch.", show_default=False)],
    new: Annotated[
        Path | None,
        typer.Argument(help="Another one; by default, OLD as it was before each last grading."),
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="Also write the changes to this file.")] = None,
) -> int:
    """Say whose points changed, and in which tasks. Exit code 1 when some did, as `diff` has it."""
    from grader.batch.compare import compare, compare_with_before
    from grader.batch.store import FILE, Store
    from grader.cli.changes import say_change, say_line

    writable(csv, "--csv")
    rows: list[Sequence[str]] = []
    count = 0
    with ExitStack() as stack:
        stores = [stack.enter_context(Store.open(folder / FILE)) for folder in (old, new) if folder]
        for change in compare_with_before(stores[0]) if new is None else compare(stores[0], stores[1]):
            count += 1
            say_change(change)
            rows += _rows(change)
    say_line("1 submission has other points" if count == 1 else f"{count} submissions have other points")
    if csv is not None:
        _write(csv, rows)
    return ExitCode.FAILED if count else ExitCode.PASSED


def _rows(change: "Change") -> Iterator[Sequence[str]]:
    from grader.cli.changes import points

    scores = (points(change.score_before), points(change.score_after))
    head = (change.student, change.assignment, *scores)
    if not change.tasks:
        yield (*head, *[""] * 6, change.why)
    for task in change.tasks:
        worth = (points(task.points_before), points(task.points_after))
        yield (*head, task.task, task.title, task.before or "", task.after or "", *worth, task.why)


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    import csv
    import io

    from grader.report.files import write_bytes

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write_bytes(path, text.getvalue().encode("utf-8", "backslashreplace"))


def _harmless(cell: str) -> str:
    """The text as text: a spreadsheet must not compute what a student wrote."""
    from grader.report.text import line

    cell = line(cell)
    return f"'{cell}" if cell.startswith(FORMULA) and cell != "-" else cell

"""`grade export RESULTS`: write the gradebook, the class page and the reports again, without grading."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.options import run_command, writable
from grader.errors import ExitCode, InputError


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(export, arguments, "grade export")


def export(
    results: Annotated[
        Path, typer.Argument(help="Folder of the results of `grade batch`.", show_default=False)
    ],
    csv: Annotated[Path | None, typer.Option(help="Write the gradebook to this file as well.")] = None,
    assignment: Annotated[str | None, typer.Option(help="Which gradebook, when there are several.")] = None,
) -> int:
    """Write what follows from the store again: gradebook, class page, every student's report."""
    writable(csv, "--csv")
    from rich.console import Console

    from grader.batch.publish import publish, sum_up
    from grader.batch.store import FILE, Store

    console = Console(highlight=False)
    with Store.open(results / FILE) as store:
        written = publish(store, results)
    slugs = sorted(written.classes)
    if csv is not None:
        slug = assignment or (slugs[0] if len(slugs) == 1 else None)
        if slug not in slugs:
            raise InputError(f"say which gradebook with --assignment: {', '.join(slugs)}")
        book = results / "gradebook.csv" if len(slugs) == 1 else results / str(slug) / "gradebook.csv"
        shutil.copyfile(book, csv)
    sum_up(written, console)
    files = f"{written.written} files written, {written.unchanged} were as they should be"
    console.print(f"{files}: {results / 'index.html'}", markup=False, soft_wrap=True)
    return ExitCode.PASSED

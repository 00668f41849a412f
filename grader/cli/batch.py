"""`grade batch PATH…`: grade a whole class; what is done already is not done again."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import overrides, run_command
from grader.errors import ExitCode, SettingError

if TYPE_CHECKING:
    from rich.console import Console

    from grader.batch.intake import Intake
    from grader.batch.many import Requests, Tally
    from grader.batch.store import Store

EPILOG = (
    "Stopped or killed at any moment, the same command goes on where it was. "
    "`grade export RESULTS` writes the gradebook and the pages again without grading."
)
SHOWN = 20
"""Most files that are left out and named."""


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(grade_class, arguments, "grade batch", EPILOG)


def grade_class(  # noqa: PLR0913, PLR0917 - one parameter per option
    paths: Annotated[
        list[Path], typer.Argument(help="Folders, LMS downloads (zip) or notebooks.", show_default=False)
    ],
    results: Annotated[Path, typer.Option(help="Folder of the results.")] = Path("results"),
    course: Annotated[Path | None, typer.Option(help="Folder with assignments/ and reference/.")] = None,
    assignment: Annotated[
        str | None, typer.Option(help="Which assignment all of them are, when it cannot be told.")
    ] = None,
    student_id: Annotated[
        str | None, typer.Option(help="Regular expression that finds the student in a path.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Notebooks at a time; 0: one per core.")] = 0,
    only: Annotated[str | None, typer.Option(help="`failed`: only what could not be graded before.")] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Grade all of them again.")] = False,
    timeout: Annotated[float | None, typer.Option(help="Seconds that one cell may take.")] = None,
    isolation: Annotated[str, typer.Option(help="Sandbox level that is demanded.")] = "auto",
    cold: Annotated[
        bool, typer.Option("--cold", help="Start every kernel from nothing: slow, and the same result.")
    ] = False,
) -> int:
    """Grade the notebooks of a class: fast, resumable, nothing lost."""
    if only not in (None, "failed"):
        raise SettingError(f"--only {only}: the only choice is `failed`")
    if only and regrade:
        raise SettingError("--only failed and --regrade exclude each other")
    if jobs < 0:
        raise SettingError("--jobs must be 0 or more")
    pattern = _pattern(student_id)
    limits = overrides(timeout)
    from rich.console import Console

    from grader.batch.collect import collect
    from grader.batch.intake import take_in
    from grader.batch.many import Requests
    from grader.batch.store import FILE, Store
    from grader.batch.values import Mode
    from grader.course.assignment import Course
    from grader.sandbox.choice import choose

    console = Console(highlight=False)
    choose(isolation)
    found = Course.find(course, near=Path.cwd())
    collected = collect(paths, student_id=pattern, slugs=found.slugs())
    _make(results)
    with Store.open(results / FILE, create=True, coordinate=True) as store:
        intake = take_in(store, collected.found, found, assignment=assignment, overrides=limits)
        _tell(console, intake, (*collected.skipped, *intake.left_out))
        mode = Mode.REGRADE if regrade else Mode.ONLY_FAILED if only else Mode.RESUME
        requests = Requests(found, limits, isolation, cold=cold)
        tally = _grade(console, store, store.to_do(mode), requests, jobs or os.cpu_count() or 1)
        return _finish(console, store, results, tally)


def _pattern(student_id: str | None) -> "re.Pattern[str] | None":
    try:
        return None if student_id is None else re.compile(student_id)
    except re.error as error:
        raise SettingError(f"--student-id {student_id!r} is no regular expression: {error}") from None


def _make(results: Path) -> None:
    try:
        results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"--results: {results} cannot be made: {error.strerror}") from None


def _tell(console: "Console", intake: "Intake", left_out: tuple[str, ...]) -> None:
    """Say what was found, and what of it is not graded."""
    for line in left_out[:SHOWN]:
        console.print(line, markup=False, style="yellow", soft_wrap=True)
    if len(left_out) > SHOWN:
        console.print(f"… and {len(left_out) - SHOWN} more are left out.", style="yellow")
    known = intake.submissions - intake.new
    before = f", {known} of them known" if known else ""
    of = ", ".join(intake.slugs) or "no assignment"
    console.print(f"{intake.submissions} submissions to {of}{before}", markup=False)


def _grade(console: "Console", store: "Store", keys: list[str], requests: "Requests", jobs: int) -> "Tally":
    from grader.batch.many import Events, Tally, grade_waiting
    from grader.batch.progress import BatchProgress

    first = store.job(keys[0]) if keys else None
    if first is None:
        return Tally()
    from grader.batch.worker import prepare

    prepare(requests.of(first))  # loads while the cluster starts
    from grader.batch.cluster import local

    waiting = (job for key in keys if (job := store.job(key)) is not None)
    with local(min(jobs, len(keys))) as client, BatchProgress(console, len(keys)) as progress:
        return grade_waiting(store, waiting, client, requests, Events(progress.sent, progress.ended))


def _finish(console: "Console", store: "Store", results: Path, tally: "Tally") -> int:
    """Write the results folder, sum up, and say whether anything has to be graded again."""
    from grader.batch.publish import publish, sum_up

    written = publish(store, results)
    sum_up(written, console)
    if tally.internal:
        again = (
            f"{tally.internal} could not be graded by our fault; `grade batch … --only failed` tries again"
        )
        console.print(again, markup=False, style="yellow", soft_wrap=True)
    console.print(f"Results: {results / 'index.html'}", markup=False, soft_wrap=True)
    return ExitCode.INTERNAL if tally.internal else ExitCode.PASSED

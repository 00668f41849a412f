"""`grade rescore RESULTS`: changed points and thresholds, applied without running a notebook."""

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import run_command
from grader.errors import ExitCode, SettingError

if TYPE_CHECKING:
    from grader.batch.rescore_store import Done


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(rescore_results, arguments, "grade rescore")


def rescore_results(
    results: Annotated[Path, typer.Argument(help="Results folder of grade batch.", show_default=False)],
    course: Annotated[Path | None, typer.Option(help="Folder with assignments/ and reference/.")] = None,
    never_lower: Annotated[
        bool, typer.Option("--never-lower", help="No task gets fewer points than it had.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would change; write nothing.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Submissions at a time; 0: one per core.")
    ] = 0,
) -> int:
    """Judge stored submissions again with today's points and checks, from what their notebooks answered.

    No notebook is run. A check that asks something new needs a rerun: its task keeps its verdicts until then,
    and the next `grade batch` grades the submission again.
    """
    from grader.batch.rescore_store import rescore_store
    from grader.batch.store import FILE, Store
    from grader.cli.changes import say_change, say_line
    from grader.course.assignment import Course

    if not results.is_dir():
        raise SettingError(f"there is no results folder {results}")
    found = Course.find(course, near=Path.cwd())
    totals, rerun = Counter[str](), Counter[str]()
    with Store.open(results / FILE, coordinate=not dry_run) as store:
        for done in rescore_store(
            store, found, jobs=jobs or os.cpu_count() or 1, keep_higher=never_lower, dry_run=dry_run
        ):
            totals["submissions"] += 1
            if done.change is not None:
                totals["changed"] += 1
                say_change(done.change)
            if done.problem:
                totals["problems"] += 1
                say_line(f"{done.line.assignment} {done.line.student}: {done.problem}")
            rerun.update(_reasons(done))
    say_line(f"{totals['submissions']} submissions judged again, the points of {totals['changed']} changed")
    for reason, count in rerun.items():
        say_line(f"  needs a rerun in {count} of them: {reason}")
    if rerun:
        say_line("`grade batch` runs them again and keeps everything else.")
    if dry_run:
        say_line("Nothing was written.")
    if totals["problems"]:
        return ExitCode.INTERNAL
    return ExitCode.FAILED if rerun else ExitCode.PASSED


def _reasons(done: "Done") -> list[str]:
    """One line per task; the questions of a check often differ only in what they ask about."""
    return [f"{done.line.assignment} {task}: {why}" for task, why in done.rerun.items()]

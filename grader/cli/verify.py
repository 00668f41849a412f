"""`grade verify [SLUG]`: try the checks on right and wrong answers."""

import json
import os
import time
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import run_command
from grader.errors import ExitCode, SettingError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live

    from grader.course.assignment import Assignment
    from grader.verify import Result, Summary


LOG_SECONDS = 60.0
"""Least time between two lines in a log."""


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(verify_course, arguments, "grade verify")


def verify_course(
    slug: Annotated[
        str | None, typer.Argument(help="The assignment; all by default.", show_default=False)
    ] = None,
    course: Annotated[Path | None, typer.Option(help="Folder with assignments/ and reference/.")] = None,
    seeds: Annotated[int, typer.Option(help="Seeds for the solution and each variant.")] = 3,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Notebooks at a time; 0: one per core.")] = 0,
    task: Annotated[list[str] | None, typer.Option(help="Only variants and mutants of this task.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Nothing slow; answers together.")] = False,
) -> int:
    """Right answers must pass and wrong ones fail: the solution, variants, the starter, mutants."""
    if seeds < 1:
        raise SettingError("--seeds must be at least 1")
    from rich.console import Console
    from rich.live import Live

    from grader.course.assignment import Course
    from grader.verify import verify

    console = Console(highlight=False)
    found = Course.find(course, near=Path.cwd())
    assignments = [found.assignment(slug)] if slug else list(found.assignments())

    bad = False
    tried = caught = 0
    for assignment in assignments:
        with Live(console=console, auto_refresh=False, transient=True) as live:  # no thread beside the forks
            progress = _Progress(assignment.slug, live)
            cores = jobs or os.cpu_count() or 1
            summary = verify(
                assignment, seeds=seeds, jobs=cores, quick=quick, tasks=task or (), on_result=progress.tell
            )
        _show(console, summary)
        if not quick and not summary.problems:
            _keep(assignment, summary, seeds, task or ())
        tried, caught = tried + summary.mutants, caught + summary.caught
        bad = bad or bool(summary.problems) or any(t.refused for t in summary.thresholds)
    if len(assignments) > 1:
        console.print(f"{len(assignments)} assignments: {tried} mutants were tried, {caught} caught")
    return ExitCode.FAILED if bad else ExitCode.PASSED


class _Progress:
    """One line about what has been tried; in a log, a line now and then."""

    def __init__(self, slug: str, live: "Live") -> None:
        self._slug = slug
        self._live = live
        self._trials = 0
        self._problems = 0
        self._logged = time.monotonic()

    def tell(self, result: "Result") -> None:
        """A trial has ended."""
        self._trials += 1
        self._problems += len(result.problems)
        line = f"{self._slug}: {self._trials} trials, {self._problems} problems; {result.trial.name}"
        if self._live.console.is_terminal:
            self._live.update(line, refresh=True)
        elif time.monotonic() - self._logged > LOG_SECONDS:
            self._logged = time.monotonic()
            self._live.console.print(line, markup=False, soft_wrap=True)


def _show(console: "Console", summary: "Summary") -> None:
    counts = ", ".join(f"{n} {kind}" for kind, n in summary.counts.items())
    console.print(f"{summary.slug}: {counts}", markup=False)
    for t in sorted(summary.thresholds, key=lambda t: t.margin):
        limit = " to ".join(f"{v:g}" for v in (t.low, t.high) if v is not None)
        wrong = (
            f"nearest wrong {t.nearest_wrong:.4g} ({t.wrong_by})"
            if t.nearest_wrong is not None
            else "no wrong run"
        )
        chance = f", chance of failing {t.chance:.1e}" if t.chance is not None else ""
        mark = "  TOO OFTEN" if t.refused else ""
        right = f"{t.what} {t.smallest:.4g} to {t.largest:.4g}, limit {limit}, margin {t.margin:.0%}"
        line = f"  {t.check}: {right}, {wrong}{chance}{mark}"
        console.print(line, markup=False, soft_wrap=True)
    for check in summary.unfailed:
        console.print(f"  no mutant fails {check}", markup=False, soft_wrap=True)
    for problem in summary.problems:
        console.print(f"  PROBLEM {problem}", markup=False, soft_wrap=True)
    every = "all" if summary.caught == summary.mutants else f"only {summary.caught}"
    caught = f"{summary.mutants} mutants were tried, {every} of them caught"
    problems = f"{len(summary.problems)} problems" if summary.problems else "all is well"
    console.print(f"  {problems}; {caught}")


def _keep(assignment: "Assignment", summary: "Summary", seeds: int, tasks: Collection[str]) -> None:
    """Write the margins; of a few tasks only theirs, beside what is known of the others."""
    from grader.calibration import as_json
    from grader.report.files import write_text
    from grader.verify import calibration_path

    path = calibration_path(assignment)
    fresh = as_json([t for t in summary.thresholds if not tasks or _task(t.check) in tasks], seeds)
    if tasks and path.exists():
        known = json.loads(path.read_text(encoding="utf-8"))
        others = [row for row in known["thresholds"] if _task(row["check"]) not in tasks]
        order = {task.id: place for place, task in enumerate(assignment.tasks)}
        rows = sorted(others + fresh["thresholds"], key=lambda row: order[_task(row["check"])])
        fresh = known | {"thresholds": rows}
    write_text(path, json.dumps(fresh, indent=1) + "\n")


def _task(check: str) -> str:
    return check.split("/", maxsplit=1)[0]

"""The report as one HTML file: no script, nothing loaded from elsewhere, every text escaped."""

import itertools
from pathlib import Path
from typing import Final, NamedTuple

from grader.models import CellOutcome, CellRole, Report, Status, TaskResult
from grader.report import files, pages, text

__all__ = ["render", "write"]


class Section(NamedTuple):
    """Tasks that share the part of their id before the dot."""

    name: str
    tasks: tuple[TaskResult, ...]

    @property
    def right(self) -> int:
        """Number of tasks that are right."""
        return sum(task.status is Status.PASSED for task in self.tasks)

    @property
    def worth(self) -> str:
        """Points reached here."""
        score, of, pending = (
            sum(getattr(t, f) for t in self.tasks) for f in ("score", "max_score", "pending_points")
        )
        open_points = f", {text.points(pending)} pending" if pending else ""
        return f"{text.points(score)} of {text.points(of)} points{open_points}"


class Bar(NamedTuple):
    """Widths of the parts of the score bar, in percent."""

    earned: float
    pending: float


def render(report: Report, *, staff: bool = False) -> str:
    """The report as HTML text; notices for staff only when asked for."""
    return pages.render(
        "report.html.j2",
        report=report,
        bar=_bar(report),
        sections=_sections(report),
        cells=_cells(report),
        stray=text.stray_cells(report),
        notices=text.notices(report, staff=staff),
        facts=_facts(report),
        roles=ROLES,
    )


def write(report: Report, path: Path, *, staff: bool = False) -> None:
    """Write the report to a file, in one step.

    Raises:
        OSError: the file cannot be written; nothing is left behind.

    """
    files.write_text(path, render(report, staff=staff))


def _bar(report: Report) -> Bar:
    whole = max(report.max_score, report.score + report.pending_points)
    if not whole:
        return Bar(0.0, 0.0)
    return Bar(round(100 * report.score / whole, 2), round(100 * report.pending_points / whole, 2))


def _sections(report: Report) -> list[Section]:
    groups = itertools.groupby(report.tasks, lambda task: task.id.partition(".")[0])
    return [Section(name, tuple(tasks)) for name, tasks in groups]


def _cells(report: Report) -> dict[str, list[CellOutcome]]:
    """The cells of each task, in the order of the notebook."""
    made: dict[str, list[CellOutcome]] = {task.id: [] for task in report.tasks}
    for cell in report.cells:
        if cell.task in made and cell.source.strip():
            made[cell.task].append(cell)
    return made


def _facts(report: Report) -> list[tuple[str, str]]:
    made = report.environment
    return [
        ("Assignment", f"{report.assignment.slug} {report.assignment.version}"),
        ("File", report.submission.name),
        ("SHA-256", report.submission.sha256),
        ("Grader", made.grader),
        ("Python", made.python),
        ("torch", made.torch),
        ("Device", made.device),
        ("Isolation", made.isolation),
        ("Seed", str(made.seed)),
        ("Seed of the checks' inputs", str(made.draw)),
        ("Duration", text.seconds(report.seconds)),
    ]


ROLES: Final = {
    CellRole.ANSWER: "Your answer",
    CellRole.GIVEN: "Given code",
    CellRole.EXTRA: "Your own cell",
}

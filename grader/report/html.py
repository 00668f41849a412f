"""The report as one HTML file: no script, nothing loaded from elsewhere, every text escaped."""

import functools
import itertools
from pathlib import Path
from typing import Any, Final, NamedTuple

import jinja2
import pygments  # type: ignore[import-untyped]
from markupsafe import Markup, escape
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from grader.models import CellOutcome, CellRole, Report, Status, TaskKind, TaskResult
from grader.report import files, pictures, text
from grader.report.looks import LOOKS

__all__ = ["render", "write"]

TEMPLATES: Final = Path(__file__).parent / "templates"
NET: Final = 4 * text.LIMIT
"""Length up to which the template may print a text that was not shortened on purpose."""


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
    return (
        _templates()
        .get_template("report.html.j2")
        .render(
            report=report,
            bar=_bar(report),
            sections=_sections(report),
            cells=_cells(report),
            stray=text.stray_cells(report),
            notices=text.notices(report, staff=staff),
            facts=_facts(report),
        )
    )


def write(report: Report, path: Path, *, staff: bool = False) -> None:
    """Write the report to a file, in one step.

    Raises:
        OSError: the file cannot be written; nothing is left behind.

    """
    files.write_text(path, render(report, staff=staff))


@functools.cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        line=text.line,
        plain=text.plain,
        points=text.points,
        prose=_prose,
        seconds=text.seconds,
        source=_source,
    )
    made.globals.update(
        Status=Status,
        TaskKind=TaskKind,
        common_message=text.common_message,
        highlighted=_highlighted,
        looks=LOOKS,
        message_of=text.message_of,
        pending_note=text.pending_note,
        picture=pictures.checked,
        roles=ROLES,
        score_line=text.score_line,
        summary=text.summary,
        verdict_worth=text.verdict_worth,
        worth=text.worth,
    )
    return made


def _finalize(value: Any) -> Any:
    """The last door: a string that is not markup of ours is cleaned, and then escaped by jinja."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return text.plain(value, NET)
    return value


def _prose(value: str) -> Markup:
    """Clean text, with `code` between backticks set as code."""
    parts = text.plain(value).strip().split("`")
    if len(parts) % 2 == 0:
        return escape("`".join(parts))
    made = (
        Markup("<code>{}</code>").format(part) if inside and part else escape("``" if inside else part)
        for inside, part in zip(itertools.cycle((False, True)), parts, strict=False)
    )
    return Markup("").join(made)


def _highlighted(source: str) -> Markup:
    """Python, as escaped HTML with a class per kind of token."""
    cleaned = text.plain(source).strip("\n")
    made = pygments.highlight(cleaned, PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True))
    return Markup(made)  # noqa: S704 - the formatter escapes what it does not mark up itself


def _source(picture: pictures.Picture) -> Markup:
    """The address of a picture; it was checked to be base64 and nothing else."""
    return Markup(f"data:image/png;base64,{picture.base64}")  # noqa: S704 - see above


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

"""GitHub Actions: annotations as workflow commands, and the summary of a step.

GitHub reads commands from standard output and shows ten annotations of a kind per step, so there is one for
each task, and the tenth says how many more there are.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from grader.models import CellRole, Report, Status, TaskResult
from grader.report import markdown, text
from grader.report.looks import LOOKS

__all__ = ["SUMMARY_BYTES", "annotations", "answer_lines", "append_summary"]

SUMMARY_BYTES: Final = 1024 * 1024
"""What all summaries of one step may take; GitHub shows nothing of a larger one."""
SHOWN: Final = 10
"""Annotations of one kind that GitHub shows per step."""
LONGEST: Final = 4000
"""Characters of one message."""
LEVELS: Final = {
    Status.NOT_ATTEMPTED: "warning",
    Status.BLOCKED: "warning",
    Status.PENDING: "notice",
}


class Annotation(NamedTuple):
    """One workflow command, not yet escaped."""

    level: str
    title: str
    message: str
    line: int | None = None

    def command(self, file: str) -> str:
        """The command on its line."""
        place = {"file": file, "line": "" if self.line is None else str(self.line), "title": self.title}
        known = ",".join(f"{name}={_property(value)}" for name, value in place.items() if value)
        return f"::{self.level} {known}::{_data(self.message)}\n"


def annotations(report: Report, *, file: str | None = None, lines: Mapping[str, int] | None = None) -> str:
    """Workflow commands, one line each: a notice with the score, then one for each task that is not right.

    Args:
        report: what to tell.
        file: path of the notebook from the root of the repository; by default its name.
        lines: where the answer of a task stands in the file (see `answer_lines`).

    """
    found: dict[str, list[Annotation]] = defaultdict(list)
    score = "" if report.status is Status.INTERNAL else text.score_line(report)
    title = text.line(f"{report.assignment.title}: {score or 'to be graded again'}")
    found["notice"].append(Annotation("notice", title, f"{text.summary(report)}."))
    cells = {c.task: c.index + 1 for c in reversed(report.cells) if c.role is CellRole.ANSWER}
    for task in report.tasks:
        if task.status is not Status.PASSED:
            made = _annotation(report, task, cells.get(task.id), (lines or {}).get(task.id))
            found[made.level].append(made)
    name = text.plain(report.submission.name if file is None else file)
    shown = (one for level in ("error", "warning", "notice") for one in _ten(level, found[level]))
    return "".join(one.command(name) for one in shown)


def answer_lines(report: Report, notebook: str) -> dict[str, int]:
    """Task -> line of its answer in the text of the notebook file, from 1, where that can be told.

    An answer is found by a line of it that stands once in the file; a file on one line tells nothing.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(notebook.splitlines(), start=1):
        if (content := _string(line.strip().removesuffix(","))) is not None:
            places[content.rstrip("\n")].append(number)
    made: dict[str, int] = {}
    for cell in report.cells:
        if cell.role is CellRole.ANSWER and cell.task is not None:
            lines = enumerate(cell.source.splitlines())
            once = (places[x][0] - i for i, x in lines if x.strip() and len(places.get(x, ())) == 1)
            first = next(once, 0)
            if first > 0:
                made.setdefault(cell.task, first)
    return made


def append_summary(report: Report, path: Path, *, staff: bool = False) -> None:
    """Append the report to the summary of the step, as far as there is room.

    Raises:
        OSError: the file cannot be written.

    """
    used = path.stat().st_size if path.exists() else 0
    page = markdown.render(report, staff=staff, limit=SUMMARY_BYTES - used).encode()
    if used + len(page) <= SUMMARY_BYTES:
        with path.open("ab") as file:
            file.write(page)


def _annotation(report: Report, task: TaskResult, cell: int | None, line: int | None) -> Annotation:
    level = LEVELS.get(task.status, "error")
    worth = text.worth(task.score, task.max_score, task.pending_points, task.status)
    where = text.line(report.submission.name) + (f", cell {cell}" if cell is not None else "")
    title = text.line(f"{task.id} {task.title} ({where}): {LOOKS[task.status].word}, {worth}")
    return Annotation(level, title, text.plain("\n".join(_messages(task)), LONGEST), line)


def _messages(task: TaskResult) -> Iterator[str]:
    shared = text.common_message(task)
    if shared:
        yield shared
        return
    for verdict in task.verdicts:
        if verdict.status is not Status.PASSED:
            yield f"{LOOKS[verdict.status].symbol} {text.line(verdict.title)}"
            yield text.explained(verdict)


def _ten(level: str, found: list[Annotation]) -> Iterable[Annotation]:
    if len(found) <= SHOWN:
        return found
    more = found[SHOWN - 1 :]
    rest = Annotation(level, f"{len(more)} more", "\n".join(one.title for one in more))
    return [*found[: SHOWN - 1], rest._replace(message=text.plain(rest.message, LONGEST))]


def _string(line: str) -> str | None:
    """The string that a line of JSON is."""
    if len(line) < 2 or not line.startswith('"') or not line.endswith('"'):  # noqa: PLR2004 - two quotes
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")

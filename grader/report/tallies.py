"""What a class did, counted: per task, per message, per notice, always with whose it was."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from grader.models import Notice, Report, Status, TaskKind, TaskResult, Verdict
from grader.report import text
from grader.report.lines import merged
from grader.report.looks import LOOKS
from grader.scoring import JUDGED

__all__ = ["Failure", "Tallies", "TaskTally"]

SILENT: Final = (Status.PASSED, Status.PENDING, Status.NOT_ATTEMPTED, Status.BLOCKED)
"""Verdicts that say nothing new about a mistake."""
STOPS: Final = (Status.TIMEOUT, Status.OUT_OF_MEMORY, Status.LIMIT, Status.KERNEL_DIED)
"""Ends of a cell that cost the class computing time, or the cells behind it."""
# Checks draw their inputs anew for every submission, so such a number is another one for every student.
_MEASURED: Final = re.compile(r"[+-]?\b\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)\b")


class Failure(NamedTuple):
    """What a check said; who got the same words is counted together, measured numbers aside."""

    task: str
    check: str
    title: str
    status: Status
    message: str
    hidden: bool


class TaskTally:
    """How one task went for all who have a report."""

    def __init__(self, task: TaskResult) -> None:
        self.id = task.id
        self.title = task.title
        self.kind: TaskKind = task.kind
        self.max_score = task.max_score
        self.tones: Counter[str] = Counter()
        """Number of students by how the task looks: right is `good`, and so on."""
        self.judged = 0
        """Students whose task was judged: not those who have to be graded again."""
        self.earned = 0.0
        self.waiting: list[int] = []
        """Who waits for a person here."""
        self.open_points = 0.0

    def add(self, task: TaskResult, index: int) -> None:
        """Count one student's task."""
        self.tones[LOOKS[task.status].tone] += 1
        if task.status is not Status.INTERNAL:
            self.judged += 1
            self.earned += task.score
        if task.pending_points:
            self.waiting.append(index)
            self.open_points += task.pending_points

    @property
    def rate(self) -> float | None:
        """Share of students whose answer is right; None while some wait for a person."""
        return self.tones["good"] / self.judged if self.judged and not self.tones["wait"] else None

    @property
    def mean(self) -> float | None:
        """Mean points."""
        return self.earned / self.judged if self.judged else None

    def share(self, tone: str) -> float:
        """Share of students with this tone, in percent."""
        return round(100 * self.tones[tone] / max(self.tones.total(), 1), 2)


class Tallies:
    """Counts over the reports of a class; students are numbers that the caller gives."""

    def __init__(self) -> None:
        self.order: list[str] = []
        """Tasks, in the order of the assignment."""
        self.tasks: dict[str, TaskTally] = {}
        self.failures: dict[Failure, list[int]] = {}
        self.notices: dict[Notice, list[int]] = {}
        self.stops: dict[Status, list[int]] = {}

    def add(self, report: Report, index: int) -> None:
        """Count one report; hidden checks are shown as the report shows them."""
        ids = [task.id for task in report.tasks]
        if not set(ids) <= self.tasks.keys():
            self.order = merged(self.order, ids)
        for task in report.tasks:
            self.tasks.setdefault(task.id, TaskTally(task)).add(task, index)
            for failure in dict.fromkeys(_failures(task)):
                self.failures.setdefault(failure, []).append(index)
        short = (Notice(text=text.line(n.text), staff_only=n.staff_only) for n in report.notices)
        for notice in dict.fromkeys(short):
            self.notices.setdefault(notice, []).append(index)
        for status in dict.fromkeys(c.status for c in report.cells if c.status in STOPS):
            self.stops.setdefault(status, []).append(index)


def _failures(task: TaskResult) -> Iterable[Failure]:
    for verdict in task.verdicts:
        if verdict.status not in SILENT and verdict.title != JUDGED:
            yield Failure(
                task=task.id,
                check=text.line(verdict.check),
                title=text.line(verdict.title),
                status=verdict.status,
                message=_message(verdict),
                hidden=verdict.hidden,
            )


def _message(verdict: Verdict) -> str:
    if not verdict.message.strip():  # a hidden check's stand-in sentence is for students
        verdict = verdict.model_copy(update={"hidden": False})
    return _MEASURED.sub("…", text.line(text.message_of(verdict)))

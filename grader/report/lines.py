"""One student's line of a gradebook: what the tables of a batch need to know of an entry, and no more."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from grader.models import Entry, Report, Status
from grader.scoring import overridden

__all__ = ["UNREADABLE", "Line", "Mark", "final", "line", "merged"]

UNREADABLE: Final = "unreadable"
"""Status of a submission that is no notebook; beside the values of `Status`."""


class Mark(NamedTuple):
    """How one task went."""

    status: Status
    score: float
    max_score: float
    pending: float


class Line(NamedTuple):
    """One student, in numbers."""

    student: str
    source: str
    late: bool | None
    status: str
    """`passed`, `failed`, `internal` (grade it again: there is no final score) or `unreadable`."""
    score: float | None
    """None: not known, because it has to be graded again."""
    max_score: float | None
    """None: there is no report that would say."""
    pending: float
    reason: str
    """Why there is no score, or why it has to be made again."""
    marks: dict[str, Mark]
    """By task id, in the order of the assignment; empty without a report."""
    seconds: float | None
    """How long grading took; None without a report."""


def final(entry: Entry, *, staff: bool = False) -> Report | None:
    """The entry's report with the points that a person gave; hidden checks by name only for staff.

    Raises:
        ValueError: a person gave points that do not fit the report (see `overridden`).

    """
    if entry.graded is None:
        return None
    return overridden(entry.graded.unmasked() if staff else entry.graded.report, entry.overrides)


def line(entry: Entry) -> Line:
    """What became of an entry; a person's points that do not fit are for staff to settle, never a zero."""
    try:
        report = final(entry)
    except ValueError as error:
        return _without_report(
            entry, Status.INTERNAL, f"{entry.reason} The overrides do not fit: {error}.".strip()
        )
    if report is None:
        return _without_report(entry, Status.INTERNAL if entry.ours else UNREADABLE, entry.reason)
    return Line(
        student=entry.student,
        source=entry.source,
        late=entry.late,
        status=report.status.value,
        score=None if report.status is Status.INTERNAL else report.score,
        max_score=report.max_score,
        pending=report.pending_points,
        reason=entry.reason,
        marks={t.id: Mark(t.status, t.score, t.max_score, t.pending_points) for t in report.tasks},
        seconds=report.seconds,
    )


def merged(order: list[str], ids: Iterable[str]) -> list[str]:
    """The tasks of `order` and those of `ids`, each new one behind the one that it follows.

    >>> merged(["1.1", "2.1"], ["1.1", "1.2"])
    ['1.1', '1.2', '2.1']
    """
    made = list(order)
    at = 0
    for task in ids:
        if task in made:
            at = made.index(task) + 1
        else:
            made.insert(at, task)
            at += 1
    return made


def _without_report(entry: Entry, status: str, reason: str) -> Line:
    return Line(
        student=entry.student,
        source=entry.source,
        late=entry.late,
        status=str(status),
        score=0.0 if status == UNREADABLE else None,
        max_score=None,
        pending=0.0,
        reason=reason,
        marks={},
        seconds=None,
    )

"""What changed between two gradings, and the policy that nobody loses points by the second. Pure."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from grader.models import Entry, Notice, StaffReport, Status, TaskResult
from grader.scoring import overall, tidy

__all__ = ["Change", "TaskChange", "difference", "never_lower", "points"]

KEPT = "Task {} keeps its earlier {:g} points: graded again, it has {:g}."


class TaskChange(NamedTuple):
    """A task that has other points or another status than before."""

    task: str
    title: str
    before: Status | None
    """None: there was no such task."""
    after: Status | None
    points_before: float
    points_after: float
    why: str
    """The first thing that staff can read about it."""


class Change(NamedTuple):
    """A submission whose points changed."""

    student: str
    assignment: str
    score_before: float | None
    """With what a person gave; None: there was no report."""
    score_after: float | None
    tasks: tuple[TaskChange, ...]
    why: str = ""
    """Why there is no report on one side."""


def points(entry: Entry) -> dict[str, float]:
    """What each task of an entry gives: the points of its checks, or what a person gave last."""
    if entry.graded is None:
        return {}
    given = {o.task: o.points for o in entry.overrides}
    return {t.id: given.get(t.id, t.score) for t in entry.graded.report.tasks}


def difference(before: Entry | None, after: Entry | None) -> Change | None:
    """How the points of one student at one assignment changed; None when they did not.

    A task of which only the status changed is told beside those with other points, never alone.
    """
    known = after or before
    if known is None:
        return None
    old, new = (points(e) if e is not None else {} for e in (before, after))
    scores = [
        tidy(sum(points(e).values())) if e is not None and e.graded is not None else None
        for e in (before, after)
    ]
    if old == new and (scores[0] is None) == (scores[1] is None):
        return None
    tasks = tuple(_tasks(before, after, old, new)) if None not in scores else ()
    return Change(known.student, known.assignment, scores[0], scores[1], tasks, _missing(before, after))


def never_lower(before: StaffReport, after: StaffReport) -> StaffReport:
    """The second report, where a task that has fewer points than in the first is as it was in the first.

    A notice says so. A task whose check failed by our fault stays so: it has to be graded again anyway.
    """
    earlier = {t.id: t for t in before.report.tasks}
    kept: dict[str, TaskResult] = {}
    notices = []
    for task in after.report.tasks:
        was = earlier.get(task.id)
        if was is not None and was.score > task.score and task.status is not Status.INTERNAL:
            kept[task.id] = was
            notices.append(Notice(text=KEPT.format(task.id, was.score, task.score)))
    if not kept:
        return after
    tasks = tuple(kept.get(t.id, t) for t in after.report.tasks)
    update = {
        "tasks": tasks,
        "score": tidy(sum(t.score for t in tasks)),
        "max_score": tidy(sum(t.max_score for t in tasks)),
        "pending_points": tidy(sum(t.pending_points for t in tasks)),
        "status": overall(tasks),
        "notices": (*after.report.notices, *notices),
    }
    details = tuple(
        d
        for report, wanted in ((after, False), (before, True))
        for d in report.details
        if (_task_of(d.check) in kept) is wanted
    )
    return StaffReport(report=after.report.model_copy(update=update), details=details)


def _task_of(check: str) -> str:
    return check.partition("/")[0]


def _tasks(
    before: Entry | None, after: Entry | None, old: Mapping[str, float], new: Mapping[str, float]
) -> Iterator[TaskChange]:
    results = [_results(e) for e in (before, after)]
    for task in dict.fromkeys([*results[1], *results[0]]):
        was, now = (found.get(task) for found in results)
        known = now or was
        assert known is not None
        statuses = [None if r is None else r.status for r in (was, now)]
        worth = [old.get(task, 0.0), new.get(task, 0.0)]
        if statuses[0] is not statuses[1] or worth[0] != worth[1]:
            why = _why(task, before, after, now)
            yield TaskChange(task, known.title, statuses[0], statuses[1], worth[0], worth[1], why)


def _results(entry: Entry | None) -> dict[str, TaskResult]:
    if entry is None or entry.graded is None:
        return {}
    return {t.id: t for t in entry.graded.unmasked().tasks}


def _why(task: str, before: Entry | None, after: Entry | None, now: TaskResult | None) -> str:
    given = [
        next((o for o in reversed(e.overrides) if o.task == task), None) if e is not None else None
        for e in (before, after)
    ]
    if given[0] != given[1]:
        if given[1] is None:
            return "what a person gave was taken back"
        return f"{given[1].author} gave {given[1].points:g} points: {given[1].reason}"
    if now is None:
        return "there is no such task any more"
    wrong = [v for v in now.verdicts if v.status is not Status.PASSED]
    return next((v.message or v.title for v in wrong), "")


def _missing(before: Entry | None, after: Entry | None) -> str:
    if before is None:
        return "only in the second"
    if after is None:
        return "only in the first"
    if after.graded is None:
        return after.reason
    return before.reason if before.graded is None else ""

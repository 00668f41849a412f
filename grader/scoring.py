"""Verdicts, weights and a person's judgement -> points. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

from grader.models import Override, Report, Status, TaskKind, TaskResult, Verdict

__all__ = ["JUDGED", "overall", "overridden", "share", "task_result"]

JUDGED: Final = "A person decided on the points of this task."
"""Title of the verdict that stands for an override."""

WORST_FIRST = (
    Status.INTERNAL,
    Status.KERNEL_DIED,
    Status.OUT_OF_MEMORY,
    Status.TIMEOUT,
    Status.LIMIT,
    Status.ERROR,
    Status.FAILED,
    Status.BLOCKED,
    Status.NOT_ATTEMPTED,
    Status.PENDING,
    Status.PASSED,
)
FINE = (Status.PASSED, Status.PENDING)


def share(points: float, weights: Sequence[float]) -> list[float]:
    """Split `points` among checks by weight; the parts add up to `points`.

    >>> share(3.0, [1, 2])
    [1.0, 2.0]
    """
    whole = sum(weights)
    return [points * weight / whole if whole else 0.0 for weight in weights]


def worst(statuses: Iterable[Status]) -> Status:
    """The status that says most about what to do next; `passed` when there is none."""
    return min(statuses, key=WORST_FIRST.index, default=Status.PASSED)


def task_result(
    id: str,  # noqa: A002 - the field's name
    title: str,
    kind: TaskKind,
    max_score: float,
    verdicts: Sequence[Verdict],
    rubric: Sequence[str] = (),
) -> TaskResult:
    """Sum up one task.

    A missing verdict is never points: only verdicts that are there and have earned points count.
    """
    pending = sum(v.max_points for v in verdicts if v.status is Status.PENDING)
    return TaskResult(
        id=id,
        title=title,
        kind=kind,
        status=worst(v.status for v in verdicts),
        score=tidy(sum(v.points for v in verdicts)),
        max_score=max_score,
        pending_points=tidy(pending),
        verdicts=tuple(verdicts),
        rubric=tuple(rubric),
    )


def overall(tasks: Iterable[TaskResult]) -> Status:
    """The status of a whole submission: `passed`, `failed` or `internal`."""
    status = worst(task.status for task in tasks)
    if status is Status.INTERNAL:
        return Status.INTERNAL
    return Status.PASSED if status in FINE else Status.FAILED


def overridden(report: Report, overrides: Iterable[Override]) -> Report:
    """The report with the points that a person gave: the newest override of a task (the last one) counts.

    Nothing of such a task is pending or to be graded again any more, so the verdicts that said so go; the
    verdicts of checks stay, and one more says that a person decided, and why.

    Raises:
        ValueError: the report has no such task, or the task is not worth as many points.

    """
    newest = {override.task: override for override in overrides}
    if not newest:
        return report
    if unknown := sorted(newest.keys() - {task.id for task in report.tasks}):
        raise ValueError(f"there is no task {unknown[0]}, for which {newest[unknown[0]].author} gave points")
    tasks = tuple(_decided(t, newest[t.id]) if t.id in newest else t for t in report.tasks)
    return report.model_copy(
        update={
            "tasks": tasks,
            "score": tidy(sum(t.score for t in tasks)),
            "max_score": tidy(sum(t.max_score for t in tasks)),
            "pending_points": tidy(sum(t.pending_points for t in tasks)),
            "status": overall(tasks),
        }
    )


def _decided(task: TaskResult, override: Override) -> TaskResult:
    points = tidy(override.points)
    if points > tidy(task.max_score):
        raise ValueError(
            f"{override.author} gave {points:g} points for task {task.id}, which is worth {task.max_score:g}"
        )
    status = Status.PASSED if points == tidy(task.max_score) else Status.FAILED
    decision = Verdict(
        check=f"{task.id}/decided",
        title=JUDGED,
        status=status,
        points=points,
        max_points=task.max_score,
        message=override.reason.strip() or "No reason was given.",
    )
    judged = tuple(v for v in task.verdicts if v.status not in (Status.PENDING, Status.INTERNAL))
    return task.model_copy(
        update={"score": points, "pending_points": 0.0, "status": status, "verdicts": (*judged, decision)}
    )


def tidy(points: float) -> float:
    """Points without the dust that binary fractions leave (0.1 + 0.2)."""
    return round(points, 6)

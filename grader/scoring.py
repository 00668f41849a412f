"""Verdicts and weights -> points. Pure."""

from collections.abc import Iterable, Sequence

from grader.models import Status, TaskKind, TaskResult, Verdict

__all__ = ["overall", "share", "task_result"]

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


def tidy(points: float) -> float:
    """Points without the dust that binary fractions leave (0.1 + 0.2)."""
    return round(points, 6)

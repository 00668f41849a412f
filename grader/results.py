"""Judged checks to results of tasks: points shared, and what no check of this run decides said so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.course.alignment import Alignment
from grader.course.assignment import Task
from grader.models import StaffDetail, Status, TaskResult, Verdict
from grader.scoring import share, task_result, tidy

if TYPE_CHECKING:
    from grader.checks.grading import Judged

__all__ = ["results_of"]

HAND_IN = "This part is judged by hidden checks after you hand in."
PERSON = "A person reads this answer."
GIVEN = "There is nothing to write here: the cell is given."


def results_of(
    tasks: Sequence[Task], aligned: Alignment, judged: "Sequence[Judged]", *, hidden: bool
) -> tuple[list[TaskResult], list[StaffDetail]]:
    """What became of each task, and what only staff may read about its checks.

    Without the hidden checks (`hidden`), their share of the points is pending.
    """
    results, details = [], []
    for task in tasks:
        own = [j for j in judged if j.mark.task == task.id]
        after_hand_in = 0.0 if hidden else task.hidden_weight
        weights = [j.mark.weight for j in own] + ([after_hand_in] if after_hand_in else [])
        points = share(task.points - task.text_points, weights)
        verdicts = []
        for j, worth in zip(own, points, strict=False):
            update = {"points": tidy(worth * j.earned), "max_points": tidy(worth)}
            verdicts.append(j.verdict.model_copy(update=update))
            real = j.detail.verdict.model_copy(update=update)
            details.append(j.detail.model_copy(update={"verdict": real}))
        verdicts += _without_check(task, aligned.attempted(task.id), points[len(own) :], judged=bool(own))
        rubric = task.rubric if task.text_points else ()
        results.append(task_result(task.id, task.title, task.kind, task.points, verdicts, rubric))
    return results, details


def _without_check(task: Task, attempted: bool, hand_in: list[float], *, judged: bool) -> list[Verdict]:
    """Verdicts for the points that no check of this run decides."""
    verdicts = []
    status = Status.PENDING if attempted else Status.NOT_ATTEMPTED
    if hand_in:
        verdicts.append(
            Verdict(
                check=f"{task.id}/after-hand-in",
                title=HAND_IN,
                status=status,
                max_points=tidy(hand_in[0]),
                hidden=True,
            )
        )
    if task.text_points:
        verdicts.append(
            Verdict(check=f"{task.id}/person", title=PERSON, status=status, max_points=task.text_points)
        )
    if not judged and not hand_in and task.points > task.text_points:
        missing = "No check judged this task; the instructor has to look at it."
        verdicts.append(
            Verdict(check=f"{task.id}/missing", title=missing, status=Status.INTERNAL, max_points=task.points)
        )
    if not judged and not task.points:
        given = Status.PASSED if attempted else Status.NOT_ATTEMPTED
        verdicts.append(Verdict(check=f"{task.id}/given", title=GIVEN, status=given))
    return verdicts

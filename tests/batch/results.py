"""Submissions, editions and results for tests of the store."""

from grader.batch.values import Edition, New, Result
from grader.course.content import Content
from grader.models import (
    AssignmentRef,
    Environment,
    Report,
    StaffDetail,
    StaffReport,
    Status,
    SubmissionRef,
    TaskKind,
    Verdict,
)
from grader.scoring import overall, task_result

WORTH = {"1.1": 2.0, "2.1": 3.0}
ENVIRONMENT = Environment(grader="0", python="3", torch="2", device="cpu", isolation="none", seed=7, draw=8)


def edition(slug="tiny", whole="w1", run="r1", checks="c1"):
    """An edition of an assignment."""
    return Edition(slug, "Tiny", "1", Content(f"{slug}-{whole}", run, checks), WORTH)


def new(student="anna", data=b"{}", slug="tiny", **more):
    """A submission that was found."""
    return New(student, slug, f"{slug}.ipynb", f"{student}/{slug}.ipynb", data, **more)


def report(scores=(2.0, 3.0), *, student="anna", text="", status=None):
    """A staff report in which the two tasks have these points."""
    tasks, details = [], []
    for (task, worth), score in zip(WORTH.items(), scores, strict=True):
        how = status or (Status.PASSED if score == worth else Status.FAILED)
        message = "" if how is Status.PASSED else f"{task} is wrong {text}"
        verdict = Verdict(
            check=f"{task}/x",
            title=f"x of {task}",
            status=how,
            points=score,
            max_points=worth,
            message=message,
        )
        tasks.append(task_result(task, f"Task {task}", TaskKind.CODE, worth, [verdict]))
        details.append(StaffDetail(check=verdict.check, verdict=verdict))
    made = Report(
        assignment=AssignmentRef(slug="tiny", title="Tiny", version="1"),
        submission=SubmissionRef(name="tiny.ipynb", sha256="0" * 64, student=student),
        score=sum(scores),
        max_score=5.0,
        pending_points=0.0,
        status=overall(tasks),
        tasks=tuple(tasks),
        cells=(),
        environment=ENVIRONMENT,
        seconds=1.5,
    )
    return StaffReport(report=made, details=tuple(details))


def result(scores=(2.0, 3.0), claims=None, **more):
    """A result with such a report."""
    return Result.of(report(scores, **more), claims)

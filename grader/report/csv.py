"""The report as CSV (RFC 4180, UTF-8): one row per task, for a spreadsheet or a script."""

import csv
import io
from typing import Final

from grader.models import Report, Status, TaskResult
from grader.report import text
from grader.report.gradebook import cell, exact

__all__ = ["HEAD", "render"]

HEAD: Final = (
    "student", "file", "assignment", "version", "task", "title", "kind", "status",
    "score", "max_score", "pending_points", "checks", "passed", "message",
)  # fmt: skip


def render(report: Report) -> str:
    """The CSV text. What the grader's failure left open has an empty score, never a zero."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for task in report.tasks:
        writer.writerow(_row(report, task))
    return out.getvalue()


def _row(report: Report, task: TaskResult) -> list[str]:
    about = (
        report.submission.student or "",
        report.submission.name,
        report.assignment.slug,
        report.assignment.version,
        task.id,
        task.title,
        task.kind.value,
        task.status.value,
    )
    return [
        *(cell(text.line(value)) for value in about),
        exact(None if task.status is Status.INTERNAL else task.score),
        exact(task.max_score),
        exact(task.pending_points),
        str(len(task.verdicts)),
        str(sum(v.status is Status.PASSED for v in task.verdicts)),
        cell(text.line(_message(task), text.LIMIT)),
    ]


def _message(task: TaskResult) -> str:
    """What the first check says that did not pass."""
    wrong = (v for v in task.verdicts if v.status is not Status.PASSED)
    return next((text.message_of(v) for v in wrong), "")

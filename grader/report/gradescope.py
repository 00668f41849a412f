"""Gradescope's results.json: one test case per verdict, and what to say when there is no result.

Gradescope adds up the scores of test cases unless there is a `score` on top. Here there always is one, since
test cases that nobody has judged yet carry none: an open point is not a lost point. A submission that has to
be graded again has no score anywhere, in no test case either, so that nothing adds up to a zero.
"""

import json
from typing import Any, Final, Literal, get_args

from grader.models import Report, Status, TaskResult, Verdict
from grader.report import text

__all__ = ["VISIBILITIES", "Visibility", "not_graded", "render"]

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)

AGAIN: Final = (
    "This submission has to be graded again: the grader or the machine failed. "
    "It is not your fault, and this is not a score."
)
LONGEST: Final = 20_000
"""Characters of one output."""
DECIDED: Final = "/decided"
"""How the name of a person's decision ends: its points stand for those of all checks of the task."""


def render(report: Report, *, hidden: Visibility = "after_published", leaderboard: bool = False) -> str:
    """The results.json of a report, as JSON text in ASCII.

    Args:
        report: what the student may read. With a report for staff, leave `hidden` at "hidden".
        hidden: when students see hidden checks; until then Gradescope does not show them their total either.
        leaderboard: rank submissions by points, under the names that students choose in Gradescope.

    """
    again = report.status is Status.INTERNAL
    tests = [case for task in report.tasks for case in _cases(task, hidden, scored=not again)]
    made = _frame(_summary(report), ([_again()] if again else []) + tests)
    made["execution_time"] = report.seconds
    made["extra_data"] = _extra(report)
    if not again:
        made["score"] = report.score
        made["leaderboard"] = [{"name": "Points", "value": report.score, "order": "desc"}] * leaderboard
    return _dump(made)


def not_graded(reason: str) -> str:
    """The results.json of a submission that could not be graded: it says why and has no score.

    Write it before grading starts: then whatever kills the process, Gradescope finds a file that it can read,
    and the student learns more than that the autograder failed.
    """
    shown = text.plain(reason, LONGEST).strip()
    return _dump(_frame(shown, [{**_again(), "output": shown}]))


def _frame(output: str, tests: list[dict[str, Any]]) -> dict[str, Any]:
    """What every file has. All formats are `text`: Gradescope would render anything else."""
    return {
        "output": output,
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _again() -> dict[str, Any]:
    return {"name": "Not graded", "status": "failed", "output": AGAIN, "visibility": "visible"}


def _cases(task: TaskResult, hidden: Visibility, *, scored: bool) -> list[dict[str, Any]]:
    decided = any(v.check.endswith(DECIDED) for v in task.verdicts)
    made = []
    for number, verdict in enumerate(task.verdicts, start=1):
        counts = scored and (not decided or verdict.check.endswith(DECIDED))
        place = f"{task.id}.{number}" if len(task.verdicts) > 1 else task.id
        made.append({"number": text.line(place), **_case(task, verdict, hidden, counts=counts)})
    return made


def _case(task: TaskResult, verdict: Verdict, hidden: Visibility, *, counts: bool) -> dict[str, Any]:
    pending = verdict.status is Status.PENDING
    case: dict[str, Any] = {
        "name": text.line(f"{task.title}: {verdict.title}"),
        "output": text.plain(_output(verdict, counts=counts), LONGEST),
        "output_format": "text",
        "tags": [task.kind.value, verdict.status.value, *(["hidden"] if verdict.hidden else [])],
        "visibility": hidden if verdict.hidden else "visible",
        "extra_data": {"check": text.line(verdict.check), "seconds": verdict.seconds},
    }
    if not pending:
        case["status"] = "passed" if verdict.status is Status.PASSED else "failed"
        if counts:
            case |= {"score": verdict.points, "max_score": verdict.max_points}
    return case


def _output(verdict: Verdict, *, counts: bool) -> str:
    if verdict.status is Status.PENDING:
        return f"{text.explained(verdict)}\n{text.verdict_worth(verdict)}, neither won nor lost yet."
    if verdict.status is Status.PASSED or counts:
        return text.explained(verdict)
    return f"{text.explained(verdict)}\n{text.verdict_worth(verdict)}; this number does not count."


def _summary(report: Report) -> str:
    lines = [text.line(f"{report.assignment.title}, version {report.assignment.version}")]
    if report.status is Status.INTERNAL:
        lines.append(AGAIN)
    else:
        lines.append(f"{text.score_line(report)}. {text.summary(report)}.")
    if note := text.pending_note(report.pending_points):
        lines.append(f"{note}: not in the score yet, and not lost.")
        waiting = (t for t in report.tasks if t.pending_points)
        lines += [f"- {t.id} {text.line(t.title)}: {text.points(t.pending_points)} open" for t in waiting]
    if shown := text.notices(report, staff=False):
        lines += ["", "Notices", *(f"- {text.line(n.text, text.LIMIT)}" for n in shown)]
    return text.plain("\n".join(lines), LONGEST)


def _extra(report: Report) -> dict[str, Any]:
    return {
        "schema": report.schema_,
        "assignment": text.line(report.assignment.slug),
        "version": text.line(report.assignment.version),
        "sha256": text.line(report.submission.sha256),
        "status": report.status.value,
        "max_score": report.max_score,
        "pending_points": report.pending_points,
        "environment": {k: text.line(str(v)) for k, v in report.environment.model_dump().items()},
    }


def _dump(made: dict[str, Any]) -> str:
    return json.dumps(made, indent=2, allow_nan=False) + "\n"

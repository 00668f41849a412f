"""JUnit XML for continuous integration: one test suite per report, one test case per verdict.

The format has no points, so they are properties, of each case and of the whole suite.
"""

import xml.etree.ElementTree as ET
from typing import Final

from grader.models import Report, Status, TaskResult, Verdict
from grader.report import text

__all__ = ["render"]

# What is no failure of an assertion is an error; what nobody has judged, or could judge, is skipped.
OUTCOMES: Final = {
    Status.FAILED: "failure",
    Status.ERROR: "error",
    Status.TIMEOUT: "error",
    Status.OUT_OF_MEMORY: "error",
    Status.LIMIT: "error",
    Status.KERNEL_DIED: "error",
    Status.INTERNAL: "error",
    Status.NOT_ATTEMPTED: "skipped",
    Status.BLOCKED: "skipped",
    Status.PENDING: "skipped",
}


def render(report: Report, *, staff: bool = False) -> str:
    """The report as JUnit XML, as text in ASCII. Every string is free of what XML 1.0 cannot carry."""
    cases = [(task, verdict) for task in report.tasks for verdict in task.verdicts]
    found = [OUTCOMES.get(verdict.status) for _, verdict in cases]
    counts = {
        "name": text.line(report.assignment.slug),
        "tests": str(len(cases)),
        "failures": str(found.count("failure")),
        "errors": str(found.count("error")),
        "skipped": str(found.count("skipped")),
        "time": f"{report.seconds:.3f}",
    }
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", counts)
    _properties(suite, _facts(report))
    taken: set[tuple[str, str]] = set()
    for task, verdict in cases:
        _case(suite, report, task, verdict, taken)
    if shown := text.notices(report, staff=staff):
        ET.SubElement(suite, "system-out").text = "\n".join(text.plain(n.text) for n in shown)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="us-ascii").decode()}\n'


def _case(
    suite: ET.Element, report: Report, task: TaskResult, verdict: Verdict, taken: set[tuple[str, str]]
) -> None:
    # Readers take what stands behind the last dot of a class name for the class: `crop-yields.2_1`.
    place = text.line(f"{report.assignment.slug}.{task.id.replace('.', '_')}")
    name = title = text.line(verdict.title)
    number = 1
    while (place, name) in taken:  # readers take cases of one name for one case
        number += 1
        name = f"{title} ({number})"
    taken.add((place, name))
    case = ET.SubElement(
        suite, "testcase", {"classname": place, "name": name, "time": f"{verdict.seconds:.3f}"}
    )
    _properties(
        case,
        {
            "task": f"{task.id} {task.title}",
            "check": verdict.check,
            "status": verdict.status.value,
            "points": text.points(verdict.points),
            "max_points": text.points(verdict.max_points),
            "hidden": "true" if verdict.hidden else "false",
        },
    )
    if outcome := OUTCOMES.get(verdict.status):
        message = text.line(text.message_of(verdict))
        about = {"message": message} if outcome == "skipped" else {"message": message, "type": verdict.status}
        ET.SubElement(case, outcome, about).text = text.explained(verdict)


def _facts(report: Report) -> dict[str, str]:
    made = report.environment
    return {
        "assignment": report.assignment.slug,
        "version": report.assignment.version,
        "file": report.submission.name,
        "sha256": report.submission.sha256,
        "student": report.submission.student or "",
        "status": report.status.value,
        # what has to be graded again has no final score, and this is no place for a preliminary one
        "score": "" if report.status is Status.INTERNAL else text.points(report.score),
        "max_score": text.points(report.max_score),
        "pending_points": text.points(report.pending_points),
        "grader": made.grader,
        "torch": made.torch,
        "device": made.device,
    }


def _properties(parent: ET.Element, values: dict[str, str]) -> None:
    made = ET.SubElement(parent, "properties")
    for name, value in values.items():
        ET.SubElement(made, "property", {"name": name, "value": text.line(value)})

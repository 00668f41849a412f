"""Which assignment a submission belongs to."""

import difflib
import re
from collections.abc import Sequence

from grader.course.assignment import Assignment, Course
from grader.course.notebook import Notebook
from grader.course.submission import Submission
from grader.errors import AssignmentError

__all__ = ["match"]

_COPY = re.compile(r"(\s*\(\d+\)|[\s_-]*copy[\s_-]*\d*)+$")
_MARKER = re.compile(r"#\s*task\b.*")
_LEAST_EVIDENCE = 2
_CLEAR_LEAD = 2


def match(submission: Submission, course: Course, slug: str | None = None) -> Assignment:
    """Find the assignment: `slug`, else the notebook's metadata, its file name, the tasks in it.

    Raises:
        AssignmentError: it is unknown or ambiguous; the message lists the choices and how to say which.

    """
    if slug is not None:
        return course.assignment(slug)
    known = course.slugs()
    said = submission.notebook.assignment
    if said is not None:
        if said in known:
            return course.assignment(said)
        near = difflib.get_close_matches(said, known, n=1)
        guess = f" (did you mean {near[0]}?)" if near else ""
        reason = f"{submission.name} says it belongs to {said[:60]!r}, which is no assignment here{guess}"
        raise AssignmentError(_choose(reason, known))
    named = _named_in(submission.name, known)
    if len(named) == 1:
        return course.assignment(named[0])
    pointed = _pointed_to(submission.notebook, [course.assignment(s) for s in named or known])
    if len(pointed) == 1:
        return pointed[0]
    reason = f"it is not clear which assignment {submission.name} belongs to"
    raise AssignmentError(_choose(reason, named or [a.slug for a in pointed] or known))


def _choose(reason: str, slugs: Sequence[str]) -> str:
    return f"{reason}; say which with --assignment SLUG, where SLUG is one of: {', '.join(slugs)}."


def _named_in(name: str, slugs: Sequence[str]) -> list[str]:
    """The slugs that are whole words of the file name, a longer one hiding a shorter one inside it."""
    stem = _COPY.sub("", name.lower().removesuffix(".ipynb"))
    words = "-" + re.sub(r"[^a-z0-9]+", "-", stem) + "-"
    found = []
    for slug in sorted(slugs, key=len, reverse=True):
        if f"-{slug}-" in words:
            found.append(slug)
            words = words.replace(f"-{slug}-", "-|-")
    return sorted(found)


def _pointed_to(notebook: Notebook, assignments: Sequence[Assignment]) -> list[Assignment]:
    """The assignments whose starter shares most with the notebook; one if it leads clearly."""
    traces = _traces(notebook)
    evidence = [(len(traces & _traces(assignment.starter())), assignment) for assignment in assignments]
    evidence.sort(key=lambda pair: -pair[0])
    most = evidence[0][0] if evidence else 0
    if most < _LEAST_EVIDENCE:
        return []
    return [assignment for count, assignment in evidence if count * _CLEAR_LEAD > most]


def _traces(notebook: Notebook) -> set[tuple[str, str]]:
    """What tells one assignment from another: cell ids, marker comments with their titles, given code."""
    traces = set()
    for cell in notebook.cells:
        text = cell.source.strip()
        if cell.id:
            traces.add(("id", cell.id))
        if cell.kind == "code" and text:
            traces.add(("code", text))
            first = " ".join(text.partition("\n")[0].lower().split())
            if _MARKER.match(first):
                traces.add(("marker", first))
    return traces

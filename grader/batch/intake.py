"""From files that were found to submissions in the store: what each of them answers is read from it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from grader.batch.collect import Found, newest
from grader.batch.store import Store
from grader.batch.values import Edition, New
from grader.course.assignment import Course
from grader.course.matching import match
from grader.course.submission import parse_submission
from grader.errors import AssignmentError, NotebookError
from grader.settings import Layer, Limits, resolve

__all__ = ["Intake", "take_in"]


class Intake(NamedTuple):
    """What was put into the store."""

    slugs: tuple[str, ...]
    """Assignments that submissions were found for."""
    new: int
    """Submissions that the store did not have."""
    submissions: int
    left_out: tuple[str, ...]
    """One line for each file that is not graded, and why."""


def take_in(
    store: Store,
    found: Iterable[Found],
    course: Course,
    *,
    assignment: str | None = None,
    overrides: Sequence[Layer] = (),
) -> Intake:
    """Put what was found into the store; the newest attempt of a student at an assignment counts.

    Raises:
        AssignmentError: there is no assignment of that name, or its manifest is not usable.
        InternalError: the store cannot be written.

    """
    limits = resolve(*overrides)[0]
    slugs: dict[Found, str] = {}
    left_out: list[str] = []
    unclear: list[tuple[Found, str]] = []
    for one in found:
        slug, reason = _slug_of(one, course, assignment, limits)
        if slug is None:
            unclear.append((one, reason))
        else:
            slugs[one] = slug
    used = sorted(set(slugs.values()))
    for one, reason in unclear:
        if len(used) == 1:  # what else should it be?
            slugs[one] = used[0]
        else:
            left_out.append(f"{one.source} is left out: {reason}")
    kept, older = newest(slugs, lambda one: (one.student, slugs[one]))
    for slug in used:
        store.use(Edition.of(course.assignment(slug)))
    new = store.register(_read(kept, slugs, limits))
    return Intake(tuple(used), new, len(kept), (*left_out, *older))


def _slug_of(found: Found, course: Course, assignment: str | None, limits: Limits) -> tuple[str | None, str]:
    """The assignment that a file answers; or None, and why that cannot be told."""
    hint = found.assignment if found.assignment in course.slugs() else None
    known = assignment or hint
    try:
        submission = parse_submission(found.read(limits), found.name, limits)
        return match(submission, course, assignment).slug, ""
    except (NotebookError, AssignmentError) as error:
        if assignment is not None and isinstance(error, AssignmentError):
            raise
        return known, str(error)


def _read(kept: Iterable[Found], slugs: dict[Found, str], limits: Limits) -> Iterator[New]:
    """The submissions with their bytes, one at a time; one that cannot be read has none, and is graded so."""
    for one in kept:
        try:
            data = one.read(limits)
        except NotebookError:
            data = b""
        yield New(one.student, slugs[one], one.name, one.source, data, one.late)

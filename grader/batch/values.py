"""What goes into the store and comes out of it, as frozen values."""

import enum
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple, Self

from grader.course.assignment import Assignment
from grader.course.content import Content, content
from grader.models import StaffReport, Status

__all__ = ["Edition", "Ending", "Job", "Line", "Mode", "New", "Result", "key_of", "now"]


class Mode(enum.StrEnum):
    """Which submissions are to be graded."""

    RESUME = "resume"
    """Those without a result of today's assignment and grader, and those that have to be graded again."""
    ONLY_FAILED = "only-failed"
    """Those that ended in a fault of ours, or could not be read."""
    REGRADE = "regrade"
    """All."""


class Ending(enum.StrEnum):
    """How grading a submission ended."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    """The file is no notebook: nothing can be graded."""
    INTERNAL = "internal"
    """Our fault: grade it again."""


class Edition(NamedTuple):
    """An assignment as it is at one time."""

    slug: str
    title: str
    version: str
    content: Content
    points: Mapping[str, float]
    """Task -> what it is worth."""

    @classmethod
    def of(cls, assignment: Assignment) -> Self:
        """The assignment as it is now."""
        points = {task.id: task.points for task in assignment.tasks}
        return cls(assignment.slug, assignment.title, assignment.version, content(assignment), points)


class New(NamedTuple):
    """A submission that was found."""

    student: str
    """Identifier, as the learning platform knows it."""
    assignment: str
    """Slug."""
    name: str
    """File name without folders."""
    source: str
    """Where it was found, as shown to staff."""
    data: bytes
    """The file."""
    late: bool | None = None
    attempt: int = 1
    """The highest attempt of a student at an assignment counts; of equal ones, the last registered."""


class Job(NamedTuple):
    """A submission that is to be graded; travels to a worker."""

    key: str
    student: str
    assignment: str
    name: str
    source: str
    data: bytes
    attempts: int = 0
    """How often it has been graded before."""


class Result(NamedTuple):
    """What became of a submission."""

    ending: Ending
    report: StaffReport | None = None
    """None when nothing was judged; `reason` says why."""
    reason: str = ""
    """One line for staff."""
    claims: bytes | None = None
    """What the notebook said to the checks (grader.kernel.recording)."""
    seconds: float = 0.0
    rerun: tuple[str, ...] = ()
    """Tasks whose checks ask more than was recorded: the submission has to be graded again for them."""

    @classmethod
    def of(cls, report: StaffReport, claims: bytes | None = None, rerun: tuple[str, ...] = ()) -> Self:
        """The result of a submission that was judged."""
        internal = report.report.status is Status.INTERNAL
        reason = "a check or the grader failed; grade it again" if internal else ""
        ending = Ending.INTERNAL if internal else Ending.GRADED
        return cls(ending, report, reason, claims, report.report.seconds, rerun)


class Line(NamedTuple):
    """A submission and its result without the large parts: for lists and progress."""

    key: str
    student: str
    assignment: str
    name: str
    source: str
    late: bool | None
    attempt: int
    ending: Ending | None
    """None: not graded yet."""
    reason: str
    score: float | None
    """Without what a person gave."""
    max_score: float | None
    pending: float | None
    status: Status | None
    """Of the report."""
    seconds: float
    finished: str
    attempts: int
    rerun: tuple[str, ...]
    content: str
    """Hash of the assignment that it was registered for."""
    grader: str


def key_of(sha256: str, student: str, edition: Edition, grader: str) -> str:
    """What one result is the result of, as 64 hexadecimal digits.

    The student is part of it although equal bytes give equal points: each of two students who hand in the
    same file needs a result. A report names its student, one may be late, one may get points from a person;
    and what it means that two files are equal is not for a key to decide.
    """
    parts = [sha256, student, edition.slug, edition.content.whole, grader]
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def now() -> str:
    """The time as it is stored: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""The values that cross borders: what was run, what was judged, what is reported.

Frozen and strict. NaN and infinities have no place in JSON, so every number that a check found is
kept as text (`expected`, `found`), and every number we compute ourselves (points, seconds) is finite.
"""

import enum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AssignmentRef",
    "CellError",
    "CellOutcome",
    "CellRole",
    "Entry",
    "Environment",
    "Measurement",
    "Notice",
    "Output",
    "Override",
    "Report",
    "StaffDetail",
    "StaffReport",
    "Status",
    "SubmissionRef",
    "TaskKind",
    "TaskResult",
    "Verdict",
]

Finite = Annotated[float, Field(allow_inf_nan=False)]
Points = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Status(enum.StrEnum):
    """How a check, a task, a cell or a whole submission ended."""

    PASSED = "passed"
    """As it should be."""
    FAILED = "failed"
    """Judged, and not right."""
    NOT_ATTEMPTED = "not_attempted"
    """The answer cell is as it was handed out."""
    ERROR = "error"
    """The student's code raised an exception."""
    TIMEOUT = "timeout"
    """It took longer than allowed."""
    OUT_OF_MEMORY = "out_of_memory"
    """It needed more memory than allowed."""
    LIMIT = "limit"
    """It broke another limit: output, disk or processes; the message says which."""
    KERNEL_DIED = "kernel_died"
    """The process that ran the notebook ended; the message has the signal or exit code."""
    BLOCKED = "blocked"
    """Something that this depends on did not pass."""
    PENDING = "pending"
    """A person has to judge it, or a hidden check runs after hand-in."""
    INTERNAL = "internal"
    """Our fault: the submission has to be graded again."""


class CellRole(enum.StrEnum):
    """Who wrote a cell, and what for."""

    GIVEN = "given"
    ANSWER = "answer"
    EXTRA = "extra"


class TaskKind(enum.StrEnum):
    """How a task is answered."""

    CODE = "code"
    CHOICE = "choice"
    TEXT = "text"


class Value(BaseModel):
    """A frozen value without surprises."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)


class Output(Value):
    """One thing that a cell put out, reduced to what a report may show."""

    kind: Literal["stdout", "stderr", "result", "display"]
    text: str = ""
    """The text/plain form; terminal escapes are still in it."""
    png: str | None = None
    """A picture, base64, when the output had one."""


class CellError(Value):
    """The exception that ended a cell."""

    name: str
    message: str
    traceback: str = ""
    """The student's own frames, as the kernel printed them; terminal escapes removed."""


class CellOutcome(Value):
    """What happened when one cell of the notebook was run."""

    index: int
    """Position in the aligned notebook, from 0."""
    role: CellRole
    task: str | None = None
    status: Status
    source: str = ""
    outputs: tuple[Output, ...] = ()
    error: CellError | None = None
    message: str = ""
    """For a time-out, a dead kernel or a broken limit: what happened, with the number exceeded."""
    seconds: Finite = 0.0


class Verdict(Value):
    """The result of one check, as the student may read it."""

    check: str
    """Name of the check; for a hidden check a number instead of its name."""
    title: str
    status: Status
    points: Points = 0.0
    max_points: Points = 0.0
    message: str = ""
    """What went wrong, in one or two sentences."""
    hint: str = ""
    """What to try next."""
    expected: str = ""
    found: str = ""
    hidden: bool = False
    seconds: Finite = 0.0
    picture: str | None = None
    """A picture that the check attached: PNG, base64."""


class TaskResult(Value):
    """One task with all of its verdicts."""

    id: str
    title: str
    kind: TaskKind
    status: Status
    score: Points
    max_score: Points
    pending_points: Points = 0.0
    """Part of `max_score` that nobody has judged yet."""
    verdicts: tuple[Verdict, ...] = ()
    rubric: tuple[str, ...] = ()
    """What a person looks for in a free-text answer; empty when nothing is left to a person."""


class Notice(Value):
    """Something that was repaired or looked odd; never worth points."""

    text: str
    staff_only: bool = False


class AssignmentRef(Value):
    """Which assignment was graded."""

    slug: str
    title: str
    version: str
    asked: str | None = None
    """Name of the set of tasks that was asked, when it was not all of them."""


class SubmissionRef(Value):
    """What was graded, and whose it is."""

    name: str
    """File name without folders."""
    sha256: str
    student: str | None = None


class Environment(Value):
    """What it was graded with: enough to grade it again and get the same."""

    grader: str
    python: str
    torch: str
    device: str
    isolation: str
    """The sandbox level, as the sandbox names itself."""
    seed: int
    """The assignment's seed: all generators of the kernel started from it."""
    draw: int
    """Seed of the inputs that the checks drew after the notebook had run."""


class Report(Value):
    """Everything a student may read about one graded submission."""

    schema_: Literal["grader/report/1"] = Field(default="grader/report/1", alias="schema")
    assignment: AssignmentRef
    submission: SubmissionRef
    score: Points
    max_score: Points
    pending_points: Points
    status: Status
    """passed: nothing is wrong; failed: something is; internal: grade it again."""
    tasks: tuple[TaskResult, ...]
    cells: tuple[CellOutcome, ...]
    notices: tuple[Notice, ...] = ()
    environment: Environment
    seconds: Finite

    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True
    )

    def without_timings(self) -> Self:
        """The same report with every duration set to zero: what two gradings must agree on."""
        tasks = tuple(
            t.model_copy(
                update={"verdicts": tuple(v.model_copy(update={"seconds": 0.0}) for v in t.verdicts)}
            )
            for t in self.tasks
        )
        cells = tuple(c.model_copy(update={"seconds": 0.0}) for c in self.cells)
        return self.model_copy(update={"tasks": tasks, "cells": cells, "seconds": 0.0})


class Measurement(Value):
    """A number that a check held against a limit."""

    what: str
    value: str
    """As text, since it may be NaN."""
    low: float | None = None
    high: float | None = None


class StaffDetail(Value):
    """What only staff may read about one check: the unmasked verdict and where it comes from."""

    check: str
    """The verdict's `check`, as in the student's report."""
    verdict: Verdict
    """The verdict with its real name, title and messages."""
    path: str = ""
    """The file of the check, relative to the course."""
    source: str = ""
    """The check's code."""
    traceback: str = ""
    """Where the check or the student's code failed."""
    measurements: tuple[Measurement, ...] = ()
    """Numbers that were held against limits, for calibration."""


class StaffReport(Value):
    """A student's report together with what only staff may read."""

    report: Report
    details: tuple[StaffDetail, ...] = ()

    def unmasked(self) -> Report:
        """The report with hidden checks shown by name and message."""
        real = {d.check: d.verdict for d in self.details}
        tasks = tuple(
            t.model_copy(update={"verdicts": tuple(real.get(v.check, v) for v in t.verdicts)})
            for t in self.report.tasks
        )
        return self.report.model_copy(update={"tasks": tasks})


class Override(Value):
    """Points that a person gave to one task instead of those of the checks."""

    task: str
    points: Points
    reason: str
    author: str
    time: str
    """ISO 8601, UTC, to the second."""


class Entry(Value):
    """One line of a gradebook: a student's submission and what became of it."""

    student: str
    """Identifier, as the learning platform knows it."""
    assignment: str
    """Slug."""
    source: str
    """Where the submission was found, as shown to staff: a path, or a path within an archive."""
    late: bool | None = None
    """None: not known."""
    graded: StaffReport | None = None
    """None: there is no report; `reason` says why."""
    reason: str = ""
    """Why there is no report, or why it has to be made again."""
    ours: bool = True
    """Without a report: whether that is our fault (grade it again), or the file is no notebook (a zero)."""
    overrides: tuple[Override, ...] = ()
    """Oldest first; the newest of a task counts."""

"""Grade one submission: the named steps, in order. The only module that knows them all."""

import contextlib
import hashlib
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from grader.course.alignment import Alignment, align
from grader.course.assignment import Assignment, Course, Task
from grader.course.matching import match
from grader.course.notebook import Notebook
from grader.course.submission import Submission, read_submission
from grader.errors import AssignmentError
from grader.kernel.launch import Template
from grader.kernel.recording import Recording, Replay, Running
from grader.kernel.session import BEGINNING, PlannedCell, Session
from grader.kernel.setups import KernelSetup
from grader.kernel.shared import SharedPrefix
from grader.models import (
    AssignmentRef,
    CellOutcome,
    CellRole,
    Environment,
    Notice,
    Report,
    StaffReport,
    SubmissionRef,
)
from grader.results import results_of
from grader.sandbox.choice import approved, choose
from grader.scoring import overall, tidy
from grader.settings import Layer, Settings, resolve

if TYPE_CHECKING:
    from grader.checks.grading import Grading, Judged, TaskPlan

__all__ = [
    "Events",
    "Prepared",
    "draw_from",
    "grade",
    "grade_submission",
    "judge_again",
    "judge_prepared",
    "kernel_setup",
    "plan_cells",
    "plan_task",
    "prepare",
    "tasks_asked",
]

JUDGING = ("grader.checks.grading", "grader.checks.plugin", "pytest")
"""What takes long to load here, and can be loaded while the template loads."""


class Events(NamedTuple):
    """Who wants to hear what happens meanwhile."""

    on_start: Callable[[Assignment, int], None] = lambda _assignment, _cells: None
    on_cell: Callable[[CellOutcome], None] = lambda _outcome: None
    on_check: Callable[[str, str], None] = lambda _task, _title: None


def grade(  # noqa: PLR0913 - the command line's choices
    file: Path,
    *,
    course: Path | None = None,
    assignment: str | None = None,
    tasks: Sequence[str] = (),
    settings: Settings | None = None,
    overrides: Sequence[Layer] = (),
    events: Events | None = None,
    cold: bool = False,
) -> StaffReport:
    """Grade one notebook file.

    Args:
        file: the notebook.
        course: folder with `assignments/`; by default the nearest above the file, else the installed one.
        assignment: slug; by default read from the notebook or its name.
        tasks: ids of the tasks to judge, and no cell behind them is run; all by default.
        settings: seed and isolation.
        overrides: limits from the environment and the command line, over those of the assignment.
        events: told what happens meanwhile.
        cold: start runner and kernel from nothing instead of forking them; the report is the same.

    Raises:
        InputError: the notebook, the assignment or a setting is not usable.
        InternalError: the grader, its sandbox or the machine failed.

    """
    began = time.monotonic()
    submission = read_submission(file, resolve(*overrides)[0])
    level = choose((settings or Settings()).isolation)
    on_cell = (events or Events()).on_cell
    with contextlib.ExitStack() as stack:  # what is started here loads while we match and align
        if cold or not hasattr(os, "fork"):
            session = stack.enter_context(Session(on_cell, level=level))
            found = match(submission, Course.find(course, near=file.parent), assignment)
        else:
            template = stack.enter_context(Template())
            found = match(submission, Course.find(course, near=file.parent), assignment)
            template.preload(found.preload)
            for name in JUDGING:
                import_module(name)
            session = stack.enter_context(Session(on_cell, template, level))
        return grade_submission(
            session,
            submission,
            found,
            tasks=tasks,
            settings=settings,
            overrides=overrides,
            events=events,
            began=began,
        )


def grade_submission(  # noqa: PLR0913 - the steps' inputs
    session: Session,
    submission: Submission,
    assignment: Assignment,
    *,
    tasks: Sequence[str] = (),
    settings: Settings | None = None,
    overrides: Sequence[Layer] = (),
    events: Events | None = None,
    began: float | None = None,
    prefix: SharedPrefix | None = None,
    recording: Recording | None = None,
) -> StaffReport:
    """Grade a submission that has been read and matched, in a session that has just been made.

    With a shared prefix, the session was forked from a template that has run the notebook's first cells.
    A recording keeps what the checks ask, so that `judge_again` can answer them another time.
    """
    began = time.monotonic() if began is None else began
    events = events or Events()
    settings = settings or Settings()
    ready = _prepare(session, submission, assignment, tasks, settings, overrides, prefix, recording)
    events.on_start(assignment, len(ready.aligned.cells))
    _judge(ready, events)
    if not tasks:
        _finish(ready)
    return _report(ready, began)


def judge_again(
    replay: Replay,
    submission: Submission,
    assignment: Assignment,
    *,
    aligned: Alignment,
    seed: int,
    decided: "Mapping[str, Sequence[Judged]]",
) -> StaffReport:
    """Judge a notebook that has run before with the checks of today; no kernel is started.

    Args:
        replay: the cells as they ended, one for each aligned cell, and what the notebook said.
        submission: what was graded.
        assignment: the assignment of today.
        aligned: the submission put onto the starter of today.
        seed: the kernel's, when the notebook ran.
        decided: tasks whose results stand; they get the points that they are worth today.

    Raises:
        InternalError: pytest could not run, or a check file is broken.

    """
    from grader.checks.grading import Grading

    began = time.monotonic()
    asked = submission.notebook.asked
    tasks = tasks_asked(assignment, assignment.starter(asked), asked, ())
    plans = [plan_task(task, aligned) for task in tasks]
    grading = Grading(replay, plans, draw_from(submission, seed), replay.door, decided)
    hidden = assignment.hidden_checks
    return judge_prepared(
        Prepared(submission, assignment, tasks, aligned, replay, seed, "none", grading, hidden), began
    )


def judge_prepared(ready: "Prepared", began: float) -> StaffReport:
    """Judge what is not decided yet; the cells have run.

    Raises:
        InternalError: pytest could not run, or a check file is broken.

    """
    if ready.grading.order:
        _judge(ready, Events())
    return _report(ready, began)


class Prepared(NamedTuple):
    """A submission whose kernel is starting, ready to be judged."""

    submission: Submission
    assignment: Assignment
    tasks: tuple[Task, ...]
    aligned: Alignment
    session: Running
    seed: int
    isolation: str
    grading: "Grading"
    hidden: Path | None
    """The folder of the hidden checks; None: this run judges with the visible ones alone."""


def prepare(file: Path, *, assignment: str | None = None, course: Path | None = None) -> Prepared:
    """Everything up to judging, for whoever runs pytest themselves; they close the session.

    Raises:
        InputError: the notebook or the assignment is not usable.

    """
    submission = read_submission(file, resolve()[0])
    found = match(submission, Course.find(course, near=file.parent), assignment)
    session = Session()
    try:
        return _prepare(session, submission, found, (), Settings(), (), None, None)
    except BaseException:
        session.close()
        raise


# --- the steps --------------------------------------------------------------------------------------


def tasks_asked(
    assignment: Assignment, starter: Notebook, asked: str | None, tasks: Sequence[str]
) -> tuple[Task, ...]:
    """The tasks to judge: those that the notebook asks, or some of them."""
    open_ = {
        c.grader.task for c in starter.cells if c.grader is not None and c.grader.role == CellRole.ANSWER
    }
    known = [t for t in assignment.tasks if asked is None or t.id in open_]
    if unknown := [t for t in tasks if t not in {k.id for k in known}]:
        of = f"the set {asked} of {assignment.slug}" if asked else assignment.slug
        raise AssignmentError(f"{of} has no task {unknown[0]}; it has: {', '.join(k.id for k in known)}")
    return tuple(t for t in known if not tasks or t.id in tasks)


def _prepare(  # noqa: PLR0913, PLR0917 - what the steps need
    session: Session,
    submission: Submission,
    assignment: Assignment,
    tasks: Sequence[str],
    settings: Settings,
    overrides: Sequence[Layer],
    prefix: SharedPrefix | None,
    recording: Recording | None,
) -> Prepared:
    asked = submission.notebook.asked
    starter = assignment.starter(asked)
    chosen = tasks_asked(assignment, starter, asked, tasks)
    isolation = approved(session.level, settings.isolation, assignment.hidden_checks)
    aligned = align(starter, submission.notebook, assignment.tasks)
    seed = assignment.seed if settings.seed is None else settings.seed
    cells, setup = plan_cells(aligned), kernel_setup(assignment, seed)
    behind = BEGINNING if prefix is None else prefix.behind(cells)
    session.open(cells, setup, resolve(assignment.layer, *overrides)[0], behind)
    from grader.checks.grading import Grading  # torch is loaded while the kernel starts

    plans = [plan_task(task, aligned) for task in chosen]
    door = None if recording is None else partial(recording.door, session)
    grading = Grading(session, plans, draw_from(submission, seed), door)
    hidden = assignment.hidden_checks
    return Prepared(submission, assignment, chosen, aligned, session, seed, isolation, grading, hidden)


def plan_cells(aligned: Alignment) -> list[PlannedCell]:
    """The aligned cells as a session runs them."""
    return [PlannedCell(c.role, c.task, c.source, c.kind == "code") for c in aligned.cells]


def kernel_setup(assignment: Assignment, seed: int) -> KernelSetup:
    """What a kernel of this assignment starts with."""
    return KernelSetup(seed, assignment.preload, assignment.folder, assignment.files())


def _judge(ready: Prepared, events: Events) -> None:
    from grader.checks.judge import judge  # pytest is loaded while the kernel starts

    assignment = ready.assignment
    ready.grading.on_check = lambda j: events.on_check(j.mark.task, j.verdict.title)
    folders = [f for f in (assignment.visible_checks, ready.hidden) if f is not None and f.is_dir()]
    judge(ready.grading, folders, assignment.folder.parents[1], ready.hidden)


def plan_task(task: Task, aligned: Alignment) -> "TaskPlan":
    """What judging needs to know of a task."""
    from grader.checks.grading import TaskPlan

    last = aligned.last_cell(task.id)
    answer = next((i for i, c in enumerate(aligned.cells) if c.task == task.id and c.role == "answer"), None)
    cells = () if last is None else tuple(range(last if answer is None else answer, last + 1))
    return TaskPlan(task.id, aligned.attempted(task.id), cells, answer, tuple(task.builds_on))


def _finish(ready: Prepared) -> None:
    """Run what no check needed, so that the report shows every cell."""
    ready.session.advance(len(ready.aligned.cells) - 1)


def _report(ready: Prepared, began: float) -> StaffReport:
    assignment, submission, session = ready.assignment, ready.submission, ready.session
    results, details = results_of(
        ready.tasks, ready.aligned, ready.grading.judged, hidden=ready.hidden is not None
    )
    report = Report(
        assignment=AssignmentRef(
            slug=assignment.slug,
            title=assignment.title,
            version=assignment.version,
            asked=submission.notebook.asked,
        ),
        submission=SubmissionRef(name=submission.name, sha256=submission.sha256, student=submission.student),
        score=tidy(sum(t.score for t in results)),
        max_score=tidy(sum(t.max_score for t in results)),
        pending_points=tidy(sum(t.pending_points for t in results)),
        status=overall(results),
        tasks=tuple(results),
        cells=tuple(session.outcomes),
        notices=tuple(_notices(submission, ready.aligned)),
        environment=_environment(ready),
        seconds=round(time.monotonic() - began, 3),
    )
    return StaffReport(report=report, details=tuple(details))


def _notices(submission: Submission, aligned: Alignment) -> list[Notice]:
    return [*submission.notices, *aligned.notices]


def draw_from(submission: Submission, seed: int) -> int:
    """Seed of the checks' own inputs: fixed by the submission, unknown to who writes it."""
    digest = hashlib.sha256(f"{submission.sha256} {seed}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


def _environment(ready: Prepared) -> Environment:
    return Environment(
        grader=metadata.version("torch-notebook-grader"),
        python=platform.python_version(),
        torch=metadata.version("torch"),
        device="cpu",
        isolation=ready.isolation,
        seed=ready.seed,
        draw=ready.grading.draw,
    )

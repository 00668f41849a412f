"""Practice: the visible checks on the live notebook, each task judged as it stood after its own cells.

A graded notebook is judged task by task while it runs, since later cells use the same names again. So is this
one: when the student goes on to another cell of the assignment, the task that is left is judged. The result
is kept until its cell runs again; `%grade` judges what is still open and shows all.
"""

import contextlib
import hashlib
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.course import sources
from grader.course.alignment import AlignedCell, Alignment, align
from grader.course.assignment import Assignment, Course, Task
from grader.course.claims import claim_cells, read_starter
from grader.course.matching import match
from grader.course.notebook import Cell, Notebook
from grader.course.submission import Submission
from grader.errors import AssignmentError
from grader.kernel.answers import Answers, generators_restored
from grader.kernel.breaches import error_fields
from grader.models import CellOutcome, CellRole, Report, StaffDetail, Status, Verdict
from grader.practice.cells import Ran, as_notebook, joined, outputs_of
from grader.practice.live import Live, asker
from grader.practice.watch import Watch
from grader.settings import Limits, resolve

if TYPE_CHECKING:
    from grader.checks.grading import Grading, Judged, TaskPlan

__all__ = ["Practice", "Practised"]

UNSEEN = "This cell ran before `%load_ext grader`, so what it printed or drew is not known."
NOT_RUN = "The cell of this task has not been run in this notebook yet."
TEXT_CELL = "Text cells cannot be seen from here; `grade FILE` reads them."
LEAVING_SECONDS = 10.0
"""Most that judging may take when the student goes on; what is not done then is judged on demand."""
LATE = "Other cells have run since this one: if it should be right, run it again."
FINE = (Status.PASSED, Status.PENDING, Status.NOT_ATTEMPTED, Status.BLOCKED)
UNSETTLED = (Status.BLOCKED, Status.TIMEOUT, Status.INTERNAL)
"""A task with such a verdict is judged again when it is asked for."""


class Practised(NamedTuple):
    """What `%grade` has to show."""

    report: Report
    earlier: tuple[str, ...]
    """Tasks whose result is from the moment when the student went on from them."""


class Practice:
    """Everything about one live notebook."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._assignment: Assignment | None = None
        self._asked: str | None = None
        self._kept: dict[str, tuple[Judged, ...]] = {}
        self._task: str | None = None
        """The task whose cell ran last: its results are not settled."""
        self._open = False
        """Whether something ran since it was judged."""
        self.watch = Watch(shell, self._before)

    def close(self) -> None:
        """Listen no more."""
        self.watch.close()

    def choose(
        self,
        slug: str | None = None,
        course: Path | None = None,
        asked: str | None = None,
        now: Ran | None = None,
    ) -> None:
        """Say which assignment this is, and which set of its tasks is asked; `now` is about to run.

        Raises:
            AssignmentError: it is unknown.

        """
        found = Course.find(course)
        if slug is not None:
            chosen = found.assignment(slug)
        elif self._assignment is not None and course is None:
            chosen = self._assignment
        else:
            chosen = self._recognised(found, [*self.watch.ran, *([now] if now else [])])
        chosen.starter(asked)
        if self._assignment is None or (chosen.folder, asked) != (self._assignment.folder, self._asked):
            self._kept.clear()
            self._assignment, self._asked = chosen, asked
            _, self._task = self._place(chosen, as_notebook(self.watch.ran).cells)
            self._open = self._task is not None

    def grade(self, tasks: Sequence[str] = ()) -> Practised:
        """Judge these tasks, or all of them.

        Raises:
            AssignmentError: the assignment cannot be told, or has no such task.
            InternalError: a check file is broken.

        """
        if self._assignment is None:
            self.choose(asked=self._asked)
        assert self._assignment is not None
        wanted = self._wanted(self._assignment, tasks)
        return self._judge(self._assignment, wanted, alone=bool(tasks))

    # --- following the student ------------------------------------------------------------------

    def _before(self, ran: Ran) -> None:
        """A cell is about to run. Whoever goes on to another cell of the assignment leaves a task."""
        # the student's cell comes first: it finds the generators as they were, and runs whatever happens here
        with contextlib.suppress(Exception, KeyboardInterrupt), generators_restored():
            if self._assignment is None:
                self.choose(asked=self._asked, now=ran)
            self._follow(ran)

    def _follow(self, ran: Ran) -> None:
        assert self._assignment is not None
        cells = as_notebook(joined(self.watch.ran, ran)).cells
        last, task = self._place(self._assignment, cells)
        if last != len(cells) - 1:  # a cell of the student's own
            self._open = True
            return
        if task != self._task:
            left, was_open = self._task, self._open
            self._task = task
            if left is not None and was_open:
                self._judge(self._assignment, [self._assignment.task(left)], seconds=LEAVING_SECONDS)
            self.watch.put_figures_aside()
        self._open = True
        if task is not None:
            self._kept.pop(task, None)

    def _place(self, assignment: Assignment, cells: Sequence[Cell]) -> tuple[int | None, str | None]:
        """The last of the starter's cells that are among these, and the task that is judged after it."""
        known = read_starter(assignment.starter(self._asked).cells)
        claims = claim_cells(known, cells, {t.id: t.names for t in assignment.tasks})
        if not claims:
            return None, None
        last = max(claims)
        slot = claims[last].slot
        mark = known.cells[slot].grader
        if mark is None or mark.task is None or known.answers.get(mark.task, slot) != slot:
            return last, None
        return last, mark.task

    @staticmethod
    def _recognised(course: Course, cells: Sequence[Ran]) -> Assignment:
        """The assignment that the cells point to; in a course of one, that one.

        Ids of cells are no evidence: `task-1-1` is in all of them.
        """
        known = course.slugs()
        if len(known) == 1:
            return course.assignment(known[0])
        notebook = Notebook(tuple(Cell("code", one.source) for one in cells))
        try:
            return match(Submission("this notebook", "", notebook), course)
        except AssignmentError:
            raise AssignmentError(
                "it is not clear yet which assignment this notebook belongs to; run its first cells, or say "
                f"which with %grade --assignment SLUG, where SLUG is one of: {', '.join(known)}."
            ) from None

    # --- judging --------------------------------------------------------------------------------

    def _wanted(self, assignment: Assignment, tasks: Sequence[str]) -> list[Task]:
        from grader.pipeline import tasks_asked

        return list(tasks_asked(assignment, assignment.starter(self._asked), self._asked, tasks))

    def _judge(
        self,
        assignment: Assignment,
        tasks: Sequence[Task],
        *,
        alone: bool = False,
        seconds: float | None = None,
    ) -> Practised:
        """Judge what is not settled of these tasks, and keep the results.

        `alone`: as `grade --task` does, without regard to tasks that have never been judged.
        `seconds`: the tasks are being left, and this is the most it may take.
        """
        from grader.checks.grading import Grading
        from grader.pipeline import Prepared, draw_from, judge_prepared, plan_task
        from grader.practice.aside import unnoticed

        began = time.monotonic()
        cells = list(self.watch.ran)
        notebook = as_notebook(cells, {"grader": {"assignment": assignment.slug, "asked": self._asked}})
        starter = assignment.starter(self._asked)
        aligned = align(starter, notebook, assignment.tasks)
        limits = resolve(assignment.layer)[0]
        played = _play(aligned, cells, limits)
        every = self._wanted(assignment, ())
        settled = {t.id: self._kept[t.id] for t in every if t.id in self._kept}
        settled |= _text_cells(starter, every)
        due = {t.id for t in tasks if t.id not in settled or t.id == (self._task if self._open else None)}
        decided = {t.id: settled.get(t.id, ()) for t in every if t.id not in due}
        if alone:
            decided = {id_: results for id_, results in decided.items() if results}
        plans = [_plan(plan_task(t, aligned), played) for t in every if t.id in due or t.id in decided]
        live = Live(self._asker(limits, seconds), played.outcomes, played.counts)
        submission = Submission("this notebook", _digest(cells), notebook)
        grading = Grading(live, plans, draw_from(submission, assignment.seed), decided=decided)
        ready = Prepared(
            submission, assignment, tuple(tasks), aligned, live, assignment.seed, "none", grading, None
        )
        with unnoticed(self._shell):
            graded = judge_prepared(ready, began)
        on_time = due if seconds is not None else due & {self._task}
        self._keep(grading, on_time, plans)
        earlier = tuple(t.id for t in tasks if t.id in self._kept and t.id not in due)
        return Practised(_kindly(graded.report, aligned, due - on_time), earlier)

    def _asker(self, limits: Limits, seconds: float | None) -> Any:
        answers = Answers(self._shell.user_ns, limits.reply_tensor_bytes)
        answers.figures = self.watch.drawn()
        return asker(answers, limits, limits.total_seconds if seconds is None else seconds)

    def _keep(self, grading: "Grading", due: Iterable[str], plans: "Sequence[TaskPlan]") -> None:
        """Keep what stands: not what waits for another task, and nothing that only holds for a task alone."""
        known = {plan.id for plan in plans}
        for task in due:
            own = tuple(j for j in grading.judged if j.mark.task == task)
            final = all(j.verdict.status not in UNSETTLED and known.issuperset(j.mark.needs) for j in own)
            running = task == self._task and self.watch.busy
            if final and grading.tasks[task].attempted and not running:
                self._kept[task] = own
                self._open = self._open and task != self._task
            else:
                self._kept.pop(task, None)


class _Played(NamedTuple):
    """The aligned cells as they ran here."""

    outcomes: list[CellOutcome]
    counts: dict[int, int]
    """Number of a run -> index of the cell."""
    unseen: frozenset[int]
    """Indices of cells whose outputs nobody heard."""


def _play(aligned: Alignment, cells: Sequence[Ran], limits: Limits) -> _Played:
    """Find for each aligned cell how it ran."""
    by_source = {sources.tidy(ran.source): ran for ran in cells}
    outcomes: list[CellOutcome] = []
    counts: dict[int, int] = {}
    unseen: set[int] = set()
    for index, cell in enumerate(aligned.cells):
        ran = _ran(cell, by_source)
        fields: dict[str, Any] = {}
        if ran is not None:
            counts[ran.number] = index
            fields = {"outputs": outputs_of(ran, limits.cell_output_bytes, limits.cell_pictures)}
            fields |= error_fields(ran.error, Limits())
            if not ran.seen:
                unseen.add(index)
        blank = CellOutcome(
            index=index, role=cell.role, task=cell.task, status=Status.PASSED, source=cell.source
        )
        outcomes.append(blank.model_copy(update=fields))
    return _Played(outcomes, counts, frozenset(unseen))


def _ran(cell: AlignedCell, by_source: Mapping[str, Ran]) -> Ran | None:
    source = sources.tidy(cell.source)
    if cell.matched_by == "missing" or cell.kind != "code" or not source:
        return None
    found = by_source.get(source)
    if found is None:  # two answers in one cell were taken apart
        found = next((ran for text, ran in by_source.items() if source in text), None)
    return found


def _plan(plan: "TaskPlan", played: _Played) -> "TaskPlan":
    return plan._replace(unseen=UNSEEN) if played.unseen.intersection(plan.cells) else plan


def _text_cells(starter: Notebook, tasks: Sequence[Task]) -> "dict[str, tuple[Judged, ...]]":
    """Tasks that are answered in text cells: the kernel never sees those."""
    from grader.checks.grading import Judged
    from grader.checks.marks import CheckMark

    answered = {c.grader.task for c in starter.cells if c.grader and c.kind == "markdown"}
    found: dict[str, tuple[Judged, ...]] = {}
    for task in tasks:
        if task.id in answered:
            verdict = Verdict(check=f"{task.id}/text", title=TEXT_CELL, status=Status.PENDING)
            detail = StaffDetail(check=verdict.check, verdict=verdict)
            found[task.id] = (Judged(CheckMark(task.id, 1.0, (), "", False), False, verdict, detail, 0.0),)
    return found


def _kindly(report: Report, aligned: Alignment, late: Collection[str]) -> Report:
    """Without notices on cells that may yet be run, and with what only holds in a live notebook.

    Late are tasks that could not be judged when the student went on.
    """
    missing = {c.task for c in aligned.cells if c.role == CellRole.ANSWER and c.matched_by == "missing"}

    def said(verdict: Verdict, task: str) -> Verdict:
        if task in missing and verdict.status is Status.NOT_ATTEMPTED:
            return verdict.model_copy(update={"message": NOT_RUN})
        if task in late and verdict.status not in FINE:
            return verdict.model_copy(update={"hint": f"{verdict.hint} {LATE}".strip()})
        return verdict

    tasks = tuple(
        t.model_copy(update={"verdicts": tuple(said(v, t.id) for v in t.verdicts)}) for t in report.tasks
    )
    return report.model_copy(update={"tasks": tasks, "notices": (), "cells": ()})


def _digest(cells: Sequence[Ran]) -> str:
    return hashlib.sha256("\0".join(ran.source for ran in cells).encode("utf-8", "replace")).hexdigest()

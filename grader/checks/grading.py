"""One submission while it is judged: what pytest's hooks read from and write to."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import torch

from grader.checks.failures import Partial, Unmet
from grader.checks.marks import CheckMark
from grader.checks.student import Student, TaskCells
from grader.errors import GraderError
from grader.kernel.recording import Door, Running
from grader.models import CellOutcome, CellRole, StaffDetail, Status, Verdict

__all__ = ["Grading", "Judged", "TaskPlan"]

UNANSWERED = (Status.TIMEOUT, Status.KERNEL_DIED, Status.OUT_OF_MEMORY, Status.LIMIT)
"""A cell that ended like this left nothing to judge."""


class TaskPlan(NamedTuple):
    """What judging needs to know of one task."""

    id: str
    attempted: bool
    cells: tuple[int, ...]
    """Indices of the cells that belong to it, in order; its checks see the notebook right after the last."""
    answer: int | None
    """Index of its answer cell."""
    builds_on: tuple[str, ...] = ()
    unseen: str = ""
    """Why it is not known what its cells printed and drew; empty when it is."""


class Judged(NamedTuple):
    """The result of one check, before points are shared."""

    mark: CheckMark
    hidden: bool
    verdict: Verdict
    detail: StaffDetail
    earned: float
    """Part of the check's points, 0 to 1."""


class Grading:
    """The state of judging one submission."""

    def __init__(
        self,
        session: Running,
        tasks: Sequence[TaskPlan],
        draw: int,
        door: Callable[[str], Door] | None = None,
        decided: "Mapping[str, Sequence[Judged]] | None" = None,
    ) -> None:
        """Judge these tasks; those that are decided keep their results, and none of their checks is run.

        The checks of a task go through its `door`, by default straight to the session.
        """
        self.session = session
        self._door = door or (lambda _task: Door(session.ask, session.counts))
        decided = decided or {}
        self.tasks: Mapping[str, TaskPlan] = {t.id: t for t in tasks}
        self.order = {t.id: position for position, t in enumerate(tasks) if t.id not in decided}
        self.draw = draw
        self.judged: list[Judged] = [judged for results in decided.values() for judged in results]
        self.problems: list[str] = []
        """Why check files could not be loaded: then nothing can be trusted."""
        self.on_check: Callable[[Judged], None] | None = None
        self._students: dict[str, Student] = {}

    def student(self, mark: CheckMark) -> Student:
        """Bring the notebook to the end of the task, and give the door to it.

        Raises:
            Unmet: there is nothing to judge: not attempted, blocked, or the task's cells did not end.
            SessionError: the kernel cannot be started at all.

        """
        plan = self.tasks[mark.task]
        if not plan.attempted:
            raise Unmet("You have not worked on this task yet.", status=Status.NOT_ATTEMPTED)
        if missing := [t for t in mark.needs if t in self.tasks and not self._passed(t)]:
            raise Unmet(
                f"This can be judged when task {', '.join(missing)} is right.",
                hint=f"Finish task {missing[0]} first.",
                status=Status.BLOCKED,
            )
        if plan.cells:
            self.session.advance(plan.cells[-1])
        outcomes = [self.session.outcomes[i] for i in plan.cells]
        for outcome in outcomes:
            if outcome.status in UNANSWERED and outcome.role is not CellRole.EXTRA:
                raise Unmet(outcome.message, status=outcome.status, hint=_hint_for(outcome.status))
        student = self._students.get(mark.task)
        if student is None:
            cells = TaskCells(_source(plan, outcomes), _printed(outcomes), plan.cells, plan.unseen)
            ask, counts = self._door(mark.task)
            student = Student(ask, cells, counts)
            self._students = {mark.task: student}  # the notebook has moved on from the tasks before
        student.pictures.clear()
        return student

    def generator(self, name: str) -> torch.Generator:
        """A generator of the check's own, the same whichever other checks run."""
        digest = hashlib.sha256(f"{self.draw} {name}".encode()).digest()
        return torch.Generator().manual_seed(int.from_bytes(digest[:7], "big"))

    def record(self, judged: Judged) -> None:
        """Keep the result of one check."""
        self.judged.append(judged)
        if self.on_check is not None:
            self.on_check(judged)

    def pictures(self, mark: CheckMark) -> list[str]:
        """Pictures that the running check attached."""
        student = self._students.get(mark.task)
        return student.pictures if student is not None else []

    def explain(self, error: BaseException | None, mark: CheckMark) -> tuple[Unmet | None, float]:
        """How the check ended, as a failure with everything a student needs, and the part it earned."""
        if error is None:
            return None, 1.0
        if isinstance(error, Partial):
            return Unmet(error.why, hint=error.hint), error.fraction
        if isinstance(error, Unmet):
            return self._with_cell_error(error, mark), 0.0
        if isinstance(error, AssertionError):
            text = str(error).split("\n", 1)[0].removeprefix("assert ")
            return self._with_cell_error(Unmet(text or "This does not hold yet."), mark), 0.0
        ours = str(error) if isinstance(error, GraderError) else f"{type(error).__name__}: {error}"
        return Unmet(
            "The grader had a problem with this check; it will be graded again.",
            status=Status.INTERNAL,
            detail=ours,
        ), 0.0

    def _with_cell_error(self, unmet: Unmet, mark: CheckMark) -> Unmet:
        """Name what stands behind a failure: an exception in the task's cell, or a task it builds on."""
        plan = self.tasks[mark.task]
        if unmet.status is not Status.FAILED:
            return unmet
        for outcome in (self.session.outcomes[i] for i in plan.cells if i < len(self.session.outcomes)):
            if outcome.status in UNANSWERED:  # a cell of the student's own, behind the answer
                unmet.message, unmet.hint = outcome.message, _hint_for(outcome.status)
                unmet.status = outcome.status
                return unmet
            if outcome.status is Status.ERROR and outcome.error is not None:
                unmet.message = f"Your cell stopped with {outcome.error.name}: {outcome.error.message[:300]}"
                unmet.hint = "Repair the error first: run the cell and read the last line of the traceback."
                unmet.status = Status.ERROR
                return unmet
        wrong = [t for t in plan.builds_on if self._wrong(t)]
        if wrong:
            tasks = f"Task {wrong[0]} is" if len(wrong) == 1 else f"Tasks {', '.join(wrong)} are"
            note = f"{tasks} not right yet, and this one builds on that: start there."
            unmet.hint = f"{unmet.hint} {note}".strip()
        return unmet

    def _passed(self, task: str) -> bool:
        results = [j.verdict.status for j in self.judged if j.mark.task == task]
        return bool(results) and all(s is Status.PASSED for s in results)

    def _wrong(self, task: str) -> bool:
        return any(j.verdict.status is not Status.PASSED for j in self.judged if j.mark.task == task)


def _source(plan: TaskPlan, outcomes: Sequence[CellOutcome]) -> str:
    return next(
        (o.source for o in outcomes if o.index == plan.answer), outcomes[0].source if outcomes else ""
    )


def _printed(outcomes: Sequence[CellOutcome]) -> str:
    return "\n".join(output.text for o in outcomes for output in o.outputs if output.kind != "stderr")


def _hint_for(status: Status) -> str:
    hints = {
        Status.TIMEOUT: "Look for a loop that never ends, or train for fewer epochs.",
        Status.KERNEL_DIED: "Look for a call that ends the process, or for very much memory.",
        Status.OUT_OF_MEMORY: "Look for a tensor that is far larger than the data.",
        Status.LIMIT: "Print less: a line per epoch is enough.",
    }
    return hints[status]

"""One submission judged again with the assignment of today, from what its notebook said when it ran."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from importlib import metadata
from typing import NamedTuple

from grader.checks.grading import Judged
from grader.checks.marks import CheckMark
from grader.course.alignment import Alignment, align
from grader.course.assignment import Assignment, Task
from grader.course.content import Content
from grader.course.submission import parse_submission
from grader.kernel.recording import Claims, ClaimsError, Replay, read_claims
from grader.kernel.session import PlannedCell
from grader.models import CellOutcome, StaffDetail, StaffReport, Status, Verdict
from grader.pipeline import judge_again, plan_cells
from grader.settings import Limits

__all__ = ["Past", "Rescored", "rescore"]

OTHER_SETTING = "the notebook would run with other files, imports, limits or another seed"
OTHER_CELLS = "cell {} of the notebook is another one today"
AGAIN = "This part is judged when the notebook is graded again."
TIDY = 3e-6
"""Points are kept to six digits; two shares closer than this are the same share."""


class Past(NamedTuple):
    """A submission that was graded."""

    report: StaffReport
    claims: bytes | None
    """What its notebook said (grader.kernel.recording); None: nothing was kept."""
    data: bytes
    """The file."""
    judged: Content
    """The assignment that it was judged by."""
    ran: Content
    """The assignment in which the notebook ran."""
    rerun: Collection[str] = ()
    """Tasks that needed a rerun already; until then their verdicts are of an older edition."""


class Rescored(NamedTuple):
    """What it gets today."""

    report: StaffReport
    rerun: Mapping[str, str]
    """Task that keeps its old verdicts until the notebook is run again -> why."""


def rescore(past: Past, assignment: Assignment, today: Content) -> Rescored:
    """Judge again without running anything of the student's.

    Changed points and titles need nothing else. Changed checks get the recorded answers; a task whose checks
    ask something else keeps its verdicts, which are worth what they are worth today. With nothing changed,
    the report is the same, timings aside.

    Args:
        past: what was graded, how and when.
        assignment: the assignment of today.
        today: its content.

    Raises:
        InternalError: pytest could not run, or a check file is broken.

    """
    old = past.report.report
    limits = Limits(notebook_bytes=len(past.data) + 1, notebook_cells=10**6)  # it has been read before
    submission = parse_submission(past.data, old.submission.name, limits, old.submission.student)
    asked = submission.notebook.asked
    aligned = align(assignment.starter(asked), submission.notebook, assignment.tasks)
    outcomes, same = _as_they_ran(old.cells, plan_cells(aligned))
    tasks = {t.id: t for t in assignment.tasks if asked is None or aligned.answer(t.id) is not None}
    rerun = _moved(tasks, aligned, same)
    if today.run != past.ran.run:
        rerun = dict.fromkeys(tasks, OTHER_SETTING)
    decided = {task: _kept(past.report, tasks[task]) for task in rerun}
    if today.checks == past.judged.checks:
        standing = [t for t in tasks if t not in past.rerun and _stands(past.report, t)]
        decided |= {t: _kept(past.report, tasks[t]) for t in standing}
    claims = _claims(past.claims)
    while True:
        replay = Replay(claims, outcomes)
        report = judge_again(
            replay, submission, assignment, aligned=aligned, seed=old.environment.seed, decided=decided
        )
        if not replay.missing:
            break
        rerun |= replay.missing  # once more: what builds on these tasks sees their old verdicts
        decided |= {task: _kept(past.report, tasks[task]) for task in replay.missing}
    environment = old.environment.model_copy(update={"grader": metadata.version("torch-notebook-grader")})
    update = {"environment": environment, "seconds": old.seconds}
    report = report.model_copy(update={"report": report.report.model_copy(update=update)})
    return Rescored(report, {task: rerun[task] for task in tasks if task in rerun})


def _claims(data: bytes | None) -> Claims | None:
    if data is None:
        return None
    try:
        return read_claims(data)
    except ClaimsError:
        return None  # then every task needs a rerun, and says so


def _as_they_ran(ran: Sequence[CellOutcome], cells: Sequence[PlannedCell]) -> tuple[list[CellOutcome], int]:
    """The outcomes as cells of today, and how many cells from the first on are the ones that ran.

    Text between the cells may change: it does not run.
    """
    outcomes = list(ran)
    for index, (outcome, cell) in enumerate(zip(ran, cells, strict=False)):
        if (outcome.role, outcome.task, outcome.source) == (cell.role, cell.task, cell.source):
            continue
        if cell.code or not _is_silent(outcome):
            return outcomes, index
        update = {"role": cell.role, "task": cell.task, "source": cell.source}
        outcomes[index] = outcome.model_copy(update=update)
    if len(ran) != len(cells):
        return outcomes, min(len(ran), len(cells))
    return outcomes, len(cells)


def _is_silent(outcome: CellOutcome) -> bool:
    """Whether the cell may have been text: nothing came of it."""
    return outcome.status is Status.PASSED and not outcome.outputs and not outcome.seconds


def _moved(tasks: Mapping[str, Task], aligned: Alignment, same: int) -> dict[str, str]:
    """The tasks that are judged behind the first cell that is another one today."""
    if same == len(aligned.cells):
        return {}
    reason = OTHER_CELLS.format(same + 1)
    last = {task: aligned.last_cell(task) for task in tasks}
    return {task: reason for task, index in last.items() if index is None or index >= same}


def _stands(report: StaffReport, task: str) -> bool:
    """Whether a task can have today's points for the verdicts that it has: its shares must be known."""
    verdicts = _verdicts(report, task)
    result = next((t for t in report.report.tasks if t.id == task), None)
    if result is None or result.status is Status.INTERNAL:
        return False
    return not verdicts or sum(shown.max_points for shown, _ in verdicts) > 0


def _verdicts(report: StaffReport, task: str) -> list[tuple[Verdict, StaffDetail]]:
    """What checks found about a task: as shown, and for staff."""
    details = {d.check: d for d in report.details}
    found = [v for t in report.report.tasks if t.id == task for v in t.verdicts]
    return [(v, details[v.check]) for v in found if v.check in details]


def _kept(report: StaffReport, task: Task) -> list[Judged]:
    """The old verdicts of a task, each with its old share of the points."""
    verdicts = _verdicts(report, task.id)
    if not verdicts and task.points > task.text_points:
        new = Verdict(check=f"{task.id}/again", title=AGAIN, status=Status.PENDING)
        mark = CheckMark(task.id, 1.0, (), "", False)
        return [Judged(mark, False, new, StaffDetail(check=new.check, verdict=new), 0.0)]
    whole = sum(shown.max_points for shown, _ in verdicts)
    kept = []
    for shown, detail in verdicts:
        weight = _share(shown.max_points, whole) if whole else 1.0
        passed = shown.status is Status.PASSED
        earned = 1.0 if passed else _share(shown.points, shown.max_points) if shown.max_points else 0.0
        mark = CheckMark(task.id, weight, (), "", False)
        kept.append(Judged(mark, shown.hidden, shown, detail, earned))
    return kept


def _share(part: float, whole: float) -> float:
    """A part of the points without the rounding that they were kept with: 0.333333 of 1 is a third."""
    share = part / whole
    simple = float(Fraction(share).limit_denominator(1000))
    return simple if abs(simple - share) * whole < TIDY else share

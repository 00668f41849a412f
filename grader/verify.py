"""Verify the checks of an assignment: right answers pass, wrong ones fail, nothing else is touched.

Every trial is one notebook under one seed, graded by the real pipeline in a process of its own: the
solution and every variant under all seeds, the starter once, every mutant under a few. What a trial has in
common with the solution is run only once per seed: a template is stepped through the solution, and each
trial is forked from it where it departs.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from grader.calibration import Threshold, thresholds
from grader.course.alignment import Alignment, align
from grader.course.assignment import Assignment
from grader.course.reference import Reference, Section, read_reference, substitute
from grader.course.release import difference
from grader.course.submission import parse_submission
from grader.errors import GraderError, SessionError
from grader.forks import Died, forked
from grader.kernel.launch import Template
from grader.kernel.session import Session
from grader.kernel.shared import SharedPrefix
from grader.models import StaffReport, Status
from grader.pipeline import grade_submission, kernel_setup, plan_cells
from grader.sandbox.choice import choose
from grader.settings import Limits, Settings, resolve
from grader.trials import MANY, Trial, few, trials

__all__ = ["Result", "Summary", "verify"]

LONG_SECONDS = 2.0
"""Answers whose cells take longer are tried under no more than `MANY` seeds."""
MUST_FAIL = "passed, and it must fail"
RIGHT = ("solution", "variant")
FINE = (Status.PASSED, Status.PENDING)


class Result(NamedTuple):
    """What became of a trial."""

    trial: Trial
    report: StaffReport | None
    problems: tuple[str, ...]
    """Why the checks or the notebook are not as they should be; empty when all is well."""


class Summary(NamedTuple):
    """What verifying one assignment showed."""

    slug: str
    counts: dict[str, int]
    """Trials by kind."""
    mutants: int
    """Different mutants that were tried."""
    caught: int
    """Those of them that failed what they must, under every seed."""
    problems: tuple[str, ...]
    unfailed: tuple[str, ...]
    """Checks that no mutant made fail."""
    thresholds: tuple[Threshold, ...]


def verify(
    assignment: Assignment,
    *,
    seeds: int = 3,
    jobs: int = 2,
    quick: bool = False,
    tasks: Collection[str] = (),
    on_result: Callable[[Result], None] = lambda _result: None,
) -> Summary:
    """Try the checks of one assignment on everything that is known about it.

    Args:
        assignment: what to verify; its reference has to be there.
        seeds: for how many seeds to grade right answers.
        jobs: trials at a time.
        quick: leave out what is marked slow, and try answers together in a few notebooks.
        tasks: only variants and mutants of these tasks; all by default.
        on_result: told of every trial.

    Raises:
        AssignmentError: its reference is missing or badly written.
        InternalError: kernels cannot be started.

    """
    import torch

    import grader.checks.expect
    import grader.checks.judge
    import grader.checks.plugin  # noqa: F401 - loaded once, before the forks

    torch.set_num_threads(1)
    reference = read_reference(assignment)
    results: list[Result] = []
    chosen = list(trials(assignment, reference, seeds, quick=quick, tasks=tasks))
    solution = _aligned(assignment, reference.solution)
    for offset, seed in enumerate(sorted({t.seed for t in chosen})):
        now = [t for t in chosen if t.seed == seed]
        if offset >= few(seeds):
            worth = {_section_name(r.trial) for r in results if _is_worth_more(r, offset)}
            now = [t for t in now if t.kind != "variant" or _section_name(t) in worth]
        placed = [_place(assignment, reference, solution, t) for t in now]
        for trial, outcome in _under_one_seed(assignment, solution, seed, placed, jobs):
            result = _result(assignment, trial, outcome)
            results.append(result)
            on_result(result)
    return _summary(assignment, reference, results, tasks)


class Placed(NamedTuple):
    """A trial with its notebook, and where it departs from the solution."""

    trial: Trial
    notebook: bytes
    start: int
    """Index of the first aligned cell that is not the solution's; 0 for the solution itself."""
    tasks: tuple[str, ...]
    """Tasks to judge: those that end at or behind that cell; the others are as in the solution."""


def _place(assignment: Assignment, reference: Reference, solution: Alignment, trial: Trial) -> Placed:
    data = _notebook(assignment, reference, trial)
    aligned = _aligned(assignment, data)
    if trial.section is None:
        return Placed(trial, data, 0, tuple(t.id for t in assignment.tasks))
    pairs = zip(aligned.cells, solution.cells, strict=False)
    start = next((i for i, (one, other) in enumerate(pairs) if one.source != other.source), 0)
    ends = {t.id: aligned.last_cell(t.id) for t in assignment.tasks}
    behind = [id_ for id_, end in ends.items() if end is not None and end >= start]
    if not trial.whole:
        behind = [id_ for id_ in behind if id_ in _about(trial.section)]
    return Placed(trial, data, start, tuple(behind))


def _about(section: Section) -> set[str]:
    return {*section.replaces, *section.fails}


def _is_worth_more(result: Result, offset: int) -> bool:
    """Whether this trial shows that one more seed would say something, at a price that is not too high."""
    if result.report is None or result.trial.section is None:
        return False
    about = _about(result.trial.section)
    measured = any(d.measurements and d.verdict.check.split("/")[0] in about for d in result.report.details)
    seconds = sum(cell.seconds for cell in result.report.report.cells if cell.task in about)
    return measured and (offset < MANY or seconds < LONG_SECONDS)


def _aligned(assignment: Assignment, notebook: bytes) -> Alignment:
    submission = parse_submission(notebook, f"{assignment.slug}.ipynb", Limits())
    return align(assignment.starter(), submission.notebook, assignment.tasks)


def _under_one_seed(
    assignment: Assignment, solution: Alignment, seed: int, placed: Sequence[Placed], jobs: int
) -> Iterator[tuple[Trial, bytes | Died]]:
    """Step a template through the solution, and fork every trial from where it departs from it."""
    choose()  # tried once, before the forks
    cells = plan_cells(solution)
    limits = resolve(assignment.layer)[0]
    with (
        Template(assignment.preload) as template,
        SharedPrefix(template, kernel_setup(assignment, seed), limits) as prefix,
    ):
        for start, group in groupby(sorted(placed, key=lambda p: p.start), key=lambda p: p.start):
            prefix.advance(cells, start)
            for one, outcome in forked(list(group), partial(_grade, assignment, template, prefix), jobs):
                yield one.trial, outcome


def _notebook(assignment: Assignment, reference: Reference, trial: Trial) -> bytes:
    if trial.kind == "starter":
        return assignment.starter_path.read_bytes()
    if trial.section is None:
        return reference.solution
    return substitute(reference.solution, trial.section.replaces)


def _grade(assignment: Assignment, template: Template, prefix: SharedPrefix, placed: Placed) -> bytes:
    """Grade one trial; runs in a forked process and gives JSON."""
    try:
        submission = parse_submission(placed.notebook, f"{assignment.slug}.ipynb", Limits())
        settings = Settings(seed=placed.trial.seed)
        with Session(launch=template) as session:
            report = grade_submission(
                session, submission, assignment, tasks=placed.tasks, settings=settings, prefix=prefix
            )
    except GraderError as error:
        return json.dumps({"error": str(error)}).encode()
    return report.model_dump_json().encode()


def _result(assignment: Assignment, trial: Trial, outcome: bytes | Died) -> Result:
    if isinstance(outcome, Died):
        return Result(trial, None, (f"{trial.name}: grading ended with code {outcome.code}",))
    raw: dict[str, Any] = json.loads(outcome)
    if "error" in raw:
        return Result(trial, None, (f"{trial.name}: {raw['error']}",))
    graded = StaffReport.model_validate_json(outcome)
    return Result(trial, graded, tuple(_problems(assignment, trial, graded)))


def _problems(assignment: Assignment, trial: Trial, graded: StaffReport) -> Iterator[str]:
    report = graded.unmasked()
    must_fail = set(trial.section.fails) if trial.section else set()
    may_fail = set(trial.section.also) | assignment.dependents(must_fail) if trial.section else set()
    for task in report.tasks:
        internal = [v for v in task.verdicts if v.status is Status.INTERNAL]
        if internal:
            details = {d.verdict.check: d.traceback for d in graded.details}
            trace = details.get(internal[0].check, "").strip().splitlines()
            reason = trace[0] if trace else ""
            yield f"{trial.name}: task {task.id}: the check {internal[0].check} broke: {reason}"
        elif trial.kind == "starter":
            if task.status is not Status.NOT_ATTEMPTED or task.score:
                yield f"{trial.name}: task {task.id} is {task.status}, not not_attempted"
        elif task.id in must_fail:
            if task.status in FINE:
                yield f"{trial.name}: task {task.id} {MUST_FAIL}"
        elif task.id not in may_fail and task.status not in FINE:
            wrong = next(v for v in task.verdicts if v.status not in FINE)
            says = f"{wrong.check} says: {wrong.message} {wrong.found}"
            yield f"{trial.name}: task {task.id} must pass, and {says}"


def _summary(
    assignment: Assignment, reference: Reference, results: Sequence[Result], tasks: Collection[str]
) -> Summary:
    counts: dict[str, int] = {}
    for result in results:
        counts[result.trial.kind] = counts.get(result.trial.kind, 0) + 1
    problems = [p for r in results for p in r.problems]
    problems += _static_problems(assignment, reference, results)
    right = [(_section_name(r.trial), r.report) for r in results if r.report and r.trial.kind in RIGHT]
    wrong = [
        (r.trial.section.name, set(r.trial.section.fails), r.report)
        for r in results
        if r.report and r.trial.section and r.trial.kind == "mutant"
    ]
    tried, missed = _mutants(results)
    return Summary(
        assignment.slug,
        counts,
        tried,
        tried - missed,
        tuple(problems),
        tuple(c for c in _unfailed(results) if not tasks or c.split("/")[0] in tasks),
        tuple(thresholds(right, wrong)),
    )


def _mutants(results: Sequence[Result]) -> tuple[int, int]:
    """How many mutants were tried, and how many of them were not caught, under whatever seed."""
    alone: dict[str, bool] = {}
    together: dict[str, tuple[int, int]] = {}
    for result in filter(lambda r: _is_wrong(r.trial), results):
        name, missed = _section_name(result.trial), [p for p in result.problems if p.endswith(MUST_FAIL)]
        if result.trial.kind == "together":
            together[name] = (result.trial.members, len(missed))
        else:
            alone[name] = alone.get(name, True) and not result.problems
    if together and not any(name.split(", ")[0] in alone for name in together):  # they were tried only so
        members, missed_there = (sum(numbers) for numbers in zip(*together.values(), strict=True))
        return len(alone) + members, list(alone.values()).count(False) + missed_there
    return len(alone), list(alone.values()).count(False)


def _section_name(trial: Trial) -> str:
    return f"{trial.section.task} {trial.section.name}" if trial.section else "solution"


def _static_problems(
    assignment: Assignment, reference: Reference, results: Sequence[Result]
) -> Iterator[str]:
    """What is wrong with the files themselves."""
    starter = assignment.starter_path.read_bytes() if assignment.starter_path.exists() else b""
    if not starter or difference(reference.solution, starter):
        yield f"the starter is not what `grade release {assignment.slug}` makes of the solution"
    solution = next((r.report for r in results if r.report and r.trial.kind == "solution"), None)
    if solution is None:
        return
    for task in assignment.tasks:
        verdicts = next(t.verdicts for t in solution.unmasked().tasks if t.id == task.id)
        hidden = any(v.hidden for v in verdicts)
        if hidden != bool(task.hidden_weight):
            there = "hidden checks" if hidden else "no hidden checks"
            yield f"task {task.id}: hidden_weight is {task.hidden_weight:g}, and there are {there}"


def _is_wrong(trial: Trial) -> bool:
    return trial.section is not None and bool(trial.section.fails)


def _unfailed(results: Sequence[Result]) -> Iterator[str]:
    """Checks with points that no mutant made fail."""
    failed: set[str] = set()
    known: dict[str, None] = {}
    for result in results:
        for detail in result.report.details if result.report else ():
            verdict = detail.verdict
            if result.trial.kind == "solution" and verdict.max_points:
                known[verdict.check] = None
            elif _is_wrong(result.trial) and verdict.status not in (*FINE, Status.BLOCKED):
                failed.add(verdict.check)
    if any(_is_wrong(r.trial) for r in results):
        yield from (check for check in known if check not in failed)


def calibration_path(assignment: Assignment) -> Path:
    """Where the margins of an assignment are kept.

    Raises:
        SessionError: there is no reference, hence nothing was verified.

    """
    if assignment.reference is None:
        raise SessionError(f"there is no reference/{assignment.slug}")
    return assignment.reference / "calibration.json"

"""A whole store judged again with the course of today, several submissions at a time, nothing run."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from grader.batch.changes import Change, difference, never_lower
from grader.batch.rescore import Past, rescore
from grader.batch.store import Store, grader_version
from grader.batch.values import Edition, Ending, Line, Result
from grader.course.assignment import Assignment, Course
from grader.errors import AssignmentError, GraderError
from grader.forks import Died, forked
from grader.models import Entry, StaffReport, Status

__all__ = ["Done", "rescore_store"]


class Done(NamedTuple):
    """What became of one submission."""

    line: Line
    change: Change | None = None
    """None: its points are the same."""
    rerun: Mapping[str, str] = {}
    """Task that needs a rerun -> why."""
    problem: str = ""
    """Why it could not be judged again; then its result stands as it is."""


class _Work(NamedTuple):
    """A submission on its way through a fork."""

    line: Line
    entry: Entry
    past: Past


def rescore_store(
    store: Store, course: Course, *, jobs: int = 1, keep_higher: bool = False, dry_run: bool = False
) -> Iterator[Done]:
    """Judge again what was graded with another edition of its assignment or another grader.

    Args:
        store: opened to coordinate it, unless it is a dry run.
        course: the course of today.
        jobs: submissions at a time.
        keep_higher: no task gets fewer points than it had.
        dry_run: write nothing.

    Raises:
        AssignmentError: an assignment is not in the course, or its hidden checks are not.

    """
    import torch

    import grader.checks.expect
    import grader.checks.judge
    import grader.checks.plugin  # noqa: F401 - loaded once, before the forks

    torch.set_num_threads(1)
    assignments = [course.assignment(slug) for slug in store.slugs()]  # all of them, before anything changes
    for assignment in assignments:
        _refuse_without_hidden_checks(assignment)
    for assignment in assignments:
        edition = Edition.of(assignment)
        if not dry_run:
            store.use(edition)
        work = partial(_judge, assignment=assignment, edition=edition)
        for item, made in forked(_stale(store, edition, dry_run=dry_run), work, jobs):
            yield _keep(store, item, made, keep_higher=keep_higher, dry_run=dry_run)


def _refuse_without_hidden_checks(assignment: Assignment) -> None:
    if assignment.hidden_checks is None and any(task.hidden_weight for task in assignment.tasks):
        text = f"{assignment.slug} has hidden checks, and there is no reference/{assignment.slug}/checks"
        raise AssignmentError(f"{text} in this course: rescoring needs them")


def _stale(store: Store, edition: Edition, *, dry_run: bool) -> Iterator[_Work]:
    """What was graded otherwise than it would be today, read one at a time."""
    for line in store.lines(edition.slug):
        if (line.content, line.grader) == (edition.content.whole, grader_version()):
            continue
        result = store.result(line.key)
        if result is not None and result.ending is Ending.UNREADABLE and not dry_run:
            store.record_rescored(line.key, result)  # no assignment makes a notebook of it
        if result is None or result.ending is not Ending.GRADED or result.report is None:
            continue
        data, contents = store.submission_bytes(line.key), store.contents(line.key)
        past = Past(result.report, result.claims, data, *contents, result.rerun)
        yield _Work(line, store.entry(line), past)


def _judge(work: _Work, assignment: Assignment, edition: Edition) -> bytes:
    """In a fork: the new report, or why there is none."""
    try:
        report, rerun = rescore(work.past, assignment, edition.content)
    except GraderError as error:
        return json.dumps({"problem": str(error)}).encode("ascii")
    made = report.model_dump(mode="python", by_alias=True)
    return json.dumps({"report": made, "rerun": dict(rerun)}).encode("ascii")


def _keep(store: Store, work: _Work, made: bytes | Died, *, keep_higher: bool, dry_run: bool) -> Done:
    if isinstance(made, Died):
        return Done(work.line, problem=f"the process that judged it ended with code {made.code}")
    found = json.loads(made)
    if "problem" in found:
        return Done(work.line, problem=found["problem"])
    report, rerun = StaffReport.model_validate(found["report"]), found["rerun"]
    if report.report.status is Status.INTERNAL:
        return Done(work.line, problem=_first_problem(report))
    if keep_higher:
        report = never_lower(work.past.report, report)
    if not dry_run:
        result = Result.of(report, work.past.claims, tuple(rerun))
        store.record_rescored(work.line.key, result)
    change = difference(work.entry, work.entry.model_copy(update={"graded": report}))
    return Done(work.line, change, rerun)


def _first_problem(report: StaffReport) -> str:
    """What is wrong with a check, in one line."""
    for detail in report.details:
        if detail.verdict.status is Status.INTERNAL:
            lines = detail.traceback.strip().splitlines() or [detail.verdict.message]
            return f"a check of ours failed: {detail.check} ({lines[0]})"
    return "no check judges one of its tasks any more"

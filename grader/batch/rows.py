"""How values stand in the rows of the store."""

import json
import zlib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from grader.batch.values import Ending, Line, Result
from grader.errors import InternalError
from grader.models import StaffReport, Status

__all__ = ["LINE", "line_of", "pack", "plain", "result_of", "row_of", "unpack"]

LINE = """
SELECT s.key, s.student, s.assignment, s.name, s.source, s.late, s.attempt, r.ending, r.reason, r.score,
  r.max_score, r.pending, r.status, r.seconds, r.finished, r.attempts, r.rerun, s.content, s.grader
FROM submissions s LEFT JOIN results r ON r.key = s.key AND r.current
WHERE s.current"""
"""The columns that `line_of` reads, of the submissions that count; conditions are appended with AND."""


def plain(text: str) -> str:
    """Text that can be stored: file names may hold bytes that are no characters."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def pack(report: StaffReport) -> bytes:
    """A report as compressed JSON; what a student printed may hold what UTF-8 cannot, so it is ASCII."""
    made = json.dumps(report.model_dump(mode="python", by_alias=True), allow_nan=False)
    return zlib.compress(made.encode("ascii"))


def unpack(data: bytes) -> StaffReport:
    """The report that `pack` made.

    Raises:
        ValueError: it is none, or one of another version.

    """
    try:
        return StaffReport.model_validate(json.loads(zlib.decompress(data)))
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _unpacked(data: bytes | None, path: Path) -> StaffReport | None:
    if data is None:
        return None
    try:
        return unpack(data)
    except ValueError as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise InternalError(f"a report in {path} cannot be read ({reason}); grade it again") from None


def row_of(result: Result) -> tuple[Any, ...]:
    """A result in the order in which the store inserts it."""
    small: tuple[Any, ...] = (None, None, None, None)
    large = None
    if result.report is not None:
        report, large = result.report.report, pack(result.report)
        small = (report.score, report.max_score, report.pending_points, report.status)
    rerun = (json.dumps(result.rerun), int(bool(result.rerun)))
    return (result.ending, plain(result.reason), *rerun, *small, result.seconds, large, result.claims)


def line_of(row: Any) -> Line:
    """The line in a row of `LINE`."""
    key, student, assignment, name, source, late, attempt, *result, content, grader = row
    ending, reason, score, max_score, pending, status, seconds, finished, attempts, rerun = result
    return Line(
        key=key,
        student=student,
        assignment=assignment,
        name=name,
        source=source,
        late=None if late is None else bool(late),
        attempt=attempt,
        ending=None if ending is None else Ending(ending),
        reason=reason or "",
        score=score,
        max_score=max_score,
        pending=pending,
        status=None if status is None else Status(status),
        seconds=seconds or 0.0,
        finished=finished or "",
        attempts=attempts or 0,
        rerun=tuple(json.loads(rerun or "[]")),
        content=content,
        grader=grader,
    )


def result_of(row: Any, path: Path) -> Result:
    """The result in a row of ending, report, reason, claims, seconds, rerun.

    Raises:
        InternalError: the report cannot be read.

    """
    ending, report, reason, claims, seconds, rerun = row
    return Result(Ending(ending), _unpacked(report, path), reason, claims, seconds, tuple(json.loads(rerun)))

"""What is said of a cell that raised, or that passed a limit: its status, and the number that was passed."""

from collections.abc import Callable
from typing import Any

from grader.kernel.frames import without_addresses, without_escapes
from grader.models import CellError, Status
from grader.settings import MIB, Limits

__all__ = ["breach_fields", "error_fields"]


def _mib(value: float) -> str:
    return f"{value / MIB:,.0f} MiB"


def _count(value: float) -> str:
    return f"{value:,.0f}"


BREACHES: dict[str, tuple[Status, str, Callable[[float], str]]] = {
    "memory": (
        Status.OUT_OF_MEMORY,
        "The notebook was using {used} of memory in this cell, and {allowed} are allowed.",
        _mib,
    ),
    "scratch": (
        Status.LIMIT,
        "The notebook had written {used} to files in this cell, and {allowed} are allowed.",
        _mib,
    ),
    "processes": (
        Status.LIMIT,
        "The notebook had {used} processes and threads in this cell, and {allowed} are allowed.",
        _count,
    ),
    "cpu": (
        Status.TIMEOUT,
        "The notebook had used {used} seconds of computing time by this cell, and {allowed} are allowed.",
        _count,
    ),
}
"""By the guard's names of the limits."""


def breach_fields(breach: dict[str, Any]) -> dict[str, Any]:
    """Fields of an outcome, for a limit that the guard has seen passed."""
    status, text, shown = BREACHES[breach["limit"]]
    message = text.format(used=shown(breach["used"]), allowed=shown(breach["allowed"]))
    return {"status": status, "message": message}


def error_fields(error: Any, limits: Limits) -> dict[str, Any]:
    """Fields of an outcome, for the exception with which a cell ended, if there was one."""
    if error is None:
        return {"status": Status.PASSED}
    found = CellError(
        name=error.name,
        message=without_addresses(error.message),
        traceback=without_addresses(without_escapes(error.traceback)),
    )
    status, message = _limit(error.name, error.message, limits)
    return {"status": status, "error": found, "message": message}


def _limit(name: str, text: str, limits: Limits) -> tuple[Status, str]:
    if name in ("MemoryError", "OutOfMemoryError") or (
        name == "RuntimeError" and "can't allocate memory" in text
    ):
        allowed = f"{limits.memory_mib:,} MiB"
        return Status.OUT_OF_MEMORY, f"This cell needed more memory than it may use: {allowed} are allowed."
    many = f"This cell started more than the {limits.processes:,} processes and threads allowed."
    said = {
        "[Errno 27] ": f"This cell wrote a file larger than {limits.file_mib:,} MiB, and no file may be.",
        "[Errno 28] ": f"This cell wrote more than the {limits.scratch_mib:,} MiB that a notebook may.",
        "[Errno 24] ": f"This cell had more than {limits.open_files:,} files open at once.",
        "[Errno 11] ": many,
        "can't start new thread": many,
    }
    if name in ("OSError", "BlockingIOError", "RuntimeError"):
        for sign, message in said.items():
            if text.startswith(sign):
                return Status.LIMIT, message
    return Status.ERROR, ""

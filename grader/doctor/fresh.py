"""Runs a notebook once in our kernel, as it stands, and compares what it puts out with what it shows."""

import math
import re
from collections.abc import Iterator
from typing import Any

from grader.doctor.findings import Finding
from grader.doctor.notebook import Patient
from grader.kernel.frames import without_addresses, without_escapes
from grader.kernel.session import PlannedCell, Session
from grader.kernel.setups import KernelSetup
from grader.models import CellOutcome, CellRole, Output, Status
from grader.pipeline import kernel_setup
from grader.settings import resolve

__all__ = ["compare", "same_text"]

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
TIMING = re.compile(
    r"(?:CPU times:|Wall time:).*"
    r"|\b[\d.,]+\s?(?:ns|[µμu]s|ms|s|sec|secs|seconds?|min|minutes?|h|it/s|s/it)\b(?:\s?±[^\n]*)?"
    r"|\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\b|\b\d{1,2}:\d\d(?::\d\d)?\b"
)
LIKE = 1e-4
"""How much two numbers may differ, relative to their size: other machines, other last digits."""
SHOWN = 60


def compare(patient: Patient) -> Iterator[Finding]:
    """Cells whose saved output is not what a fresh run puts out; in order.

    Raises:
        InternalError: the kernel could not be started.

    """
    cells = patient.submission.notebook.cells
    plan = [PlannedCell(CellRole.EXTRA, None, c.source, c.kind == "code") for c in cells]
    assignment = patient.assignment
    setup = KernelSetup(0, (), patient.path.parent, ())
    if assignment is not None:
        setup = kernel_setup(assignment, assignment.seed)
    limits = resolve(*([assignment.layer] if assignment else []))[0]
    with Session() as session:
        session.open(plan, setup, limits)
        session.advance(len(plan) - 1)
        outcomes = list(session.outcomes)
    wrong = [f for n, outcome in enumerate(outcomes) for f in _differences(patient, n, outcome)]
    yield from wrong
    if not wrong:
        yield Finding("A fresh run puts out what the notebook shows.", wrong=False)


def _differences(patient: Patient, index: int, outcome: CellOutcome) -> Iterator[Finding]:
    saved = patient.cells[index].get("outputs")
    outputs = [o for o in saved if isinstance(o, dict)] if isinstance(saved, list) else []
    failed_before = any(o.get("output_type") == "error" for o in outputs)
    name = patient.name(index).capitalize()
    if outcome.status is not Status.PASSED:
        if not failed_before:
            said = (
                f"{outcome.error.name}: {outcome.error.message[:200]}" if outcome.error else outcome.message
            )
            hint = "Use Kernel, Restart Kernel and Run All Cells to see it."
            yield Finding(f"{name} fails in a fresh run: {said}", hint)
        return
    if patient.cells[index].get("execution_count") is None and not outputs:
        return  # it has never run: there is nothing to compare
    before, after = _saved_text(outputs), _text(outcome.outputs)
    if not same_text(before, after):
        old, new = _first_difference(before, after)
        yield Finding(
            f"{name} shows “{old}”, and a fresh run gives “{new}”.",
            "Run it again and save. If it draws random numbers, set a seed first.",
        )


def _text(outputs: tuple[Output, ...]) -> str:
    return "\n".join(o.text for o in outputs if o.kind != "stderr")


def _saved_text(outputs: list[dict[str, Any]]) -> str:
    """The text of saved outputs, one block per stream and per display, as a session gives it."""
    parts: list[str] = []
    stream: int | None = None
    for output in outputs:
        if output.get("output_type") == "stream" and output.get("name") != "stderr":
            text = _joined(output.get("text"))
            if stream is None:
                stream = len(parts)
                parts.append(text)
            else:
                parts[stream] += text
        elif output.get("output_type") in ("execute_result", "display_data"):
            data = output.get("data")
            parts.append(_joined(data.get("text/plain")) if isinstance(data, dict) else "")
    return "\n".join(parts)


def _joined(text: Any) -> str:
    if isinstance(text, list):
        text = "".join(part for part in text if isinstance(part, str))
    return text if isinstance(text, str) else ""


def same_text(one: str, other: str) -> bool:
    """Whether two outputs say the same, but for addresses, times and the last digits of numbers.

    >>> same_text("loss 0.31234567, took 1.2 s", "loss 0.31234571, took 3.4 s")
    True
    """
    left, right = _tidy(one), _tidy(other)
    if left == right:
        return True
    if NUMBER.sub("#", left) != NUMBER.sub("#", right):
        return False
    pairs = zip(NUMBER.findall(left), NUMBER.findall(right), strict=True)
    return all(a == b or math.isclose(float(a), float(b), rel_tol=LIKE, abs_tol=1e-9) for a, b in pairs)


def _tidy(text: str) -> str:
    lines = without_addresses(without_escapes(text)).split("\n")
    visible = (line.rstrip("\r").rpartition("\r")[2] for line in lines)
    return "\n".join(" ".join(TIMING.sub("TIME", line).split()) for line in visible if line.strip())


def _first_difference(one: str, other: str) -> tuple[str, str]:
    left, right = _tidy(one).split("\n"), _tidy(other).split("\n")
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if not same_text(a, b)), None)
    if at is None:
        at = min(len(left), len(right))
    return tuple((lines[at][:SHOWN] if at < len(lines) else "") or "nothing" for lines in (left, right))  # type: ignore[return-value]

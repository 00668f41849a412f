"""A class to test with: entries as a batch gives them, over the tasks of a real assignment."""

import functools
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.models import (
    AssignmentRef,
    CellOutcome,
    CellRole,
    Entry,
    Notice,
    Override,
    Report,
    StaffDetail,
    StaffReport,
    Status,
    SubmissionRef,
    TaskKind,
    TaskResult,
    Verdict,
)
from tests.reports import report, task, verdict

ROOT = Path(__file__).parents[1]
MESSAGES = (
    "The loss falls at first and rises again, as it does when gradients add up.",
    "The shape is (15,), and (15, 1) was asked for.",
    "`w.grad` is None: `backward()` was not called on the loss.",
)
WRONG = (Status.FAILED, Status.FAILED, Status.FAILED, Status.ERROR, Status.TIMEOUT)
CHANGED = Notice(text="Cells that were given had been changed and were graded as handed out: `import torch`.")
FORGED = Notice(text="The kernel sent frames that no kernel sends.", staff_only=True)


def override(
    number: str, points: float, reason: str = "Read by hand.", time: str = "2026-11-21T09:00:00Z"
) -> Override:
    """Points that a person gave."""
    return Override(task=number, points=points, reason=reason, author="Ada", time=time)


def entry(student: str, graded: Report | None = None, **more: Any) -> Entry:
    """One student's entry; the details of hidden checks are made up by `hide`."""
    values = {"assignment": "crop-yields", "source": f"submissions.zip/{student}/crop-yields.ipynb", **more}
    details = () if graded is None else tuple(map(reveal, hidden(graded)))
    staff = None if graded is None else StaffReport(report=graded, details=details)
    return Entry(student=student, graded=staff, **values)


def hidden(graded: Report) -> list[Verdict]:
    """The verdicts of hidden checks."""
    return [v for t in graded.tasks for v in t.verdicts if v.hidden]


def reveal(masked: Verdict) -> StaffDetail:
    """What staff read about a hidden check."""
    message = MESSAGES[0] if masked.status not in (Status.PASSED, Status.PENDING) else ""
    real = {
        "check": f"test_secret_{masked.check}",
        "title": "Agrees with the closed form.",
        "message": message,
    }
    return StaffDetail(check=masked.check, verdict=masked.model_copy(update=real))


@functools.cache
def tasks_of(slug: str) -> list[dict[str, Any]]:
    """The tasks of a real assignment, as its manifest has them."""
    return tomllib.loads((ROOT / "assignments" / slug / "assignment.toml").read_text("utf-8"))["task"]


def a_class(size: int, slug: str = "crop-yields", seed: int = 1) -> Iterator[Entry]:
    """Entries of `size` students, one at a time, the same for the same seed."""
    draw = random.Random(seed)
    for i in range(size):
        student = f"student-{i:04d}"
        late = draw.random() < 0.06
        kind = draw.random()
        if kind < 0.01:
            yield entry(student, assignment=slug, late=late, reason="The machine ran out of disk.")
        elif kind < 0.03:
            yield entry(student, assignment=slug, late=late, ours=False, reason="x.ipynb is a ZIP archive.")
        else:
            yield entry(student, _graded(student, slug, draw), assignment=slug, late=late)


def _graded(student: str, slug: str, draw: random.Random) -> Report:
    skill, stop = draw.betavariate(5, 1.5), draw.randrange(20, 160)
    tasks = tuple(_task(one, skill if i < stop else None, draw) for i, one in enumerate(tasks_of(slug)))
    cells = tuple(
        CellOutcome(index=i, role=CellRole.ANSWER, task=t.id, status=t.status, source="x = 1\n")
        for i, t in enumerate(tasks)
    )
    notices = tuple(n for n, chance in ((CHANGED, 0.1), (FORGED, 0.01)) if draw.random() < chance)
    return report(tasks, cells, notices).model_copy(
        update={
            "assignment": AssignmentRef(slug=slug, title=slug, version="1"),
            "submission": SubmissionRef(name=f"{slug}.ipynb", sha256="0" * 64, student=student),
            "seconds": round(draw.lognormvariate(2, 0.4), 2),
        }
    )


def _task(one: dict[str, Any], skill: float | None, draw: random.Random) -> TaskResult:
    number, title, by_hand = one["id"], one["title"], one.get("text_points", 0)
    half = (one["points"] - by_hand) / 2
    if skill is None:
        made = [verdict(title, Status.NOT_ATTEMPTED, one["points"])]
    else:
        made = [
            _verdict(number, title, half, draw.random() < skill, draw),
            _secret(number, half, skill, draw),
        ]
        made += [verdict("A person reads your answer.", Status.PENDING, by_hand)] if by_hand else []
    return task(number, title, *made, kind=TaskKind(one["kind"]))


def _verdict(number: str, title: str, worth: float, right: bool, draw: random.Random) -> Verdict:
    status = Status.PASSED if right else draw.choice(WRONG)
    return verdict(
        title, status, worth, check=f"test_{number}", message="" if right else draw.choice(MESSAGES)
    )


def _secret(number: str, worth: float, skill: float, draw: random.Random) -> Verdict:
    status = Status.PASSED if draw.random() < skill else Status.FAILED
    return verdict("Hidden check", status, worth, hidden=True, check=f"{number}/1")

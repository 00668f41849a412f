"""Text of a report, made safe to show, and the words that all formats share.

Whatever a notebook put into a report may try to steer the terminal or mislead the eye. `plain` takes
that power away; every format sends every string through it.
"""

import re
import textwrap
from typing import Final

from grader.models import CellOutcome, Notice, Report, Status, TaskResult, Verdict

__all__ = [
    "LIMIT",
    "LINE_LIMIT",
    "common_message",
    "explained",
    "line",
    "message_of",
    "notices",
    "pending_note",
    "plain",
    "points",
    "score_line",
    "seconds",
    "stray_cells",
    "summary",
    "verdict_worth",
    "worth",
]

LIMIT: Final = 20_000
"""Characters shown of one text."""
LINE_LIMIT: Final = 300
"""Characters shown of a name or a title."""

# ECMA-48: strings (OSC, DCS, SOS, PM, APC) up to their terminator, control sequences, short escapes.
# A string without terminator loses only its introducer, so that it cannot swallow what follows. No part
# can match in two ways, so the time stays linear in hostile text.
_ESCAPES: Final = re.compile(
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])(?:[^\x07\x1b\n\x90-\x9f]*(?:\x07|\x1b\\|\x9c))?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
# Other control characters, and all that is invisible: format characters (bidi, zero-width, tags), line
# separators, lone surrogates, fillers and the variation selectors that are used to smuggle text.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INVISIBLE: Final = re.compile(
    r"[\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]"
)


def plain(text: str, limit: int = LIMIT) -> str:
    r"""The text without power over a terminal or the reader's eye.

    Terminal escapes and control characters go (`\n` and `\t` stay), a carriage return overwrites its line
    as a progress bar means it to, invisible characters become visible, and a long text ends with a note of
    how much is missing.

    >>> plain("\x1b[31mred\x1b[0m \u202egnp.exe")
    'red ⟨U+202E⟩gnp.exe'
    """
    text = _ESCAPES.sub("", text)
    if "\r" in text:
        text = "\n".join(_overwritten(part) for part in text.replace("\r\n", "\n").split("\n"))
    text = _CONTROL.sub("", text)
    text = _INVISIBLE.sub(_named, text)
    if len(text) > limit:
        text = f"{text[:limit]}… ({len(text) - limit:,} characters more)"
    return text


def line(text: str, limit: int = LINE_LIMIT) -> str:
    """`plain` text on one line, for names and titles."""
    return " ".join(plain(text, limit).split())


def points(value: float) -> str:
    """Points as people write them: `0.25`, `1`, `2.5`, at most three decimals.

    >>> [points(p) for p in (0.25, 1.0, 2.5, 1 / 3)]
    ['0.25', '1', '2.5', '0.333']
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def seconds(value: float) -> str:
    """A duration, as exact as a person wants it."""
    if value < 10:  # noqa: PLR2004 - below this a tenth is worth reading
        return f"{value:.1f} s"
    if value < 120:  # noqa: PLR2004 - up to here seconds read well
        return f"{value:.0f} s"
    return f"{value / 60:.0f} min"


def score_line(report: Report) -> str:
    """`12.25 of 36.75 points`."""
    return f"{points(report.score)} of {points(report.max_score)} point{_s(report.max_score)}"


def pending_note(pending: float) -> str:
    """What is still open, never counted as lost; empty when nothing is."""
    return f"{points(pending)} point{_s(pending)} pending" if pending else ""


def worth(score: float, max_score: float, pending: float, status: Status) -> str:
    """`0.25 of 2, 1.75 pending`: what a task brought, and what of it is not final."""
    made = f"{points(score)} of {points(max_score)}"
    if pending:
        made += f", {points(pending)} pending"
    return f"{made}, not final" if status is Status.INTERNAL else made


def verdict_worth(verdict: Verdict) -> str:
    """The same for one check; what nobody has judged is not shown as lost."""
    if verdict.status is Status.PENDING:
        return f"{points(verdict.max_points)} open"
    return worth(verdict.points, verdict.max_points, 0.0, verdict.status)


def summary(report: Report) -> str:
    """One sentence about all tasks: `7 of 37 tasks are right; 4 wait for a person`."""
    total = len(report.tasks)
    if not total:
        return "There are no tasks"
    pending = [task for task in report.tasks if task.status is Status.PENDING]
    person = sum(_needs_a_person(task) for task in pending)
    later = len(pending) - person
    ours = sum(task.status is Status.INTERNAL for task in report.tasks)
    right = sum(task.status is Status.PASSED for task in report.tasks)
    others = [
        (person, "waits for a person", "wait for a person"),
        (later, "is decided by hidden checks after hand-in", "are decided by hidden checks after hand-in"),
        (ours, "could not be judged", "could not be judged"),
    ]
    if total == 1:
        plain_case = "is right" if right else "is not right yet"
        return f"The task {next((one for n, one, _ in others if n), plain_case)}"
    if right == total:
        return f"All {total} tasks are right"
    first = f"{right} of {total} tasks {'is' if right == 1 else 'are'} right"
    return "; ".join([first, *(f"{n} {one if n == 1 else many}" for n, one, many in others if n)])


def message_of(verdict: Verdict) -> str:
    """The verdict's message, or what its status means when there is none."""
    if verdict.message.strip() or verdict.status is Status.PASSED:
        return plain(verdict.message).strip()
    if verdict.hidden and verdict.status is Status.FAILED:
        return "This check is hidden: it tries your work on inputs that are not shown."
    return _MEANING[verdict.status]


def explained(verdict: Verdict) -> str:
    """All that a verdict says, as lines of `plain` text: the message, expected, found, what to try."""
    parts = [message_of(verdict)]
    for name, value in (("Expected", verdict.expected), ("Found", verdict.found)):
        shown = plain(value).rstrip()
        if "\n" in shown:
            parts.append(f"{name}:\n{textwrap.indent(shown, '  ')}")
        elif shown:
            parts.append(f"{name}: {shown}")
    if verdict.hint.strip():
        parts.append(f"Try: {plain(verdict.hint).strip()}")
    return "\n".join(part for part in parts if part)


def common_message(task: TaskResult) -> str:
    """What all verdicts of a task say alike, so that it is said once; empty when they differ."""
    if len(task.verdicts) < 2:  # noqa: PLR2004 - one verdict speaks for itself
        return ""
    first = message_of(task.verdicts[0])
    alike = all(message_of(v) == first and not (v.expected or v.found) for v in task.verdicts)
    return first if alike else ""


def notices(report: Report, *, staff: bool) -> tuple[Notice, ...]:
    """The notices that this reader may see."""
    return tuple(n for n in report.notices if staff or not n.staff_only)


def stray_cells(report: Report) -> tuple[CellOutcome, ...]:
    """Cells that ended badly and belong to no task, so that no task's entry tells about them."""
    ids = {task.id for task in report.tasks}
    fine = (Status.PASSED, Status.NOT_ATTEMPTED, Status.PENDING)
    return tuple(c for c in report.cells if c.status not in fine and c.task not in ids)


def _needs_a_person(task: TaskResult) -> bool:
    return any(v.status is Status.PENDING and not v.hidden for v in task.verdicts) or not task.verdicts


def _s(value: float) -> str:
    return "" if points(value) == "1" else "s"


def _overwritten(part: str) -> str:
    """What a terminal would leave of a line with carriage returns, roughly: the last thing written."""
    return part.rstrip("\r").rsplit("\r", 1)[-1]


def _named(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"


_MEANING: Final = {
    Status.FAILED: "The check did not pass.",
    Status.NOT_ATTEMPTED: "The answer cell is still as it was handed out.",
    Status.ERROR: "Your code raised an exception.",
    Status.TIMEOUT: "Your code took longer than allowed.",
    Status.OUT_OF_MEMORY: "Your code needed more memory than allowed.",
    Status.LIMIT: "Your code broke a limit on output, disk or processes.",
    Status.KERNEL_DIED: "The process that ran your notebook ended.",
    Status.BLOCKED: "Something that this depends on did not pass, so it was not judged.",
    Status.PENDING: "Not judged yet: these points are still open.",
    Status.INTERNAL: "The grader failed here. This is not your fault, and it will be graded again.",
}

"""A report as a card in a notebook: HTML that stands on its own among other pages' styles, and plain text."""

import io
from collections.abc import Sequence
from typing import Final

from grader.models import Report, Status, TaskResult
from grader.report import pages

__all__ = ["HAND_IN", "bundle", "render"]

HAND_IN: Final = "Practice: the visible checks alone, in this kernel. Hidden checks run after you hand in."
WIDTH: Final = 88


def bundle(report: Report, earlier: Sequence[str] = ()) -> dict[str, str]:
    """The card by MIME type, as front ends choose from; where no HTML can be shown, the text is.

    Args:
        report: what to show.
        earlier: tasks that were judged when the student went on from them.

    """
    return {"text/plain": _plain(report, earlier), "text/html": render(report, earlier)}


def render(report: Report, earlier: Sequence[str] = ()) -> str:
    """The card as HTML."""
    shown = _shown(report)
    open_ = {t.id for t in shown if t.status is not Status.PASSED and t.status is not Status.PENDING}
    return pages.render(
        "card.html.j2",
        report=report,
        shown=shown,
        open=open_,
        idle=_idle(len(report.tasks) - len(shown)),
        note=note(earlier),
        hand_in=HAND_IN,
    )


def note(earlier: Sequence[str]) -> str:
    """From when the results of some tasks are; empty when all are of now."""
    if not earlier:
        return ""
    which = f"Task {earlier[0]} is" if len(earlier) == 1 else f"{len(earlier)} tasks are"
    return f"{which} shown as judged right after the cell had run; run a cell again to have it judged anew."


def _plain(report: Report, earlier: Sequence[str]) -> str:
    from rich.console import Console

    from grader.report import terminal

    made = io.StringIO()
    console = Console(file=made, width=WIDTH, color_system=None, force_terminal=False, force_jupyter=False)
    shown = _shown(report)
    terminal.render(report.model_copy(update={"tasks": tuple(shown)}), console, show_passed=len(shown) == 1)
    return "\n".join(
        filter(None, [made.getvalue(), _idle(len(report.tasks) - len(shown)), note(earlier), HAND_IN])
    )


def _shown(report: Report) -> list[TaskResult]:
    """What the student worked on, or asked for."""
    return [t for t in report.tasks if len(report.tasks) == 1 or t.status is not Status.NOT_ATTEMPTED]


def _idle(number: int) -> str:
    return f"{number} task{'' if number == 1 else 's'} not worked on or not run yet." if number else ""

"""Changed points on a terminal, for the commands that change or compare results."""

from typing import TYPE_CHECKING

import typer

from grader.report import text as words

if TYPE_CHECKING:
    from grader.batch.changes import Change, TaskChange

__all__ = ["points", "say_change", "say_line"]


def say_line(text: str) -> None:
    """Print one line; names of students and files may hold anything."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    typer.echo(indent + words.line(text))


def say_change(change: "Change") -> None:
    """Print whose points changed and why."""
    scores = f"{points(change.score_before)} -> {points(change.score_after)}"
    why = f" ({change.why})" if change.why else ""
    say_line(f"{change.assignment} {change.student}: {scores}{why}")
    for task in change.tasks:
        say_line(f"  {task.task} {task.title}: {_task(task)}")


def points(value: float | None) -> str:
    """Points as people read them; a dash where there was no report."""
    return "-" if value is None else words.points(value)


def _task(change: "TaskChange") -> str:
    worth = f"{points(change.points_before)} -> {points(change.points_after)}"
    before, after = change.before or "-", change.after or "-"
    status = f"{before} -> {after}" if before != after else str(after)
    return f"{status}, {worth}" + (f": {change.why}" if change.why else "")

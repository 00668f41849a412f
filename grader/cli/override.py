"""`grade override RESULTS STUDENT TASK POINTS`: points that a person gives, whatever is graded again."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import run_command
from grader.errors import ExitCode, InputError, SettingError

if TYPE_CHECKING:
    from grader.batch.store import Store


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(override_points, arguments, "grade override")


def override_points(  # noqa: PLR0913, PLR0917 - the options
    results: Annotated[Path, typer.Argument(help="Results folder of grade batch.", show_default=False)],
    student: Annotated[str, typer.Argument(help="As the results name the student.", show_default=False)],
    task: Annotated[str, typer.Argument(help="The task, such as 2.1.", show_default=False)],
    points: Annotated[
        float | None, typer.Argument(help="What the task gives; not with --undo.", show_default=False)
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; it stands beside the points.")] = "",
    author: Annotated[str | None, typer.Option(help="Who says so; by default, who is logged in.")] = None,
    assignment: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Which assignment, if the student has several.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was given last.")] = False,
) -> int:
    """Give points for one task of a student. They stand when the submission is graded again."""
    from grader.batch.store import FILE, Store
    from grader.cli.changes import say_line

    if undo is (points is not None):
        raise SettingError("give POINTS, or --undo without points")
    if not undo and not reason.strip():
        raise SettingError("points that a person gives need a --reason")
    with Store.open(results / FILE) as store:
        slug = _slug(store, student, assignment)
        who = author or _login()
        if points is None:
            undone = store.overrides.undo(student, slug, task, author=who)
            text = f"took back {undone.points:g} points that {undone.author} gave {student}"
        else:
            store.overrides.add(student, slug, task, points, reason=reason, author=who)
            text = f"{student} has {points:g} points"
    say_line(f"{text} for task {task} of {slug}")
    return ExitCode.PASSED


def _slug(store: "Store", student: str, slug: str | None) -> str:
    """The assignment that is meant.

    Raises:
        InputError: the student is unknown, or it is not clear.

    """
    import difflib

    if slug is not None and slug not in store.slugs():
        raise InputError(
            f"there are no submissions to {slug!r}; there are some to {', '.join(store.slugs())}"
        )
    lines = store.lines(slug)
    own = [line.assignment for line in lines if line.student == student]
    if len(own) == 1:
        return own[0]
    if own:
        raise InputError(f"{student} has handed in {', '.join(own)}; say which with --assignment SLUG")
    near = difflib.get_close_matches(student, sorted({line.student for line in lines}), n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise InputError(f"nothing of a student {student!r} is in these results{hint}")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have no name for its user
        raise SettingError("say who gives the points with --author NAME") from None

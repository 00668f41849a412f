"""`grade release SLUG`: make the starter from the solution."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import run_command
from grader.errors import AssignmentError, ExitCode

if TYPE_CHECKING:
    from grader.course.assignment import Assignment
    from grader.course.release import Asked


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(release_assignment, arguments, "grade release")


def release_assignment(
    slug: Annotated[str, typer.Argument(help="The assignment.", show_default=False)],
    course: Annotated[Path | None, typer.Option(help="Folder with assignments/ and reference/.")] = None,
    ask: Annotated[
        list[str] | None,
        typer.Option(help="Ask only this task, or this set of assignment.toml (may be repeated)."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether the starter is up to date.")
    ] = False,
) -> int:
    """Write assignments/SLUG/SLUG.ipynb from reference/SLUG/solution.ipynb, without the solutions.

    With --ask only some tasks are open, and the answers to the others are given: SLUG.NAME.ipynb.
    """
    from grader.course.assignment import Course
    from grader.course.release import difference, release
    from grader.report.files import write_bytes

    assignment = Course.find(course, near=Path.cwd()).assignment(slug)
    if assignment.reference is None:
        raise AssignmentError(f"there is no reference/{slug} in this course; only staff has it")
    solution = (assignment.reference / "solution.ipynb").read_bytes()
    asked = _asked(assignment, ask) if ask else None
    path = assignment.starter_path_of(asked.name if asked else None)
    if check:
        starter = path.read_bytes() if path.exists() else b""
        different = difference(solution, starter, asked) if starter else "there is no starter yet"
        typer.echo(different or f"{path} is up to date")
        return ExitCode.FAILED if different else ExitCode.PASSED
    write_bytes(path, release(solution, asked=asked))
    typer.echo(f"wrote {path}")
    if asked:
        typer.echo("It holds the answers to all other tasks: only for students who are not asked for those.")
    return ExitCode.PASSED


def _asked(assignment: "Assignment", names: list[str]) -> "Asked":
    from grader.course.release import Asked

    tasks: set[str] = set()
    for name in names:
        if name in assignment.sets:
            tasks |= set(assignment.sets[name])
        elif name in {task.id for task in assignment.tasks}:
            tasks.add(name)
        else:
            sets = ", ".join(assignment.sets) or "none"
            raise AssignmentError(f"{assignment.slug} has no task and no set {name!r}; its sets: {sets}")
    return Asked("+".join(names), frozenset(tasks))

"""`grade release SLUG`: make the starter from the solution."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.options import run_command
from grader.errors import AssignmentError, ExitCode


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(release_assignment, arguments, "grade release")


def release_assignment(
    slug: Annotated[str, typer.Argument(help="The assignment.", show_default=False)],
    course: Annotated[Path | None, typer.Option(help="Folder with assignments/ and reference/.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether the starter is up to date.")
    ] = False,
) -> int:
    """Write assignments/SLUG/SLUG.ipynb from reference/SLUG/solution.ipynb, without the solutions."""
    from grader.course.assignment import Course
    from grader.course.release import difference, release
    from grader.report.files import write_bytes

    assignment = Course.find(course, near=Path.cwd()).assignment(slug)
    if assignment.reference is None:
        raise AssignmentError(f"there is no reference/{slug} in this course; only staff has it")
    solution = (assignment.reference / "solution.ipynb").read_bytes()
    if check:
        starter = assignment.starter_path.read_bytes() if assignment.starter_path.exists() else b""
        different = difference(solution, starter) if starter else "there is no starter yet"
        typer.echo(different or f"{assignment.starter_path} is up to date")
        return ExitCode.FAILED if different else ExitCode.PASSED
    write_bytes(assignment.starter_path, release(solution))
    typer.echo(f"wrote {assignment.starter_path}")
    return ExitCode.PASSED

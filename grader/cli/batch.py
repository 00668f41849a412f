"""`grade batch PATH…`: grade a whole class; what is done already is not done again."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.options import run_command

EPILOG = (
    "Stopped or killed at any moment, the same command goes on where it was. "
    "`grade export RESULTS` writes the gradebook and the pages again without grading."
)
NAMED = "store.sqlite"


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(grade_class, arguments, "grade batch", EPILOG)


def grade_class(  # noqa: PLR0913, PLR0917 - one parameter per option
    paths: Annotated[
        list[Path], typer.Argument(help="Folders, LMS downloads (zip) or notebooks.", show_default=False)
    ],
    results: Annotated[Path, typer.Option(help="Folder of the results.")] = Path("results"),
    course: Annotated[Path | None, typer.Option(help="Folder with assignments/ and reference/.")] = None,
    assignment: Annotated[
        str | None, typer.Option(help="Which assignment all of them are, when it cannot be told.")
    ] = None,
    student_id: Annotated[
        str | None, typer.Option(help="Regular expression that finds the student in a path.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Notebooks at a time; 0: one per core.")] = 0,
    only: Annotated[str | None, typer.Option(help="`failed`: only what could not be graded before.")] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Grade all of them again.")] = False,
    never_lower: Annotated[
        bool, typer.Option("--never-lower", help="Grading again takes no points away.")
    ] = False,
    timeout: Annotated[float | None, typer.Option(help="Seconds that one cell may take.")] = None,
    isolation: Annotated[str, typer.Option(help="Sandbox level that is demanded.")] = "auto",
    cold: Annotated[
        bool, typer.Option("--cold", help="Start every kernel from nothing; slow, and the same result.")
    ] = False,
) -> int:
    """Grade the notebooks of a class: fast, resumable, nothing lost."""

"""`grade FILE`: grade one notebook and show the report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from grader.cli.formats import FORMATS, Style, Target, begin, fail, targets, visibility, write
from grader.cli.options import overrides, run_command
from grader.errors import ExitCode, GraderError, SettingError

if TYPE_CHECKING:
    from grader.models import Report
    from grader.pipeline import Events
    from grader.report.progress import Progress

EPILOG = (
    "For instructors: `grade batch PATH…` grades a class, `grade verify [SLUG]` tries the checks on right "
    "and wrong answers, `grade release SLUG` makes the starter from the solution."
)


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(grade_file, arguments, "grade", EPILOG)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"grader {version('torch-notebook-grader')}")
        raise typer.Exit


def grade_file(  # noqa: PLR0913, PLR0917 - one parameter per option
    file: Annotated[Path, typer.Argument(help="The notebook to grade.", show_default=False)],
    assignment: Annotated[
        str | None, typer.Option(help="Which assignment it is, when it cannot be told.")
    ] = None,
    course: Annotated[
        Path | None, typer.Option(help="Folder with assignments/; default: the nearest above.")
    ] = None,
    task: Annotated[list[str] | None, typer.Option(help="Judge only this task (may be repeated).")] = None,
    json: Annotated[
        Path | None, typer.Option(help="Write the report as JSON; - for standard output.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report as one HTML file.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAME[=FILE]", help=f"Also: {', '.join(FORMATS)}; may be repeated."),
    ] = None,
    output: Annotated[
        list[Path] | None, typer.Option("-o", metavar="FILE", help="File of the format; one for each.")
    ] = None,
    hidden_checks: Annotated[
        str, typer.Option(metavar="WHEN", help="When Gradescope shows hidden checks to students.")
    ] = "after_published",
    leaderboard: Annotated[bool, typer.Option("--leaderboard", help="Rank points on Gradescope.")] = False,
    staff: Annotated[bool, typer.Option("--staff", help="Show hidden checks in full.")] = False,
    timeout: Annotated[float | None, typer.Option(help="Seconds that one cell may take.")] = None,
    isolation: Annotated[str, typer.Option(help="Sandbox level that is demanded.")] = "auto",
    cold: Annotated[
        bool, typer.Option("--cold", help="Start the kernel from nothing instead of forking it.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the score.")] = False,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> int:
    """Grade a notebook: what is right, what is not, and what to try."""
    wanted = targets(formats or (), output or (), json, html)
    style = Style(staff, quiet, visibility(hidden_checks), leaderboard)
    limits = overrides(timeout)
    begin(wanted)  # first of all: what comes now takes a while, and may be killed
    from rich.console import Console  # not needed for --help

    from grader.pipeline import grade
    from grader.report.progress import Progress
    from grader.settings import Settings

    only_shown = Target("terminal", None) in wanted and not quiet
    with Progress(Console(highlight=False) if only_shown else Console(quiet=True)) as progress:
        try:
            graded = grade(
                file,
                course=course,
                assignment=assignment,
                tasks=task or (),
                settings=Settings(isolation=isolation),
                overrides=limits,
                events=_events(progress),
                cold=cold,
            )
        except GraderError as error:
            fail(wanted, str(error))
            raise
    report = graded.unmasked() if staff else graded.report
    problem = write(report, wanted, style, file)
    if html is not None and not quiet and only_shown and not problem:
        Console(highlight=False).print(f"The same as a page: {html.resolve()}", markup=False, soft_wrap=True)
    if problem:  # after the result: it took a while, and is not lost
        raise SettingError(problem)
    return _code(report)


def _events(progress: "Progress") -> "Events":
    from grader.pipeline import Events

    cells = {"total": 0}

    def started(_assignment: Any, total: int) -> None:
        cells["total"] = total

    return Events(
        on_start=started,
        on_cell=lambda o: progress.cell(o.index, cells["total"], o.role, o.task, o.status, o.seconds),
        on_check=progress.check,
    )


def _code(report: "Report") -> int:
    from grader.models import Status

    codes = {Status.PASSED: ExitCode.PASSED, Status.FAILED: ExitCode.FAILED}
    return codes.get(report.status, ExitCode.INTERNAL)

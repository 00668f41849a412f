"""`grade FILE`: grade one notebook and show the report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from grader.cli.options import overrides, run_command, writable
from grader.errors import ExitCode, SettingError

if TYPE_CHECKING:
    from rich.console import Console

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
    writable(json, "--json")
    writable(html, "--html")
    limits = overrides(timeout)
    from rich.console import Console  # not needed for --help

    from grader.pipeline import grade
    from grader.report.progress import Progress
    from grader.settings import Settings

    settings = Settings(isolation=isolation)
    console = Console(highlight=False)
    with Progress(console if str(json) != "-" and not quiet else Console(quiet=True)) as progress:
        graded = grade(
            file,
            course=course,
            assignment=assignment,
            tasks=task or (),
            settings=settings,
            overrides=limits,
            events=_events(progress),
            cold=cold,
        )
    report = graded.unmasked() if staff else graded.report
    problem = _write(report, json=json, html=html, staff=staff)
    _show(report, console, to_stdout=str(json) == "-", quiet=quiet, staff=staff, html=html)
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


def _write(report: "Report", *, json: Path | None, html: Path | None, staff: bool) -> str:
    """Write the files that were asked for; gives what went wrong, or nothing."""
    path = json
    try:
        if json is not None and str(json) != "-":
            from grader.report import json as json_format

            json_format.write(report, json, staff=staff)
        path = html
        if html is not None:
            from grader.report import html as html_format

            html_format.write(report, html, staff=staff)
    except OSError as error:
        return f"{path} could not be written: {error.strerror or error}"
    return ""


def _show(
    report: "Report", console: "Console", *, to_stdout: bool, quiet: bool, staff: bool, html: Path | None
) -> None:
    if to_stdout:
        from grader.report import json as json_format

        sys.stdout.write(json_format.render(report, staff=staff) + "\n")
        return
    from grader.report import terminal, text

    if quiet:
        console.print(text.score_line(report), markup=False)
        return
    terminal.render(report, console, staff=staff)
    if html is not None:
        console.print(f"The same as a page: {html.resolve()}", markup=False, soft_wrap=True)


def _code(report: "Report") -> int:
    from grader.models import Status

    codes = {Status.PASSED: ExitCode.PASSED, Status.FAILED: ExitCode.FAILED}
    return codes.get(report.status, ExitCode.INTERNAL)

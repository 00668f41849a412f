"""`grade doctor [FILE]`: what is wrong with a notebook, or with this machine, without judging it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.options import run_command
from grader.errors import ExitCode, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.doctor.findings import Finding
    from grader.doctor.notebook import Patient


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(doctor, arguments, "grade doctor")


def doctor(
    file: Annotated[
        Path | None,
        typer.Argument(help="The notebook; without one: this machine.", show_default=False),
    ] = None,
    assignment: Annotated[
        str | None, typer.Option(help="Which assignment it is, when it cannot be told.")
    ] = None,
    course: Annotated[
        Path | None, typer.Option(help="Folder with assignments/; default: the nearest above.")
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Write NAME.repaired.ipynb with every cell in its place.")
    ] = False,
    run_it: Annotated[
        bool, typer.Option("--run", help="Run it once, and compare what it puts out with what it shows.")
    ] = False,
) -> int:
    """Say what is wrong with a notebook or with this machine, and what to do about it."""
    if file is None:
        if repair or run_it:
            raise SettingError("--repair and --run need a notebook: grade doctor FILE --repair")
        from grader.doctor import machine

        return _say(machine.examine(course))
    from grader.doctor.notebook import read_patient

    patient = read_patient(file, course, assignment)
    code = _say(_examined(patient, run_it=run_it))
    if repair:
        from grader.doctor.repair import write_repaired

        typer.echo(f"The repaired copy: {write_repaired(patient)}")
    return code


def _examined(patient: "Patient", *, run_it: bool) -> "Iterator[Finding]":
    from grader.doctor import machine, notebook

    yield from notebook.examine(patient)
    if run_it:
        from grader.doctor import fresh

        yield from fresh.compare(patient)
    yield from machine.kernel()


def _say(findings: "Iterator[Finding]") -> int:
    """Print what was found, and give the exit code."""
    from rich.console import Console

    from grader.report.text import plain

    console = Console(highlight=False)
    wrong = 0
    for finding in findings:
        wrong += finding.wrong
        mark, style = ("!", "bold") if finding.wrong else ("-", "dim")
        console.print(f"{mark} {plain(finding.text)}", markup=False, style=style, soft_wrap=True)
        if finding.hint:
            console.print(f"  Try: {plain(finding.hint)}", markup=False, style="cyan", soft_wrap=True)
    what = "Nothing is wrong." if not wrong else f"{wrong} thing{'' if wrong == 1 else 's'} to look at."
    console.print(what, markup=False, style="bold")
    return ExitCode.FAILED if wrong else ExitCode.PASSED

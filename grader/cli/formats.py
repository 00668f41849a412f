"""`--format` and `-o`: which reports to write, and where each of them goes."""

import contextlib
import io
import json as json_library
import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from grader.cli.options import writable
from grader.errors import SettingError

if TYPE_CHECKING:
    from grader.models import Report
    from grader.report.gradescope import Visibility

__all__ = ["FORMATS", "Style", "Target", "begin", "fail", "targets", "visibility", "write"]

FORMATS = ("terminal", "json", "html", "gradescope", "junit", "github", "markdown", "csv")
NEED_NO_FILE = ("terminal", "github")
"""Formats that are at home on standard output."""
WIDTH = 100
"""Columns of a terminal's report that goes to a file."""
UNFINISHED = (
    "The grader was stopped before it was done: it was killed, or ran out of time or memory. "
    "This submission has to be graded again; this is not a score."
)


class Target(NamedTuple):
    """One report to write."""

    format: str
    path: Path | None
    """None: standard output."""


class Style(NamedTuple):
    """How the reports look, whatever their format."""

    staff: bool = False
    quiet: bool = False
    hidden: "Visibility" = "after_published"
    """When Gradescope shows hidden checks to students."""
    leaderboard: bool = False


def targets(
    formats: Sequence[str], outputs: Sequence[Path], json: Path | None, html: Path | None
) -> list[Target]:
    """What `--format`, `-o`, `--json` and `--html` ask for; the terminal when nothing else is shown.

    Raises:
        SettingError: an unknown format, files that fit no format, two reports for one place, or a place
            that cannot be written.

    """
    made = _paired([_named(one) for one in formats], list(outputs))
    asked = [(f"--format {target.format}", target) for target in made]
    for name, path in (("json", json), ("html", html)):
        if path is not None:
            asked.append((f"--{name}", Target(name, None if str(path) == "-" else path)))
    for option, target in asked:
        writable(target.path, option)
    made = [target for _, target in asked]
    files = [target.path.resolve() for target in made if target.path is not None]
    if len(set(files)) < len(files):
        raise SettingError("two reports would be written to one file; give each a file of its own")
    shown = [t.format for t in made if t.path is None and t.format not in NEED_NO_FILE]
    if len(shown) > 1:
        raise SettingError(
            f"{' and '.join(shown)} would both go to standard output; give them files: "
            f"--format {shown[0]}=FILE"
        )
    if not any(target.path is None for target in made):
        made.insert(0, Target("terminal", None))
    return made


def _named(asked: str) -> Target:
    name, equals, path = asked.partition("=")
    if name not in FORMATS:
        raise SettingError(f"--format {name!r} is not known; choose from {', '.join(FORMATS)}")
    if equals and not path:
        raise SettingError(f"--format {asked}: there is no file name behind the =")
    return Target(name, Path(path) if path not in {"", "-"} else None)


def _paired(asked: list[Target], outputs: list[Path]) -> list[Target]:
    """Give each `-o` to a format without a file, in the order of both."""
    if not outputs:
        return asked
    bare = [i for i, target in enumerate(asked) if target.path is None]
    picky = [i for i in bare if asked[i].format not in NEED_NO_FILE]
    places = next((some for some in (picky, bare) if len(some) == len(outputs)), None)
    if places is None:
        raise SettingError(
            f"-o {outputs[0]}: there have to be as many files as formats; say --format NAME, or join them as "
            "--format NAME=FILE"
        )
    for i, path in zip(places, outputs, strict=True):
        asked[i] = Target(asked[i].format, None if str(path) == "-" else path)
    return asked


def visibility(asked: str) -> "Visibility":
    """One of Gradescope's words for when something is shown.

    Raises:
        SettingError: it is none.

    """
    from grader.report.gradescope import VISIBILITIES

    found = next((one for one in VISIBILITIES if one == asked), None)
    if found is None:
        raise SettingError(f"--hidden-checks {asked!r} is not known; choose from {', '.join(VISIBILITIES)}")
    return found


def begin(wanted: Sequence[Target]) -> None:
    """Leave a file that says so for every reader that must not be left without one, should we be killed.

    Raises:
        SettingError: it cannot be written.

    """
    fail(wanted, UNFINISHED)


def fail(wanted: Sequence[Target], reason: str) -> None:
    """Say why there is no result to every reader that must not be left without a file.

    Raises:
        SettingError: it cannot be written.

    """
    for target in wanted:
        if target.format == "gradescope" and target.path is not None:
            from grader.report import files, gradescope

            try:
                files.write_text(target.path, gradescope.not_graded(reason))
            except OSError as error:
                raise SettingError(_unwritten(target.path, error)) from None


def write(report: "Report", wanted: Sequence[Target], style: Style, notebook: Path) -> str:
    """Write all reports; gives what went wrong, or nothing. What can be written is written."""
    problems = []
    for target in wanted:
        with _powerless(target, wanted):
            problems.append(_write(report, target, style, notebook))
    return "; ".join(problem for problem in problems if problem)


def _write(report: "Report", target: Target, style: Style, notebook: Path) -> str:
    try:
        if target.path is not None:
            from grader.report import files

            files.write_text(target.path, _text(report, target.format, style, notebook))
        elif target.format == "terminal":
            _show(report, style)
        else:
            _print(_text(report, target.format, style, notebook), target.format)
    except BrokenPipeError:  # whoever reads our output has closed it, which is not a fault
        raise
    except OSError as error:
        return _unwritten(target.path, error)
    return _summary(report, style) if target.format == "github" else ""


def _print(made: str, name: str) -> None:
    """Text on standard output, which does not know every character everywhere."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        made.encode(encoding)
    except UnicodeEncodeError:
        if name == "json":
            made = json_library.dumps(json_library.loads(made), indent=2) + "\n"
        made = made.encode(encoding, "backslashreplace").decode(encoding)
    sys.stdout.write(made)
    sys.stdout.flush()


def _text(report: "Report", name: str, style: Style, notebook: Path) -> str:
    """The report in a format, as the text of a file."""
    if name == "terminal":
        out = io.StringIO()
        _show(report, style, out)
        return out.getvalue()
    module = import_module(f"grader.report.{name}")
    made: str
    if name == "gradescope":
        hidden = "hidden" if style.staff else style.hidden  # names of hidden checks are for staff only
        made = module.render(report, hidden=hidden, leaderboard=style.leaderboard)
    elif name == "github":
        lines = module.answer_lines(report, notebook.read_text(encoding="utf-8", errors="replace"))
        made = module.annotations(report, file=_from_root(notebook), lines=lines)
    elif name == "csv":
        made = module.render(report)
    else:
        made = module.render(report, staff=style.staff)
    return made


def _show(report: "Report", style: Style, out: TextIO | None = None) -> None:
    from rich.console import Console

    from grader.report import terminal, text

    console = Console(highlight=False, file=out, width=None if out is None else WIDTH)
    if style.quiet:
        console.print(text.score_line(report), markup=False)
    else:
        terminal.render(report, console, staff=style.staff)


def _summary(report: "Report", style: Style) -> str:
    """Append to the summary of the step, where GitHub says that there is one."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return ""
    from grader.report import github

    try:
        github.append_summary(report, Path(place), staff=style.staff)
    except OSError as error:
        return _unwritten(Path(place), error)
    return ""


def _from_root(notebook: Path) -> str:
    """The notebook's path as GitHub knows it: from the root of the repository, where it lies in one."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    path = notebook.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else notebook.name


@contextlib.contextmanager
def _powerless(target: Target, wanted: Sequence[Target]) -> Iterator[None]:
    """Let GitHub see no command in a report on standard output that may quote a student's text."""
    commands = Target("github", None) in wanted
    read = commands or (target.format == "terminal" and os.environ.get("GITHUB_ACTIONS") == "true")
    if target.path is not None or target.format == "github" or not read:
        yield
        return
    token = secrets.token_hex(16)
    sys.stdout.write(f"::stop-commands::{token}\n")
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write(f"\n::{token}::\n")
        sys.stdout.flush()


def _unwritten(path: Path | None, error: OSError) -> str:
    return f"{path or 'standard output'} could not be written: {error.strerror or error}"

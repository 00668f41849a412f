"""`grade export RESULTS`: gradebook and pages again, or points into a file of the learning platform."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from grader.cli.options import run_command, writable
from grader.errors import ExitCode, InputError, SettingError

if TYPE_CHECKING:
    from rich.console import Console

    from grader.batch.lms import Filled
    from grader.batch.store import Store


class Sheet(NamedTuple):
    """A file that a learning platform exported, and where it goes with the points."""

    path: Path
    is_canvas: bool
    output: Path
    column: str | None


def run(arguments: list[str]) -> int:
    """Run the command with these arguments."""
    return run_command(export, arguments, "grade export")


def export(  # noqa: PLR0913, PLR0917 - one parameter per option
    results: Annotated[
        Path, typer.Argument(help="Folder of the results of `grade batch`.", show_default=False)
    ],
    csv: Annotated[Path | None, typer.Option(help="Write the gradebook to this file as well.")] = None,
    assignment: Annotated[str | None, typer.Option(help="Which gradebook, when there are several.")] = None,
    canvas: Annotated[
        Path | None, typer.Option(help="Gradebook that Canvas exported, to be filled in.")
    ] = None,
    moodle: Annotated[
        Path | None, typer.Option(help="Grading worksheet that Moodle exported, to be filled in.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", help="The file with the points filled in.")] = None,
    column: Annotated[
        str | None, typer.Option(help="Column to fill in, when it cannot be told by its name.")
    ] = None,
) -> int:
    """Write what follows from the store again, or fill points into a file of Canvas or Moodle."""
    writable(csv, "--csv")
    sheet = _sheet(canvas, moodle, output, column)
    if sheet is not None and csv is not None:
        raise SettingError("--csv writes another file; leave it out")
    from rich.console import Console

    from grader.batch.store import FILE, Store

    console = Console(highlight=False)
    with Store.open(results / FILE) as store:
        if sheet is not None:
            return _fill(store, sheet, assignment, console)
        return _publish(store, results, csv, assignment, console)


def _sheet(canvas: Path | None, moodle: Path | None, output: Path | None, column: str | None) -> Sheet | None:
    path = canvas or moodle
    if path is None:
        if output is not None or column is not None:
            raise SettingError("-o and --column go with --canvas FILE or --moodle FILE")
        return None
    if canvas is not None and moodle is not None:
        raise SettingError("--canvas and --moodle: one at a time")
    if output is None:
        raise SettingError("say with -o FILE where the filled-in file goes; the exported one stays as it is")
    writable(output, "-o")
    if output.exists() and path.exists() and output.samefile(path):
        raise SettingError(f"-o {output} is the exported file itself; name another one")
    return Sheet(path, canvas is not None, output, column)


def _publish(
    store: "Store", results: Path, csv: Path | None, assignment: str | None, console: "Console"
) -> int:
    from grader.batch.publish import publish, sum_up

    written = publish(store, results)
    slugs = sorted(written.classes)
    if csv is not None:
        slug = _chosen(assignment, slugs)
        book = results / "gradebook.csv" if len(slugs) == 1 else results / slug / "gradebook.csv"
        shutil.copyfile(book, csv)
    sum_up(written, console)
    files = f"{written.written} files written, {written.unchanged} were as they should be"
    console.print(f"{files}: {results / 'index.html'}", markup=False, soft_wrap=True)
    return ExitCode.PASSED


def _fill(store: "Store", sheet: Sheet, assignment: str | None, console: "Console") -> int:
    from grader.batch.lms import fill_canvas, fill_moodle, grades
    from grader.report import files

    titles = store.titles()
    slug = _chosen(assignment, sorted(titles))
    given = grades(store.entries(slug))
    text = _read(sheet.path)
    try:
        if sheet.is_canvas:
            filled = fill_canvas(text, given, names=(slug, titles[slug]), column=sheet.column)
        else:
            filled = fill_moodle(text, given, column=sheet.column)
    except InputError as error:
        raise InputError(f"{sheet.path} {error}") from None
    try:
        files.write_bytes(sheet.output, filled.text.encode())
    except OSError as error:
        raise SettingError(f"{sheet.output} could not be written: {error.strerror or error}") from None
    for line in _told(filled, sheet.output):
        console.print(line, markup=False, soft_wrap=True)
    return ExitCode.FAILED if filled.problems else ExitCode.PASSED


def _chosen(assignment: str | None, slugs: list[str]) -> str:
    slug = assignment or (slugs[0] if len(slugs) == 1 else None)
    if slug is None or slug not in slugs:
        raise InputError(f"say which gradebook with --assignment: {', '.join(slugs)}")
    return slug


def _read(path: Path) -> str:
    """The text of an exported file, with its line ends and its byte order mark."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8; export it again, and save it with no other program") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


def _told(filled: "Filled", output: Path) -> Iterator[str]:
    students = f"{filled.filled} student{'' if filled.filled == 1 else 's'}"
    yield f"{output}: the points of {students} are in the column {filled.column}"
    for title, lines in (
        ("not filled in", filled.problems),
        ("had other points there", filled.changed),
        ("in the file, without a submission here", filled.absent),
    ):
        if lines:
            yield f"{title} ({len(lines)}):"
            yield from (f"  {line}" for line in lines)
    yield from (f"note: {line}" for line in filled.notes)

"""The results folder of a batch: gradebook, class page and every student's report, for each assignment.

With one assignment the files lie in the folder itself; with more, each assignment has a folder of its own,
named after its slug, and `index.html` leads to them.
"""

import re
import urllib.parse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from grader.models import Entry, Report
from grader.report import html, json, lines, pages
from grader.report.classpage import ClassPage, Summary
from grader.report.gradebook import Gradebook
from grader.report.ledger import Ledger

__all__ = ["Written", "write_results"]

_LONGEST: Final = 200
_PLAIN: Final = re.compile(r"[^/\\\x00-\x1f\x7f]+")


class Written(NamedTuple):
    """What became of the files."""

    written: int
    unchanged: int
    """Files that were there already, as they should be: not touched."""
    removed: int
    """Files of ours from an earlier time whose student or assignment is no longer there."""
    classes: Mapping[str, ClassPage]
    """The class page of each assignment, for who wants to say more about it."""


class Folder(NamedTuple):
    """The files of one assignment while entries come in."""

    at: str
    """Path within the results: empty, or the slug and a slash."""
    page: ClassPage
    book: Gradebook
    owners: dict[str, str]
    """Who has which file name."""


class Listed(NamedTuple):
    """One assignment in the list of all."""

    slug: str
    title: str
    address: str
    summary: Summary


def write_results(
    folder: Path, entries: Iterable[Entry], *, titles: Mapping[str, str], file_name: Callable[[str], str]
) -> Written:
    """Write the results of a batch, one entry at a time; only small rows are kept of each.

    `titles` has the title of every assignment of the batch by its slug; it alone decides where the files lie.
    `file_name` makes of a student's identifier a file name without ending, another one for each student.
    An assignment without entries gets its pages too. A student without a report, and one whose overrides do
    not fit, has a line in the gradebook and on the class page, and no report.

    Raises:
        ValueError: an entry of an unknown assignment, two entries of one student or with one file name,
            or a name that is none. What was written until then stays, and nothing is removed.
        OSError: a file cannot be written.

    """
    alone = len(titles) == 1
    made = {
        slug: Folder("" if alone else f"{_checked(slug)}/", ClassPage(slug, title), Gradebook(), {})
        for slug, title in titles.items()
    }
    with Ledger(folder) as ledger:
        for entry in entries:
            if entry.assignment not in made:
                raise ValueError(f"{entry.source}: there is no assignment {entry.assignment} in this batch")
            _add(ledger, made[entry.assignment], entry, file_name)
        for one in made.values():
            ledger.put(f"{one.at}gradebook.csv", one.book.render())
            ledger.put(f"{one.at}index.html", one.page.render())
        if not alone:
            ledger.put("index.html", _index(made))
    classes = {slug: one.page for slug, one in made.items()}
    return Written(ledger.written, ledger.unchanged, ledger.removed, classes)


def _add(ledger: Ledger, one: Folder, entry: Entry, file_name: Callable[[str], str]) -> None:
    name = _checked(file_name(entry.student))
    other = one.owners.get(name.casefold())
    if other is not None:
        raise ValueError(f"{entry.assignment}: {other} and {entry.student} have the same file name, {name}")
    one.owners[name.casefold()] = entry.student
    report = _published(entry)
    if report is not None:
        ledger.put(f"{one.at}reports/{name}.html", html.render(report))
        ledger.put(f"{one.at}reports/{name}.json", json.render(report))
    one.page.add(entry, None if report is None else f"reports/{urllib.parse.quote(name)}.html")
    one.book.add(entry)


def _published(entry: Entry) -> Report | None:
    """The report that the student may read."""
    try:
        return lines.final(entry)
    except ValueError:  # the class page tells staff what does not fit
        return None


def _checked(name: str) -> str:
    """A name for a file or folder that stays in its folder on every system."""
    if not _PLAIN.fullmatch(name) or name.startswith(".") or len(name.encode()) > _LONGEST:
        raise ValueError(f"{name!r} cannot name a file")
    return name


def _index(made: Mapping[str, Folder]) -> str:
    listed = [
        Listed(slug, one.page.title, f"{urllib.parse.quote(slug)}/", one.page.summary())
        for slug, one in made.items()
    ]
    return pages.render("results.html.j2", assignments=sorted(listed))

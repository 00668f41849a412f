"""Points into the file that a learning platform exported: a Canvas gradebook or a Moodle grading worksheet.

Pure functions on text. Nothing but the cells of one column changes, and only for students that are certain:
who could be two people, or is in the file by no name that we know, is listed and left as it was.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from grader.batch.names import shown
from grader.batch.table import Cell, Table
from grader.errors import InputError
from grader.models import Entry
from grader.report import lines

__all__ = ["Filled", "Grade", "fill_canvas", "fill_moodle", "grades"]

_NUMBER: Final = re.compile(r"\s*-?\d+(?P<fraction>[.,]\d+)?\s*")
_CENT: Final = Decimal("0.01")
"""Both platforms show and compare two decimals."""

# Canvas: what its importer takes for no assignment, and the number behind an assignment's name.
_TOTALS: Final = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")
_CANVAS_NUMBER: Final = re.compile(r"\s*\((\d+)\)\s*$")
_NO_STUDENT: Final = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)
_NOT_TO_FILL: Final = {"EX": "is excused there", "N/A": "is not assigned this there"}
_CANVAS_IDS: Final = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")

# Moodle: `Participant 1234567`, in whatever language, and its columns that name no student.
_PARTICIPANT: Final = re.compile(r"\D+(\d+)")
_MOODLE_OTHERS: Final = {
    "Status", "Group", "Marker", "Maximum Grade", "Scale", "Marking workflow state", "Grade can be changed",
}  # fmt: skip


class Grade(NamedTuple):
    """What a student has reached."""

    student: str
    score: float | None
    """None: it has to be graded again."""
    max_score: float | None = None
    pending: float = 0.0
    reason: str = ""
    """Why there is no score."""


class Filled(NamedTuple):
    """The file with its points, and what a person has to know about it."""

    text: str
    column: str
    """The column that was filled in."""
    filled: int
    """Students whose points are in the file now."""
    changed: tuple[str, ...]
    """A line for each student who had other points there."""
    problems: tuple[str, ...]
    """A line for each submission whose points are not in the file, and why."""
    absent: tuple[str, ...]
    """Students of the file without a submission."""
    notes: tuple[str, ...]


class Person(NamedTuple):
    """A row of the file."""

    name: str
    keys: frozenset[str]
    """What may stand for this student in a submission."""
    cell: Cell | None
    """The cell to fill in; None when the row is too short."""
    top: Decimal | None
    """Points that the platform allows."""
    locked: str = ""
    """Why the cell stays as it is."""


def grades(entries: Iterable[Entry]) -> list[Grade]:
    """The grades of an assignment's entries; a person's points count."""
    made = [lines.line(entry) for entry in entries]
    return [Grade(line.student, line.score, line.max_score, line.pending, line.reason) for line in made]


def fill_canvas(
    text: str, given: Sequence[Grade], *, names: Sequence[str] = (), column: str | None = None
) -> Filled:
    """Fill in a gradebook that Canvas exported (Grades, Export).

    Args:
        text: the file, with its byte order mark if it has one.
        given: at most one grade for each student.
        names: what the assignment is called here, to find its column.
        column: name of the column, with or without its number, or the number alone.

    Raises:
        InputError: it is no such file, or it is not clear which column; the end of a sentence.

    """
    table = Table.known(text, lambda table: _is_canvas(_head(table)))
    if table is None:
        raise InputError("is no gradebook that Canvas exported: its columns begin with Student, ID … Section")
    head, body = _head(table), table.rows[1:]
    possible = next((row for row in body if "Points Possible" in row[0].value), ())
    titles = {
        at: title
        for at, title in enumerate(head)
        if at > head.index("Section")
        and not _TOTALS.search(title)
        and "read only" not in (possible[at].value if at < len(possible) else "")
    }
    target = _column(titles, column, names)
    top = _number(possible[target].value) if target < len(possible) else None
    people = [
        _canvas_person(head, row, target, top)
        for row in body
        if row is not possible and not all(_NO_STUDENT.fullmatch(cell.value) for cell in row)
    ]
    samples = [cell.value for row in (possible, *(row[target : target + 1] for row in body)) for cell in row]
    return _fill(table, people, given, head[target], samples)


def fill_moodle(text: str, given: Sequence[Grade], *, column: str | None = None) -> Filled:
    """Fill in a grading worksheet that Moodle exported (Submissions, Download grading worksheet).

    Args:
        text: the file, with its byte order mark if it has one.
        given: at most one grade for each student.
        column: name of the column of grades, where it is not called `Grade`.

    Raises:
        InputError: it is no such file, or it is not clear which column; the end of a sentence.

    """
    table = Table.known(text, _is_moodle)
    if table is None:
        raise InputError(
            "is no grading worksheet that Moodle exported: its first column says Participant and a number"
        )
    head, body = _head(table), table.rows[1:]
    if "Scale" in head:
        raise InputError("is for an assignment that Moodle grades with words (a scale), not with points")
    target = _column(dict(list(enumerate(head))[1:]), column or "Grade", ())
    limit = head.index("Maximum Grade") if "Maximum Grade" in head else len(head)
    people = [_moodle_person(head, row, target, limit) for row in body]
    samples = [cell.value for row in body for at in (target, limit) for cell in row[at : at + 1]]
    return _fill(table, people, given, head[target], samples)


# --- rows ----------------------------------------------------------------------------------------------


def _head(table: Table) -> list[str]:
    return [title.strip() for title in table.values(0)]


def _is_canvas(head: Sequence[str]) -> bool:
    names = head[:2] == ["Student", "ID"] or head[:3] == ["LastName", "FirstName", "ID"]
    return names and "Section" in head


def _is_moodle(table: Table) -> bool:
    """The column names are in the language of the site, so the participants tell."""
    body = table.rows[1:]
    several = len(table.rows[0]) > 1
    return several and bool(body) and all(_PARTICIPANT.fullmatch(row[0].value.strip()) for row in body)


def _canvas_person(head: Sequence[str], row: Sequence[Cell], target: int, top: Decimal | None) -> Person:
    values = dict(zip(head, (cell.value.strip() for cell in row), strict=False))
    last, first = values.get("LastName", ""), values.get("FirstName", "")
    name = values.get("Student", f"{last}, {first}")
    ids = [values[kind] for kind in _CANVAS_IDS if values.get(kind)]
    cell = row[target] if target < len(row) else None
    locked = _NOT_TO_FILL.get("" if cell is None else cell.value.strip().upper(), "")
    return Person(_called(name, ids), frozenset(map(_id, ids)) | _name(name), cell, top, locked)


def _moodle_person(head: Sequence[str], row: Sequence[Cell], target: int, limit: int) -> Person:
    """Columns in front of the grade name the student: full name, address, number, as a course shows them."""
    found = _PARTICIPANT.fullmatch(row[0].value.strip())
    number = found[1] if found else ""
    told = [
        cell.value.strip()
        for title, cell in zip(head[1:target], row[1:target], strict=False)
        if title not in _MOODLE_OTHERS and cell.value.strip()
    ]
    keys = {_id(number), *map(_id, told)}.union(*map(_name, told))
    top = _number(row[limit].value) if limit < len(row) else None
    values = dict(zip(head, (cell.value.strip() for cell in row), strict=False))
    locked = (
        "has a grade that Moodle does not let change" if values.get("Grade can be changed") == "No" else ""
    )
    name = told[0] if told else row[0].value.strip()
    cell = row[target] if target < len(row) else None
    return Person(_called(name, [number]), frozenset(keys), cell, top, locked)


def _called(name: str, ids: Sequence[str]) -> str:
    return shown(f"{name} ({ids[0]})" if ids and name else name or ", ".join(ids))


def _id(value: str) -> str:
    """An identifier for comparison."""
    return shown(value.strip()).casefold()


def _name(value: str) -> frozenset[str]:
    """A name for comparison: `Lovelace, Ada`, `Ada Lovelace` and `ada_lovelace` are the same."""
    words = re.sub(r"[\s_]+", " ", _id(value)).strip()
    last, comma, first = words.partition(", ")
    return frozenset({words, f"{first} {last}"} if comma else {words})


# --- columns and numbers -------------------------------------------------------------------------------


def _column(titles: dict[int, str], asked: str | None, names: Sequence[str]) -> int:
    if asked is not None:
        tries = [
            [at for at, title in titles.items() if title == asked.strip()],
            [at for at, title in titles.items() if asked.strip().casefold() in _spellings(title)],
        ]
    else:
        known = {_plain(name) for name in names} - {""}
        plain = {at: _plain(_CANVAS_NUMBER.sub("", title)) for at, title in titles.items()}
        tries = [
            [at for at, title in plain.items() if title in known],
            [at for at, title in plain.items() if any(f" {name} " in f" {title} " for name in known)],
        ]
    found = next((some for some in tries if some), [])
    if len(found) != 1:
        what = "does not tell which column is this assignment's"
        if asked is not None:
            what = f"has {'more than one' if found else 'no'} column {asked!r}"
        choices = ", ".join(shown(title) for title in titles.values()) or "none to fill in"
        raise InputError(f"{what}; say which with --column: {choices}")
    return found[0]


def _spellings(title: str) -> set[str]:
    """A column's name, its name without the number, and the number."""
    number = _CANVAS_NUMBER.search(title)
    named = {title.casefold(), _CANVAS_NUMBER.sub("", title).casefold()}
    return named | ({number[1]} if number else set())


def _plain(name: str) -> str:
    """The words of a name."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold().replace("_", " ")))


def _number(value: str) -> Decimal | None:
    return Decimal(value.strip().replace(",", ".")) if _NUMBER.fullmatch(value) else None


def _written(score: float, mark: str) -> str:
    return str(Decimal(str(round(score, 6) + 0.0)).quantize(_CENT, ROUND_HALF_UP)).replace(".", mark)


def _decimal_mark(samples: Iterable[str], delimiter: str) -> str:
    """The mark of the numbers that are there; without any, the one that goes with the delimiter."""
    fractions = [found["fraction"] for s in samples if (found := _NUMBER.fullmatch(s)) and found["fraction"]]
    marks = {fraction[0] for fraction in fractions} or {"," if delimiter == ";" else "."}
    return "." if "." in marks else ","


# --- filling in ----------------------------------------------------------------------------------------


def _fill(
    table: Table, people: Sequence[Person], given: Sequence[Grade], column: str, samples: Sequence[str]
) -> Filled:
    mark = _decimal_mark(samples, table.delimiter)
    matched, problems = _match(people, given)
    values: dict[Cell, str] = {}
    changed: list[str] = []
    filled = 0
    for at, grade in matched:
        person = people[at]
        if why := _left(person, grade):
            problems.append(f"{shown(grade.student)} {why}")
            continue
        if person.cell is None or grade.score is None:
            continue
        filled += 1
        new, old = _written(grade.score, mark), person.cell.value
        if _number(old) == _number(new):
            continue
        values[person.cell] = new
        if old.strip():
            changed.append(f"{person.name}: {shown(old.strip())} -> {new}")
    with_work = {at for at, _ in matched}
    return Filled(
        text=table.filled(values),
        column=shown(column),
        filled=filled,
        changed=tuple(changed),
        problems=tuple(problems),
        absent=tuple(p.name for at, p in enumerate(people) if at not in with_work),
        notes=tuple(_notes([(people[at], grade) for at, grade in matched])),
    )


def _match(people: Sequence[Person], given: Sequence[Grade]) -> tuple[list[tuple[int, Grade]], list[str]]:
    """Rows with their grades, and a line for each grade without a row of its own."""
    rows: dict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for key in person.keys:
            rows[key].append(at)
    owners: dict[int, list[Grade]] = defaultdict(list)
    problems = []
    for grade in given:
        student = shown(grade.student)
        found = {at for key in {_id(grade.student), *_name(grade.student)} for at in rows.get(key, ())}
        if len(found) == 1:
            owners[found.pop()].append(grade)
        elif found:
            some = " and ".join(people[at].name for at in sorted(found))
            problems.append(f"{student} could be {some}")
        else:
            problems.append(f"{student} is not in the file")
    for at, theirs in owners.items():
        if len(theirs) > 1:
            both = " and ".join(shown(grade.student) for grade in theirs)
            problems.append(f"{both} are one student in the file, {people[at].name}")
    return [(at, theirs[0]) for at, theirs in owners.items() if len(theirs) == 1], problems


def _left(person: Person, grade: Grade) -> str:
    """Why a cell stays as it is; empty when it is filled in."""
    if grade.score is None:
        why = f": {shown(grade.reason)}" if grade.reason else ""
        return f"has to be graded again{why}"
    if person.cell is None:
        return "has a row that is too short"
    return person.locked


def _notes(matched: Sequence[tuple[Person, Grade]]) -> Iterable[str]:
    tops = sorted({person.top for person, _ in matched if person.top is not None})
    worth = max((grade.max_score for _, grade in matched if grade.max_score is not None), default=None)
    if worth is not None and tops and _number(_written(worth, ".")) not in tops:
        yield f"it is worth {worth:g} points here and {tops[0]:f} there; points are not converted"
    over = [p.name for p, g in matched if p.top is not None and g.score is not None and g.score > p.top]
    if over:
        yield f"more points than are possible there: {', '.join(over)}"
    waiting = sum(grade.pending > 0 for _, grade in matched)
    if waiting:
        yield f"{waiting} {'waits' if waiting == 1 else 'wait'} for a person: the points so far are filled in"

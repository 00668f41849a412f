"""A CSV file that others wrote, in which single cells are filled in: everything else stays as it was."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, Self

from grader.errors import InputError

__all__ = ["Cell", "Table"]

_DELIMITERS: Final = (",", ";", "\t")
_BOM: Final = "\ufeff"


class Cell(NamedTuple):
    """One cell and where its text lies."""

    value: str
    start: int
    end: int
    quoted: bool = False


class Table(NamedTuple):
    """The cells of a file, in rows; blank lines are no rows."""

    text: str
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, text: str, delimiter: str = ",") -> Self:
        """Read the text of a file, with its byte order mark if it has one.

        Raises:
            InputError: there is no line, or a quoted cell does not end; the message is the end of a sentence.

        """
        rows = _rows(text, len(_BOM) if text.startswith(_BOM) else 0, delimiter)
        if not rows:
            raise InputError("has no lines")
        return cls(text, delimiter, rows)

    @classmethod
    def known(cls, text: str, is_known: Callable[[Self], bool]) -> Self | None:
        """Read a file with the delimiter under which it is known; None when it is known under none.

        Raises:
            InputError: there is no line, or a quoted cell does not end.

        """
        problem = None
        for delimiter in _DELIMITERS:
            try:
                table = cls.of(text, delimiter)
            except InputError as error:
                problem = problem or error
            else:
                if is_known(table):
                    return table
        if problem is not None:
            raise problem
        return None

    def values(self, row: int) -> tuple[str, ...]:
        """What the cells of a row say."""
        return tuple(cell.value for cell in self.rows[row])

    def filled(self, values: Mapping[Cell, str]) -> str:
        """The text with other values in some cells; a cell in quotes keeps them."""
        parts, at = [], 0
        for cell in sorted(values, key=lambda cell: cell.start):
            parts += [self.text[at : cell.start], self._written(values[cell], quoted=cell.quoted)]
            at = cell.end
        return "".join([*parts, self.text[at:]])

    def _written(self, value: str, *, quoted: bool) -> str:
        if quoted or any(mark in value for mark in (self.delimiter, '"', "\r", "\n")):
            return '"' + value.replace('"', '""') + '"'
        return value


def _rows(text: str, start: int, delimiter: str) -> tuple[tuple[Cell, ...], ...]:
    """The cells as RFC 4180 and Python's csv module part them; within a bare cell a quote is a character."""
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    at = start
    while at < len(text) or row:
        cell = _quoted(text, at, bare) if text.startswith('"', at) else _bare(text, at, bare)
        row.append(cell)
        at = cell.end
        if text.startswith(delimiter, at):
            at += 1
            continue
        if len(row) > 1 or row[0].end > row[0].start:
            rows.append(tuple(row))
        row = []
        at += 2 if text.startswith("\r\n", at) else 1
    return tuple(rows)


def _bare(text: str, at: int, bare: re.Pattern[str]) -> Cell:
    found = bare.match(text, at)
    end = at if found is None else found.end()
    return Cell(text[at:end], at, end)


def _quoted(text: str, at: int, bare: re.Pattern[str]) -> Cell:
    end = at + 1
    while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
        end += 2
    if end < 0:
        line = text.count("\n", 0, at) + 1
        raise InputError(f"has a quoted cell that does not end; it begins in line {line}")
    rest = _bare(text, end + 1, bare)
    return Cell(text[at + 1 : end].replace('""', '"') + rest.value, at, rest.end, quoted=True)

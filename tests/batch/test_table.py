import csv
import io

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from grader.batch.table import Table
from grader.errors import InputError

CELLS = st.text(st.sampled_from("ab\"'; \t\r\n,é=0.5"), max_size=8)
DELIMITERS = st.sampled_from([",", ";", "\t"])
ENDS = st.sampled_from(["\r\n", "\n", "\r"])


def raw(value, delimiter, quoted):
    """A cell as a program would write it, in quotes when it must or may be."""
    risky = any(mark in value for mark in (delimiter, '"', "\r", "\n", "\t", ";", ","))
    return '"' + value.replace('"', '""') + '"' if quoted or risky else value


@st.composite
def written(draw):
    """A file: byte order mark, cells as they are written, their values, delimiter, line end, a last one."""
    delimiter, end, width = draw(DELIMITERS), draw(ENDS), draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))
    parts = [[raw(value, delimiter, draw(st.booleans())) for value in row] for row in rows]
    return draw(st.sampled_from(["", "\ufeff"])), parts, rows, delimiter, end, draw(st.booleans())


def joined(bom, parts, delimiter, end, last):
    return bom + end.join(delimiter.join(row) for row in parts) + (end if last else "")


@given(written())
def test_cells_are_read_as_they_were_written(file):
    bom, parts, rows, delimiter, end, last = file
    table = Table.of(joined(bom, parts, delimiter, end, last), delimiter)
    assert [list(table.values(i)) for i in range(len(table.rows))] == rows


@given(written(), CELLS, st.data())
def test_nothing_but_the_filled_cell_changes(file, new, data):
    bom, parts, rows, delimiter, end, last = file
    table = Table.of(joined(bom, parts, delimiter, end, last), delimiter)
    y = data.draw(st.integers(0, len(rows) - 1))
    x = data.draw(st.integers(0, len(rows[0]) - 1))
    made = table.filled({table.rows[y][x]: new})
    had_quotes = parts[y][x].startswith('"')
    must = any(mark in new for mark in (delimiter, '"', "\r", "\n"))
    parts[y][x] = '"' + new.replace('"', '""') + '"' if had_quotes or must else new
    assert made == joined(bom, parts, delimiter, end, last)


@given(st.text(st.sampled_from('a",;\n\r é')))
@example('a"b,c\n"d""e"f,g')
@example("a,b,\n,,\n")
def test_cells_are_those_that_pythons_reader_sees(text):
    try:
        table = Table.of(text)
    except InputError:
        assume(False)
    seen = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter) if row]
    assert [list(table.values(i)) for i in range(len(table.rows))] == seen


@given(st.text())
def test_filling_in_nothing_changes_nothing(text):
    try:
        table = Table.of(text)
    except InputError:
        assume(False)
    assert table.filled({}) == text


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "\r\n"])
def test_a_file_without_lines_is_refused(text):
    with pytest.raises(InputError, match="has no lines"):
        Table.of(text)


def test_a_cell_that_does_not_end_is_refused_with_its_line():
    with pytest.raises(InputError, match="line 2"):
        Table.of('a,b\n1,"2\n')

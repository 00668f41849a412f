import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.models import Entry, Status
from grader.report import gradebook
from tests.entries import a_class, entry, override
from tests.reports import report, sample, task, verdict


def rows(*entries):
    book = gradebook.Gradebook()
    for one in entries:
        book.add(one)
    return list(csv.DictReader(io.StringIO(book.render(), newline="")))


def test_a_row_has_totals_and_two_columns_per_task():
    (row,) = rows(entry("ada", sample(), late=True))
    assert list(row)[:8] == [
        "student", "score", "max_score", "pending_points", "status", "late", "1.1", "1.1 status",
    ]  # fmt: skip
    assert list(row)[-1] == "source"
    assert row["student"] == "ada"
    assert (row["max_score"], row["pending_points"], row["late"]) == ("13", "2.75", "yes")
    assert (row["2.1"], row["2.1 status"]) == ("0.5", "failed")
    assert row["source"] == "submissions.zip/ada/crop-yields.ipynb"


def test_a_submission_to_grade_again_has_no_score_rather_than_a_zero():
    ours, broken = rows(entry("a", reason="disk full"), entry("b", sample()))
    assert (ours["score"], ours["max_score"], ours["status"], ours["1.1"]) == ("", "13", "internal", "")
    assert (broken["score"], broken["status"]) == ("", "internal")
    assert (broken["4.2"], broken["4.2 status"]) == ("", "internal")
    assert broken["1.1"] == "1"


def test_a_file_that_is_no_notebook_is_a_zero():
    read, unread = rows(entry("a", sample()), entry("b", ours=False, reason="a ZIP archive"))
    assert (unread["score"], unread["max_score"], unread["status"]) == ("0", read["max_score"], "unreadable")
    assert (unread["1.1"], unread["1.1 status"]) == ("0", "unreadable")


def test_points_of_a_person_are_in_the_row():
    (row,) = rows(entry("a", sample(), overrides=(override("4.2", 0.5), override("5.1", 2))))
    assert (row["score"], row["status"], row["5.1"], row["5.1 status"]) == ("6.25", "failed", "2", "passed")
    assert row["pending_points"] == "1"


def test_points_that_do_not_fit_cost_nobody_a_score():
    (row,) = rows(entry("a", sample(), overrides=(override("1.1", 99),)))
    assert (row["score"], row["status"]) == ("", "internal")


def test_rows_stand_in_the_order_of_the_students_whenever_they_came():
    made = list(a_class(30))
    assert rows(*made) == rows(*reversed(made))
    assert [r["student"] for r in rows(*made)] == sorted(e.student for e in made)


def test_a_task_that_only_some_were_asked_has_empty_cells_for_the_others():
    first = report((task("1.1", "a", verdict("x")), task("2.1", "c", verdict("z"))))
    second = report((task("1.1", "a", verdict("x")), task("1.2", "b", verdict("y", Status.FAILED))))
    a, b = rows(entry("a", first), entry("b", second))
    assert [name for name in a if name[:1].isdigit() and "status" not in name] == ["1.1", "1.2", "2.1"]
    assert (a["1.2"], a["1.2 status"], b["1.2"], b["2.1"]) == ("", "", "0", "")


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"])  # noqa: RUF001
def test_no_cell_is_a_formula(bad):
    (row,) = rows(entry(bad, source=bad))
    assert (row["student"], row["source"]) == (f"'{bad}", f"'{bad}")


@given(st.text(), st.text())
def test_whatever_a_student_is_called_the_file_can_be_read_back(student, source):
    book = gradebook.Gradebook()
    book.add(Entry(student=student, assignment="x", source=source, reason="r"))
    text = book.render()
    assert text.encode("utf-8")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["student"] == gradebook.cell(student)
    assert row["source"] == gradebook.cell(source)
    assert row["student"][:1] not in tuple("=+-@\t\r")


def test_lines_end_as_rfc_4180_asks():
    book = gradebook.Gradebook()
    book.add(entry("a"))
    assert book.render() == (
        "student,score,max_score,pending_points,status,late,source\r\n"
        "a,,,0,internal,,submissions.zip/a/crop-yields.ipynb\r\n"
    )

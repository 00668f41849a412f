import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from grader.models import Status
from grader.report import csv as csv_format
from tests.reports import HOSTILE, hostile, report, sample, task, verdict


def rows(made):
    return list(csv.DictReader(io.StringIO(csv_format.render(made), newline="")))


def test_there_is_a_row_per_task():
    made = sample()
    found = rows(made)
    assert [row["task"] for row in found] == [t.id for t in made.tasks]
    assert tuple(found[0]) == csv_format.HEAD
    row = next(row for row in found if row["task"] == "2.1")
    assert (row["status"], row["score"], row["max_score"], row["checks"], row["passed"]) == (
        "failed", "0.5", "1.5", "3", "1",
    )  # fmt: skip
    assert row["message"].startswith("The model has 3 trainable numbers")
    assert row["student"] == "Zoë Müller"


def test_what_the_grader_failed_at_has_no_score():
    row = next(row for row in rows(sample()) if row["status"] == "internal")
    assert (row["score"], row["max_score"]) == ("", "0.5")


@given(st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "＝1"]), st.text())  # noqa: RUF001
def test_no_cell_is_a_formula(bad, rest):
    one = verdict("x", Status.FAILED, message=bad + rest)
    made = report((task("1", bad, one),))
    made = made.model_copy(
        update={"submission": made.submission.model_copy(update={"name": bad, "student": bad})}
    )
    (row,) = rows(made)
    for name in ("student", "file", "title", "message"):
        assert row[name].startswith(f"'{bad}")


def test_hostile_text_stays_in_its_cell():
    made = hostile(*HOSTILE)
    text = csv_format.render(made)
    assert text.encode("utf-8")
    assert len(rows(made)) == len(made.tasks)
    assert "\x1b" not in text


def test_lines_end_as_rfc_4180_asks():
    text = csv_format.render(report((task("1.1", "a", verdict("x")),)))
    assert text == (
        ",".join(csv_format.HEAD) + "\r\n"
        "Zoë Müller,crop-yields-mueller.ipynb,crop-yields,1.2.0,1.1,a,code,passed,0.5,0.5,0,1,1,\r\n"
    )

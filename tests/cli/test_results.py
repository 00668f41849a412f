"""`grade rescore`, `grade diff` and `grade override` on a real results folder."""

import csv
import shutil
import signal
from pathlib import Path

import pytest

from grader.batch.store import Store
from grader.batch.values import Edition, Mode, New, Result
from grader.cli.main import main
from grader.course.assignment import Course
from grader.course.submission import parse_submission
from grader.kernel.launch import Template
from grader.kernel.recording import Recording
from grader.kernel.session import Session
from grader.pipeline import grade_submission
from grader.settings import Limits
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, as_bytes

CHECKS = """
@task("1")
def test_x(student):
    expect.between(student.value("x"), 1, 2, "x")

@task("2")
def test_y(student):
    expect.equal(student.value("y"), 1)
"""
ANSWERS = {"anna": 1, "ben": 3, "=cmd()": 2}


def make_course(root):
    cells = [answer("1", "x = ..."), answer("2", "y = ...")]
    add_assignment(root, "tiny", manifest("tiny", code_task("1", 2) + code_task("2", 1)), cells)
    add_check(root, "tiny", CHECKS)
    return root


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A folder as `grade batch` leaves it."""
    folder = tmp_path_factory.mktemp("results")
    assignment = Course.find(make_course(tmp_path_factory.mktemp("course"))).assignment("tiny")
    with Store.open(folder / "store.sqlite", create=True) as store, Template(["torch"]) as template:
        store.use(Edition.of(assignment))
        for student, x in ANSWERS.items():
            data = as_bytes([answer("1", f"x = {x}"), answer("2", "y = 1")])
            store.register([New(student, "tiny", "tiny.ipynb", f"{student}.ipynb", data)])
        for job in store.waiting():
            recording = Recording()
            with Session(launch=template) as session:
                submission = parse_submission(job.data, job.name, Limits(), job.student)
                report = grade_submission(session, submission, assignment, recording=recording)
            store.record(job.key, Result.of(report, recording.claims(report.report.cells)))
    return folder


@pytest.fixture
def results(graded, tmp_path):
    """Such a folder, to be changed."""
    return Path(shutil.copytree(graded, tmp_path / "results"))


@pytest.fixture
def grade(capsys, monkeypatch):
    """Run `grade` in this process; gives exit code, stdout and stderr."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def run(*arguments):
        with pytest.raises(SystemExit) as end:
            main([*map(str, arguments)])
        return (end.value.code, *capsys.readouterr())

    return run


def points(results):
    with Store.open(results / "store.sqlite") as store:
        return {line.student: line.score for line in store.lines()}


def edit(course, old, new, where="checks/test_it.py"):
    path = course / "assignments" / "tiny" / where
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def waiting(results, course):
    """What `grade batch` would grade with the course as it is."""
    with Store.open(results / "store.sqlite") as store:
        store.use(Edition.of(Course.find(course).assignment("tiny")))
        return sorted(job.student for job in store.waiting(Mode.RESUME))


pytestmark = pytest.mark.kernel


def test_rescoring_applies_a_changed_threshold_and_diff_shows_it(grade, course, results, tmp_path):
    edit(course, "1, 2,", "2, 4,")
    code, out, err = grade("rescore", results, "--course", course, "--jobs", 2)
    assert (code, err) == (0, "")
    assert "tiny anna: 3 -> 1\n  1 Title of 1: passed -> failed, 2 -> 0: X should lie between 2 and 4." in out
    assert "tiny ben: 1 -> 3\n" in out
    assert "3 submissions judged again, the points of 2 changed" in out
    assert points(results) == {"=cmd()": 3, "anna": 1, "ben": 3}
    assert waiting(results, course) == []
    table = tmp_path / "changes.csv"
    code, out, _ = grade("diff", results, "--csv", table)
    assert (code, "2 submissions have other points" in out) == (1, True)
    rows = list(csv.DictReader(table.read_text().splitlines()))
    found = [(r["student"], r["points_before"], r["points_after"]) for r in rows]
    assert found == [("anna", "2", "0"), ("ben", "0", "2")]
    assert grade("rescore", results, "--course", course)[1].startswith("0 submissions judged again")


def test_a_dry_run_says_the_same_and_writes_nothing(grade, course, results):
    edit(course, "points = 2", "points = 4", "assignment.toml")
    before = points(results)
    code, out, _ = grade("rescore", results, "--course", course, "--dry-run")
    assert (code, points(results)) == (0, before)
    assert "tiny anna: 3 -> 5" in out
    assert "Nothing was written." in out


def test_never_lower_keeps_what_a_student_has(grade, course, results):
    edit(course, "1, 2,", "2, 4,")
    grade("rescore", results, "--course", course, "--never-lower")
    assert points(results) == {"=cmd()": 3, "anna": 3, "ben": 3}
    with Store.open(results / "store.sqlite") as store:
        notices = store.entry(store.line("anna", "tiny")).graded.report.notices
    assert "keeps its earlier 2 points" in notices[-1].text


def test_a_new_question_is_left_to_a_rerun(grade, course, results):
    edit(course, 'value("x")', 'value("x + 1")')
    code, out, _ = grade("rescore", results, "--course", course)
    assert code == 1
    assert "needs a rerun in 3 of them: tiny 1: get x + 1" in out
    assert points(results) == {"=cmd()": 3, "anna": 3, "ben": 1}
    assert waiting(results, course) == ["=cmd()", "anna", "ben"]


def test_a_broken_check_changes_nothing(grade, course, results):
    edit(course, 'expect.equal(student.value("y"), 1)', "nonsense()")
    code, out, _ = grade("rescore", results, "--course", course)
    assert code == 3
    assert "a check of ours failed: 2/y (NameError: name 'nonsense' is not defined)" in out
    assert points(results) == {"=cmd()": 3, "anna": 3, "ben": 1}


def test_points_of_a_person_stand_after_rescoring_until_they_are_undone(grade, course, results):
    code, out, _ = grade("override", results, "ben", "1", "1.5", "--reason", "nearly", "--author", "prof")
    assert (code, out) == (0, "ben has 1.5 points for task 1 of tiny\n")
    edit(course, 'equal(student.value("y"), 1)', 'equal(student.value("y"), 2)')
    _, out, _ = grade("rescore", results, "--course", course)
    assert "tiny ben: 2.5 -> 1.5" in out
    code, out, _ = grade("override", results, "ben", "1", "--undo", "--author", "prof")
    assert (code, out) == (0, "took back 1.5 points that prof gave ben for task 1 of tiny\n")


def test_students_that_a_spreadsheet_would_compute_are_text(grade, course, results, tmp_path):
    edit(course, "1, 2,", "1, 1.5,")
    grade("rescore", results, "--course", course)
    grade("diff", results, "--csv", tmp_path / "d.csv")
    assert "\n'=cmd(),tiny" in (tmp_path / "d.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["override", "R", "bem", "1", "1", "--reason", "r"], "did you mean ben?"),
        (["override", "R", "ben", "9", "1", "--reason", "r"], "tiny has no task 9"),
        (["override", "R", "ben", "1", "7", "--reason", "r"], "0 to 2 points"),
        (["override", "R", "ben", "1", "1"], "--reason"),
        (["override", "R", "ben", "1"], "--undo"),
        (["override", "R", "ben", "1", "1", "--undo"], "--undo"),
        (["override", "R", "ben", "1", "--undo"], "nobody has given ben points"),
        (
            ["override", "R", "ben", "1", "1", "--reason", "r", "--assignment", "other"],
            "no submissions to 'other'",
        ),
        (["diff", "R", "/nowhere"], "there is no store /nowhere"),
        (["diff", "R", "--csv", "/nowhere/x.csv"], "--csv"),
        (["rescore", "/nowhere"], "no results folder"),
        (["rescore", "R", "--jobs", "-1"], "--help"),
    ],
)
def test_bad_use_is_one_line(grade, results, arguments, words):
    code, out, err = grade(*(results if a == "R" else a for a in arguments))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_rescoring_beside_another_coordinator_is_refused(grade, course, results):
    with Store.open(results / "store.sqlite", coordinate=True):
        code, _, err = grade("rescore", results, "--course", course)
    assert (code, "is working on" in err) == (2, True)

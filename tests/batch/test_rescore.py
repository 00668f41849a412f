"""Judged again without a kernel: the same when nothing has changed, and what a new grading would give."""

import shutil

import pytest

from grader.batch.rescore import Past, rescore
from grader.course.assignment import Course
from grader.course.content import content
from grader.course.reference import read_reference, substitute
from grader.course.submission import parse_submission
from grader.kernel.launch import Template
from grader.kernel.recording import Recording
from grader.kernel.session import Session
from grader.models import Status
from grader.pipeline import grade_submission
from grader.settings import Limits
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, as_bytes, given, markdown, text_answer
from tests.sources import ROOT

pytestmark = pytest.mark.kernel

TASKS = (
    code_task("1", 1)
    + code_task("2", 3, hidden_weight=1)
    + code_task("3", 1, builds_on=["2"])
    + code_task("4", 1, text_points=1.0, rubric=["says why"]).replace('"code"', '"text"')
    + code_task("5", 2)
)
VISIBLE = """
import torch

@task("1")
def test_x(student):
    expect.between(student.value("x"), 0.5, 1.5, "x")

@task("2", weight=2)
def test_f(student, rng):
    probe = torch.rand(3, generator=rng)
    f = student.function("f")
    expect.close(f.tensor(probe), 2 * probe)

@task("3", needs="2")
def test_z(student):
    expect.equal(student.value("z"), 4)

@task("5")
def test_prints(student):
    expect.that("five" in student.printed, "Print five.")

@task("5")
def test_made(student):
    handle = student.make("torch.tensor([1.0, v])")
    expect.equal(student.value("h[1].item()", h=handle), 5.0)
"""
HIDDEN = """
@task("2")
def test_secret(student):
    expect.equal(student.value("f(3)"), 6)
"""
RIGHT = {"1": "x = 1", "2": "def f(v): return 2 * v", "3": "z = f(2)", "5": "v = 5\nprint('five')"}
STARTER = {"1": "x = ...", "2": "def f(v):\n    ...", "3": "z = ...", "5": "v = ..."}


def cells(answers, text="Because."):
    """A notebook with these answers; the others are as handed out."""
    code_answers = {t: answer(t, s) for t, s in (STARTER | answers).items()}
    return [
        given("import torch"),
        markdown("Read this.", role="given"),
        *(code_answers[t] for t in "123"),
        text_answer("4", text),
        code_answers["5"],
    ]


def make_course(root):
    add_assignment(root, "tiny", manifest("tiny", TASKS), cells({}, "*Your answer here.*"))
    add_check(root, "tiny", VISIBLE)
    add_check(root, "tiny", HIDDEN, hidden=True)
    return Course.find(root)


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


@pytest.fixture(scope="module")
def template():
    with Template(["torch"]) as template:
        yield template


@pytest.fixture(scope="module")
def run(template):
    """Grade a notebook in a forked kernel, and keep everything."""

    def grade(data, assignment, launch=template, **limits):
        submission = parse_submission(data, f"{assignment.slug}.ipynb", Limits(), "anna")
        recording = Recording(**limits)
        with Session(launch=launch) as session:
            report = grade_submission(session, submission, assignment, recording=recording)
        now = content(assignment)
        return Past(report, recording.claims(report.report.cells), data, now, now)

    return grade


def again(past, course, slug="tiny"):
    """The submission judged with the course as it is now."""
    assignment = course.assignment(slug)
    return rescore(past, assignment, content(assignment))


def edit(course, old, new, *, where="assignments/tiny/checks/test_it.py"):
    """Change a file of the course."""
    path = course.root / where
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def bare(staff):
    """A staff report without durations."""
    verdicts = [d.verdict.model_copy(update={"seconds": 0}) for d in staff.details]
    details = [d.model_copy(update={"verdict": v}) for d, v in zip(staff.details, verdicts, strict=True)]
    return staff.report.without_timings(), details


def scores(staff):
    return {t.id: t.score for t in staff.report.tasks}


NOTEBOOKS = {
    "right": cells(RIGHT),
    "untouched": cells({}),
    "wrong": cells(RIGHT | {"1": "x = 7", "2": "def f(v): return v", "5": "v = 4"}),
    "raises": cells(RIGHT | {"1": "x = 1 / 0", "2": "def f(v): raise ValueError('no')"}),
    "dies": cells(RIGHT | {"3": "import os\nos._exit(3)"}),
    "dies when asked": cells(RIGHT | {"2": "import os\ndef f(v): os._exit(3)"}),
    "is random": cells(RIGHT | {"1": "import random\nx = random.random()"}),
}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nothing_changed_gives_the_same_report(run, course, name):
    past = run(as_bytes(NOTEBOOKS[name]), course.assignment("tiny"))
    edit(course, "import torch", "import torch  # the hash of the checks is another one")
    found = again(past, course)
    edit(course, "import torch  # the hash of the checks is another one", "import torch")
    assert found.rerun == {}
    assert bare(found.report) == bare(past.report)


def test_changed_points_need_no_claims(run, course):
    half = RIGHT | {"2": "def f(v): return 0 if type(v) is int else 2 * v"}
    past = run(as_bytes(cells(half)), course.assignment("tiny"))
    edit(course, "points = 3\n", "points = 9\n", where="assignments/tiny/assignment.toml")
    found = again(past._replace(claims=None), course)
    fresh = run(past.data, course.assignment("tiny"))
    assert found.rerun == {}
    assert bare(found.report)[0] == bare(fresh.report)[0]
    assert scores(found.report)["2"] == 6


@pytest.mark.parametrize(("low", "right"), [("0.5", True), ("1.2", False)])
def test_a_changed_threshold_is_what_a_new_grading_gives(run, course, low, right):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, "0.5, 1.5", f"{low}, 2.5")
    found = again(past, course)
    fresh = run(past.data, course.assignment("tiny"))
    assert found.rerun == {}
    assert bare(found.report)[0] == bare(fresh.report)[0]
    assert scores(found.report)["1"] == (1 if right else 0)


def test_a_new_question_needs_a_rerun_of_its_task_only(run, course):
    past = run(as_bytes(cells(RIGHT | {"5": "v = 4\nprint('five')"})), course.assignment("tiny"))
    edit(course, 'student.value("x")', 'student.value("x + 0")')
    edit(course, "5.0)", "4.0)")
    found = again(past, course)
    assert found.rerun == {"1": "get x + 0"}
    assert scores(found.report) == scores(past.report) | {"5": 2}
    assert found.report.report.tasks[0] == past.report.report.tasks[0]


def test_what_needs_a_task_that_needs_a_rerun_sees_its_old_result(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, 'value("f(3)")', 'value("f(4)")', where="reference/tiny/checks/test_it.py")
    edit(course, 'value("z"), 4', 'value("z"), 4.0')
    found = again(past, course)
    assert found.rerun == {"2": "get f(4)"}
    assert scores(found.report) == scores(past.report)


def test_asking_the_same_once_more_needs_a_rerun(run, course):
    """Whether the function says the same again is not known."""
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, "expect.close(f.tensor(probe), 2 * probe)", "expect.deterministic(f, probe)")
    assert list(again(past, course).rerun) == ["2"]


@pytest.mark.parametrize("claims", [None, b"", b"junk"])
def test_without_claims_every_task_with_questions_needs_a_rerun(run, course, claims):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, "0.5, 1.5", "0.4, 1.4")
    found = again(past._replace(claims=claims), course)
    assert set(found.rerun) == {"1", "2", "3", "5"}
    assert scores(found.report) == scores(past.report)


def test_a_task_whose_claims_were_too_large_needs_a_rerun(run, course):
    large = RIGHT | {"2": "def f(v): return torch.rand(500_000)"}
    past = run(as_bytes(cells(large)), course.assignment("tiny"), most_bytes=100_000)
    edit(course, "0.5, 1.5", "0.4, 1.4")
    assert list(again(past, course).rerun) == ["2"]


def test_changed_words_between_the_cells_need_nothing(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, "Read this.", "Read this well.", where="assignments/tiny/tiny.ipynb")
    found = again(past, course)
    assert found.rerun == {}
    assert bare(found.report)[0] == bare(past.report)[0]


def test_a_changed_given_cell_needs_a_rerun_of_what_comes_after(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, "import torch", "import torch, math", where="assignments/tiny/tiny.ipynb")
    found = again(past, course)
    assert set(found.rerun) == {"1", "2", "3", "4", "5"}
    assert "cell 1" in found.rerun["1"]
    assert scores(found.report) == scores(past.report)


@pytest.mark.parametrize("change", ["seed", "limits", "file"])
def test_another_setting_needs_a_rerun_of_everything(run, course, change):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    toml = "assignments/tiny/assignment.toml"
    if change == "seed":
        edit(course, "seed = 7", "seed = 8", where=toml)
    elif change == "limits":
        (course.root / toml).write_text(
            (course.root / toml).read_text().replace("seed = 7\n", "seed = 7\nlimits = {cell_seconds = 5}\n")
        )
    else:
        (course.root / "assignments/tiny/data.csv").write_text("1,2")
    found = again(past, course)
    assert set(found.rerun) == {"1", "2", "3", "4", "5"}
    assert scores(found.report) == scores(past.report)


def test_a_new_task_waits_for_a_rerun_and_is_not_counted_as_lost(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    toml = course.root / "assignments/tiny/assignment.toml"
    toml.write_text(toml.read_text() + code_task("6", 1))
    add_check(
        course.root, "tiny", '@task("6")\ndef test_q(student):\n    student.value("x")', name="test_six.py"
    )
    found = again(past, course)
    assert list(found.rerun) == ["6"]
    assert found.report.report.tasks[-1].status is Status.PENDING
    assert found.report.report.tasks[-1].pending_points == 1


def then(past, found, course):
    """The submission as it stands after it was judged again."""
    judged = content(course.assignment("tiny"))
    return past._replace(report=found.report, judged=judged, rerun=tuple(found.rerun))


def test_a_task_needs_its_rerun_until_it_was_run_whatever_else_changes(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, 'student.value("x")', 'student.value("x + 0")')
    past = then(past, again(past, course), course)
    edit(course, "points = 3\n", "points = 9\n", where="assignments/tiny/assignment.toml")
    found = again(past, course)
    assert found.rerun == {"1": "get x + 0"}
    edit(course, 'student.value("x + 0")', 'student.value("x")')
    assert again(then(past, found, course), course).rerun == {}


def test_another_setting_is_not_forgotten_by_rescoring_again(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    file = course.root / "assignments/tiny/data.csv"
    file.write_text("1,2")
    past = then(past, again(past, course), course)
    edit(course, "0.5, 1.5", "0.4, 1.4")
    found = again(past, course)
    assert set(found.rerun) == {"1", "2", "3", "4", "5"}
    file.unlink()
    assert again(then(past, found, course), course).rerun == {}


def test_a_removed_task_is_gone(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, code_task("5", 2), "", where="assignments/tiny/assignment.toml")
    found = again(past, course)
    assert found.rerun == {}
    assert set(scores(found.report)) == {"1", "2", "3", "4"}


def test_a_check_that_fails_by_our_fault_is_internal(run, course):
    past = run(as_bytes(cells(RIGHT)), course.assignment("tiny"))
    edit(course, 'expect.that("five" in student.printed, "Print five.")', "nonsense()")
    assert again(past, course).report.report.status is Status.INTERNAL


def test_a_notebook_that_asks_some_tasks_is_judged_on_these(run, course):
    asked = cells(RIGHT | {"1": "x = 7"})
    asked[4] = given(RIGHT["3"], task="3")
    asked[6] = given("v = 5", task="5")
    part = {"grader": {"assignment": "tiny", "asked": "part"}}
    starter = course.root / "assignments/tiny/tiny.part.ipynb"
    open_cells = [*cells({})[:4], asked[4], cells({}, "*Your answer here.*")[5], asked[6]]
    starter.write_bytes(as_bytes(open_cells, metadata=part))
    past = run(as_bytes(asked, metadata=part), course.assignment("tiny"))
    assert set(scores(past.report)) == {"1", "2", "4"}
    edit(course, "0.5, 1.5", "0.5, 7.5")
    edit(course, 'expect.equal(student.value("z"), 4)', 'expect.equal(student.value("other"), 4)')
    found = again(past, course)
    assert found.rerun == {}
    assert scores(found.report) == scores(past.report) | {"1": 1}


@pytest.mark.slow
def test_the_real_assignment_gives_the_same_report_for_right_and_wrong_answers(run, tmp_path):
    """Figures, trained nets, pictures and hidden checks, all from what was recorded."""
    for part in ("assignments", "reference"):
        shutil.copytree(ROOT / part / "crop-yields", tmp_path / part / "crop-yields")
    course = Course.find(tmp_path)
    assignment = course.assignment("crop-yields")
    reference = read_reference(assignment)
    mutants = {m.task: m for m in reference.mutants if not m.slow}
    some = list(mutants.values())[::3]
    wrong = substitute(reference.solution, {t: s for m in some for t, s in m.replaces.items()})
    with Template(assignment.preload) as launch:
        pasts = [run(data, assignment, launch) for data in (reference.solution, wrong)]
    extra = tmp_path / "assignments/crop-yields/checks/notes.txt"
    extra.write_text("the hash of the checks is another one")
    for past in pasts:
        found = again(past, course, "crop-yields")
        assert found.rerun == {}
        assert bare(found.report) == bare(past.report)
    assert scores(pasts[0].report) != scores(pasts[1].report)

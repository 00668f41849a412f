"""One submission from file to report, with a real kernel."""

import pytest

from grader.course.assignment import Course
from grader.course.submission import parse_submission
from grader.errors import AssignmentError, NotebookError, SandboxError, SettingError
from grader.kernel.launch import Template
from grader.kernel.session import Session
from grader.models import CellRole, Status
from grader.pipeline import Events, grade, grade_submission
from grader.sandbox.choice import available
from grader.sandbox.levels import LEVELS
from grader.settings import Layer, Limits, Settings, Source
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, as_bytes, code, given, text_answer, write

pytestmark = pytest.mark.kernel

TASKS = (
    code_task("1", 1)
    + code_task("2", 3, hidden_weight=1)
    + code_task("3", 1, builds_on=["2"])
    + code_task("4", 1, text_points=1.0, rubric=["says why"]).replace('"code"', '"text"')
)
VISIBLE = """
import torch

@task("1")
def test_x(student):
    expect.equal(student.value("x"), 1)

@task("2", weight=2)
def test_f(student, rng):
    probe = torch.rand(3, generator=rng)
    expect.close(student.function("f").tensor(probe), 2 * probe)

@task("3")
def test_z(student):
    expect.equal(student.value("z"), 4)
"""
HIDDEN = """
@task("2")
def test_secret(student):
    expect.equal(student.value("f(3)"), 6)
"""
RIGHT = ["x = 1", "import random\nprint(random.random())\ndef f(v): return 2 * v", "z = f(2)"]


def cells(*answers, text="Because."):
    """A notebook with these answers to the code tasks."""
    return [
        given("import torch"),
        *(answer(str(n), a) for n, a in enumerate(answers, 1)),
        text_answer("4", text),
    ]


ELSEWHERE = next(name for name in LEVELS if name not in available())
"""A level that this machine cannot offer: some need root, and others that it is not."""
STARTER = cells("x = ...", "def f(v):\n    ...", "z = ...", text="*Your answer here.*")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    add_assignment(root, "tiny", manifest("tiny", TASKS), STARTER)
    add_check(root, "tiny", VISIBLE)
    add_check(root, "tiny", HIDDEN, hidden=True)
    return root


@pytest.fixture(scope="module")
def template():
    with Template(["torch"]) as template:
        yield template


@pytest.fixture(scope="module")
def graded(course, template):
    """Grade a notebook of these cells in a forked kernel."""

    def run(notebook, **keywords):
        submission = parse_submission(as_bytes(notebook), "tiny.ipynb", Limits())
        with Session(launch=template) as session:
            return grade_submission(session, submission, Course.find(course).assignment("tiny"), **keywords)

    return run


def scores(staff):
    return {t.id: t.score for t in staff.report.tasks}


def test_right_notebook_gets_all_points_that_no_person_gives(course, tmp_path):
    """From the file, with a kernel that starts cold, as the command line does it."""
    heard = {"cells": [], "checks": []}
    events = Events(
        on_cell=lambda outcome: heard["cells"].append(outcome.index),
        on_check=lambda task, title: heard["checks"].append((task, title)),
    )
    file = write(tmp_path / "tiny-anna.ipynb", cells(*RIGHT))
    report = grade(file, course=course, events=events).report
    assert (report.score, report.max_score, report.pending_points, report.status) == (5, 6, 1, Status.PASSED)
    assert report.submission.name == "tiny-anna.ipynb"
    assert heard["cells"] == [0, 1, 2, 3, 4]
    assert heard["checks"] == [("1", "x"), ("2", "f"), ("2", "A hidden check"), ("3", "z")]
    assert report.environment.seed == 7
    assert report.environment.isolation == available()[-1]


def test_points_are_shared_by_weight(graded):
    staff = graded(cells("x = 1", RIGHT[1], "z = 4"))
    worth = [v.max_points for v in staff.report.tasks[1].verdicts]
    assert worth == [2, 1]


def test_starter_gets_nothing_and_nothing_is_called_wrong(graded):
    report = graded(STARTER).report
    assert report.score == 0
    assert {t.status for t in report.tasks} == {Status.NOT_ATTEMPTED}


@pytest.mark.parametrize(
    ("bad", "status"),
    [
        ("1 / 0", Status.ERROR),
        ("while True: pass", Status.TIMEOUT),
        ("import os; os._exit(1)", Status.KERNEL_DIED),
        ("bytearray(10**12)", Status.OUT_OF_MEMORY),
        ("def f(v): return v", Status.FAILED),
        ("def f(", Status.ERROR),
        ("def f(v):\n    while True: pass", Status.TIMEOUT),
        ("def f(v):\n    import os; os.kill(os.getpid(), 9)", Status.KERNEL_DIED),
        ("import sys\nsys.modules.clear()", Status.TIMEOUT),
    ],
)
def test_bad_cell_costs_its_own_task_alone(graded, bad, status):
    """P6."""
    limits = [Layer(Source.COMMAND_LINE, {"cell_seconds": 2.0, "check_seconds": 1.0}, "test")]
    staff = graded(cells("x = 1", bad, "z = 4"), overrides=limits)
    assert scores(staff) == {"1": 1, "2": 0, "3": 1, "4": 0}
    assert staff.report.tasks[1].status is status


def test_same_notebook_gives_the_same_report(graded):
    """P4."""
    notebook = cells(RIGHT[0], RIGHT[1].replace("2 * v", "v"), "1 / 0")
    one, two = (graded(notebook).report.without_timings() for _ in range(2))
    assert one == two


def test_other_seed_is_used_and_reported(graded):
    one, two = (graded(cells(*RIGHT), settings=Settings(seed=seed)).report for seed in (1, 2))
    assert (one.environment.seed, two.environment.seed) == (1, 2)
    assert one.cells[2].outputs != two.cells[2].outputs


def test_one_task_alone_is_judged_and_no_cell_behind_it_runs(graded):
    report = graded(cells(*RIGHT), tasks=["1"]).report
    assert [t.id for t in report.tasks] == ["1"]
    assert (report.score, report.max_score) == (report.tasks[0].score, report.tasks[0].max_score)
    assert [c.task for c in report.cells if c.task] == ["1"]


def test_result_of_a_task_does_not_depend_on_the_others(graded):
    notebook = cells("x = 2", "def f(v): return v", "z = 4")
    whole = graded(notebook).report.without_timings()
    for task in whole.tasks:
        assert graded(notebook, tasks=[task.id]).report.without_timings().tasks == (task,)


def test_deleted_answer_is_not_attempted_and_said(graded):
    notebook = cells(*RIGHT)
    del notebook[2]
    report = graded(notebook).report
    assert report.tasks[1].status is Status.NOT_ATTEMPTED
    assert any("2" in n.text for n in report.notices)
    assert report.tasks[0].score == 1


def test_changed_given_cell_is_restored_and_said(graded):
    notebook = [given("1 / 0", None), *cells(*RIGHT)[1:]]
    report = graded(notebook).report
    assert report.score == 5
    assert report.notices


def test_extra_cells_are_run_and_shown(graded):
    notebook = [*cells(*RIGHT), code("print('extra')")]
    report = graded(notebook).report
    assert report.cells[-1].role is CellRole.EXTRA
    assert report.cells[-1].outputs[0].text == "extra\n"


@pytest.mark.parametrize("bad", ["while True: pass", "import os; os._exit(1)"])
def test_extra_cell_that_ends_badly_does_not_cost_the_answer_before_it(graded, bad):
    """P6."""
    limits = [Layer(Source.COMMAND_LINE, {"cell_seconds": 2.0}, "test")]
    notebook = cells(*RIGHT)
    staff = graded([*notebook[:4], code(bad), *notebook[4:]], overrides=limits)
    assert scores(staff) == {"1": 1, "2": 3, "3": 1, "4": 0}
    assert staff.report.cells[4].status is not Status.PASSED


def test_answer_in_an_extra_cell_that_ends_badly_says_how(graded):
    notebook = cells("x = 1", "g = 1", "z = 4")
    notebook.insert(3, code("import os\ndef f(v): return 2 * v\nos._exit(1)"))
    task = graded(notebook).report.tasks[1]
    assert (task.status, task.score) == (Status.KERNEL_DIED, 0)
    assert "exit code 1" in task.verdicts[0].message


def test_tags_of_the_student_have_no_power(graded):
    notebook = cells("x = 1", "1 / 0", "z = 4")
    notebook[2]["metadata"]["tags"] = ["raises-exception", "skip-execution"]
    assert graded(notebook).report.tasks[1].status is Status.ERROR


def test_code_that_changes_torch_does_not_reach_the_checks(graded):
    cheat = (
        "import torch\ntorch.allclose = torch.equal = lambda *a, **k: True\n"
        "torch.Tensor.__eq__ = lambda *a: True\ndef f(v): return v"
    )
    assert scores(graded(cells("x = 1", cheat, "z = 4")))["2"] == 0


def test_without_reference_the_hidden_part_waits(course, tmp_path, template):
    add_assignment(tmp_path, "tiny", manifest("tiny", TASKS), STARTER)
    add_check(tmp_path, "tiny", VISIBLE)
    submission = parse_submission(as_bytes(cells(*RIGHT)), "tiny.ipynb", Limits())
    with Session(launch=template) as session:
        report = grade_submission(session, submission, Course.find(tmp_path).assignment("tiny")).report
    assert (report.score, report.pending_points, report.status) == (4, 2, Status.PASSED)


def test_task_without_any_check_is_internal(course, tmp_path, template):
    add_assignment(tmp_path, "tiny", manifest("tiny", code_task("1")), [answer("1", "x = ...")])
    submission = parse_submission(as_bytes([answer("1", "x = 1")]), "tiny.ipynb", Limits())
    with Session(launch=template) as session:
        report = grade_submission(session, submission, Course.find(tmp_path).assignment("tiny")).report
    assert report.status is Status.INTERNAL
    assert report.score == 0


@pytest.mark.parametrize(
    ("keywords", "error"),
    [
        ({"tasks": ["9"]}, AssignmentError),
        ({"settings": Settings(isolation="walls")}, SettingError),
        ({"settings": Settings(isolation=ELSEWHERE)}, SandboxError),
        ({"overrides": [Layer(Source.COMMAND_LINE, {"cell_seconds": -1}, "--timeout")]}, SettingError),
    ],
)
def test_bad_choices_are_refused(graded, keywords, error):
    with pytest.raises(error):
        graded(cells(*RIGHT), **keywords)


def test_bad_file_is_refused_before_a_kernel_starts(tmp_path, monkeypatch):
    monkeypatch.setattr("grader.kernel.launch.cold", None)
    with pytest.raises(NotebookError):
        grade(tmp_path / "nothing.ipynb")

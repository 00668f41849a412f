"""The real assignment: right, untouched, and with the troubles that students have."""

import json
from pathlib import Path

import pytest

from grader.cli.main import main
from grader.course.assignment import Course
from grader.course.reference import substitute
from grader.course.release import difference
from grader.course.submission import parse_submission
from grader.kernel.launch import Template
from grader.kernel.session import Session
from grader.models import Status
from grader.pipeline import grade_submission
from grader.settings import Layer, Limits, Source

pytestmark = pytest.mark.kernel
ROOT = Path(__file__).parents[1]
QUICK = [Layer(Source.COMMAND_LINE, {"cell_seconds": 3.0, "check_seconds": 3.0}, "test")]


@pytest.fixture(scope="module")
def assignment():
    return Course.find(ROOT).assignment("crop-yields")


@pytest.fixture(scope="module")
def solution(assignment):
    return (assignment.reference / "solution.ipynb").read_bytes()


@pytest.fixture(scope="module")
def graded(assignment):
    with Template(assignment.preload) as template:

        def run(data):
            submission = parse_submission(data, "crop-yields.ipynb", Limits())
            with Session(launch=template) as session:
                return grade_submission(session, submission, assignment, overrides=QUICK).report

        yield run


@pytest.fixture(scope="module")
def full(assignment):
    """Points that each task gives without a person."""
    return {t.id: t.points - t.text_points for t in assignment.tasks}


def lost(report, full):
    """The tasks that have not got all of their automatic points."""
    return {t.id for t in report.tasks if t.score < full[t.id] - 1e-6}


def changed(solution, change):
    """The solution with its list of cells changed in place."""
    notebook = json.loads(solution)
    change(notebook["cells"])
    return json.dumps(notebook).encode()


def place(cells, task):
    return next(
        n
        for n, c in enumerate(cells)
        if c["metadata"].get("grader", {}).get("task") == task and c["metadata"]["grader"]["role"] == "answer"
    )


# --- as it should be ------------------------------------------------------------------------------


def test_solution_gets_every_automatic_point(solution, tmp_path, monkeypatch, full, capsys):
    """Through the command line, with a kernel that starts cold."""
    monkeypatch.setattr("signal.signal", lambda *_: None)
    file, report = tmp_path / "crop-yields.ipynb", tmp_path / "report.json"
    file.write_bytes(solution)
    with pytest.raises(SystemExit) as end:
        main([str(file), "--course", str(ROOT), "--json", str(report), "-q"])
    assert end.value.code == 0
    assert capsys.readouterr().err == ""
    found = json.loads(report.read_text())
    assert found["score"] == sum(full.values())
    assert found["notices"] == []


def test_starter_gets_nothing_and_no_task_is_called_wrong(assignment, graded):
    report = graded(assignment.starter_path.read_bytes())
    assert report.score == 0
    assert {t.status for t in report.tasks} == {Status.NOT_ATTEMPTED}


def test_starter_is_what_release_makes_of_the_solution(assignment, solution):
    assert not difference(solution, assignment.starter_path.read_bytes())


# --- trouble in one answer ------------------------------------------------------------------------

TROUBLE = {
    "endless training": (
        "6.4",
        "while True:\n    preds = model(inputs)\n    loss = mse(preds, targets)",
        Status.TIMEOUT,
    ),
    "killed": ("6.4", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", Status.KERNEL_DIED),
    "nan": (
        "7.9",
        "fit(100, model_lin, loss_fn, torch.optim.SGD(model_lin.parameters(), lr=1.0))",
        Status.FAILED,
    ),
    "float64": ("7.4", "model_lin = nn.Linear(3, 2).double()", None),
    "lies": (
        "7.1",
        (
            "class Lie:\n"
            "    shape = (15, 3)\n    dtype = torch.float32\n"
            "    def __eq__(self, other): return True\n    __hash__ = None\n"
            "inputs = targets = Lie()"
        ),
        Status.FAILED,
    ),
    "tensor that lies": (
        "7.1",
        (
            "class Lie(torch.Tensor):\n"
            "    shape = property(lambda self: (15, 3))\n"
            "    def __eq__(self, other): return torch.ones(15, 3, dtype=torch.bool)\n"
            "inputs = targets = torch.zeros(1).as_subclass(Lie)"
        ),
        Status.FAILED,
    ),
}
"""Task, answer, and how the task ends."""


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_in_one_answer_costs_nothing_independent_of_it(graded, solution, assignment, full, trouble):
    task, source, status = TROUBLE[trouble]
    report = graded(substitute(solution, {task: source}))
    ended = next(t for t in report.tasks if t.id == task)
    assert task in lost(report, full)
    assert status in (None, ended.status)
    assert lost(report, full) <= {task} | assignment.dependents([task])
    assert report.status is Status.FAILED


HARMLESS = {
    "exit": ("6.4", "exit()\n"),
    "one gigabyte of output": ("6.3", "print('x' * 10**9)\n"),
    "renamed inside": ("6.5", "forecast = model(inputs)\n"),
}


@pytest.mark.parametrize("trouble", HARMLESS)
def test_right_answer_with_something_odd_before_it_keeps_its_points(graded, solution, full, trouble):
    task, before = HARMLESS[trouble]
    cells = json.loads(solution)["cells"]
    source = "".join(cells[place(cells, task)]["source"])
    head, _, rest = source.partition("\n")
    report = graded(substitute(solution, {task: f"{head}\n{before}{rest}"}))
    assert lost(report, full) == set()


def test_renamed_variable_costs_its_task_and_says_the_name(graded, solution, assignment, full):
    report = graded(substitute(solution, {"6.3": "my_loss = mse(model(inputs), targets)"}))
    assert lost(report, full) == {"6.3"}
    verdicts = next(t.verdicts for t in report.tasks if t.id == "6.3")
    assert any("loss_after1" in v.message for v in verdicts)


def test_changed_torch_lets_no_wrong_answer_pass(graded, solution, assignment, full):
    """Two wrong tasks with comparisons that are always true."""
    wrong = {
        "1.1": (
            "torch.allclose = torch.equal = torch.isclose = lambda *a, **k: True\n"
            "np.allclose = lambda *a, **k: True\n"
            "x = torch.tensor(3.0)\n"
            "w, b = torch.tensor(7.0, requires_grad=True), torch.tensor(5.0, requires_grad=True)"
        ),
        "4.1": "def mse(t1, t2): return ((t1 - t2) ** 2).sum()",
    }
    report = graded(substitute(solution, wrong))
    missing = lost(report, full)
    assert {"1.1", "4.1"} <= missing
    assert missing <= {"1.1", "4.1"} | assignment.dependents(["1.1", "4.1"])


# --- cells that moved -----------------------------------------------------------------------------


def test_deleted_answer_costs_its_task(graded, solution, assignment, full):
    report = graded(changed(solution, lambda cells: cells.pop(place(cells, "7.2"))))
    assert "7.2" in lost(report, full)
    assert lost(report, full) <= {"7.2"} | assignment.dependents(["7.2"])
    assert any("7.2" in n.text for n in report.notices)


def test_duplicated_answer_costs_nothing(graded, solution, full):
    def twice(cells):
        at = place(cells, "4.1")
        cells.insert(at + 1, json.loads(json.dumps(cells[at])))

    report = graded(changed(solution, twice))
    assert lost(report, full) == set()
    assert report.notices


def test_reordered_answers_cost_nothing(graded, solution, full):
    def swap(cells):
        one, two = place(cells, "3.2"), place(cells, "4.1")
        cells[one], cells[two] = cells[two], cells[one]

    report = graded(changed(solution, swap))
    assert lost(report, full) == set()
    assert report.notices


def test_answer_that_is_split_into_two_cells_costs_nothing(graded, solution, full):
    def split(cells):
        at = place(cells, "6.2")
        lines = (
            "".join(cells[at]["source"]).replace("### BEGIN SOLUTION\n", "").replace("### END SOLUTION", "")
        )
        head, rest = lines.split("with torch.no_grad():", 1)
        cells[at]["source"] = head
        cells.insert(
            at + 1,
            {
                "cell_type": "code",
                "id": "mine",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": "with torch.no_grad():" + rest,
            },
        )

    assert lost(graded(changed(solution, split)), full) == set()

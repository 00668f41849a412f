"""Every assignment of the course: what is handed out, what its solution earns, and that it does."""

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from grader.batch.worker import WarmGrader
from grader.cli import release
from grader.course.assignment import Course
from grader.course.reference import read_reference
from grader.course.release import answer_cells, difference, load_solution, source_of
from grader.errors import AssignmentError
from grader.models import StaffReport, Status
from grader.pipeline import grade
from grader.verify import verify
from tests.batch.small import request_for
from tests.figures import FIGURES

COURSE = Course(Path(__file__).parents[1])
SLUGS = [a.slug for a in COURSE.assignments()]


@pytest.fixture(scope="module", params=SLUGS)
def assignment(request):
    return COURSE.assignment(request.param)


@pytest.fixture(scope="module")
def graded(with_sets):
    """Grade the bytes of a notebook as a batch does: in forks of one warm process, behind a shared prefix."""
    request = request_for(with_sets, student=None)
    warm = WarmGrader(request)

    def run(data):
        outcome = warm.grade(request, data)
        assert not outcome.reason
        return StaffReport.model_validate_json(outcome.report).unmasked()

    yield run
    warm.close()


@pytest.fixture(scope="module")
def solution(assignment, graded):
    return graded(read_reference(assignment).solution)


def test_the_course_has_its_five_assignments():
    assert sorted(SLUGS) == ["crop-yields", "fc-nets", "feature-nets", "pytorch-intro", "toy-nets"]


def test_every_task_of_the_lectures_is_there():
    counts = {a.slug: len(a.tasks) for a in COURSE.assignments()}
    assert counts == {
        "crop-yields": 37,
        "fc-nets": 48,
        "feature-nets": 43,
        "pytorch-intro": 87,
        "toy-nets": 65,
    }


def test_the_starter_is_what_release_makes(assignment):
    starter = assignment.starter_path.read_bytes()
    assert difference(read_reference(assignment).solution, starter) == ""


def test_every_judged_task_has_two_wrong_answers(assignment):
    reference = read_reference(assignment)
    tried = [task for mutant in reference.mutants for task in mutant.fails]
    few = [t.id for t in assignment.tasks if t.points > t.text_points and tried.count(t.id) < 2]
    assert not few


@pytest.mark.kernel
def test_the_solution_earns_every_automatic_point(solution):
    wrong = [(t.id, t.status, [v.message for v in t.verdicts]) for t in solution.tasks if not fine(t.status)]
    assert not wrong
    assert solution.score + solution.pending_points == pytest.approx(solution.max_score)
    assert solution.status is Status.PASSED


@pytest.mark.kernel
def test_the_solution_raises_nothing_and_needs_no_repair(solution):
    assert [(c.task, c.error) for c in solution.cells if c.status is not Status.PASSED] == []
    assert not solution.notices


@pytest.mark.kernel
def test_the_figures_of_the_lecture_come_out_of_the_solution(assignment, solution):
    printed = {c.task: " ".join(o.text for o in c.outputs) for c in solution.cells if c.role == "answer"}
    missed = {t: (f, printed[t]) for t, f in FIGURES[assignment.slug].items() if not shows(printed[t], f)}
    assert not missed


@pytest.mark.parametrize(
    ("text", "figures", "shown"),
    [
        ("tensor([[-0.8761]]) tensor([-0.5502])", "-0.8761 -0.5502", True),
        ("tensor([[-0.5502]]) tensor([-0.8761])", "-0.8761 -0.5502", False),
        ("Epoch 1: loss 24.3496", "24.350", True),
        ("Epoch 1: loss 24.3494", "24.350", False),
        ("17.", "17", True),
        ("17.5", "17", False),
        ("7.4428e-07", "7.44e-7", True),
        ("7.4628e-07", "7.44e-7", False),
        ("[True, False]", "True False", True),
        ("[True, True]", "True False", False),
    ],
)
def test_figures_are_compared_in_all_digits_that_are_given(text, figures, shown):
    assert shows(text, figures) is shown


@pytest.mark.kernel
def test_the_starter_earns_nothing_and_nothing_in_it_is_wrong(assignment, graded):
    starter = graded(assignment.starter_path.read_bytes())
    assert starter.score == 0
    assert {t.status for t in starter.tasks} == {Status.NOT_ATTEMPTED}


@pytest.mark.kernel
def test_a_cold_start_gives_the_same_report_as_a_warm_one(assignment, solution, tmp_path):
    file = tmp_path / f"{assignment.slug}.ipynb"
    file.write_bytes(read_reference(assignment).solution)
    cold = grade(file, course=COURSE.root, cold=True).unmasked()
    assert cold.without_timings() == solution.without_timings()


@pytest.mark.kernel
@pytest.mark.slow
def test_right_answers_pass_and_every_wrong_one_is_caught(assignment):
    summary = verify(assignment, seeds=1, quick=True)
    assert not summary.problems
    assert not summary.unfailed
    assert not [t for t in summary.thresholds if t.refused]


# --- what students read ---------------------------------------------------------------------------


def test_the_text_of_every_task_names_its_title_and_its_points(assignment):
    notebook = load_solution(read_reference(assignment).solution, "solution")
    texts = "\n".join(source_of(c) for c in notebook["cells"] if c["cell_type"] == "markdown")
    heading = r"\*\*(\d+\.\d+) (.+?)\*\*(?: \*\(([\d.]+) )?"
    said = [(task, plain(title), float(points or 0)) for task, title, points in re.findall(heading, texts)]
    assert said == [(t.id, plain(t.title), t.points) for t in assignment.tasks]


def test_every_code_answer_begins_with_its_number_and_its_title(assignment):
    cells = answer_cells(load_solution(read_reference(assignment).solution, "solution"))
    said = {task: source_of(c).partition("\n")[0] for task, c in cells if c["cell_type"] == "code"}
    titles = {t: plain(assignment.task(t).title) for t in said}
    assert {t: plain(s.removeprefix(f"# Task {t}: ")) for t, s in said.items()} == titles


def plain(title):
    """A title without the word in front and the mark at the end."""
    return re.sub(r"^(exercise|question): |[.?]$", "", title.lower())


# --- sets of tasks --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def with_sets(assignment, tmp_path_factory):
    """A copy of the assignment with a starter for each of its sets."""
    root, slug = tmp_path_factory.mktemp("course"), assignment.slug
    for part in ("assignments", "reference"):
        shutil.copytree(COURSE.root / part / slug, root / part / slug)
    for name in assignment.sets:
        assert release.run([slug, "--ask", name, "--course", str(root)]) == 0
    return Course(root).assignment(slug)


def test_every_assignment_has_a_set_of_exercises_and_one_of_questions(assignment):
    assert set(assignment.sets) == {"exercises", "questions"}
    assert all(assignment.sets.values())


def test_a_set_that_is_unknown_is_refused_with_those_that_are_there(assignment):
    with pytest.raises(
        AssignmentError, match="no task and no set 'exercise'; its sets: exercises, questions"
    ):
        release.run([assignment.slug, "--ask", "exercise", "--course", str(COURSE.root)])


def test_a_sets_starter_leaves_its_tasks_open_and_shows_no_marker(assignment, with_sets):
    for name, asked in assignment.sets.items():
        data = with_sets.starter_path_of(name).read_bytes()
        assert tuple(task for task, _ in answer_cells(load_solution(data, name))) == asked
        assert b"SOLUTION" not in data


@pytest.mark.kernel
def test_a_sets_starter_earns_nothing_and_is_asked_for_nothing_else(with_sets, graded):
    starter = graded(with_sets.starter_path_of("exercises").read_bytes())
    assert starter.assignment.asked == "exercises"
    assert {t.id: t.status for t in starter.tasks} == dict.fromkeys(
        with_sets.sets["exercises"], Status.NOT_ATTEMPTED
    )
    assert starter.score == 0
    assert [c.error for c in starter.cells if c.role == "given" and c.error] == []


@pytest.mark.kernel
def test_a_sets_solution_earns_every_automatic_point(with_sets, graded):
    notebook = load_solution(with_sets.starter_path_of("exercises").read_bytes(), "starter")
    answers = dict(answer_cells(load_solution(read_reference(with_sets).solution, "solution")))
    for task, cell in answer_cells(notebook):
        cell["source"] = answers[task]["source"]
    solved = graded(json.dumps(notebook).encode())
    assert [t.id for t in solved.tasks if not fine(t.status)] == []
    asked = [with_sets.task(t).points for t in with_sets.sets["exercises"]]
    assert solved.max_score == sum(asked) == solved.score + solved.pending_points
    assert not solved.notices


def fine(status):
    return status in (Status.PASSED, Status.PENDING)


def shows(text, figures):
    """Whether these figures stand in the text in this order, to half a unit of their last decimal."""
    found = iter(re.findall(r"True|False|-?\d+(?:\.\d*)?(?:e[-+]?\d+)?", text))
    return all(any(same(other, figure) for other in found) for figure in figures.split())


def same(found, figure):
    if not {found, figure}.isdisjoint({"True", "False"}):
        return found == figure
    last = Decimal(figure).as_tuple().exponent
    slack = Decimal(5).scaleb(last - 1) if last else 0
    return abs(Decimal(found) - Decimal(figure)) <= slack

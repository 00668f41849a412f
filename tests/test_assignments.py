"""Every assignment of the course: what is handed out, what its solution earns, and that it does."""

from pathlib import Path

import pytest

from grader.batch.worker import WarmGrader
from grader.course.assignment import Course
from grader.course.reference import read_reference
from grader.course.release import difference
from grader.models import StaffReport, Status
from grader.pipeline import grade
from grader.verify import verify
from tests.students import request_for

COURSE = Course(Path(__file__).parents[1])
SLUGS = [a.slug for a in COURSE.assignments()]


@pytest.fixture(scope="module", params=SLUGS)
def assignment(request):
    return COURSE.assignment(request.param)


@pytest.fixture(scope="module")
def graded(assignment):
    """Grade the bytes of a notebook as a batch does: in forks of one warm process, behind a shared prefix."""
    request = request_for(assignment)
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
    summary = verify(assignment, seeds=1, slow=False)
    assert not summary.problems
    assert not summary.unfailed
    assert not [t for t in summary.thresholds if t.refused]


def fine(status):
    return status in (Status.PASSED, Status.PENDING)

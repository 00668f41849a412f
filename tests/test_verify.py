"""`grade verify` on a tiny course: what it calls a problem, and what it measures."""

import pytest

from grader.course.assignment import Course
from grader.verify import calibration_path, verify
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, write

pytestmark = [pytest.mark.kernel, pytest.mark.slow]

CHECKS = """
@task("1")
def test_x(student):
    expect.equal(student.value("x"), 1)

@task("1")
def test_never_fails(student):
    pass

@task("2")
def test_y(student):
    expect.between(student.value("y"), 1, 3, "y")
"""
SOLUTION = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


@pytest.fixture
def summary(tmp_path):
    """Verify a course with these variants and mutants of task 1."""

    def run(mutants="", variants="", checks=CHECKS, slug="tiny"):
        from grader.course.release import release

        folder = add_assignment(tmp_path, slug, manifest(slug, code_task("1") + code_task("2")))
        reference = tmp_path / "reference" / slug
        solved = [answer("1", SOLUTION.format("x = 1")), answer("2", SOLUTION.format("y = 2"))]
        solution = write(reference / "solution.ipynb", solved)
        (folder / f"{slug}.ipynb").write_bytes(release(solution.read_bytes()))
        add_check(tmp_path, slug, checks)
        for kind, text in (("mutants", mutants), ("variants", variants)):
            if text:
                (reference / kind).mkdir()
                (reference / kind / "1.py").write_text(text)
        return verify(Course.find(tmp_path).assignment(slug), seeds=1, jobs=2)

    return run


def test_mutant_that_is_caught_is_well_and_names_what_no_mutant_fails(summary):
    found = summary(
        mutants="# %% two | x is two\nx = 2\n\n# %% far | y too\n# fails: 1 2\nx = 2\n# cell 2\ny = 9\n",
        variants="# %% sum | computed\nx = 3 - 2\n",
    )
    assert found.problems == ()
    assert found.counts == {"solution": 1, "variant": 1, "starter": 1, "mutant": 2}
    assert found.unfailed == ("1/never_fails",)
    (threshold,) = found.thresholds
    assert (threshold.check, threshold.low, threshold.high, threshold.smallest) == ("2/y", 1, 3, 2)
    assert (threshold.nearest_wrong, threshold.wrong_by) == (9, "far")


def test_mutant_that_passes_is_a_problem(summary):
    (problem,) = summary(mutants="# %% same | x is one after all\nx = 2 - 1\n").problems
    assert "task 1 passed, and it must fail" in problem


def test_mutant_that_fails_another_task_is_a_problem(summary):
    (problem,) = summary(mutants="# %% both | y too\nx = 2\n# cell 2\ny = 9\n").problems
    assert "task 2 must pass" in problem


def test_variant_that_fails_is_a_problem_with_its_message(summary):
    (problem,) = summary(variants="# %% wrong | not right at all\nx = 2\n").problems
    assert "1/x says: The value is not as expected. 2" in problem


def test_broken_check_is_a_problem_with_its_reason(summary):
    problems = summary(checks=CHECKS.replace("pass", "1 / 0")).problems
    assert any("never_fails broke: ZeroDivisionError" in p for p in problems)


def test_reference_has_the_file_of_margins(summary, tmp_path):
    summary()
    assignment = Course.find(tmp_path).assignment("tiny")
    assert calibration_path(assignment).parent == assignment.reference

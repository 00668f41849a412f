"""A course with one small assignment, for tests that grade it often."""

from grader.batch.worker import Request
from grader.course.assignment import Course
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, given

CHECKS = """
@task("1")
def test_x(student):
    expect.equal(student.value("x"), 1)

@task("2")
def test_first_draw(student):
    expect.close(student.value("y"), 0.5349, atol=1e-4)
"""
SEED = 7


def cells(*answers):
    """A notebook with these answers."""
    return [
        given("import time\nimport torch\nprint(time.time_ns())"),
        *(answer(str(number), source) for number, source in enumerate(answers, 1)),
    ]


STARTER = cells("x = ...", "y = ...")


def small_course(root):
    """Write the course; gives its folder."""
    text = manifest("small", code_task("1", 1) + code_task("2", 2), seed=SEED, preload=["torch"])
    add_assignment(root, "small", text, STARTER)
    add_check(root, "small", CHECKS)
    return root


def request_for(assignment, **changes):
    """What a worker is asked for a submission to this assignment."""
    plain = Request(
        course=str(assignment.folder.parents[1]),
        slug=assignment.slug,
        version="1",
        preload=assignment.preload,
        overrides=(),
        isolation="auto",
        name=f"{assignment.slug}.ipynb",
        student="somebody",
        seconds=600.0,
    )
    return plain._replace(**changes)


def request(root, **changes):
    """What a worker is asked for a submission to the small course."""
    return request_for(Course(root).assignment("small"), **changes)

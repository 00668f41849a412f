"""A notebook in which somebody practised is graded as if they had not."""

import pytest

from grader.pipeline import grade
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, code, given, write

pytestmark = pytest.mark.kernel


def test_what_calls_the_magic_does_nothing_while_the_notebook_is_graded(tmp_path):
    cells = [given("import math"), answer("1"), answer("2")]
    add_assignment(tmp_path, "tiny", manifest("tiny", code_task("1") + code_task("2")), cells)
    add_check(
        tmp_path,
        "tiny",
        """
        @task("1")
        def test_x(student):
            expect.equal(student.value("x"), 1)

        @task("2")
        def test_y(student):
            expect.equal(student.value("y"), 2)
            expect.that(student.printed == "two", student.printed)
        """,
    )
    practised = [
        code("%load_ext grader"),
        cells[0],
        code("%%grade 1\n# Task 1: do it\nx = 1"),
        code("%grade 1"),
        answer("2", "y = 2\nprint('two', end='')\n%grade 2"),
        code("%grade"),
    ]
    report = grade(write(tmp_path / "tiny.ipynb", practised)).report
    assert [t.status for t in report.tasks] == ["passed", "passed"]
    assert [(c.status, c.outputs) for c in report.cells if "grade" in c.source and not c.task] == [
        ("passed", ())
    ] * 3
    assert report.cells[2].source == "# Task 1: do it\nx = 1"

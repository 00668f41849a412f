import pytest

from grader.course.assignment import Course
from tests.courses import add_assignment
from tests.notebooks import answer, given


@pytest.fixture
def course(tmp_path):
    add_assignment(tmp_path, "crop-yields")
    add_assignment(tmp_path, "crop-yields-2")
    add_assignment(tmp_path, "digits", cells=[given("import digits"), given("look()"), answer("9.1")])
    return Course.find(tmp_path)

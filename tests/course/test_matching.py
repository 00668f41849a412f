import pytest

from grader.course.matching import match
from grader.course.submission import parse_submission
from grader.errors import AssignmentError
from grader.settings import Limits
from tests.notebooks import answer, as_bytes, code, given


def submission(name="hand-in.ipynb", cells=None, **keywords):
    return parse_submission(as_bytes(cells or [code("x")], **keywords), name, Limits())


def test_the_slug_that_was_asked_for_wins(course):
    wanted = submission("digits.ipynb", metadata={"grader": {"assignment": "digits"}})
    assert match(wanted, course, "crop-yields").slug == "crop-yields"


def test_metadata_come_before_the_file_name(course):
    said = submission("digits.ipynb", metadata={"grader": {"assignment": "crop-yields"}})
    assert match(said, course).slug == "crop-yields"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("alice_crop-yields (2).ipynb", "crop-yields"),
        ("Crop_Yields.ipynb", "crop-yields"),
        ("crop yields-Copy1.ipynb", "crop-yields"),
        ("bob_crop-yields-2_final.ipynb", "crop-yields-2"),
        ("DIGITS(1).ipynb", "digits"),
    ],
)
def test_a_file_name_that_holds_a_slug_as_a_word_matches(course, name, slug):
    assert match(submission(name), course).slug == slug


@pytest.mark.parametrize("name", ["mydigits.ipynb", "digitsy.ipynb"])
def test_a_slug_inside_a_word_does_not_match(course, name):
    with pytest.raises(AssignmentError, match="it is not clear"):
        match(submission(name), course)


def test_the_cells_tell_when_nothing_else_does(course):
    cells = [code("import digits"), code("look()"), code("# Task 9.1:  DO it\nx = 1")]
    assert match(submission(cells=cells), course).slug == "digits"


def test_cells_decide_between_two_slugs_in_a_name(course):
    cells = [given("import digits"), answer("9.1")]
    assert match(submission("digits or crop-yields.ipynb", cells), course).slug == "digits"


def test_an_ambiguous_notebook_lists_the_choices_and_the_option(course):
    both = submission(cells=[given("import cro"), answer("1.1")])
    with pytest.raises(AssignmentError, match=r"--assignment SLUG.*: crop-yields, crop-yields-2\."):
        match(both, course)


def test_an_unknown_assignment_in_the_metadata_lists_the_choices(course):
    said = submission(metadata={"grader": {"assignment": "digit"}})
    with pytest.raises(AssignmentError, match=r"did you mean digits\?.*--assignment SLUG"):
        match(said, course)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.models import Status
from grader.report import charts


@given(st.lists(st.floats(0, 40), max_size=50), st.floats(40, 5000))
def test_every_score_is_in_one_bar(scores, top):
    made = charts.histogram(scores, top)
    assert sum(bar.number for bar in made.bars) == len(scores)
    assert len(made.bars) <= 21
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.1 and bar.y >= 9.9 for bar in made.bars)


def test_full_marks_belong_to_the_last_bar_and_round_scores_to_the_bar_they_begin():
    made = charts.histogram([10, 10, 5, 4.99, 0], 10)
    assert [bar.number for bar in made.bars if bar.number] == [1, 1, 1, 2]
    assert made.bars[-1].number == 2
    assert made.bars[-1].label == "9.5 to 10 points: 2"


def test_an_assignment_without_points_has_no_histogram():
    assert charts.histogram([0, 0], 0) == ((), ())


def test_sections_stand_apart_in_a_strip():
    assert charts.places(["1.1", "1.2", "2.1", "10.1"]) == {"1.1": 0, "1.2": 1, "2.1": 3, "10.1": 5}


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_mark(status):
    assert charts.strip([(0, status)]).startswith("<path class=")


def test_neighbours_share_a_stroke():
    right, wrong = Status.PASSED, Status.FAILED
    made = charts.strip([(0, right), (1, right), (2, wrong), (4, right)])
    assert made == '<path class="g" d="M0 5h2m2 0h1"/><path class="b" d="M0 7.5m2 0h1"/>'


def test_no_tasks_are_no_strip():
    assert charts.strip([]) == ""

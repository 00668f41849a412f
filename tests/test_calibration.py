"""Margins of thresholds, from what was measured on right and wrong answers."""

import json
import math

import pytest

from grader.calibration import MOST_FAILURES, as_json, thresholds
from grader.models import Measurement, StaffDetail, StaffReport
from tests.reports import report, verdict


def measured(*values, low=None, high=1.0, check="1.1/loss", what="the loss"):
    """Reports in each of which one number was held against limits."""
    made = []
    for value in values:
        measurement = Measurement(what=what, value=repr(value), low=low, high=high)
        detail = StaffDetail(check=check, verdict=verdict("x", check=check), measurements=(measurement,))
        made.append(StaffReport(report=report(()), details=(detail,)))
    return made


def only(right, wrong=()):
    (threshold,) = thresholds(right, wrong)
    return threshold


def test_nothing_measured_is_no_threshold():
    assert list(thresholds([StaffReport(report=report(()))], [])) == []


def test_range_of_right_values_is_kept():
    found = only(measured(0.2, 0.8, 0.4))
    assert (found.smallest, found.median, found.largest, found.runs) == (0.2, 0.4, 0.8, 3)
    assert (found.check, found.what, found.low, found.high) == ("1.1/loss", "the loss", None, 1.0)


def test_margin_is_the_distance_to_the_nearer_limit():
    assert only(measured(0.2, 0.8)).margin == pytest.approx(0.2)
    assert only(measured(2.5, 3.0, low=2.0, high=4.0)).margin == pytest.approx(0.25)
    assert only(measured(1.5)).margin == pytest.approx(-0.5)
    assert only(measured(0.5, low=0.0, high=None)).margin == pytest.approx(0.5)


def test_nearest_wrong_value_is_the_one_that_almost_passes():
    wrong = [("far", {"1.1"}, measured(9.0)[0]), ("near", {"1.1"}, measured(1.2)[0])]
    found = only(measured(0.5), wrong)
    assert (found.nearest_wrong, found.wrong_by) == (1.2, "near")


def test_mutant_of_another_task_is_no_wrong_value():
    assert only(measured(0.5), [("other", {"2.1"}, measured(3.0)[0])]).nearest_wrong is None


def test_wrong_answer_inside_the_limits_is_no_wrong_value():
    assert only(measured(0.5), [("inside", {"1.1"}, measured(0.7)[0])]).nearest_wrong is None


def test_chance_needs_enough_different_values():
    assert only(measured(*[0.5] * 50)).chance is None
    assert only(measured(*[n / 10 for n in range(1, 8)])).chance is None


def test_values_far_from_the_limit_have_little_chance_to_fail():
    found = only(measured(*[0.1 + n / 1000 for n in range(20)]))
    assert found.chance < MOST_FAILURES
    assert not found.refused


def test_values_that_scatter_up_to_the_limit_are_refused():
    found = only(measured(*[n / 10 for n in range(1, 11)]))
    assert found.chance > MOST_FAILURES
    assert found.refused


def test_negative_values_have_a_chance_too():
    assert only(measured(*[-1 - n / 100 for n in range(20)], low=-50.0, high=0.0)).chance < MOST_FAILURES


@pytest.mark.parametrize("high", [0.0, -1.0])
def test_positive_values_against_a_limit_that_is_not_are_no_crash(high):
    assert only(measured(*[1 + n / 100 for n in range(20)], high=high)).refused


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_value_that_is_no_number_is_no_crash(odd):
    values = [0.1 + n / 1000 for n in range(20)]
    rows = as_json(list(thresholds(measured(*values, odd), [("odd", {"1.1"}, measured(odd)[0])])), 3)
    json.dumps(rows, allow_nan=False)


def test_file_has_numbers_of_four_digits_and_its_schema():
    made = as_json([only(measured(0.123456, 0.2))], 3)
    assert (made["schema"], made["seeds"]) == ("grader/calibration/1", 3)
    assert made["thresholds"][0]["smallest"] == 0.1235
    assert made["thresholds"][0]["margin"] == 0.8

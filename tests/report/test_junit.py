from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, Skipped, xunit2

from grader.models import Status
from grader.report import junit
from tests.reports import HOSTILE, hostile, report, sample, task, verdict


def parsed(made, **more):
    """The suite and its cases, as junitparser reads them."""
    document = xunit2.JUnitXml.fromstring(junit.render(made, **more).encode())
    (suite,) = document
    return suite, [xunit2.TestCase.fromelem(case) for case in suite]


def properties(element):
    return {p.name: p.value for p in element.properties()}


def test_each_verdict_is_a_case():
    made = sample()
    suite, cases = parsed(made)
    assert len(cases) == suite.tests == sum(len(t.verdicts) for t in made.tasks)
    assert (suite.name, suite.time) == ("crop-yields", 14.7)
    assert cases[0].name == "The table has 42 rows and 3 columns."
    assert cases[0].classname == "crop-yields.1_1"
    assert cases[0].time == 0.02


def test_the_counts_are_those_of_the_cases():
    suite, cases = parsed(sample())
    kinds = Counter(type(case.result[0]) for case in cases if case.result)
    assert (suite.failures, suite.errors, suite.skipped) == (kinds[Failure], kinds[Error], kinds[Skipped])
    assert min(kinds.values()) > 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.FAILED, Failure),
        (Status.ERROR, Error),
        (Status.TIMEOUT, Error),
        (Status.KERNEL_DIED, Error),
        (Status.INTERNAL, Error),
        (Status.NOT_ATTEMPTED, Skipped),
        (Status.BLOCKED, Skipped),
        (Status.PENDING, Skipped),
    ],
)
def test_a_status_is_a_failure_an_error_or_skipped(status, kind):
    _, (case,) = parsed(report((task("1", "a", verdict("x", status)),)))
    assert [type(result) for result in case.result] == [kind]


def test_a_passed_case_has_no_result():
    _, (case,) = parsed(report((task("1", "a", verdict("x")),)))
    assert case.result == []


def test_a_failure_has_message_and_hint():
    _, cases = parsed(sample())
    (failure,) = next(c for c in cases if c.name == "Your model has one weight and one bias.").result
    assert failure.message.startswith("The model has 3 trainable numbers")
    assert failure.type == "failed"
    assert "Expected:\n  2 trainable numbers\n" in failure.text
    assert failure.text.endswith("Try: Use `nn.Linear(1, 1)`: it brings its own bias.")


def test_points_are_properties():
    suite, cases = parsed(report((task("1", "a", verdict("x", worth=2), verdict("y", Status.FAILED, 1)),)))
    known = properties(suite)
    assert (known["score"], known["max_score"], known["pending_points"]) == ("2", "3", "0")
    assert properties(cases[1])["points"] == "0"
    assert properties(cases[1])["max_points"] == "1"
    assert properties(cases[1])["status"] == "failed"


def test_what_has_to_be_graded_again_has_no_score():
    suite, _ = parsed(sample())
    assert properties(suite)["status"] == "internal"
    assert not properties(suite)["score"]


def test_two_cases_never_share_a_name():
    twice = task("1", "a", verdict("x", check="a"), verdict("x", check="b"), verdict("x (2)", check="c"))
    _, cases = parsed(report((twice,)))
    assert len({(case.classname, case.name) for case in cases}) == 3


def test_hostile_text_leaves_the_file_readable():
    made = hostile(*HOSTILE)
    _, cases = parsed(made)
    assert len(cases) == sum(len(t.verdicts) for t in made.tasks)
    assert junit.render(made).isascii()


@given(st.text(), st.text(), st.text())
def test_whatever_a_check_says_can_be_read_back(title, message, hint):
    one = verdict("x", Status.FAILED, message=message, hint=hint).model_copy(update={"title": title})
    _, (case,) = parsed(report((task("1", title, one),)))
    assert case.is_failure


def test_notices_for_staff_are_for_staff():
    assert "staff eyes only" not in junit.render(sample())
    assert "staff eyes only" in junit.render(sample(), staff=True)

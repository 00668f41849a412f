import pytest

from grader.models import Status
from grader.scoring import JUDGED, overridden
from tests.entries import override
from tests.reports import report, sample, task, verdict


def of(made, number):
    return next(t for t in made.tasks if t.id == number)


def test_points_of_a_person_replace_those_of_the_checks():
    made = overridden(sample(), [override("2.1", 1, "The extra parameter does no harm.")])
    before, after = of(sample(), "2.1"), of(made, "2.1")
    assert (before.score, after.score, after.status) == (0.5, 1, Status.FAILED)
    assert made.score == sample().score + 0.5
    decision = after.verdicts[-1]
    assert (decision.title, decision.message) == (JUDGED, "The extra parameter does no harm.")
    assert (decision.points, decision.max_points, decision.status) == (1, 1.5, Status.FAILED)


def test_full_points_make_a_task_passed():
    made = of(overridden(sample(), [override("2.1", 1.5)]), "2.1")
    assert (made.status, made.verdicts[-1].status) == (Status.PASSED, Status.PASSED)


def test_the_newest_override_of_a_task_counts():
    made = overridden(sample(), [override("2.1", 0.5), override("3.1", 0.5), override("2.1", 0, "Copied.")])
    assert (of(made, "2.1").score, of(made, "3.1").score) == (0, 0.5)
    assert [v.title for v in of(made, "2.1").verdicts].count(JUDGED) == 1


def test_nothing_of_a_judged_task_is_pending():
    made = overridden(sample(), [override("5.1", 1.5)])
    assert of(made, "5.1").pending_points == 0
    assert made.pending_points == sample().pending_points - 1.75
    assert Status.PENDING not in {v.status for v in of(made, "5.1").verdicts}


def test_a_person_can_settle_what_the_grader_failed_at():
    broken = report((task("1.1", "a", verdict("x")), task("1.2", "b", verdict("y", Status.INTERNAL))))
    assert broken.status is Status.INTERNAL
    made = overridden(broken, [override("1.2", 0.5)])
    assert made.status is Status.PASSED
    assert Status.INTERNAL not in {v.status for v in of(made, "1.2").verdicts}


def test_more_points_than_the_task_is_worth_are_refused():
    with pytest.raises(ValueError, match=r"Ada gave 2 points for task 2\.1, which is worth 1\.5"):
        overridden(sample(), [override("2.1", 2)])


def test_points_for_a_task_that_is_not_there_are_refused():
    with pytest.raises(ValueError, match=r"there is no task 9\.9"):
        overridden(sample(), [override("9.9", 0)])


def test_dust_of_binary_fractions_is_not_more_than_full():
    made = report((task("1.1", "a", verdict("x", Status.FAILED, 0.3)),))
    assert overridden(made, [override("1.1", 0.1 + 0.2)]).status is Status.PASSED


def test_without_overrides_the_report_is_the_same():
    assert overridden(sample(), []) == sample()


def test_the_other_tasks_stay_as_they_were():
    made = overridden(sample(), [override("2.1", 0)])
    assert [t for t in made.tasks if t.id != "2.1"] == [t for t in sample().tasks if t.id != "2.1"]

"""What changed between two gradings, and that nobody loses points where that is promised."""

import pytest
from hypothesis import given, strategies

from grader.batch.changes import difference, never_lower
from grader.batch.compare import compare, compare_with_before
from grader.batch.store import Store
from grader.models import Entry, Override, Status
from tests.batch.results import WORTH, edition, new, report, result


def entry(scores=(2.0, 3.0), *given_, graded=True, **more):
    head = {"reason": "fair", "author": "prof", "time": "2026-01-01T00:00:00Z"}
    return Entry(
        student="anna",
        assignment="tiny",
        source="a",
        graded=report(scores, **more) if graded else None,
        reason="no JSON",
        overrides=tuple(Override(task=t, points=p, **head) for t, p in given_),
    )


# --- differences ----------------------------------------------------------------------------------


def test_equal_points_are_no_difference():
    assert difference(entry((1.0, 3.0)), entry((1.0, 3.0), text="in other words")) is None


def test_a_difference_names_the_task_its_points_and_the_first_message():
    change = difference(entry(), entry((2.0, 0.5)))
    (task,) = change.tasks
    assert (change.score_before, change.score_after) == (5.0, 2.5)
    assert (task.task, task.before, task.after) == ("2.1", Status.PASSED, Status.FAILED)
    assert (task.points_before, task.points_after, task.why) == (3.0, 0.5, "2.1 is wrong ")


def test_equal_sums_of_other_points_are_a_difference():
    change = difference(entry((0.5, 1.0)), entry((1.0, 0.5)))
    assert change.score_before == change.score_after
    assert [t.task for t in change.tasks] == ["1.1", "2.1"]


def test_points_of_a_person_count_and_say_who_gave_them():
    change = difference(entry((0.0, 3.0)), entry((0.0, 3.0), ("1.1", 1.0), ("1.1", 1.5)))
    assert (change.score_after, change.tasks[0].why) == (4.5, "prof gave 1.5 points: fair")
    assert difference(entry((0.0, 3.0), ("1.1", 2.0)), entry((1.0, 3.0), ("1.1", 2.0))) is None


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, entry(), "only in the second"),
        (entry(), None, "only in the first"),
        (entry(), entry(graded=False), "no JSON"),
        (entry(graded=False), entry(), "no JSON"),
    ],
)
def test_a_report_on_one_side_only_is_a_difference(before, after, why):
    change = difference(before, after)
    assert (change.why, change.tasks) == (why, ())
    assert (change.score_before is None) != (change.score_after is None)


def test_nothing_on_both_sides_is_no_difference():
    assert difference(entry(graded=False), entry(graded=False)) is None
    assert difference(None, None) is None


# --- nobody loses points --------------------------------------------------------------------------


def test_a_task_with_fewer_points_is_kept_as_it_was_and_a_notice_says_so():
    before, after = report((2.0, 0.0)), report((1.0, 3.0))
    kept = never_lower(before, after)
    assert kept.report.tasks == (before.report.tasks[0], after.report.tasks[1])
    assert (kept.report.score, kept.report.status) == (5.0, Status.PASSED)
    assert [n.text for n in kept.report.notices] == [
        "Task 1.1 keeps its earlier 2 points: graded again, it has 1."
    ]
    assert {d.check: d.verdict.points for d in kept.details} == {"1.1/x": 2.0, "2.1/x": 3.0}


def test_a_fault_of_ours_is_not_hidden_by_earlier_points():
    after = report((0.0, 0.0), status=Status.INTERNAL)
    assert never_lower(report(), after) is after


scores = strategies.tuples(*(strategies.floats(0, worth) for worth in WORTH.values()))


@given(scores, scores)
def test_no_task_ever_has_fewer_points_than_before_or_more_than_its_better_grading(before, after):
    kept = never_lower(report(before), report(after))
    for was, now, task in zip(before, after, kept.report.tasks, strict=True):
        assert task.score == round(max(was, now), 6)
    assert abs(kept.report.score - sum(t.score for t in kept.report.tasks)) < 1e-5
    assert never_lower(report(before), kept).report.tasks == kept.report.tasks


# --- stores ---------------------------------------------------------------------------------------


@pytest.fixture
def stores(tmp_path):
    with Store.open(tmp_path / "a", create=True) as a, Store.open(tmp_path / "b", create=True) as b:
        for store in (a, b):
            store.use(edition())
        yield a, b


def fill(store, **scores_):
    store.register([new(student) for student in scores_])
    for student, score in scores_.items():
        store.record(store.line(student, "tiny").key, result((score, 0.0), student=student))


def test_two_stores_are_compared_by_student(stores):
    old, new_ = stores
    fill(old, anna=1.0, ben=1.0, cleo=2.0)
    fill(new_, dan=0.0, cleo=2.0, ben=2.0)
    changes = {c.student: (c.score_before, c.score_after) for c in compare(old, new_)}
    assert changes == {"anna": (1.0, None), "ben": (1.0, 2.0), "dan": (None, 0.0)}


def test_a_store_is_compared_with_what_it_held_before(stores):
    store, _ = stores
    fill(store, anna=1.0, ben=1.0, cleo=2.0)
    fill(store, anna=1.0, ben=2.0)
    assert [(c.student, c.score_before, c.score_after) for c in compare_with_before(store)] == [
        ("ben", 1.0, 2.0)
    ]

"""A batch on a real cluster: every submission gets its one result, whatever the others do."""

import pytest

from grader.batch.cluster import local
from grader.batch.many import Events, Requests, grade_waiting
from grader.batch.store import Store
from grader.batch.values import Edition, Ending, Mode, New
from grader.course.assignment import Course
from tests.batch.small import SEED, STARTER, cells, small_course
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import as_bytes

pytestmark = pytest.mark.kernel

RIGHT = as_bytes(cells("x = 1", "y = torch.rand(1).item()"))
CLASS = {
    "ada": RIGHT,
    "bob": as_bytes(cells("x = 2", "y = torch.rand(1).item()")),
    "cleo": b"no notebook at all",
    "dora": as_bytes(cells("import os\nos._exit(1)", "y = torch.rand(1).item()")),
    "emil": as_bytes(STARTER),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = small_course(tmp_path_factory.mktemp("course"))
    # a module that starts a thread: no kernel can be forked beside it
    text = manifest("threaded", code_task("1", 1), seed=SEED, preload=["tests.batch.starts_a_thread"])
    add_assignment(root, "threaded", text, STARTER[:2])
    add_check(root, "threaded", '@task("1")\ndef test_x(student):\n    student.value("x")')
    return Course(root)


@pytest.fixture(scope="module")
def client():
    with local(2) as client:
        yield client


@pytest.fixture
def store(course, tmp_path):
    with Store.open(tmp_path / "store.sqlite", create=True) as store:
        for slug in course.slugs():
            store.use(Edition.of(course.assignment(slug)))
        yield store


def register(store, submissions, slug="small"):
    store.register(
        New(student, slug, f"{slug}.ipynb", f"{student}/{slug}.ipynb", data)
        for student, data in submissions.items()
    )


def outcomes(store, slug="small"):
    return {line.student: (line.ending, line.score) for line in store.lines(slug)}


def test_every_submission_gets_the_result_that_it_earns(store, client, course):
    register(store, CLASS)
    tally = grade_waiting(store, store.waiting(), client, Requests(course))
    assert tally == (5, 0)
    assert outcomes(store) == {
        "ada": (Ending.GRADED, 3.0),
        "bob": (Ending.GRADED, 2.0),
        "cleo": (Ending.UNREADABLE, None),
        "dora": (Ending.GRADED, 2.0),
        "emil": (Ending.GRADED, 0.0),
    }


def test_what_has_a_result_is_not_graded_again_until_it_is_asked_for(store, client, course):
    register(store, {"ada": RIGHT})
    requests = Requests(course)
    counts = [
        grade_waiting(store, store.waiting(mode), client, requests).graded
        for mode in (Mode.RESUME, Mode.RESUME, Mode.REGRADE, Mode.ONLY_FAILED)
    ]
    assert counts == [1, 0, 1, 0]


def test_assignment_whose_kernels_cannot_be_forked_is_internal_and_the_others_go_on(store, client, course):
    register(store, {"ada": RIGHT, "bob": RIGHT})
    register(store, {"ada": as_bytes(STARTER[:2])}, "threaded")
    tally = grade_waiting(store, store.waiting(), client, Requests(course))
    assert tally == (3, 1)
    (line,) = store.lines("threaded")
    assert line.ending is Ending.INTERNAL
    assert "2 threads" in line.reason


def test_who_watches_hears_of_every_submission_once(store, client, course):
    register(store, {"ada": RIGHT, "bob": RIGHT})
    sent, ended = [], []
    events = Events(lambda job: sent.append(job.student), lambda job, _result: ended.append(job.student))
    grade_waiting(store, store.waiting(), client, Requests(course), events)
    assert sorted(sent) == sorted(ended) == ["ada", "bob"]


def test_cold_kernels_give_the_same_points(store, client, course):
    register(store, {"ada": RIGHT})
    grade_waiting(store, store.waiting(), client, Requests(course, cold=True))
    assert outcomes(store) == {"ada": (Ending.GRADED, 3.0)}


def test_what_the_notebook_said_is_kept_for_rescoring(store, client, course):
    register(store, {"ada": RIGHT})
    grade_waiting(store, store.waiting(), client, Requests(course))
    (line,) = store.lines("small")
    assert store.result(line.key).claims

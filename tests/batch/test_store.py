"""The store: one result for each submission, none lost, and people's points on top."""

import os
import signal
import sqlite3
import subprocess
import sys
import tracemalloc

import pytest

from grader.batch.database import MIGRATIONS
from grader.batch.store import Store
from grader.batch.values import Ending, Mode, Result
from grader.errors import InputError, InternalError
from grader.models import Status
from tests.batch.results import edition, new, report, result
from tests.reports import SURROGATE


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


@pytest.fixture
def store(path):
    with Store.open(path, create=True) as store:
        store.use(edition())
        yield store


def keys(store, mode=Mode.RESUME):
    return [job.key for job in store.waiting(mode)]


def students(store, mode=Mode.RESUME):
    return [job.student for job in store.waiting(mode)]


# --- submissions ----------------------------------------------------------------------------------


def test_what_is_registered_waits_with_its_file(store):
    store.register([new("anna", b"a"), new("ben", b"b")])
    assert [(j.student, j.data, j.attempts) for j in store.waiting()] == [("anna", b"a", 0), ("ben", b"b", 0)]


def test_registering_again_changes_nothing(store):
    assert store.register([new("anna"), new("ben")]) == 2
    store.record(keys(store)[0], result())
    assert store.register([new("anna"), new("ben")]) == 0
    assert students(store) == ["ben"]


def test_two_students_with_equal_files_have_a_result_each(store):
    store.register([new("anna", b"same"), new("ben", b"same")])
    first, second = keys(store)
    store.record(first, result((2.0, 0.0)))
    store.record(second, result((0.0, 3.0)))
    assert [entry.graded.report.score for entry in store.entries("tiny")] == [2.0, 3.0]
    assert store._db.execute("SELECT count(*) FROM files").fetchone() == (1,)


def test_the_latest_attempt_counts_in_whatever_order_they_come(store):
    store.register([new("anna", b"2", attempt=2), new("anna", b"1", attempt=1)])
    assert [j.data for j in store.waiting()] == [b"2"]
    store.register([new("anna", b"3", attempt=3)])
    assert [j.data for j in store.waiting()] == [b"3"]


def test_another_file_of_the_same_student_takes_the_place_of_the_first(store):
    store.register([new("anna", b"1")])
    store.record(keys(store)[0], result((1.0, 0.0)))
    store.register([new("anna", b"2")])
    assert [j.data for j in store.waiting()] == [b"2"]
    (entry,) = store.entries("tiny")
    assert (entry.graded, entry.reason) == (None, "not graded yet")


def test_another_edition_of_the_assignment_is_graded_anew_and_the_old_result_is_kept(store):
    store.register([new()])
    store.record(keys(store)[0], result((1.0, 0.0)))
    store.use(edition(whole="w2"))
    assert store.register([new()]) == 1
    assert students(store) == ["anna"]
    (before,) = store.entries("tiny", earlier=True)
    assert before.graded.report.score == 1.0


def test_another_grader_version_is_another_submission(store, path):
    store.register([new()])
    store.record(keys(store)[0], result())
    store._grader = "99"
    store.register([new()])
    assert students(store) == ["anna"]


def test_an_assignment_that_is_not_in_use_is_refused_by_name(store):
    with pytest.raises(InputError, match=r"ben/other.ipynb: the assignment 'other' is not in use"):
        store.register([new(), new("ben", slug="other")])
    assert students(store) == []


def test_names_that_are_no_text_can_be_stored(store):
    store.register([new("ann\udce9"), new("ann\udcea")])
    assert students(store) == ["ann\\udce9", "ann\\udcea"]
    assert store.line("ann\udce9", "tiny") is not None


# --- results --------------------------------------------------------------------------------------


def test_a_report_comes_back_as_it_was_whatever_the_notebook_printed(store):
    store.register([new()])
    made = report((1.0, 0.0), text="\x00 \U0001f600 \u202e 'quoted' ; DROP TABLE results")
    store.record(keys(store)[0], Result.of(made, b"claims"))
    line = store.line("anna", "tiny")
    found = store.result(line.key)
    assert (found.report, found.claims, found.ending) == (made, b"claims", Ending.GRADED)
    assert (line.score, line.max_score, line.status, line.seconds) == (1.0, 5.0, Status.FAILED, 1.5)


def test_lone_surrogates_do_not_lose_a_result(store):
    store.register([new()])
    store.record(keys(store)[0], Result(Ending.UNREADABLE, reason=SURROGATE))
    (entry,) = store.entries("tiny")
    assert (entry.graded, entry.ours) == (None, False)


def test_a_new_result_takes_the_place_of_the_old_one_and_counts_attempts(store):
    store.register([new()])
    key = keys(store)[0]
    store.record(key, result((1.0, 0.0), claims=b"large"))
    store.record(key, result((2.0, 0.0), claims=b"new"))
    line = store.line("anna", "tiny")
    assert (line.score, line.attempts) == (2.0, 2)
    rows = store._db.execute("SELECT current, claims FROM results ORDER BY id").fetchall()
    assert rows == [(0, None), (1, b"new")]


def test_a_result_for_an_unknown_submission_is_refused(store):
    with pytest.raises(InputError, match="no submission"):
        store.record("0" * 64, result())


def test_a_fault_of_ours_is_marked_and_graded_again_when_asked(store):
    store.register([new("anna"), new("ben"), new("cleo")])
    anna, ben, _ = keys(store)
    store.record(anna, Result(Ending.INTERNAL, reason="the worker died"))
    store.record(ben, Result(Ending.UNREADABLE, reason="no JSON"))
    assert students(store) == ["cleo"]
    assert students(store, Mode.ONLY_FAILED) == ["anna", "ben"]
    store.record(anna, result())
    assert students(store, Mode.ONLY_FAILED) == ["ben"]


def test_a_report_with_a_fault_of_ours_is_one(store):
    store.register([new()])
    store.record(keys(store)[0], result((0.0, 0.0), status=Status.INTERNAL))
    assert store.line("anna", "tiny").ending is Ending.INTERNAL


def test_regrading_that_was_stopped_goes_on_when_resumed(store):
    store.register([new("anna"), new("ben")])
    for key in keys(store):
        store.record(key, result())
    anna, _ = keys(store, Mode.REGRADE)
    store.record(anna, result())
    assert students(store) == ["ben"]


def test_what_was_rescored_in_part_is_graded_again(store):
    store.register([new()])
    key = keys(store)[0]
    store.record(key, result((1.0, 0.0), claims=b"c"))
    store.use(edition(whole="w2"))
    fresh = store.record_rescored(key, Result.of(report((2.0, 0.0)), b"c", ("2.1",)))
    assert fresh != key
    assert keys(store) == [fresh]
    (entry,) = store.entries("tiny")
    assert entry.reason == "has to be graded again for task 2.1"
    assert entry.graded.report.score == 2.0
    store.record(fresh, result())
    assert keys(store) == []


def test_what_was_rescored_is_done_and_can_be_compared_with_before(store):
    store.register([new()])
    key = keys(store)[0]
    store.record(key, result((1.0, 0.0), claims=b"c"))
    store.use(edition(whole="w2"))
    fresh = store.record_rescored(key, Result.of(report((2.0, 0.0)), b"c"))
    store.register([new()])
    assert keys(store) == []
    assert store.result(fresh).claims == b"c"
    assert store.contents(fresh) == (edition(whole="w2").content, edition().content)
    assert store.result(key).claims is None
    assert [e.graded.report.score for e in store.entries("tiny", earlier=True)] == [1.0]


# --- points that a person gave --------------------------------------------------------------------


def give(store, points=1.0, task="1.1", **more):
    return store.overrides.add("anna", "tiny", task, points, **{"reason": "why", "author": "prof", **more})


def test_points_of_a_person_survive_regrading_and_a_new_edition(store):
    store.register([new()])
    key = keys(store)[0]
    store.record(key, result((0.0, 0.0)))
    give(store, 1.5)
    store.record(key, result((0.5, 0.0)))
    store.use(edition(whole="w2"))
    store.register([new()])
    (entry,) = store.entries("tiny")
    assert [(o.task, o.points, o.reason, o.author) for o in entry.overrides] == [("1.1", 1.5, "why", "prof")]


def test_undoing_brings_back_what_was_given_before(store):
    store.register([new()])
    give(store, 1.0)
    give(store, 2.0)
    assert store.overrides.undo("anna", "tiny", "1.1", "prof").points == 2.0
    assert [o.points for o in store.overrides.of("anna", "tiny")] == [1.0]
    store.overrides.undo("anna", "tiny", "1.1", "prof")
    with pytest.raises(InputError, match="nobody has given anna points"):
        store.overrides.undo("anna", "tiny", "1.1", "prof")
    assert store._db.execute("SELECT count(*) FROM overrides").fetchone() == (2,)


def test_no_override_can_be_deleted(store):
    store.register([new()])
    give(store)
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        store._db.execute("DELETE FROM overrides")


@pytest.mark.parametrize("points", [-1.0, 2.5, float("nan"), float("inf")])
def test_points_outside_of_what_the_task_gives_are_refused(store, points):
    store.register([new()])
    with pytest.raises(InputError, match=r"task 1\.1 gives 0 to 2 points"):
        give(store, points)


@pytest.mark.parametrize(
    ("more", "words"),
    [({"task": "9.9"}, r"no task 9\.9; its tasks are 1\.1, 2\.1"), ({"reason": " "}, "a reason")],
)
def test_an_override_that_makes_no_sense_is_refused(store, more, words):
    store.register([new()])
    with pytest.raises(InputError, match=words):
        give(store, **more)


def test_points_for_a_student_who_handed_in_nothing_are_refused(store):
    with pytest.raises(InputError, match="anna has handed in nothing for tiny"):
        give(store)


# --- opening --------------------------------------------------------------------------------------


def test_a_store_that_is_not_there_is_an_error(path):
    with pytest.raises(InputError, match="there is no store"):
        Store.open(path)
    assert not path.exists()


@pytest.mark.parametrize("data", [b"hello, this is no database" * 100, b"SQLite format 3\x00" + b"x" * 200])
def test_a_file_that_is_no_database_is_refused(path, data):
    path.write_bytes(data)
    with pytest.raises(InputError, match="is no store of grade batch"):
        Store.open(path)
    assert path.read_bytes() == data


def test_the_database_of_another_program_is_refused_and_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (x)")
    other.close()
    data = path.read_bytes()
    with pytest.raises(InputError, match="is no store"):
        Store.open(path, create=True)
    assert path.read_bytes() == data


def test_a_store_of_a_newer_grader_is_refused(store, path):
    store._db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(InputError, match=r"was written by a newer grader .* update the grader"):
        Store.open(path)


def test_a_folder_in_place_of_the_store_is_refused(path):
    path.mkdir()
    with pytest.raises(InputError, match="cannot be opened"):
        Store.open(path, create=True)


def test_a_store_whose_making_was_interrupted_is_made_again(path):
    path.write_bytes(b"")
    with Store.open(path) as store:
        assert store.slugs() == ()


def test_a_report_that_cannot_be_read_says_which_store(store):
    store.register([new()])
    key = keys(store)[0]
    store.record(key, result())
    store._db.execute("UPDATE results SET report = x'00'")
    with pytest.raises(InternalError, match=r"store\.sqlite cannot be read .* grade it again"):
        store.result(key)


def test_a_full_disk_is_said_in_one_line_and_the_earlier_result_stands(store):
    store.register([new()])
    key = keys(store)[0]
    store.record(key, result((1.0, 0.0)))
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(InternalError, match="database or disk is full"):
        store.record(key, result((2.0, 0.0), claims=os.urandom(100_000)))
    assert store.line("anna", "tiny").score == 1.0
    store._db.execute("PRAGMA max_page_count = 100000")
    store.record(key, result((2.0, 0.0)))
    assert store.line("anna", "tiny").score == 2.0


# --- others at the same time ----------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from grader.batch.store import Store
with Store.open(Path(sys.argv[1]), create=True, coordinate=True):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_coordinator_is_refused_with_the_number_of_the_first_until_it_is_killed(path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InputError, match=f"process {holder.pid} is working on"):
            Store.open(path, create=True, coordinate=True)
        with Store.open(path) as reader:
            assert reader.slugs() == ()
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    with Store.open(path, coordinate=True) as store:
        assert store.slugs() == ()


def test_a_second_coordinator_in_the_same_process_is_refused(path):
    first = Store.open(path, create=True, coordinate=True)
    with first, pytest.raises(InputError, match="is working on"):
        Store.open(path, coordinate=True)


FORK = """
import os, sys, time
from pathlib import Path
from grader.batch.store import Store
store = Store.open(Path(sys.argv[1]), create=True, coordinate=True)
if os.fork() == 0:
    print("child", flush=True)
    time.sleep(60)
time.sleep(60)
"""


def test_a_forked_child_does_not_hold_the_lock_of_its_dead_parent(path):
    parent = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", FORK, str(path)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert parent.stdout.readline() == b"child\n"
        parent.kill()
        parent.wait()
        with Store.open(path, coordinate=True) as store:
            assert store.slugs() == ()
    finally:
        os.killpg(parent.pid, signal.SIGKILL)
        parent.stdout.close()


def test_a_reader_sees_whole_results_while_another_writes(store, path):
    store.register([new(f"s{n:02}") for n in range(20)])
    with Store.open(path) as reader:
        found = reader.entries("tiny")
        assert next(found).graded is None
        for job in list(store.waiting()):
            store.record(job.key, result())
        later = [entry.graded.report.score for entry in found]
        assert later == [5.0] * 19
        assert len(list(reader.waiting())) == 0


def test_a_second_writer_waits_for_the_first(store, path):
    store.register([new()])
    give = (
        "import sys; from pathlib import Path; from grader.batch.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    print('writing', flush=True)\n"
        "    store.overrides.add('anna', 'tiny', '1.1', 1.0, reason='r', author='a')\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", give, str(path)], **pipes) as other:
        assert other.stdout.readline() == b"open\n"
        store._db.execute("BEGIN IMMEDIATE")
        other.stdin.write(b"\n")
        other.stdin.flush()
        assert other.stdout.readline() == b"writing\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.5)
        store._db.execute("COMMIT")
        assert other.wait(30) == 0
    assert len(store.overrides.of("anna", "tiny")) == 1


def test_hundreds_of_large_submissions_are_never_in_memory_together(store):
    big = bytes(range(256)) * 400  # 100 kB each
    store.register(new(f"s{n:04}", big + n.to_bytes(4, "big")) for n in range(400))
    made = result(claims=bytes(100_000))
    tracemalloc.start()
    for job in store.waiting():
        store.record(job.key, made)
    assert sum(1 for _ in store.entries("tiny")) == 400
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 2**20

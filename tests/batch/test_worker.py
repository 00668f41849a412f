"""One warm process per assignment: it grades in forks, and survives what dies around it."""

import contextlib
import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from grader.batch.folders import sweep
from grader.batch.worker import Pool, WarmGrader, grade_on_worker, pool
from grader.models import StaffReport, Status
from tests.batch.small import STARTER, cells, request, small_course
from tests.notebooks import as_bytes, code, given

pytestmark = pytest.mark.kernel

RIGHT = as_bytes(cells("x = 1", "y = torch.rand(1).item()"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def warm(course):
    warm = WarmGrader(request(course))
    yield warm
    warm.close()


def read(outcome):
    assert not outcome.reason
    return StaffReport.model_validate_json(outcome.report).report


def statuses(outcome):
    return [str(task.status) for task in read(outcome).tasks]


def test_right_notebook_passes(warm, course):
    assert statuses(warm.grade(request(course), RIGHT)) == ["passed", "passed"]


def test_student_and_file_are_in_the_report(warm, course):
    submission = read(warm.grade(request(course, student="ada"), RIGHT)).submission
    assert (submission.student, submission.name) == ("ada", "small.ipynb")


def test_starter_is_not_attempted(warm, course):
    assert statuses(warm.grade(request(course), as_bytes(STARTER))) == ["not_attempted"] * 2


def test_each_submission_starts_from_the_same_state(warm, course):
    first = read(warm.grade(request(course), RIGHT)).without_timings()
    warm.grade(request(course), as_bytes(cells("import torch as t\nt.rand = None\nx = 2", "y = 1")))
    assert read(warm.grade(request(course), RIGHT)).without_timings() == first


def test_given_cells_before_the_first_answer_run_once_for_all(warm, course, tmp_path):
    reports = [read(warm.grade(request(course), RIGHT)) for _ in range(2)]
    when = [report.cells[0].outputs[0].text for report in reports]  # the small course prints the time
    assert when[0] == when[1]


def test_cell_of_the_student_before_them_is_run_as_it_stands(warm, course):
    early = as_bytes([code("early = 1"), *cells("x = early", "y = torch.rand(1).item()")])
    assert statuses(warm.grade(request(course), early)) == ["passed", "passed"]


def test_cold_start_gives_the_same_report(warm, course):
    asked = [request(course, cold=cold) for cold in (False, True)]
    reports = [read(warm.grade(one, RIGHT)).without_timings() for one in asked]
    assert reports[0].tasks == reports[1].tasks


def test_unreadable_bytes_are_said_in_one_line(warm, course):
    outcome = warm.grade(request(course), b"no notebook")
    assert not outcome.report
    assert "small.ipynb" in outcome.reason
    assert "\n" not in outcome.reason


def test_demanded_sandbox_that_is_not_there_is_said(warm, course):
    assert "no-such" in warm.grade(request(course, isolation="no-such"), RIGHT).reason


def children(warm):
    return {child.pid for child in psutil.Process(warm._process.pid).children()}


def judge_of(warm, others):
    """The process that grades, and none of the others."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for child in psutil.Process(warm._process.pid).children():
            with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
                # the template has the process group of the warm process, a judge one of its own
                if os.getpgid(child.pid) == child.pid and child.pid not in others:
                    return child
        time.sleep(0.01)
    raise AssertionError("no judge was seen")


SLEEPER = as_bytes(cells("import time\ntime.sleep(5)\nx = 1", "y = torch.rand(1).item()"))


def killing(kill, course, background):
    """Grade a notebook that sleeps, and do this meanwhile to its warm process; gives the outcome."""
    asked = request(course, version="killed")
    with pool.of(asked) as warm:
        warm.grade(asked, RIGHT)
    others = children(warm)
    task = background.submit(grade_on_worker, asked, SLEEPER)
    judge = judge_of(warm, others)
    kill(warm, judge)
    return task.result(60)


def test_judge_that_is_killed_is_tried_again(course, background):
    outcome = killing(lambda _warm, judge: judge.kill(), course, background)
    assert statuses(outcome) == ["passed", "passed"]
    pool.close()


def test_warm_process_that_is_killed_is_started_again(course, background):
    outcome = killing(lambda warm, _judge: warm._process.kill(), course, background)
    assert statuses(outcome) == ["passed", "passed"]
    pool.close()


def test_submission_whose_warm_process_always_dies_is_given_up_with_the_reason(course, monkeypatch):
    monkeypatch.setattr(WarmGrader, "_wait_until_ready", lambda warm: warm._process.kill())
    outcome = grade_on_worker(request(course, version="dies"), RIGHT)
    pool.close()
    assert not outcome.report
    assert "(4 times)" in outcome.reason


def test_killed_judge_leaves_no_process_and_no_folder(course, background):
    asked = request(course, version="leaves")
    warm = WarmGrader(asked)
    try:
        warm.grade(asked, RIGHT)
        others = children(warm)
        task = background.submit(warm.grade, asked, SLEEPER)
        judge = judge_of(warm, others)
        time.sleep(1)
        judge.kill()
        with pytest.raises(Exception, match="died"):
            task.result(30)
        deadline = time.monotonic() + 10
        while sessions(warm) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not sessions(warm)
    finally:
        warm.close()
    assert not warm._folder.exists()


def sessions(warm):
    """Scratch folders of submissions that are being graded; the prefix has one for good."""
    return sorted(warm._folder.glob("grader-*"))[1:]


def test_another_assignment_takes_the_place_of_one_that_nobody_uses(course):
    known = Pool()
    with known.of(request(course, version="1")) as one:
        pass
    with known.of(request(course, version="2")) as two:
        assert not one.alive
        assert two.alive
    known.close()
    assert not two.alive


def test_end_of_whoever_started_it_ends_it_all(course, tmp_path):
    script = tmp_path / "starts.py"
    script.write_text(
        "import sys, pathlib\nfrom tests.batch.small import request\n"
        "from grader.batch.worker import WarmGrader\n"
        "w = WarmGrader(request(pathlib.Path(sys.argv[1])))\nw._wait_until_ready()\n"
        "print(w._process.pid, w._folder, flush=True)\nimport time\ntime.sleep(100)\n"
    )
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    starter = subprocess.Popen(
        [sys.executable, str(script), str(course)], env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    pid, folder = starter.stdout.readline().split()
    family = [psutil.Process(int(pid)), *psutil.Process(int(pid)).children(recursive=True)]
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    _gone, alive = psutil.wait_procs(family, 10)
    assert not alive
    assert not Path(folder).exists()


def test_what_killed_processes_left_is_swept_and_what_is_in_use_stays(course, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    used, left = WarmGrader(request(course)), WarmGrader(request(course))
    left._process.kill()
    left._process.wait()
    os.close(left._lock_file)  # as if we had been killed as well
    deadline = time.monotonic() + 10
    while left._folder.exists() and time.monotonic() < deadline:
        sweep()  # the kernel's own forks may take a moment to go
        time.sleep(0.05)
    assert not left._folder.exists()
    assert statuses(used.grade(request(course), RIGHT)) == ["passed", "passed"]
    used.close()
    left.close()
    assert not used._folder.exists()


def test_status_of_a_graded_submission_is_in_its_report(warm, course):
    assert read(warm.grade(request(course), as_bytes(cells("x = 2", "y = 0")))).status is Status.FAILED


def test_given_cells_are_restored_before_they_are_compared_with_the_prefix(warm, course):
    changed = as_bytes([given("import os"), *cells("x = 1", "y = torch.rand(1).item()")[1:]])
    assert statuses(warm.grade(request(course), changed)) == ["passed", "passed"]

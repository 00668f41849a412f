"""The level without walls: what the kernel sees, what limits it has, and that it ends."""

import subprocess
import sys
import time

import psutil
import pytest

from grader.sandbox import plain
from grader.settings import Limits


def test_nothing_of_the_callers_environment_is_passed_on_but_a_short_list(monkeypatch, tmp_path):
    for name in ("SECRET", "GRADER_CELL_SECONDS", "PYTHONPATH", "LD_PRELOAD", "AWS_KEY", "PYTHONSTARTUP"):
        monkeypatch.setenv(name, "x")
    seen = plain.environment(tmp_path)
    assert "x" not in seen.values()
    assert seen["PATH"]


def test_home_and_temporary_files_are_in_the_scratch_folder(tmp_path):
    seen = plain.environment(tmp_path)
    assert seen["HOME"] == seen["TMPDIR"] == str(tmp_path)


def test_gpu_is_only_seen_when_it_is_asked_for(tmp_path):
    assert plain.environment(tmp_path)["CUDA_VISIBLE_DEVICES"] == ""
    assert "CUDA_VISIBLE_DEVICES" not in plain.environment(tmp_path, device="cuda")


def test_threads_and_hashes_are_the_same_everywhere(tmp_path):
    seen = plain.environment(tmp_path)
    assert seen["OMP_NUM_THREADS"] == "1"
    assert seen["PYTHONHASHSEED"] == "0"


@pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")
def test_limits_are_in_bytes():
    assert plain.rlimits(Limits(memory_mib=3, file_mib=2, cpu_seconds=60, open_files=70)) == {
        "RLIMIT_AS": 3 * 2**20,
        "RLIMIT_FSIZE": 2 * 2**20,
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": 65,
        "RLIMIT_NOFILE": 70,
    }


def test_other_systems_have_no_limits(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert plain.rlimits(Limits()) == {}


TREE = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"], start_new_session=True)
print(child.pid, flush=True)
time.sleep(100)
"""


def test_group_ends_with_children_that_left_it():
    with subprocess.Popen(
        [sys.executable, "-c", TREE], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        child = int(process.stdout.readline())
        began = time.monotonic()
        plain.end_group(process.pid)
        assert time.monotonic() - began < plain.END_SECONDS
        assert process.wait() == -9
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_ending_what_has_ended_is_fine():
    process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    process.wait()
    plain.end_group(process.pid)

"""Which level of isolation is used."""

import os
import sys
import warnings
from pathlib import Path

import pytest

from grader.errors import ExitCode, SandboxError, SettingError
from grader.sandbox import readable
from grader.sandbox.choice import available, choose, obstacle, refuse_to_show
from grader.sandbox.levels import LEVELS

HERE = available()


def test_strongest_level_that_works_here_is_taken():
    assert choose("auto").name == HERE[-1]


@pytest.mark.parametrize("level", HERE)
def test_level_that_works_here_can_be_demanded(level):
    assert choose(level) is LEVELS[level]


@pytest.mark.parametrize("level", [k for k in LEVELS if k not in HERE])
def test_level_that_does_not_work_is_refused_with_the_reason_and_nothing_weaker_taken(level):
    with pytest.raises(SandboxError, match=level) as caught:
        choose(level)
    assert obstacle(level) in str(caught.value)
    assert caught.value.exit_code is ExitCode.INTERNAL


@pytest.mark.parametrize("level", ["", "docker", "None", "AUTO"])
def test_unknown_level_is_a_mistake_and_names_the_known_ones(level):
    with pytest.raises(SettingError, match="process-uid"):
        choose(level)


@pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")
def test_walls_that_fall_are_found_when_they_are_tried(monkeypatch):
    """A step that claims to have worked is not believed."""
    name = next(k for k in reversed(LEVELS) if not LEVELS[k].obstacle())
    assert name != "none", "this machine offers no walls to try"
    monkeypatch.setattr(f"{type(LEVELS[name]).__module__}.seccomp.apply", lambda _filter: None)
    obstacle.cache_clear()
    try:
        assert "filter of system calls is not in force" in obstacle(name)
    finally:
        obstacle.cache_clear()


def test_a_trial_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    obstacle.cache_clear()
    available()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_trial_is_quiet_where_threads_run():
    from concurrent.futures import ThreadPoolExecutor

    obstacle.cache_clear()
    with warnings.catch_warnings(), ThreadPoolExecutor(1) as pool:
        warnings.simplefilter("error")
        pool.submit(int).result()
        assert choose().name == HERE[-1]


def test_secrets_among_the_libraries_are_refused(tmp_path):
    level = LEVELS["process-uid"]
    refuse_to_show(tmp_path, level)
    with pytest.raises(SandboxError, match="student code has to read"):
        refuse_to_show(readable.PACKAGE / "checks", level)


def test_secrets_that_every_user_may_read_are_refused_where_only_the_rights_of_files_keep_them(tmp_path):
    level = LEVELS["process-uid, no Landlock"]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    refuse_to_show(closed, level)
    with pytest.raises(SandboxError, match="chmod 700"):
        refuse_to_show(Path("/var"), level)

"""The warm template: when it refuses, and that it ends with everything it forked."""

import os
from pathlib import Path

import psutil
import pytest

from grader.errors import SessionError
from grader.kernel.launch import Template
from grader.kernel.session import Session

pytestmark = pytest.mark.kernel


@pytest.fixture
def threaded(tmp_path, monkeypatch):
    """A module that starts a thread when it is imported, where the template finds it."""
    (tmp_path / "starts_a_thread.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\n"
    )
    environment = "grader.kernel.launch.scrubbed"
    root = Path(__file__).parents[2]
    from grader.sandbox import plain

    monkeypatch.setattr(
        environment,
        lambda folder: plain.environment(folder) | {"PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"},
    )


def test_template_with_a_second_thread_refuses_and_says_why(threaded):
    with Template(["starts_a_thread"]) as template, pytest.raises(SessionError, match="2 threads"):
        template.wait_until_ready()


SHARING = """
import mmap
kept = mmap.mmap(-1, 4096)
"""


def test_template_that_shares_memory_with_its_forks_refuses_and_says_why(threaded, tmp_path):
    (tmp_path / "shares_memory.py").write_text(SHARING, encoding="utf-8")
    with Template(["shares_memory"]) as template, pytest.raises(SessionError, match="shared memory"):
        template.wait_until_ready()


def test_template_ends_with_its_forks_and_its_folder():
    template = Template([])
    with template:
        template.wait_until_ready()
        session = Session(launch=template)
        folder = Path(template._folder.name)
        pids = [template._process.pid, session._runner.pid]
        assert folder.is_dir()
    gone = [not psutil.pid_exists(p) or psutil.Process(p).status() == psutil.STATUS_ZOMBIE for p in pids]
    session.close()
    assert gone == [True, True]
    assert not folder.exists()


def test_closed_template_gives_no_kernel():
    template = Template([])
    template.wait_until_ready()
    template.close()
    with pytest.raises(SessionError, match="does not answer"):
        Session(launch=template)

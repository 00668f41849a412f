"""The level `none`: a scratch folder, a scrubbed environment and limits, but no walls.

It keeps honest notebooks from harming the machine by accident. It promises nothing against hostile
code: that code runs as the same user and can read what this user can read.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from grader.sandbox.interface import Place, Promise

if TYPE_CHECKING:
    from grader.settings import Limits  # pydantic is loaded by the grader, not beside every kernel

__all__ = ["Plain", "end_group", "environment", "rlimits"]

END_SECONDS = 5.0
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
USER = "student"
KEEPS = (Promise.WORKERS,)


class Plain:
    """No walls."""

    name = "none"
    lacks: Mapping[Promise, str] = {
        p: "student code runs as the grader's user, with all that this user may do"
        for p in Promise
        if p not in KEEPS
    }

    def obstacle(self) -> str:
        """Nothing is needed."""
        return ""

    def rlimits(self, limits: "Limits") -> dict[str, int]:
        """Those of every level."""
        return rlimits(limits)

    def outside(self, place: Place) -> Place:
        """Nothing to do."""
        return place

    def inside(self, place: Place) -> int | None:  # noqa: ARG002
        """Nothing to do."""
        return None

    def kernel(self) -> None:
        """Nothing to do."""

    def sweep(self, place: Place) -> bool:  # noqa: ARG002
        """What the notebook wrote elsewhere stays there."""
        return True


def environment(work: Path, *, device: str = "cpu") -> dict[str, str]:
    """The variables that runner and kernel see: nothing of the grader's own."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    home = {"HOME": str(work), "IPYTHONDIR": str(work / ".ipython"), "TMPDIR": str(work)}
    user = {"USER": USER, "LOGNAME": USER}  # a user of its own has no name that libraries could look up
    quiet = {
        "PYTHONWARNINGS": "",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "MPLCONFIGDIR": str(work / ".matplotlib"),
    }
    visible = {} if device == "cuda" else {"CUDA_VISIBLE_DEVICES": ""}
    return kept | threads | home | user | quiet | visible | {"PYTHONHASHSEED": "0", "PYTHONSAFEPATH": "1"}


def rlimits(limits: "Limits") -> dict[str, int]:
    """Resource limits of the kernel, by their names in the resource module; none outside Linux."""
    if sys.platform != "linux":
        return {}
    return {
        "RLIMIT_AS": limits.memory_mib * 2**20,
        "RLIMIT_FSIZE": limits.file_mib * 2**20,
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": limits.cpu_seconds + 5,  # of one process; the guard adds them up and is first
        "RLIMIT_NOFILE": limits.open_files,
    }


def end_group(pid: int) -> None:
    """Kill a process group and all that it started, and wait until they are gone."""
    try:
        leader = psutil.Process(pid)
        family = [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        family = []
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    deadline = time.monotonic() + END_SECONDS
    while any(_runs(process) for process in family) and time.monotonic() < deadline:
        time.sleep(0.002)


def _runs(process: psutil.Process) -> bool:
    """Whether it still does anything; a zombie only waits for whoever adopted it."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False

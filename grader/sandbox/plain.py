"""The level `none`: a scratch folder, a scrubbed environment and resource limits, but no walls.

It keeps honest notebooks from harming the machine by accident. It promises nothing against hostile
code: that code runs as the same user and can read what this user can read.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import psutil

from grader.settings import MIB, Limits

__all__ = ["NAME", "end_group", "environment", "rlimits"]

NAME = "none"
END_SECONDS = 5.0
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")


def environment(scratch: Path, *, device: str = "cpu") -> dict[str, str]:
    """The variables that runner and kernel see: nothing of the grader's own."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    home = {"HOME": str(scratch), "IPYTHONDIR": str(scratch / ".ipython"), "TMPDIR": str(scratch)}
    quiet = {
        "PYTHONWARNINGS": "",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "MPLCONFIGDIR": _font_cache(scratch),
    }
    visible = {} if device == "cuda" else {"CUDA_VISIBLE_DEVICES": ""}
    return kept | threads | home | quiet | visible | {"PYTHONHASHSEED": "0", "PYTHONSAFEPATH": "1"}


def _font_cache(scratch: Path) -> str:
    # Building matplotlib's font list takes seconds: share one list, which holds nothing of anybody's.
    return os.environ.get("MPLCONFIGDIR", str(scratch / ".matplotlib"))


def rlimits(limits: Limits) -> dict[str, int]:
    """Resource limits of the kernel, by their names in the resource module; none outside Linux."""
    if sys.platform != "linux":
        return {}
    return {
        "RLIMIT_AS": limits.memory_mib * MIB,
        "RLIMIT_FSIZE": limits.file_mib * MIB,
        "RLIMIT_CORE": 0,
    }


def end_group(pid: int) -> None:
    """Kill a runner, everything it started and everything those started, and wait until they are gone."""
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

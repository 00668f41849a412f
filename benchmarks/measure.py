"""What commands cost with every process that comes of them: wall time, CPU time, memory.

`rusage` knows nothing of processes that the system reaped, and warm processes have many of those. So commands
run in a control group of their own where one can be made. Where not, CPU time is that of the whole machine,
and whoever measures leaves it alone meanwhile.
"""

import contextlib
import ctypes
import os
import platform
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import psutil

__all__ = ["Cost", "Group", "describe", "measure", "memory"]

SAMPLE_SECONDS = 0.3
SAMPLE_SHARE = 10
"""Sampling waits at least so many times as long as a sample took: it shall not slow down what it looks at."""
LOOK_SECONDS = 0.05
LOOK_SHARE = 2
"""The same where time is not compared, but nothing shall be missed."""
SETTLE_SECONDS = 10.0
PR_SET_CHILD_SUBREAPER = 36
ENTER = 'echo $$ > "$0" && exec "$@"'
"""The shell enters the group and becomes the command: nothing of it is missed."""


class Cost(NamedTuple):
    """What commands took that ran at the same time."""

    wall: float
    """Seconds until the last of them ended."""
    cpu: float
    """Seconds of CPU of all their processes."""
    peak_mib: float
    """Largest sum of the proportional set sizes (PSS) of all their processes, sampled."""
    codes: tuple[int, ...]
    """How they ended."""
    left: int
    """Processes that were still there seconds later; they were ended."""


class Group:
    """A control group for CPU accounting; without one, the whole machine and the tree of processes."""

    def __init__(self) -> None:
        self._folder = _make_group()
        if self._folder is None:
            # who loses his parent becomes our child, so that the tree holds him still
            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
            self._before = _machine_seconds()

    @property
    def how(self) -> str:
        """How CPU time is counted, in words."""
        if self._folder is None:
            return "CPU time of the whole machine less its idle time, as no control group can be made here"
        return "CPU time by control group"

    def command(self, command: Sequence[str]) -> list[str]:
        """The command that runs this one in the group."""
        if self._folder is None:
            return list(command)
        return ["sh", "-c", ENTER, str(self._folder / "cgroup.procs"), *command]

    def pids(self) -> list[int]:
        """All processes in it."""
        if self._folder is None:
            return [child.pid for child in psutil.Process().children(recursive=True) if _runs(child)]
        found: list[int] = []
        for file in self._folder.rglob("cgroup.procs"):
            with contextlib.suppress(OSError):
                found += [int(line) for line in file.read_text().split()]
        return found

    def cpu(self) -> float:
        """Seconds of CPU that were used so far."""
        if self._folder is None:
            return _machine_seconds() - self._before
        usage = self._folder / "cpuacct.usage"
        if usage.exists():
            return int(usage.read_text()) / 1e9
        fields = dict(line.split() for line in (self._folder / "cpu.stat").read_text().splitlines())
        return int(fields["usage_usec"]) / 1e6

    def settle(self) -> int:
        """Wait until all its processes are gone; end those that stay, and say how many."""
        ends = time.monotonic() + SETTLE_SECONDS
        while self.pids() and time.monotonic() < ends:
            time.sleep(0.05)
        left = self.pids()
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return len(left)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what is left and remove the group."""
        for pid in self.pids() if error else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.settle()
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.rmdir()


def _make_group() -> Path | None:
    own = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        own[controllers] = path.lstrip("/")
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        place, _, system = line.partition(" - ")
        mount, (kind, _, options) = Path(place.split()[4]), system.split(" ", 2)
        if kind == "cgroup" and "cpuacct" in options.split(","):
            path = next((p for names, p in own.items() if "cpuacct" in names.split(",")), "")
        elif kind == "cgroup2":
            path = own.get("", "")
        else:
            continue
        folder = mount / path / f"bench-{os.getpid()}-{time.monotonic_ns()}"
        with contextlib.suppress(OSError):
            folder.mkdir()
            if (
                subprocess.run(["sh", "-c", ENTER, folder / "cgroup.procs", "true"], check=False).returncode
                == 0
            ):
                return folder
            folder.rmdir()
    return None


def _runs(process: psutil.Process) -> bool:
    """Whether it is there and no zombie: those that lost their parent are reaped when we end."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def _machine_seconds() -> float:
    user, nice, system, _idle, _waiting, *rest = Path("/proc/stat").read_text().split("\n")[0].split()[1:]
    interrupts = rest[:3]  # hard, soft, stolen; what follows is counted in `user` as well
    return sum(map(int, [user, nice, system, *interrupts[:2]])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> Mapping[str, int]:
    """The lines of `smaps_rollup` of a process in KiB; empty when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    return {name: int(value.split()[0]) for name, value in (line.split(":") for line in lines)}


def measure(
    commands: Iterable[Sequence[str]],
    folders: Iterable[Path],
    variables: Mapping[str, str],
    look: Callable[[list[int]], None] | None = None,
) -> Cost:
    """Run commands at the same time, each in its folder, and wait for all of them.

    `look` is called many times a second with all processes that run then, instead of a sampling of memory.
    """
    with Group() as group:
        peak = _Peak()
        began, before = time.monotonic(), group.cpu()
        running = [
            subprocess.Popen(
                group.command(command),
                cwd=folder,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command, folder in zip(commands, folders, strict=True)
        ]
        ended = threading.Event()
        sampler = threading.Thread(
            target=_sample,
            args=(group, look, ended, LOOK_SECONDS, LOOK_SHARE)
            if look
            else (group, peak.look, ended, SAMPLE_SECONDS, SAMPLE_SHARE),
        )
        sampler.start()
        try:
            codes = tuple(process.wait() for process in running)
        finally:
            ended.set()
            sampler.join()
        wall = time.monotonic() - began
        left = group.settle()
        return Cost(wall, group.cpu() - before, peak.kib / 1024, codes, left)


def describe() -> str:
    """The machine, what else it does, and how CPU time is counted."""
    with Group() as group:
        how = group.how
    gib = psutil.virtual_memory().total / 2**30
    python, torch = platform.python_version(), metadata.version("torch")
    machine = (
        f"{os.cpu_count()} cores, {gib:.0f} GiB, Linux {platform.release()}, Python {python}, torch {torch}"
    )
    return f"{machine}; load before: {os.getloadavg()[0]:.2f}; {how}"


class _Peak:
    kib = 0

    def look(self, pids: list[int]) -> None:
        self.kib = max(self.kib, sum(memory(pid).get("Pss", 0) for pid in pids))


def _sample(
    group: Group, look: Callable[[list[int]], None], ended: threading.Event, seconds: float, share: int
) -> None:
    pause = seconds
    while not ended.wait(pause):
        began = time.monotonic()
        look(group.pids())
        pause = max(seconds, share * (time.monotonic() - began))


if __name__ == "__main__":
    print(describe())

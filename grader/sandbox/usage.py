"""How much the processes of a submission use: memory, CPU time, processes, files. Read from Linux's /proc.

The processes are hostile and may vanish at any moment: what cannot be read counts as nothing.
"""

import contextlib
import os
import stat
import sys
import time
from pathlib import Path
from typing import NamedTuple

__all__ = ["Usage", "descendants", "disk", "exact_memory", "measure", "own_base"]

TICKS = os.sysconf("SC_CLK_TCK")
KIB = 1024
MOST_FILES = 200_000
"""A folder with more is full, whatever is in it."""


class Usage(NamedTuple):
    """What some processes use together."""

    processes: int = 0
    """Processes and threads."""
    memory: int = 0
    """Bytes; pages that several of them share may be counted more than once."""
    cpu: float = 0.0
    """Seconds, those of ended children included."""


def descendants(pid: int) -> list[int]:
    """Every process below this one, parents first."""
    if sys.platform != "linux":
        import psutil

        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    found: list[int] = []
    waiting = [pid]
    while waiting:
        parent = waiting.pop()
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{parent}/task").iterdir():
                children = [int(c) for c in (thread / "children").read_text(encoding="ascii").split()]
                found += children
                waiting += children
    return found


def measure(pids: list[int], base: int) -> Usage:
    """Sum over processes; `base` bytes of each are the template's, of which it is a copy."""
    threads = memory = 0
    cpu = 0.0
    for pid in pids:
        fields = _status(pid)
        threads += int(fields.get("Threads", "1"))
        memory += max(0, own_memory(fields) - base)
        with contextlib.suppress(OSError, IndexError):
            times = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1]
            cpu += sum(map(int, times.split()[11:15])) / TICKS  # own and children's, user and system
    return Usage(threads, memory, cpu)


def own_memory(fields: dict[str, str]) -> int:
    """Bytes of a process that are in memory or swapped, files on disk left out."""
    sizes = (fields.get(name, "0").split()[0] for name in ("RssAnon", "RssShmem", "VmSwap"))
    return sum(map(int, sizes)) * KIB


def own_base() -> int:
    """What this process uses: the part that its forks have in common with it."""
    return own_memory(_status(os.getpid()))


def _status(pid: int) -> dict[str, str]:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
        return {name: rest.strip() for name, _, rest in (line.partition(":") for line in lines)}
    return {}


def exact_memory(pids: list[int], base: int) -> int:
    """Bytes, each shared page split among those who share it; takes milliseconds.

    A process that cannot be looked into counts as `measure` counts it.
    """
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            total += max(0, own_memory(_status(pid)) - base)
            continue
        for line in lines:
            name, _, rest = line.partition(":")
            if name in ("Pss_Anon", "Pss_Shmem", "SwapPss"):
                total += int(rest.split()[0]) * KIB
    return total


class Disk(NamedTuple):
    """What a folder holds."""

    size: int
    files: int
    seconds: float
    """How long it took to count."""


def disk(folder: Path, pids: list[int]) -> Disk:
    """Files below a folder, and files that were deleted there while these processes have them open."""
    began, size, count = time.monotonic(), 0, 0
    waiting = [str(folder)]
    while waiting and count < MOST_FILES:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return Disk(size + _deleted(pids), count, time.monotonic() - began)


def _deleted(pids: list[int]) -> int:
    seen: dict[tuple[int, int], int] = {}
    for pid in pids:
        with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    found = entry.stat()
                    if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                        seen[found.st_dev, found.st_ino] = found.st_blocks * 512
    return sum(seen.values())

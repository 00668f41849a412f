"""Runs two commands in turn and compares them pair by pair: ratios hold on a noisy machine, times do not."""

import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run of a command took, in seconds."""

    wall: float
    cpu: float
    """User and system time of the command and every child that was waited for."""


def once(command: list[str], codes: tuple[int, ...] = (0,)) -> Cost:
    """Run a command to its end."""
    before = os.times()
    began = time.monotonic()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall = time.monotonic() - began
    after = os.times()
    if ended.returncode not in codes:
        sys.exit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr.decode()[-500:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu)


def compare(name: str, ours: list[str], theirs: list[str], rounds: int, limit: float) -> bool:
    """Print the median ratio of wall times and whether it keeps its limit."""
    once(ours), once(theirs)  # the first runs read from the disk
    pairs = [(once(ours), once(theirs)) for _ in range(rounds)]
    ratio = statistics.median(a.wall / b.wall for a, b in pairs)
    cpu = statistics.median(a.cpu / b.cpu for a, b in pairs)
    walls = [statistics.median(p[side].wall for p in pairs) for side in (0, 1)]
    kept = ratio <= limit
    print(
        f"{name}: {ratio:.2f} of the wall time ({walls[0]:.2f} s against {walls[1]:.2f} s), "
        f"{cpu:.2f} of the CPU time, {rounds} pairs; limit {limit:g}: {'kept' if kept else 'MISSED'}"
    )
    return kept

"""What walls cost: forked kernels with and without them, in turn, until a first cell ran and all has ended.

Run with `python benchmarks/bench_sandbox.py [ROUNDS]`; exits with 1 when a level adds more than its limit.
"""

import statistics
import sys
import time
from pathlib import Path

from grader.kernel.launch import Template
from grader.kernel.session import KernelSetup, PlannedCell, Session
from grader.models import CellRole
from grader.sandbox.choice import available
from grader.sandbox.interface import Level
from grader.sandbox.levels import LEVELS
from grader.settings import Limits

LIMIT_SECONDS = 0.05
"""What a level may add to a forked kernel."""
PRELOAD = ("numpy", "torch", "matplotlib.pyplot")


def once(template: Template, level: Level) -> tuple[float, float]:
    """Seconds from nothing to the end of the first cell, and from there until everything is gone."""
    began = time.perf_counter()
    with Session(launch=template, level=level) as session:
        session.open(
            [PlannedCell(CellRole.GIVEN, None, "1 + 1")], KernelSetup(1, PRELOAD, Path(), ()), Limits()
        )
        session.advance(0)
        ran = time.perf_counter()
    return ran - began, time.perf_counter() - ran


def main() -> int:
    """Print medians, what each level adds to `none`, and the ratio."""
    kept = True
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    levels = [LEVELS[name] for name in available()]
    times: dict[str, list[tuple[float, float]]] = {level.name: [] for level in levels}
    with Template(PRELOAD) as template:
        for level in levels:
            once(template, level)
        for _ in range(rounds):
            for level in levels:  # in turn, so that a busy machine is busy for all
                times[level.name].append(once(template, level))
    print(f"{'level':<28}{'first cell':>12}{'end':>9}{'added':>9}{'ratio':>8}   (median of {rounds}, ms)")
    base = statistics.median(sum(t) for t in times["none"])
    for name, found in times.items():
        start, end = (statistics.median(column) for column in zip(*found, strict=True))
        whole = statistics.median(map(sum, found))
        added, ratio = whole - base, whole / base
        kept &= added <= LIMIT_SECONDS
        print(f"{name:<28}{start * 1e3:>12.0f}{end * 1e3:>9.0f}{added * 1e3:>+9.0f}{ratio:>8.2f}")

    print(f"limit {LIMIT_SECONDS * 1e3:.0f} ms: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

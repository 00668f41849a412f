"""Grades whole classes with us and with others, in turn on one machine: time, memory, and wrong grades.

Run with `python benchmarks/bench_class.py [--sizes 10,40] [--rounds N] [--only NAMES] [--without NAMES]`; the
tools are installed into `.bench/` first. Exits with 1 when a limit is missed.
"""

import argparse
import math
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from classes import Student, make_class
from contenders import CONTENDERS, Contender, Grades
from measure import Cost, describe, measure

JUDGED = 40
"""The size of the class that limits are for."""
WARM_UP = 3
"""Submissions of a first run that does not count: it reads from the disk, and shows whether a tool works."""


class Limit(NamedTuple):
    """What we promise against one contender."""

    other: str
    title: str
    least: float | None = None
    """Times as many submissions per minute."""
    most: float | None = None
    """Times its CPU time."""


LIMITS = (
    Limit("nbgrader", "times the pace of nbgrader as shipped", least=10.0),
    Limit("nbgrader-2", "times the pace of nbgrader in two processes", least=5.0),
    Limit("floor-2", "times the CPU time of the floor, two at a time", most=2.0),
)


class Run(NamedTuple):
    """A class graded once."""

    cost: Cost
    wrong: int | None
    """Points of a task that are not those planted, or missing; None: the tool gives none."""


Runs = dict[tuple[str, int], list[Run]]


def grade_class(contender: Contender, students: list[Student]) -> Run:
    """Let a contender grade a class once."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        work = contender.prepare(Path(folder) / contender.name, students)
        cost = measure(work.commands, work.folders, work.variables)
        return Run(cost, None if work.grades is None else count_wrong(work.grades(), students))


def count_wrong(found: Grades, students: list[Student]) -> int:
    """How many points of single tasks differ from the planted ones."""
    return sum(
        not math.isclose(found.get(student.name, {}).get(task, -1.0), points, abs_tol=1e-6)
        for student in students
        for task, points in student.points.items()
    )


def compare(contenders: list[Contender], sizes: list[int], rounds: int) -> Runs:
    """Grade classes of all sizes by all contenders in turn; every second round goes backwards."""
    for contender in contenders:
        tried = grade_class(contender, make_class(WARM_UP))
        print(f"first run of {contender.name}: {tried.cost.wall:.1f} s, wrong: {tried.wrong}", flush=True)
        if tried.wrong == WARM_UP * len(make_class(1)[0].points):
            sys.exit(f"{contender.name} gave no grades; it ended with {tried.cost.codes}")
    runs: Runs = {}
    for number in range(rounds):
        for size in sizes:
            for contender in contenders[:: -1 if number % 2 else 1]:
                run = grade_class(contender, make_class(size))
                runs.setdefault((contender.name, size), []).append(run)
                ended = f", ended with {run.cost.codes}" if any(run.cost.codes) else ""
                print(
                    f"round {number + 1}: {size} by {contender.name}: {run.cost.wall:.1f} s, "
                    f"{run.cost.cpu:.1f} CPU s{ended}",
                    flush=True,
                )
    return runs


def table(runs: Runs, contenders: list[Contender], size: int) -> str:
    """One size as a Markdown table: medians over the rounds."""
    lines = [
        f"| {size} submissions | wall s | a minute | our pace is | CPU s | of the floor | peak MiB | wrong |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for contender in contenders:
        mine = runs[contender.name, size]
        wall = statistics.median(run.cost.wall for run in mine)
        cells = [
            contender.title,
            f"{wall:.1f}",
            f"{size * 60 / wall:.0f}",
            _times(ratio(runs, (contender.name, "ours"), size, "wall")),
            f"{statistics.median(run.cost.cpu for run in mine) / size:.2f}",
            _times(ratio(runs, (contender.name, "floor-2"), size, "cpu")),
            f"{statistics.median(run.cost.peak_mib for run in mine):.0f}",
            "-" if mine[0].wrong is None else f"{max(run.wrong or 0 for run in mine)} of {size * 6}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def ratio(runs: Runs, names: tuple[str, str], size: int, field: str) -> float | None:
    """The median over the rounds of one contender's cost over the other's; None when one was not measured."""
    ours, theirs = (runs.get((name, size)) for name in names)
    if ours is None or theirs is None:
        return None
    return statistics.median(
        getattr(a.cost, field) / getattr(b.cost, field) for a, b in zip(ours, theirs, strict=True)
    )


def _times(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f} x"


def verdict(runs: Runs, size: int) -> bool:
    """Print whether we keep our limits."""
    all_kept = True
    for limit in LIMITS:
        if limit.least is not None:
            found, kept = ratio(runs, (limit.other, "ours"), size, "wall"), f"at least {limit.least:g}"
            good = found is not None and found >= limit.least
        else:
            found, kept = ratio(runs, ("ours", limit.other), size, "cpu"), f"at most {limit.most:g}"
            good = found is not None and limit.most is not None and found <= limit.most
        if found is None:
            print(f"{limit.title}: not measured")
            continue
        print(f"{found:.2f} {limit.title}; limit: {kept}: {'kept' if good else 'MISSED'}")
        all_kept &= good
    ours = [run for (name, _), all_runs in runs.items() if name == "ours" for run in all_runs]
    wrong = sum(run.wrong or 0 for run in ours)
    left = sum(run.cost.left for run in ours)
    print(f"our wrong grades: {wrong}; limit: 0: {'MISSED' if wrong else 'kept'}")
    print(f"processes that we left behind: {left}; limit: 0: {'MISSED' if left else 'kept'}")
    return all_kept and not wrong and not left


def _sizes(text: str) -> list[int]:
    sizes = [int(size) for size in text.split(",")]
    if min(sizes) < 1:
        raise ValueError(text)
    return sizes


def main() -> int:
    """Read the options, compare, print."""
    names = [contender.name for contender in CONTENDERS]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_sizes, default="10,40", help="sizes of classes")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default=",".join(names), help="contenders, of: " + ", ".join(names))
    parser.add_argument("--without", default="", help="contenders to leave out")
    options = parser.parse_args()
    asked = {*options.only.split(","), *filter(None, options.without.split(","))}
    if unknown := asked - set(names):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(names)}")
    left_out = options.without.split(",")
    contenders = [c for c in CONTENDERS if c.name in options.only.split(",") and c.name not in left_out]
    sizes = options.sizes
    print(describe(), flush=True)
    runs = compare(contenders, sizes, options.rounds)
    for size in sizes:
        print(f"\n{table(runs, contenders, size)}\n")
    size = JUDGED if JUDGED in sizes else max(sizes)
    print(f"Limits at {size} submissions, {options.rounds} rounds:")
    return 0 if verdict(runs, size) else 1


if __name__ == "__main__":
    sys.exit(main())

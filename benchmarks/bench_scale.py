"""What `grade batch` costs when classes grow: CPU time per submission, memory of coordinator and kernels.

Run with `python benchmarks/bench_scale.py [--part growth|coordinator|kernels] [--slugs NAMES]`; exits with 1
when a limit is missed.
"""

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psutil
from classes import NOTEBOOK, make_class, our_course, submit
from measure import Cost, describe, measure, memory

ROOT = Path(__file__).parents[1]
SIZES = (100, 400)
MOST_GROWTH = 1.05
"""CPU time per submission of the large class over that of the small one."""
CROWD = 2000
MOST_COORDINATOR_MIB = 300
JOBS = (1, 2, 4)
WAVES = 6
"""Submissions per job."""
MOST_KERNEL_MIB = 80
"""Private memory of each further submission that is graded at the same time."""


def batch(submitted: Path, course: Path, results: Path, jobs: int = 2) -> list[str]:
    """The command that grades a folder of submissions."""
    options = ["--course", str(course), "--results", str(results), "-j", str(jobs)]
    return [sys.executable, "-m", "grader", "batch", str(submitted), *options]


def run_batch(command: Sequence[str], watch: "Watch | None" = None) -> Cost:
    """Run it; a grader that breaks ends the benchmark."""
    cost = measure([command], [ROOT], os.environ, watch.look if watch else None)
    if cost.codes[0] not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {cost.codes[0]}")
    return cost


class Watch:
    """Remembers how much memory the processes of a run had at most."""

    def __init__(self) -> None:
        self.coordinator_kib = 0
        self.forks_kib = 0
        """The largest sum of private memory of what is forked for submissions: kernel, runner, judge."""
        self.pss_kib = 0
        """The largest sum of the proportional set sizes of all processes."""
        self._coordinator: int | None = None

    def look(self, pids: list[int]) -> None:
        """Take a sample."""
        found = {pid: lines for pid in pids if (lines := memory(pid))}
        if self._coordinator is None and found:
            self._coordinator = min(found, key=lambda pid: psutil.Process(pid).create_time())
        forks = (lines for pid, lines in found.items() if self._is_fork(pid))
        private = sum(lines["Private_Clean"] + lines["Private_Dirty"] for lines in forks)
        self.forks_kib = max(self.forks_kib, private)
        self.pss_kib = max(self.pss_kib, sum(lines["Pss"] for lines in found.values()))
        self.coordinator_kib = max(self.coordinator_kib, _high_water(self._coordinator))

    def _is_fork(self, pid: int) -> bool:
        """Judges and runners begin sessions; the warm processes are in that of a child of the coordinator."""
        with contextlib.suppress(OSError, psutil.NoSuchProcess):
            leader = os.getsid(pid)
            above = psutil.Process(leader).ppid() if leader != os.getsid(self._coordinator or 0) else None
            return above is not None and above != self._coordinator
        return False


def _high_water(pid: int | None) -> int:
    """The largest resident set of a process so far, in KiB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def growth(folder: Path) -> bool:
    """CPU time per submission of a large class against a small one."""
    starter = our_course(folder / "course")
    each = []
    for size in SIZES:
        students = make_class(size)
        home = folder / f"submitted-{size}"
        submit(starter, {s.name: home / s.name / NOTEBOOK for s in students}, students)
        cost = run_batch(batch(home, folder / "course", folder / f"results-{size}"))
        each.append(cost.cpu / size)
        print(f"{size} submissions: {cost.wall:.1f} s, {each[-1]:.3f} CPU s each", flush=True)
    found = each[1] / each[0]
    kept = found <= MOST_GROWTH
    said = "kept" if kept else "MISSED"
    print(f"CPU time each at {SIZES[1]} over {SIZES[0]}: {found:.3f}; limit {MOST_GROWTH}: {said}")
    return kept


TINY_CHECK = '''
from grader.checks import expect, task


@task("1")
def test_x(student):
    """x is one."""
    expect.equal(student.value("x"), 1)
'''


def coordinator(folder: Path) -> bool:
    """Memory of the process that sends submissions and stores results, on many tiny notebooks."""
    starter = our_course(folder / "course")
    home = starter.parent
    head = (home / "assignment.toml").read_text().split("\npreload")[0]
    task = '\n[[task]]\nid = "1"\ntitle = "One"\nkind = "code"\npoints = 1\n'
    (home / "assignment.toml").write_text(head + "\n" + task)
    (home / "checks" / "test_bench.py").write_text(TINY_CHECK)
    notebook = json.loads(starter.read_bytes())
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] == "task-1"]
    notebook["cells"][0]["source"] = "# Task 1: One\n..."
    starter.write_text(json.dumps(notebook))
    for number in range(CROWD):
        notebook["cells"][0]["source"] = f"# Task 1: One\nx = {number % 2}  # {number}"
        file = folder / "submitted" / f"s{number:05d}" / NOTEBOOK
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(notebook))
    watch = Watch()
    cost = run_batch(batch(folder / "submitted", folder / "course", folder / "results"), watch)
    found = watch.coordinator_kib / 1024
    kept = 0 < found <= MOST_COORDINATOR_MIB
    print(
        f"coordinator of {CROWD} submissions ({cost.wall:.0f} s): {found:.0f} MiB at most; "
        f"limit {MOST_COORDINATOR_MIB}: {'kept' if kept else 'MISSED'}"
    )
    return kept


def kernels(folder: Path, slugs: Sequence[str]) -> bool:
    """Private memory of each further submission that is graded meanwhile, on the notebooks of the course."""
    all_kept = True
    for slug in slugs:
        watches = {jobs: _watched(folder / f"{slug}-{jobs}", slug, jobs) for jobs in JOBS}
        low, high = watches[JOBS[0]], watches[JOBS[-1]]
        more = (JOBS[-1] - JOBS[0]) * 1024
        further = (high.forks_kib - low.forks_kib) / more
        pss = (high.pss_kib - low.pss_kib) / more
        kept = low.forks_kib > 0 and further <= MOST_KERNEL_MIB
        sums = ", ".join(f"-j {jobs}: {watch.forks_kib / 1024:.0f}" for jobs, watch in watches.items())
        print(
            f"{slug}: private MiB of all forks at most {sums}; each further one {further:.0f} "
            f"(by PSS {pss:.0f}); limit {MOST_KERNEL_MIB}: {'kept' if kept else 'MISSED'}",
            flush=True,
        )
        all_kept &= kept
    return all_kept


def _watched(folder: Path, slug: str, jobs: int) -> Watch:
    for number in range(WAVES * jobs):
        file = folder / "submitted" / f"s{number}" / f"{slug}.ipynb"
        file.parent.mkdir(parents=True)
        shutil.copyfile(ROOT / "reference" / slug / "solution.ipynb", file)
    watch = Watch()
    run_batch(batch(folder / "submitted", ROOT, folder / "results", jobs), watch)
    return watch


def main() -> int:
    """Read the options, measure, print."""
    course = sorted(path.parent.name for path in ROOT.glob("assignments/*/assignment.toml"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", action="append", choices=("growth", "coordinator", "kernels"))
    parser.add_argument("--slugs", default=",".join(course), help="assignments for the part `kernels`")
    options = parser.parse_args()
    parts = options.part or ["growth", "coordinator", "kernels"]
    print(describe(), flush=True)
    kept = True
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        if "growth" in parts:
            kept &= growth(Path(name) / "growth")
        if "coordinator" in parts:
            kept &= coordinator(Path(name) / "coordinator")
        if "kernels" in parts:
            kept &= kernels(Path(name) / "kernels", options.slugs.split(","))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

"""Whatever is killed and whenever: each submission ends with exactly one result, and it is the right one."""

import csv
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.batch.small import cells, small_course
from tests.notebooks import write

pytestmark = [pytest.mark.kernel, pytest.mark.slow]

ROUNDS = 20
STUDENTS = 6
ROOT = Path(__file__).parents[2]
VICTIMS = {
    "the command": "batch",
    "the warm process": "grader.batch.warm",
    "the template": "template",
    "a judge": "judge",
    "a kernel": "kernel",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A course and a class: half of the students are right, one raises, one ends the kernel."""
    root = tmp_path_factory.mktemp("world")
    small_course(root / "course")
    answers = ["x = 1", "x = 2", "x = 1 / 0", "import os\nos._exit(3)", "x = 1", "x = 1"]
    for number, first in enumerate(answers):
        slow = "import time\ntime.sleep(0.3)\ny = torch.rand(1).item()"
        write(root / "class" / f"s{number}" / "small.ipynb", cells(first, slow))
    return root


def command(world, results):
    arguments = [str(world / "class"), "--course", str(world / "course"), "--results", str(results)]
    return subprocess.Popen(
        [sys.executable, "-m", "grader", "batch", *arguments, "-j", "2"],
        cwd=world,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(world)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def undisturbed(world, results):
    process = command(world, results)
    try:
        assert process.wait(120) == 0
    finally:
        process.kill()
        process.wait()


def grades(results):
    with (results / "gradebook.csv").open(newline="") as file:
        return [(row["student"], row["score"], row["status"]) for row in csv.DictReader(file)]


def rows_of(results, select):
    store = sqlite3.connect(results / "store.sqlite")
    try:
        return store.execute(select).fetchall()
    finally:
        store.close()


@pytest.fixture(scope="module")
def right(world):
    undisturbed(world, world / "undisturbed")
    found = grades(world / "undisturbed")
    assert len(found) == STUDENTS
    assert {row[1] for row in found} == {"3", "2"}
    return found


def family(process):
    """What runs under the command, by what it is."""
    found = {"batch": [process.pid]}
    for warm in psutil.Process(process.pid).children():
        found["grader.batch.warm"] = [warm.pid]
        for child in warm.children():
            kind = "judge" if os.getpgid(child.pid) == child.pid else "template"
            found.setdefault(kind, []).append(child.pid)
            if kind == "template":
                found["kernel"] = [p.pid for p in child.children(recursive=True)]
    return found


def kill_one(process, kind):
    """Kill one of that kind as soon as there is one; gives whether there was."""
    deadline = time.monotonic() + 10
    while process.poll() is None and time.monotonic() < deadline:
        try:
            victims = family(process).get(kind, [])
            if victims:
                os.kill(random.choice(victims), signal.SIGKILL)
                return True
        except (psutil.NoSuchProcess, ProcessLookupError):
            pass
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killing_loses_nothing_and_doubles_nothing(world, right, number):
    chance = random.Random(number)
    kind = list(VICTIMS.values())[number % len(VICTIMS)]
    results = world / f"round-{number}"
    process = command(world, results)
    time.sleep(chance.uniform(0.2, 5))
    kill_one(process, kind)
    time.sleep(chance.uniform(0, 2))
    process.kill()  # and whatever it was, the command does not survive it either
    process.wait()
    undisturbed(world, results)
    assert rows_of(results, "SELECT reason FROM results WHERE ending = 'internal'") == []
    assert grades(results) == right
    rows = rows_of(results, "SELECT key, count(*), max(attempts) FROM results GROUP BY key")
    assert [(count, attempts) for _key, count, attempts in rows] == [(1, 1)] * STUDENTS


def test_the_next_batch_sweeps_what_was_left_behind(world, right):
    time.sleep(1)  # until what the last round has killed is gone
    undisturbed(world, world / "last")
    assert [p for p in world.iterdir() if p.name.startswith("grader-")] == []

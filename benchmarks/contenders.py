"""Who is compared: how each gets a class in its own format, what grades it, and what grades came out."""

import csv
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from classes import NOTEBOOK, SLUG, Student, nbgrader_course, otter_course, our_course, submit
from lesson.tasks import TASKS
from peers import activated, install, run

__all__ = ["CONTENDERS", "Contender", "Grades", "Work"]

HERE = Path(__file__).parent
ROOT = HERE.parent
Grades = dict[str, dict[str, float]]
"""Student, then task, to points."""
OTTER_LOOP = (
    'for name in "$@"; do mkdir -p out/$name && otter run -o out/$name submitted/$name/' + NOTEBOOK + "; done"
)


class Work(NamedTuple):
    """A class that lies ready to be graded: what to start at the same time, and how to read what came out."""

    commands: list[list[str]]
    folders: list[Path]
    variables: Mapping[str, str]
    grades: Callable[[], Grades] | None
    """None: it gives no grades."""


class Contender(NamedTuple):
    """A tool, run in a certain way."""

    name: str
    title: str
    prepare: Callable[[Path, Sequence[Student]], Work]
    """Write the class into a new folder; not measured."""


def _ours(folder: Path, students: Sequence[Student]) -> Work:
    starter = our_course(folder / "course")
    submit(starter, {s.name: folder / "submitted" / s.name / NOTEBOOK for s in students}, students)
    options = ["--course", str(folder / "course"), "--results", str(folder / "results"), "-j", "2"]
    command = [sys.executable, "-m", "grader", "batch", str(folder / "submitted"), *options]
    return Work([command], [ROOT], os.environ, lambda: _our_grades(folder / "results"))


def _our_grades(results: Path) -> Grades:
    with (results / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["student"]: {task.id: float(row[task.id] or 0) for task in TASKS} for row in rows}


def _nbgrader(processes: int) -> Callable[[Path, Sequence[Student]], Work]:
    def prepare(folder: Path, students: Sequence[Student]) -> Work:
        programs = install("nbgrader")
        # a course for each process: its own gradebook, so that none waits for the other's lock
        homes = [folder / str(number) for number in range(processes)]
        for number, home in enumerate(homes):
            released = nbgrader_course(home, programs)
            part = students[number::processes]
            submit(released, {s.name: home / "submitted" / s.name / SLUG / NOTEBOOK for s in part}, part)

        def grades() -> Grades:
            found: Grades = {}
            for home in homes:
                printed = run(programs, HERE, "python", "read_nbgrader.py", str(home), SLUG)
                for name, scores in json.loads(printed).items():
                    found[name] = {key.removeprefix("test-"): score or 0.0 for key, score in scores.items()}
            return found

        commands = [["nbgrader", "autograde", SLUG] for _ in homes]
        return Work(commands, homes, activated(programs), grades)

    return prepare


def _otter(processes: int) -> Callable[[Path, Sequence[Student]], Work]:
    def prepare(folder: Path, students: Sequence[Student]) -> Work:
        programs = install("otter")
        released = otter_course(folder, programs)
        home = released.parent
        submit(released, {s.name: home / "submitted" / s.name / NOTEBOOK for s in students}, students)

        def grades() -> Grades:
            found: Grades = {}
            for file in (home / "out").glob("*/results.json"):
                tests = json.loads(file.read_bytes())["tests"]
                scores = {test["name"]: test.get("score", 0.0) for test in tests}
                found[file.parent.name] = {task.id: scores.get(f"q{task.id}", 0.0) for task in TASKS}
            return found

        parts = [[s.name for s in students[number::processes]] for number in range(processes)]
        commands = [["sh", "-c", OTTER_LOOP, "otter", *part] for part in parts]
        return Work(commands, [home] * processes, activated(programs), grades)

    return prepare


def _plain(folder: Path, students: Sequence[Student]) -> list[str]:
    starter = our_course(folder / "course")
    paths = {s.name: folder / "submitted" / s.name / NOTEBOOK for s in students}
    submit(starter, paths, students)
    return [str(path) for path in paths.values()]


def _nbclient(folder: Path, students: Sequence[Student]) -> Work:
    programs = install("nbclient")
    command = ["python", str(HERE / "run_nbclient.py"), *_plain(folder, students)]
    return Work([command], [folder], activated(programs), None)


def _floor(jobs: int) -> Callable[[Path, Sequence[Student]], Work]:
    def prepare(folder: Path, students: Sequence[Student]) -> Work:
        command = [sys.executable, str(HERE / "floor.py"), str(jobs), *_plain(folder, students)]
        return Work([command], [folder], os.environ, None)

    return prepare


CONTENDERS = (
    Contender("ours", "`grade batch -j 2`", _ours),
    Contender("floor-2", "floor, two at a time", _floor(2)),
    Contender("floor-1", "floor, one at a time", _floor(1)),
    Contender("nbgrader-2", "nbgrader, two processes", _nbgrader(2)),
    Contender("nbgrader", "nbgrader as shipped", _nbgrader(1)),
    Contender("nbclient", "nbclient, one process, no grades", _nbclient),
    Contender("otter-2", "otter run, two processes", _otter(2)),
    Contender("otter", "otter run", _otter(1)),
)

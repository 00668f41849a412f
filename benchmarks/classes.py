"""Makes classes whose grades are known beforehand, in every tool's format, from one notebook (`lesson/`)."""

import json
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lesson.tasks import CELLS, PRELOAD, TASKS, Given, Task
from peers import run

__all__ = [
    "NOTEBOOK",
    "SLUG",
    "Student",
    "fill",
    "make_class",
    "nbgrader_course",
    "otter_course",
    "our_course",
]

SLUG = "bench"
NOTEBOOK = f"{SLUG}.ipynb"
RIGHT, RAISING, MISSING = "right", "raising", "missing"
LIKELY = {RIGHT: 0.66, "wrong": 0.18, RAISING: 0.06, MISSING: 0.10}
"""How students answer a task."""
CHECKS = Path(__file__).parent / "lesson" / "checks"
Json = dict[str, Any]


class Student(NamedTuple):
    """A student, and in which way each task was answered."""

    name: str
    ways: Mapping[str, str]

    def answer(self, task: Task) -> str | None:
        """The source of the answer cell; None when the task was never attempted.

        No two students hand in the same bytes, so that no tool saves work by remembering a notebook.
        """
        way = self.ways[task.id]
        if way == MISSING:
            return None
        chosen = {RIGHT: task.right, RAISING: task.raising}.get(way) or task.wrong[way]
        return f"{task.marker}\n{chosen.source}# {self.name}\n"

    @property
    def points(self) -> dict[str, float]:
        """The points of each task, by what the answers cost."""
        lost: set[str] = set()
        for task in TASKS:
            way = self.ways[task.id]
            if way == MISSING:
                lost |= task.missing
            elif way != RIGHT:
                lost |= (task.raising if way == RAISING else task.wrong[way]).lost
        return {task.id: float(task.id not in lost) for task in TASKS}


def make_class(size: int, seed: int = 1) -> list[Student]:
    """So many students: one all right, one without any attempt, one who only raises; then by chance."""
    rng = random.Random(seed)
    students = []
    for number in range(size):
        ways = {task.id: _way(task, rng) for task in TASKS}
        if number < len(fixed := (RIGHT, MISSING, RAISING)):
            ways = dict.fromkeys(ways, fixed[number])
        students.append(Student(f"s{number:04d}", ways))
    return students


def _way(task: Task, rng: random.Random) -> str:
    way = rng.choices(list(LIKELY), list(LIKELY.values()))[0]
    return rng.choice(sorted(task.wrong)) if way == "wrong" else way


def fill(released: Json, student: Student) -> Json:
    """The notebook that a student hands in: what a tool released, with answers in the answer cells."""
    notebook = json.loads(json.dumps(released))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        for task in TASKS:
            if source.startswith(task.marker) and (answer := student.answer(task)) is not None:
                cell["source"] = answer
    return notebook


def submit(released: Path, paths: Mapping[str, Path], students: Sequence[Student]) -> None:
    """Write every student's notebook to the path under his name."""
    notebook = json.loads(released.read_bytes())
    for student in students:
        path = paths[student.name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(fill(notebook, student), indent=1), encoding="utf-8")


def our_course(folder: Path) -> Path:
    """Write a course of one assignment for `grade`; give its starter."""
    home = folder / "assignments" / SLUG
    shutil.copytree(CHECKS, home / "checks")
    head = f'schema = 1\nslug = "{SLUG}"\ntitle = "Benchmark"\nversion = "1"\nseed = 1\n'
    head += f"preload = {list(PRELOAD)}\n"
    tasks = "".join(
        f'\n[[task]]\nid = "{task.id}"\ntitle = "{task.title}"\nkind = "code"\npoints = 1\n' for task in TASKS
    )
    (home / "assignment.toml").write_text(head + tasks)
    starter = home / NOTEBOOK
    _write(starter, _starter_cells(), grader={"assignment": SLUG, "version": "1"})
    return starter


def _starter_cells() -> Iterator[Json]:
    for number, cell in enumerate(CELLS):
        if isinstance(cell, Given):
            yield _code(cell.source, f"given-{number}", grader={"role": "given"})
        else:
            source = f"{cell.marker}\n...  # your code here\n"
            yield _code(source, f"task-{cell.id}", grader={"role": "answer", "task": cell.id})


def nbgrader_course(folder: Path, programs: Path) -> Path:
    """Write a course for nbgrader and let it make its release; give the released notebook."""
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "bench"\n')
    _write(folder / "source" / SLUG / NOTEBOOK, _nbgrader_cells())
    run(programs, folder, "nbgrader", "generate_assignment", SLUG)
    return folder / "release" / SLUG / NOTEBOOK


def _nbgrader_cells() -> Iterator[Json]:
    for number, cell in enumerate(CELLS):
        if isinstance(cell, Given):
            yield _code(cell.source, f"given-{number}")
            continue
        solution = f"{cell.marker}\n### BEGIN SOLUTION\n{cell.right.source}### END SOLUTION\n"
        mark = {"schema_version": 3, "task": False, "cell_type": "code"}
        answer = {"grade": False, "solution": True, "locked": False, "grade_id": f"answer-{cell.id}"}
        test = {"grade": True, "solution": False, "locked": True, "grade_id": f"test-{cell.id}", "points": 1}
        yield _code(solution, f"task-{cell.id}", nbgrader=mark | answer)
        yield _code(cell.asserts, f"test-{cell.id}", nbgrader=mark | test)


def otter_course(folder: Path, programs: Path) -> Path:
    """Write a master notebook for otter and let it make its release; give the students' notebook.

    The autograder lies beside it as `autograder.zip`.
    """
    master = folder / NOTEBOOK
    _write(master, _otter_cells())
    run(programs, folder, "otter", "assign", NOTEBOOK, "dist", "--no-pdfs")
    (made,) = (folder / "dist" / "autograder").glob("*.zip")
    shutil.copyfile(made, folder / "dist" / "student" / "autograder.zip")
    return folder / "dist" / "student" / NOTEBOOK


def _otter_cells() -> Iterator[Json]:
    yield _raw("# ASSIGNMENT CONFIG\nexport_cell: false\n")
    for number, cell in enumerate(CELLS):
        if isinstance(cell, Given):
            yield _code(cell.source, f"given-{number}")
            continue
        yield _raw(f"# BEGIN QUESTION\nname: q{cell.id}\npoints: 1\n")
        yield _raw("# BEGIN SOLUTION")
        solution = f"{cell.marker}\n# BEGIN SOLUTION\n{cell.right.source}# END SOLUTION\n"
        yield _code(solution, f"task-{cell.id}")
        yield _raw("# END SOLUTION")
        yield _raw("# BEGIN TESTS")
        yield _code(cell.asserts, f"test-{cell.id}")
        yield _raw("# END TESTS")
        yield _raw("# END QUESTION")


def _code(source: str, cell_id: str, **metadata: Json) -> Json:
    cell = {"cell_type": "code", "id": cell_id, "metadata": metadata, "source": source}
    return cell | {"execution_count": None, "outputs": []}


def _raw(source: str) -> Json:
    return {"cell_type": "raw", "metadata": {}, "source": source}


def _write(path: Path, cells: Iterator[Json], **metadata: Json) -> None:
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    listed = [{"id": f"raw-{number}"} | cell for number, cell in enumerate(cells)]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": spec | metadata, "cells": listed}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")

"""Looks at a notebook as a file: its cells, the order they ran in, its names and its imports."""

import ast
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from grader.course import sources
from grader.course.alignment import Alignment, align
from grader.course.assignment import Assignment, Course
from grader.course.claims import claim_cells, read_starter
from grader.course.files import read_file
from grader.course.matching import match
from grader.course.submission import Submission, parse_submission
from grader.course.unreadable import load_json
from grader.doctor.code import Unreadable, nodes, parse
from grader.doctor.findings import Finding
from grader.doctor.names import Use, early_uses
from grader.errors import AssignmentError
from grader.models import CellRole
from grader.settings import Limits

__all__ = ["Patient", "examine", "read_patient"]

SHOWN = 40
REPAIR = "`--repair` writes a copy in which it is put right."
IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


@dataclass(frozen=True, slots=True)
class Patient:
    """A notebook with everything that is known of it."""

    path: Path
    submission: Submission
    raw: dict[str, Any]
    """Its JSON; only cells of a known kind count."""
    course: Course | None
    assignment: Assignment | None
    unknown: str
    """Why it is not known which assignment it belongs to."""
    aligned: Alignment | None
    tasks: Mapping[int, str]
    """The task that each cell answers, by the cell's index."""

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The cells as they stand in the file."""
        cells: list[dict[str, Any]] = self.raw["cells"]
        return cells

    def name(self, index: int) -> str:
        """What to call a cell: `cell 7 (task 2.1)`, or by its first line."""
        source = self.submission.notebook.cells[index].source
        first = next((line.strip() for line in source.splitlines() if line.strip()), "")
        shown = first if len(first) <= SHOWN else f"{first[:SHOWN]}…"
        task = self.tasks.get(index)
        return f"cell {index + 1} ({f'task {task}' if task else f'`{shown}`'})"


def read_patient(path: Path, course: Path | None, slug: str | None) -> Patient:
    """Read a notebook and find its assignment, if it has one.

    Raises:
        InputError: it is no notebook, or the assignment that was named is not there.

    """
    limits = Limits()
    data = read_file(path, limits)
    submission = parse_submission(data, path.name, limits)
    raw = load_json(data, path.name)
    if "cells" not in raw:  # an old format: the same cells, with nothing but their sources
        cells = [{"cell_type": c.kind, "source": c.source, "metadata": {}} for c in submission.notebook.cells]
        raw = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    found, assignment, unknown = None, None, ""
    try:
        found = Course.find(course, near=path.parent)
        assignment = match(submission, found, slug)
        starter = assignment.starter(submission.notebook.asked)
    except AssignmentError as error:
        if slug is not None or course is not None:
            raise
        return Patient(path, submission, raw, found, None, str(error), None, {})
    known = read_starter(starter.cells)
    claims = claim_cells(known, submission.notebook.cells, {t.id: t.names for t in assignment.tasks})
    tasks = {n: task for n, claim in claims.items() if (task := known.task(claim.slot))}
    aligned = align(starter, submission.notebook, assignment.tasks)
    return Patient(path, submission, raw, found, assignment, unknown, aligned, tasks)


def examine(patient: Patient) -> Iterator[Finding]:
    """Everything that can be seen without running it."""
    if patient.assignment is None:
        yield Finding(
            f"It is not known which assignment this is: {patient.unknown}",
            "Its cells were not compared with those that were handed out.",
        )
    else:
        title = f"{patient.assignment.title} ({patient.assignment.slug})"
        yield Finding(f"Assignment: {title}.", wrong=False)
    yield from (Finding(n.text) for n in patient.submission.notices if not n.staff_only)
    if patient.aligned is not None:
        yield from _cells(patient.aligned)
    yield from _order(patient)
    trees, unreadable = _trees(patient)
    yield from unreadable
    yield from _names(patient, trees)
    yield from _packages(patient, trees)


def _cells(aligned: Alignment) -> Iterator[Finding]:
    """What grading would have to repair."""
    yield from (Finding(n.text, REPAIR) for n in aligned.notices)
    if not aligned.notices:
        yield Finding("Every cell that was handed out is there, in order and unchanged.", wrong=False)
    open_ = [c.task for c in aligned.cells if c.role == CellRole.ANSWER and not c.attempted]
    if open_:
        yield Finding(f"Tasks that are not worked on yet: {', '.join(map(str, open_))}.", wrong=False)


def _order(patient: Patient) -> Iterator[Finding]:
    """Cells that ran in another order than they stand in."""
    counted = [
        (n, cell["execution_count"])
        for n, cell in enumerate(patient.cells)
        if cell.get("cell_type") == "code" and type(cell.get("execution_count")) is int
    ]
    wrong = next(((a, b) for a, b in pairwise(counted) if b[1] <= a[1]), None)
    if wrong is not None:
        (above, first), (below, second) = wrong
        yield Finding(
            f"The cells did not run from top to bottom: {patient.name(above)} ran as [{first}], and "
            f"{patient.name(below)} below it as [{second}].",
            "Use Kernel, Restart Kernel and Run All Cells, and see whether all of it still works.",
        )
    elif counted:
        yield Finding("The cells ran from top to bottom.", wrong=False)


def _trees(patient: Patient) -> tuple[list[ast.Module | None], list[Finding]]:
    trees: list[ast.Module | None] = []
    findings = []
    for index, cell in enumerate(patient.submission.notebook.cells):
        tree = None
        if cell.kind == "code":
            try:
                tree = parse(cell.source)
            except Unreadable as error:
                hint = "Run the cell and repair what Python says."
                findings.append(Finding(f"{patient.name(index).capitalize()} is no Python: {error}.", hint))
        trees.append(tree)
    return trees, findings


def _names(patient: Patient, trees: Sequence[ast.Module | None]) -> Iterator[Finding]:
    uses = early_uses(trees, lambda module: _star_names(patient, module))
    expected = _still_open(patient)
    for use in uses:
        if expected is not None and (use.name in expected or (not expected and use.defined_in is None)):
            continue
        yield _early(patient, use)


def _early(patient: Patient, use: Use) -> Finding:
    where = f"{patient.name(use.cell).capitalize()}, line {use.line}, uses `{use.name}`"
    if use.defined_in is None:
        return Finding(
            f"{where}, which no cell defines.",
            "If it works for you, an old state of the kernel helps: define it in a cell above.",
        )
    if use.defined_in == use.cell:
        return Finding(f"{where} before the same cell defines it.", "Define it above that line.")
    return Finding(
        f"{where}, which only {patient.name(use.defined_in)} defines.",
        "It works only when that cell has run before: move one of them.",
    )


def _still_open(patient: Patient) -> frozenset[str] | None:
    """Names that tasks nobody has worked on would define; None when no task is open."""
    if patient.aligned is None or patient.assignment is None:
        return None
    open_ = {c.task for c in patient.aligned.cells if c.role == CellRole.ANSWER and not c.attempted}
    if not open_:
        return None
    return frozenset(name for t in patient.assignment.tasks if t.id in open_ for name in t.names)


def _star_names(patient: Patient, module: str) -> frozenset[str] | None:
    """What a star import brings, read from the module's source; nothing is imported."""
    path = next((p for p in _own_files(patient) if p.stem == module), None)
    if path is None:
        try:
            spec = importlib.util.find_spec(module) if "." not in module else None
        except (ImportError, ValueError):
            spec = None
        if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
            return None
        path = Path(spec.origin)
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if "import *" in source or "__all__" in source or "__getattr__" in source:
        return None
    return frozenset(n for n in sources.defined_names(source) if not n.startswith("_")) or None


def _own_files(patient: Patient) -> list[Path]:
    """Modules that lie beside the notebook."""
    found = sorted(patient.path.parent.glob("*.py"))
    if patient.assignment is not None:
        folder = patient.assignment.folder
        found += [folder / file for file in patient.assignment.files() if file.suffix == ".py"]
    return found


def _packages(patient: Patient, trees: Sequence[ast.Module | None]) -> Iterator[Finding]:
    own = {path.stem for path in _own_files(patient)}
    own |= {p.parent.name for p in patient.path.parent.glob("*/__init__.py")}
    missing: dict[str, int] = {}
    for index, tree in enumerate(trees):
        for module in _imported(tree) if tree is not None else ():
            if module not in own and not _can_be_imported(module):
                missing.setdefault(module, index)
    for module, index in missing.items():
        yield Finding(
            f"{patient.name(index).capitalize()} imports `{module}`, which is not installed here.",
            f"Look for a slip of the pen; else install it: pip install {module}.",
        )
    if not missing:
        yield Finding("Every package that it imports is installed.", wrong=False)


def _imported(tree: ast.Module) -> Iterator[str]:
    """Top-level modules that are imported, those left out for which the code has another way."""
    careful: set[int] = set()
    for node in nodes(tree):
        if isinstance(node, ast.Try) and any(_catches_import(h) for h in node.handlers):
            careful |= {id(inner) for part in node.body for inner in ast.walk(part)}
        if id(node) in careful:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def _catches_import(handler: ast.ExceptHandler) -> bool:
    kind = handler.type or ast.Name("Exception")
    return any(isinstance(name, ast.Name) and name.id in IMPORT_ERRORS for name in ast.walk(kind))


def _can_be_imported(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return True  # it is there, and odd

"""Writes a notebook anew on the starter's cells: every answer in its place, nothing of the student's lost.

What has no place any more (a changed given cell, an answer that is not the one that counts) is kept as a raw
cell, which is not run, right behind the cell that it belonged to.
"""

import copy
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.course import sources
from grader.course.alignment import AlignedCell, Alignment
from grader.course.assignment import Assignment
from grader.doctor.notebook import Patient
from grader.errors import InputError
from grader.models import CellRole

__all__ = ["repaired", "write_repaired"]

KEPT = "Kept by grade doctor: this cell had no place any more. It is not run; delete it when you are sure."
Raw = dict[str, Any]


def write_repaired(patient: Patient) -> Path:
    """Write the repaired copy beside the notebook, and give its path.

    Raises:
        InputError: there is such a file already, or the folder cannot be written.

    """
    path = patient.path.with_name(f"{patient.path.stem}.repaired.ipynb")
    text = json.dumps(repaired(patient), indent=1, ensure_ascii=False) + "\n"
    data = text.encode("utf-8", "replace")
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise InputError(f"{path} is there already; rename or remove it first.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
    return path


def repaired(patient: Patient) -> Raw:
    """The notebook in the starter's order, with the student's answers and own cells.

    Raises:
        InputError: its assignment is not known, so there is nothing to repair it by.

    """
    if patient.assignment is None or patient.aligned is None:
        raise InputError(f"{patient.path.name} cannot be repaired: {patient.unknown}")
    starter = _starter(patient.assignment, patient.submission.notebook.asked)
    places = _Places(patient, starter["cells"])
    made = places.assemble(patient.aligned)
    metadata = copy.deepcopy(patient.raw.get("metadata"))
    metadata = metadata if isinstance(metadata, dict) else {}
    metadata["grader"] = starter.get("metadata", {}).get("grader", {})
    return {"cells": _with_ids(made), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _starter(assignment: Assignment, asked: str | None) -> Raw:
    assignment.starter(asked)  # says what is wrong with it
    starter: Raw = json.loads(assignment.starter_path_of(asked).read_bytes())
    return starter


class _Places:
    """The student's cells and where they go among the starter's."""

    def __init__(self, patient: Patient, starter: Sequence[Raw]) -> None:
        self._starter = starter
        self._notebook = patient.submission.notebook.cells
        self._raw = patient.cells
        self._by_source: Mapping[str, int] = {
            sources.tidy(cell.source): n for n, cell in enumerate(self._notebook)
        }
        self._placed: set[int] = set()

    def assemble(self, aligned: Alignment) -> list[Raw]:
        """All cells, in the starter's order."""
        slots, own = _grouped(aligned)
        groups: list[list[Raw]] = [[]]  # one behind each of the starter's cells, one before them all
        groups[0] += [self._student(cell) for cell in own[-1]]
        slot = 0
        for handed_out in self._starter:
            group = [copy.deepcopy(handed_out)]
            if _is_slot(handed_out):
                group = [self._filled(handed_out, slots[slot])]
                group += [self._student(cell) for cell in own[slot]]
                slot += 1
            groups.append(group)
        for place, kept in self._left_over():
            groups[place].append(kept)
        return [cell for group in groups for cell in group]

    def _filled(self, handed_out: Raw, cell: AlignedCell) -> Raw:
        """A cell of the starter's with the student's answer, and with its outputs where it had run."""
        made = copy.deepcopy(handed_out)
        made["source"] = cell.source
        number = self._by_source.get(sources.tidy(cell.source))
        if number is not None:
            self._placed.add(number)
            self._copy_outputs(number, made)
        return made

    def _student(self, cell: AlignedCell) -> Raw:
        number = self._by_source.get(sources.tidy(cell.source))
        made: Raw = {"cell_type": "code", "metadata": {}, "source": cell.source}
        made |= {"outputs": [], "execution_count": None}
        if number is not None:
            self._placed.add(number)
            self._copy_outputs(number, made)
        return made

    def _copy_outputs(self, number: int, made: Raw) -> None:
        if made["cell_type"] == "code" and isinstance(self._raw[number].get("outputs"), list):
            made["outputs"] = copy.deepcopy(self._raw[number]["outputs"])
            made["execution_count"] = self._raw[number].get("execution_count")

    def _left_over(self) -> Iterable[tuple[int, Raw]]:
        """What the student has that is nowhere yet, with the group that it goes behind."""
        known = {sources.tidy(_source(c)): n + 1 for n, c in enumerate(self._starter)}
        ids = {c["id"]: n + 1 for n, c in enumerate(self._starter) if isinstance(c.get("id"), str)}
        place = 0
        for number, cell in enumerate(self._notebook):
            here = ids.get(cell.id or "") or known.get(sources.tidy(cell.source))
            place = here or place
            text = sources.tidy(cell.source)
            if number in self._placed or not text or text in known or self._is_placed(text):
                continue
            if cell.kind == "markdown":
                yield place, {"cell_type": "markdown", "metadata": {}, "source": cell.source}
            else:
                yield place, {"cell_type": "raw", "metadata": {}, "source": f"{KEPT}\n\n{cell.source}"}

    def _is_placed(self, text: str) -> bool:
        return self._by_source.get(text) in self._placed


def _grouped(aligned: Alignment) -> tuple[list[AlignedCell], dict[int, list[AlignedCell]]]:
    """The cells of the starter, and the student's own behind each of them; -1 for those before the first."""
    slots: list[AlignedCell] = []
    own: dict[int, list[AlignedCell]] = defaultdict(list)
    for cell in aligned.cells:
        if cell.role == CellRole.EXTRA:
            own[len(slots) - 1].append(cell)
        else:
            slots.append(cell)
    return slots, own


def _is_slot(cell: Raw) -> bool:
    """Whether alignment counts this cell: all code, and the text that is answered."""
    mark = cell.get("metadata", {}).get("grader", {})
    answered = cell["cell_type"] == "markdown" and mark.get("role") == "answer"
    return bool(cell["cell_type"] == "code" or answered)


def _source(cell: Raw) -> str:
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def _with_ids(cells: Sequence[Raw]) -> list[Raw]:
    """Every cell with an id of its own, as format 4.5 wants it."""
    taken = {c["id"] for c in cells if isinstance(c.get("id"), str)}
    number = 0
    for cell in cells:
        if not isinstance(cell.get("id"), str):
            while f"own-{number}" in taken:
                number += 1
            cell["id"] = f"own-{number}"
            taken.add(cell["id"])
    return list(cells)

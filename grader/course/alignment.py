"""The submitted notebook put onto the starter: what was moved, lost or changed is repaired, and said so."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grader.course import repairs, sources
from grader.course.assignment import Task
from grader.course.claims import Claim, Starter, claim_cells, read_starter, split_merged_cells
from grader.course.notebook import Cell, CellKind, Notebook
from grader.models import CellRole, Notice

__all__ = ["AlignedCell", "Alignment", "align"]


@dataclass(frozen=True, slots=True)
class AlignedCell:
    """A cell as it is graded."""

    role: CellRole
    task: str | None
    """The task of an answer or given cell, and of an extra cell that is part of an answer."""
    kind: CellKind
    source: str
    id: str | None
    attempted: bool
    """For an answer: the student worked on it."""
    matched_by: str
    """How it was found: metadata, id, marker, source, names, place, split, after, missing, extra."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The cells to run, in order, and what was repaired on the way."""

    cells: tuple[AlignedCell, ...]
    notices: tuple[Notice, ...] = ()

    def answer(self, task: str) -> AlignedCell | None:
        """The answer cell of a task; None for a task that has none."""
        index = self._answer_index(task)
        return None if index is None else self.cells[index]

    def attempted(self, task: str) -> bool:
        """Tell whether the student worked on a task; without an answer cell of its own: on anything."""
        if self._answer_index(task) is None:
            return any(cell.attempted for cell in self.cells)
        return any(cell.attempted for cell in self.cells if cell.task == task)

    def last_cell(self, task: str) -> int | None:
        """The number of the last cell to run before a task is judged.

        Its answer with the extra cells that follow; without an answer, the last given cell tagged with it.
        """
        index = self._answer_index(task)
        if index is None:
            tagged = [n for n, cell in enumerate(self.cells) if cell.task == task]
            return tagged[-1] if tagged else None
        while index + 1 < len(self.cells) and self.cells[index + 1].role == CellRole.EXTRA:
            index += 1
        return index

    def _answer_index(self, task: str) -> int | None:
        for index, cell in enumerate(self.cells):
            if cell.task == task and cell.role == CellRole.ANSWER:
                return index
        return None


@dataclass(frozen=True, slots=True)
class _Answer:
    """One try at a task: the cell, and the cells that were split off from it."""

    numbers: tuple[int, ...]
    attempted: bool


@dataclass(frozen=True, slots=True)
class _Matched:
    """Submitted cells, what they stand for, and the try that counts for each answer."""

    starter: Starter
    cells: Sequence[Cell]
    claims: Mapping[int, Claim]
    chosen: Mapping[int, _Answer]

    def used(self) -> dict[int, int]:
        """Starter cell to the submitted cell that stands for it."""
        given = {c.slot: n for n, c in self.claims.items() if self.starter.task(c.slot) is None}
        return given | {slot: answer.numbers[0] for slot, answer in self.chosen.items()}


def align(starter: Notebook, submission: Notebook, tasks: Sequence[Task]) -> Alignment:
    """Put the submitted cells into the starter's order.

    Given cells are the starter's, answers and extra cells the student's. Nothing in a submission makes this
    raise; what had to be repaired is a notice.
    """
    known = read_starter(starter.cells)
    cells, unmerged = split_merged_cells(known, submission.cells)
    claims = claim_cells(known, cells, {task.id: task.names for task in tasks})
    tries = _tries(known, cells, claims)
    matched = _Matched(known, cells, claims, {slot: _choose(tried) for slot, tried in tries.items()})
    used = matched.used()
    notices = [
        *repairs.version(starter.version, submission.version),
        *repairs.unmerged(unmerged),
        *repairs.given(known, {slot: cells[number].source for slot, number in used.items()}),
        *repairs.missing(known, claims, submission.cells),
        *repairs.repeated(known, {slot: sum(a.attempted for a in tried) for slot, tried in tries.items()}),
        *repairs.found_by_names(known, [claims[answer.numbers[0]] for answer in matched.chosen.values()]),
        *repairs.moved(known, _out_of_order(sorted(used, key=used.__getitem__))),
    ]
    return Alignment(_assemble(matched), tuple(notices))


def _tries(starter: Starter, cells: Sequence[Cell], claims: Mapping[int, Claim]) -> dict[int, list[_Answer]]:
    """All tries at each answer. A split cell keeps its metadata, but only its first part has the marker."""
    groups: dict[int, list[list[int]]] = defaultdict(list)
    before: int | None = None
    for number in sorted(claims):
        claim = claims[number]
        if starter.task(claim.slot) is not None:
            joined = before == claim.slot and claim.how == "metadata"
            if joined and cells[number].kind == "code" and sources.marker(cells[number].source) is None:
                groups[claim.slot][-1].append(number)
            else:
                groups[claim.slot].append([number])
        before = claim.slot
    tries: dict[int, list[_Answer]] = {}
    for slot, numbers in groups.items():
        handed_out = starter.cells[slot]
        texts = ["\n".join(cells[n].source for n in group) for group in numbers]
        tried = [sources.attempted(text, handed_out.source, handed_out.kind) for text in texts]
        tries[slot] = [_Answer(tuple(group), done) for group, done in zip(numbers, tried, strict=True)]
    return tries


def _choose(tries: Sequence[_Answer]) -> _Answer:
    """The last try that was worked on, else the last."""
    return next((answer for answer in reversed(tries) if answer.attempted), tries[-1])


def _out_of_order(slots: Sequence[int]) -> list[int]:
    """The fewest cells that have to move for the rest to be in order."""
    ends: list[int] = []  # positions in `slots`: where the best increasing run of each length ends
    values: list[int] = []
    back: list[int] = []
    for position, slot in enumerate(slots):
        length = bisect_left(values, slot)
        back.append(ends[length - 1] if length else -1)
        values[length : length + 1] = [slot]
        ends[length : length + 1] = [position]
    stay: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        stay.add(slots[position])
        position = back[position]
    return sorted(set(slots) - stay)


def _assemble(matched: _Matched) -> tuple[AlignedCell, ...]:
    """The starter's cells in order, each with the student's own cells that followed it."""
    starter = matched.starter
    follow = _followers(matched)
    found_by = {claim.slot: claim.how for claim in matched.claims.values()}
    aligned = [_extra(cell, starter) for _, cell in follow[-1]]
    for slot, cell in enumerate(starter.cells):
        if starter.task(slot) is None:
            tag, how = cell.grader.task if cell.grader else None, found_by.get(slot, "missing")
            aligned.append(AlignedCell(CellRole.GIVEN, tag, cell.kind, cell.source, cell.id, False, how))
            aligned += [_extra(own, starter) for _, own in follow[slot]]
        else:
            aligned += _answered(matched, slot, follow[slot])
    return tuple(aligned)


def _followers(matched: _Matched) -> dict[int, list[tuple[int, Cell]]]:
    """The student's own cells by the starter cell they follow; -1 for those before the first."""
    parts = {number for answer in matched.chosen.values() for number in answer.numbers[1:]}
    follow: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
    place = -1
    for number, cell in enumerate(matched.cells):
        claim = matched.claims.get(number)
        place = claim.slot if claim else place
        if number in parts or (claim is None and cell.kind == "code"):
            follow[place].append((number, cell))
    return follow


def _answered(matched: _Matched, slot: int, follow: Sequence[tuple[int, Cell]]) -> list[AlignedCell]:
    """An answer cell and the extra cells after it, some of which may belong to the answer."""
    starter = matched.starter
    handed_out, task = starter.cells[slot], starter.task(slot)
    answer = matched.chosen.get(slot)
    cell = AlignedCell(
        CellRole.ANSWER, task, handed_out.kind, handed_out.source, handed_out.id, False, "missing"
    )
    if answer is None:
        return [cell, *(_extra(own, starter) for _, own in follow)]
    number = answer.numbers[0]
    source, how = matched.cells[number].source, matched.claims[number].how
    cell = replace(cell, source=source, attempted=answer.attempted, matched_by=how)
    emptied = cell.kind == "code" and not answer.attempted and sources.is_empty(source)
    aligned = [cell]
    for number, own in follow:
        extra = _extra(own, starter)
        if number in answer.numbers:
            extra = replace(extra, task=task, attempted=answer.attempted, matched_by="split")
        elif emptied and not sources.is_empty(own.source):
            extra = replace(extra, task=task, attempted=True, matched_by="after")
        aligned.append(extra)
    return aligned


def _extra(cell: Cell, starter: Starter) -> AlignedCell:
    cell_id = None if cell.id in starter.ids else cell.id
    return AlignedCell(CellRole.EXTRA, None, cell.kind, cell.source, cell_id, False, "extra")

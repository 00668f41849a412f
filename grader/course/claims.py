"""Which starter cell each submitted cell stands for.

The evidence, strongest first: our metadata, the cell's id, the marker comment, the same source, the names
it defines, its place. What no evidence claims is the student's own.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from grader.course import sources
from grader.course.notebook import Cell
from grader.models import CellRole

__all__ = ["Claim", "Starter", "claim_cells", "named_by", "read_starter", "split_merged_cells"]

_ALIKE = 0.5
_PLACES_TRIED = 3
_COPIES_COMPARED = 10
_PARSED_AT_MOST = 500_000
"""Characters of one notebook that are parsed for the names they define: a second or two."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A submitted cell that stands for the starter's cell number `slot`."""

    slot: int
    how: str


@dataclass(frozen=True, slots=True)
class Starter:
    """The starter's cells that count: all code, and the Markdown that is answered."""

    cells: tuple[Cell, ...]
    answers: Mapping[str, int]
    """Task to the number of its answer cell."""
    markers: Mapping[str, int]
    """The same for code, by task in lower case."""
    first_lines: Mapping[str, int]
    """First lines that only one answered Markdown cell has."""
    ids: Mapping[str, int]
    given: frozenset[str]
    """The tidy sources of given cells; one of them may begin like an answer's marker."""

    def task(self, slot: int) -> str | None:
        """The task that the cell answers, if any."""
        mark = self.cells[slot].grader
        known = mark is not None and mark.task is not None and self.answers.get(mark.task) == slot
        return mark.task if mark and known else None


def read_starter(cells: Sequence[Cell]) -> Starter:
    """Index the cells of a starter."""
    kept: list[Cell] = []
    answers: dict[str, int] = {}
    lines: dict[str, list[int]] = defaultdict(list)
    for cell in cells:
        task = cell.grader.task if cell.grader and _is_answer(cell) else None
        if cell.kind == "markdown":
            lines[_first_line(cell)].append(len(kept) if task else -1)
        if cell.kind == "code" or (cell.kind == "markdown" and task):
            if task:
                answers.setdefault(task, len(kept))
            kept.append(cell)
    return Starter(
        cells=tuple(kept),
        answers=answers,
        markers={task.lower(): slot for task, slot in answers.items() if kept[slot].kind == "code"},
        first_lines={line: slots[0] for line, slots in lines.items() if len(slots) == 1 and slots[0] >= 0},
        ids={cell.id: slot for slot, cell in enumerate(kept) if cell.id},
        given=frozenset(
            sources.tidy(cell.source) for n, cell in enumerate(kept) if n not in answers.values()
        ),
    )


def split_merged_cells(starter: Starter, cells: Sequence[Cell]) -> tuple[list[Cell], list[str]]:
    """Undo Jupyter's "merge cells" where it swallowed an answer, and name the tasks so found."""
    strong = (_strong_claim(starter, cell) for cell in cells)
    claimed = {claim.slot for claim in strong if claim}
    lost = {name: slot for name, slot in starter.markers.items() if slot not in claimed}
    if not lost:
        return list(cells), []
    parts: list[Cell] = []
    found: list[str] = []
    for cell in cells:
        inside = sources.markers_inside(cell.source) if cell.kind == "code" else ()
        cuts = []
        for position, name in inside:
            if name in lost:
                cuts.append(position)
                found.append(starter.task(lost.pop(name)) or name)
        edges = [0, *cuts, len(cell.source)]
        pieces = [cell.source[start:end] for start, end in pairwise(edges)]
        parts.append(replace(cell, source=pieces[0].rstrip("\n")) if cuts else cell)
        parts += [Cell("code", piece) for piece in pieces[1:]]
    return parts, found


def named_by(starter: Starter, cell: Cell) -> Claim | None:
    """The starter cell that a cell names: by metadata, then id, then marker comment."""
    task = cell.grader.task if cell.grader and _is_answer(cell) else None
    if task is not None and task in starter.answers:
        return Claim(starter.answers[task], "metadata")
    if cell.id is not None and cell.id in starter.ids:
        return Claim(starter.ids[cell.id], "id")
    slot = None
    if cell.kind == "code":
        slot = starter.markers.get(sources.marker(cell.source) or "")
    elif cell.kind == "markdown":
        slot = starter.first_lines.get(_first_line(cell))
    if slot is None or sources.tidy(cell.source) in starter.given:
        return None
    return Claim(slot, "marker")


def claim_cells(
    starter: Starter, cells: Sequence[Cell], names: Mapping[str, Sequence[str]]
) -> dict[int, Claim]:
    """Say for each submitted cell, by its number, which starter cell it stands for.

    Several cells may claim one answer; a given cell is claimed at most once.

    Args:
        starter: The starter's cells.
        cells: The submitted cells.
        names: What the answer of a task defines.

    """
    claims = _strong_claims(starter, cells)
    _settle_copies(starter, cells, claims)
    _claim_by_source(starter, cells, claims)
    _claim_by_names(starter, cells, claims, names)
    _claim_by_place(starter, cells, claims)
    return claims


def _is_answer(cell: Cell) -> bool:
    return cell.grader is not None and cell.grader.role == CellRole.ANSWER


def _first_line(cell: Cell) -> str:
    return " ".join(cell.source.strip().partition("\n")[0].lower().split())


def _strong_claim(starter: Starter, cell: Cell) -> Claim | None:
    """What the cell itself says, unless it cannot be run where code is asked for."""
    claim = named_by(starter, cell)
    if claim and cell.kind != "code" and starter.cells[claim.slot].kind == "code":
        return None
    return claim


def _strong_claims(starter: Starter, cells: Sequence[Cell]) -> dict[int, Claim]:
    claims: dict[int, Claim] = {}
    given: set[int] = set()
    for number, cell in enumerate(cells):
        claim = _strong_claim(starter, cell)
        if claim is None or claim.slot in given:
            continue
        if starter.task(claim.slot) is None:
            given.add(claim.slot)
        claims[number] = claim
    for numbers in _claimants(claims).values():
        for number in numbers[:-_COPIES_COMPARED]:
            del claims[number]  # nobody copies a cell that often; comparing them all would take minutes
    return claims


def _claimants(claims: Mapping[int, Claim]) -> dict[int, list[int]]:
    """The submitted cells that claim each starter cell."""
    claimants: dict[int, list[int]] = defaultdict(list)
    for number, claim in claims.items():
        claimants[claim.slot].append(number)
    return claimants


def _settle_copies(starter: Starter, cells: Sequence[Cell], claims: dict[int, Claim]) -> None:
    """A copied cell keeps the metadata of its original: where two claim a task, the marker decides."""
    for slot, numbers in _claimants(claims).items():
        for number in numbers if len(numbers) > 1 else ():
            name = sources.marker(cells[number].source)
            meant = starter.markers.get(name, slot) if name else slot
            if meant != slot and cells[number].kind == "code":
                claims[number] = Claim(meant, "marker")


def _unclaimed_code(cells: Sequence[Cell], claims: Mapping[int, Claim]) -> list[int]:
    return [n for n, cell in enumerate(cells) if cell.kind == "code" and n not in claims]


def _claim_by_source(starter: Starter, cells: Sequence[Cell], claims: dict[int, Claim]) -> None:
    taken = {claim.slot for claim in claims.values()}
    free: dict[str, deque[int]] = defaultdict(deque)
    for slot, cell in enumerate(starter.cells):
        if slot not in taken and starter.task(slot) is None:
            free[sources.tidy(cell.source)].append(slot)
    for number in _unclaimed_code(cells, claims) if free else ():
        slots = free.get(sources.tidy(cells[number].source))
        if slots:
            claims[number] = Claim(slots.popleft(), "source")


def _claim_by_names(
    starter: Starter, cells: Sequence[Cell], claims: dict[int, Claim], names: Mapping[str, Sequence[str]]
) -> None:
    """Find an answer that stands in a cell of the student's own, if only one cell can be meant."""
    wanted = _without_attempt(starter, cells, claims)
    wanted = {task: place for task, place in wanted.items() if names.get(task)}
    if not wanted:
        return
    own = _defined(cells, _unclaimed_code(cells, claims), {name for task in wanted for name in names[task]})
    candidates: dict[str, list[int]] = {}
    meant: dict[int, int] = defaultdict(int)
    for task, places in wanted.items():
        fitting = [n for n in own if (places is None or n in places) and own[n].issuperset(names[task])]
        candidates[task] = fitting
        for number in fitting:
            meant[number] += 1
    for task, numbers in candidates.items():
        if len(numbers) == 1 and meant[numbers[0]] == 1:
            claims[numbers[0]] = Claim(starter.answers[task], "names")


def _defined(
    cells: Sequence[Cell], numbers: Sequence[int], wanted: Collection[str]
) -> dict[int, frozenset[str]]:
    """The names that these cells define, as far as any of the wanted ones are among them."""
    budget = _PARSED_AT_MOST
    defined = {}
    for number in numbers:
        source = cells[number].source
        if len(source) <= min(budget, sources.LONGEST_PARSED) and any(name in source for name in wanted):
            budget -= len(source)
            defined[number] = sources.defined_names(source)
    return defined


def _without_attempt(
    starter: Starter, cells: Sequence[Cell], claims: Mapping[int, Claim]
) -> dict[str, range | None]:
    """Code tasks nobody has worked on in their cell, with where else to look.

    A deleted answer may be anywhere; beside an untouched one only the cells up to the next known cell count.
    """
    last: dict[int, int] = {}
    tried: set[int] = set()
    for number, claim in claims.items():
        handed_out = starter.cells[claim.slot]
        last[claim.slot] = max(number, last.get(claim.slot, -1))
        if starter.task(claim.slot) and claim.slot not in tried:
            source = cells[number].source
            # an emptied cell counts as worked on here: the cells after it are taken for the answer
            if sources.attempted(source, handed_out.source, handed_out.kind) or sources.is_empty(source):
                tried.add(claim.slot)
    wanted: dict[str, range | None] = {}
    following = dict(pairwise([*sorted(claims), len(cells)]))
    for task, slot in starter.answers.items():
        if slot not in tried and starter.cells[slot].kind == "code":
            wanted[task] = range(last[slot], following[last[slot]]) if slot in last else None
    return wanted


def _claim_by_place(starter: Starter, cells: Sequence[Cell], claims: dict[int, Claim]) -> None:
    """Take a cell for a changed given cell if it stands in its place and is like it."""
    taken = {claim.slot for claim in claims.values()}
    before = -1
    for number, cell in enumerate(cells):
        if number in claims:
            before = claims[number].slot
            continue
        if cell.kind != "code":
            continue
        for slot in range(before + 1, min(before + 1 + _PLACES_TRIED, len(starter.cells))):
            if slot in taken or starter.task(slot) is not None:
                break
            if _alike(cell, starter.cells[slot]):
                claims[number] = Claim(slot, "place")
                taken.add(slot)
                before = slot
                break


def _alike(cell: Cell, given: Cell) -> bool:
    one, other = sources.words(cell.source), sources.words(given.source)
    if not one or not other:
        return False
    return len(one & other) / len(one | other) >= _ALIKE

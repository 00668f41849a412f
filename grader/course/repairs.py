"""What a student is told about the repairs: one kind sentence for each sort of repair."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.course import sources
from grader.course.claims import Claim, Starter, named_by
from grader.course.notebook import Cell
from grader.models import Notice

__all__ = ["found_by_names", "given", "missing", "moved", "repeated", "unmerged", "version"]

_SHOWN = 4
_SHOWN_LINE = 40


def version(starter: str | None, submission: str | None) -> Iterator[Notice]:
    """The notebook was made from another version of the assignment."""
    if starter and submission and starter != submission:
        yield Notice(
            text=f"Your notebook was made from version {_short(submission)} of this assignment; "
            f"it was graded as version {starter}."
        )


def unmerged(tasks: Sequence[str]) -> Iterator[Notice]:
    """Answers that had been merged into other cells."""
    if tasks:
        yield Notice(
            text=f"The answer to {_listed(_tasks(tasks))} stood inside another cell; "
            "it was graded as a cell of its own."
        )


def given(starter: Starter, used: Mapping[int, str]) -> Iterator[Notice]:
    """Given cells that were changed or deleted, from what stands for each."""
    slots = [slot for slot in range(len(starter.cells)) if starter.task(slot) is None]
    changed = [s for s in slots if s in used and not sources.same(used[s], starter.cells[s].source)]
    deleted = [s for s in slots if s not in used]
    if changed:
        yield Notice(
            text=f"Cells that were given had been changed and were graded as handed out: "
            f"{_listed(_names(starter, changed))}. Put your own code into answer cells or new cells."
        )
    if deleted:
        yield Notice(
            text=f"Cells that were given were missing and have been put back: "
            f"{_listed(_names(starter, deleted))}."
        )


def missing(starter: Starter, claims: Mapping[int, Claim], cells: Sequence[Cell]) -> Iterator[Notice]:
    """Answers without a cell, or with a cell that is not run."""
    found = {claim.slot for claim in claims.values()}
    lost = {task: slot for task, slot in starter.answers.items() if slot not in found}
    if not lost:
        return
    named = {claim.slot for cell in cells if cell.kind != "code" and (claim := named_by(starter, cell))}
    not_run = [task for task, slot in lost.items() if slot in named]
    gone = [task for task, slot in lost.items() if slot not in named]
    if not_run:
        yield Notice(
            text=f"The cell of {_listed(_tasks(not_run))} is no code cell any more, so it was not run; "
            "change its type back to code."
        )
    if gone:
        yield Notice(
            text=f"The answer cell of {_listed(_tasks(gone))} was not found, so it counts as not attempted; "
            "an answer is found by the comment in the first line of its cell, such as "
            f"`# Task {gone[0]}`."
        )


def repeated(starter: Starter, tries: Mapping[int, int]) -> Iterator[Notice]:
    """Answers that were worked on in more than one cell."""
    tasks = [starter.task(slot) or "" for slot, count in sorted(tries.items()) if count > 1]
    if tasks:
        yield Notice(text=f"More than one cell answers {_listed(_tasks(tasks))}; the last one was graded.")


def found_by_names(starter: Starter, claims: Iterable[Claim]) -> Iterator[Notice]:
    """Answers that only the names they define gave away."""
    slots = sorted(claim.slot for claim in claims if claim.how == "names")
    tasks = [starter.task(slot) or "" for slot in slots]
    if tasks:
        yield Notice(
            text=f"The answer to {_listed(_tasks(tasks))} was found by the names it defines; "
            f"keep the comment `# Task {tasks[0]}` in the first line of its cell."
        )


def moved(starter: Starter, slots: Sequence[int]) -> Iterator[Notice]:
    """Cells that were not in the starter's order."""
    if slots:
        yield Notice(
            text="Some cells had been moved; they were graded in the order of the assignment: "
            f"{_listed(_names(starter, slots))}."
        )


def _tasks(tasks: Iterable[str]) -> list[str]:
    return [f"task {task}" for task in tasks]


def _names(starter: Starter, slots: Iterable[int]) -> list[str]:
    """The cells as a student knows them: by task, or by their first line."""
    names = []
    for slot in slots:
        task = starter.task(slot)
        first = sources.tidy(starter.cells[slot].source).partition("\n")[0].strip()
        names.append(f"task {task}" if task else f"`{_short(first)}`")
    return names


def _listed(items: Sequence[str]) -> str:
    if len(items) > _SHOWN:
        return f"{', '.join(items[:_SHOWN])} and {len(items) - _SHOWN} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LINE else f"{text[:_SHOWN_LINE]}…"

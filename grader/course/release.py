"""The starter, made from the solution: every solution region becomes a placeholder."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from grader.course import sources
from grader.course.notebook import CellMark
from grader.errors import AssignmentError
from grader.models import CellRole

__all__ = [
    "Asked",
    "answer_cells",
    "difference",
    "dump",
    "is_released",
    "load_solution",
    "release",
    "source_of",
]

_BEGIN, _END = "### BEGIN SOLUTION", "### END SOLUTION"
_LIKE_A_MARKER = re.compile(r"\s*#+\s*(begin|end)\s+solution\b", re.IGNORECASE)
_PLACEHOLDER = {"code": "...  # your code here", "markdown": "*Your answer here.*"}
_MADE_BY_RUNNING = ("execution", "ExecuteTime", "collapsed", "scrolled")


class Asked(NamedTuple):
    """Some tasks that a starter asks, and the name of the set."""

    name: str
    tasks: frozenset[str]


def release(solution: bytes, name: str = "solution.ipynb", asked: Asked | None = None) -> bytes:
    """Make the notebook that is handed out from the one with the solutions.

    With a set of tasks, only these are asked: the answers to all others are handed out as given cells.

    Raises:
        AssignmentError: the solution is badly written; the message names the cell and the line.

    """
    notebook = load_solution(solution, name)
    for number, cell in enumerate(notebook["cells"], 1):
        where = f"{name}, cell {number}"
        if cell.get("id"):
            where += f" ({cell['id']})"
        mark = _checked_mark(cell, where)
        answered = mark is not None and mark.role == CellRole.ANSWER
        source = source_of(cell)
        _check_first_line(cell, mark, where)
        stripped = _without_solutions(source, cell["cell_type"], where, answered=answered)
        if mark is not None and answered and asked is not None and mark.task not in asked.tasks:
            cell["metadata"]["grader"]["role"] = CellRole.GIVEN.value
            stripped = _given(source, cell["cell_type"])
        cell["source"] = _lines(stripped)
        _clear(cell)
    _check_ids_and_tasks(notebook, name)
    if asked is not None:
        notebook["metadata"].setdefault("grader", {})["asked"] = asked.name
    return dump(notebook)


def is_released(solution: bytes, starter: bytes) -> bool:
    """Tell whether the starter is what `release` makes of the solution."""
    return not difference(solution, starter)


def difference(solution: bytes, starter: bytes, asked: Asked | None = None) -> str:
    """The first thing in which the starter is not what `release` makes of the solution; empty if none.

    Raises:
        AssignmentError: one of them is badly written.

    """
    released = release(solution, asked=asked)
    if released == starter:
        return ""
    expected, found = load_solution(released, "solution"), load_solution(starter, "starter")
    if len(expected["cells"]) != len(found["cells"]):
        return f"the starter has {len(found['cells'])} cells instead of {len(expected['cells'])}"
    for number, (cell, other) in enumerate(zip(expected["cells"], found["cells"], strict=True), 1):
        if cell != other:
            return f"cell {number} ({cell['id']}) of the starter differs"
    return (
        "the starter's metadata or layout differs" if expected == found else "the starter's metadata differs"
    )


def load_solution(data: bytes, name: str) -> dict[str, Any]:
    """Parse the whole JSON of an instructor's notebook.

    Raises:
        AssignmentError: it is no notebook of format 4.

    """
    try:
        notebook = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise AssignmentError(f"{name} is no notebook: {error}") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or notebook.get("nbformat") != 4:  # noqa: PLR2004
        raise AssignmentError(f"{name} is no notebook of format 4.")
    for number, cell in enumerate(cells, 1):
        if not _is_cell(cell):
            raise AssignmentError(
                f"{name}, cell {number}: its cell_type, source or metadata is missing or wrong."
            )
    return dict(notebook)


def answer_cells(notebook: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The answer cells of an instructor's notebook, each with its task."""
    for number, cell in enumerate(notebook["cells"], 1):
        mark = _checked_mark(cell, f"cell {number}")
        if mark and mark.role == CellRole.ANSWER and mark.task:
            yield mark.task, cell


def source_of(cell: dict[str, Any]) -> str:
    """The source of a cell as one text."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def dump(notebook: dict[str, Any]) -> bytes:
    """The bytes of a notebook file: the same for the same notebook, and good to read in a diff."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    return (text + "\n").encode()


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("metadata"), dict):
        return False
    source = cell.get("source")
    text = isinstance(source, str) or (isinstance(source, list) and all(isinstance(s, str) for s in source))
    return text and cell.get("cell_type") in {"code", "markdown", "raw"}


def _checked_mark(cell: dict[str, Any], where: str) -> CellMark | None:
    """The cell's mark; in an instructor's notebook a wrong one is an error."""
    raw = cell["metadata"].get("grader")
    if raw is None:
        if cell["cell_type"] == "code":
            raise AssignmentError(
                f"{where}: a code cell needs metadata.grader with its role, given or answer."
            )
        return None
    if cell["cell_type"] == "raw":
        raise AssignmentError(f"{where}: a raw cell is neither given nor an answer.")
    try:
        return CellMark.model_validate(raw)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ").lower()
        raise AssignmentError(f"{where}: metadata.grader is wrong: {reason}.") from None


def _check_first_line(cell: dict[str, Any], mark: CellMark | None, where: str) -> None:
    if mark is None or mark.role != CellRole.ANSWER or cell["cell_type"] != "code" or mark.task is None:
        return
    if sources.marker(source_of(cell)) != mark.task.lower():
        raise AssignmentError(
            f"{where}, line 1: the answer to task {mark.task} must begin with `# Task {mark.task}`."
        )


def _without_solutions(source: str, kind: str, where: str, *, answered: bool) -> str:
    kept: list[str] = []
    opened, regions = 0, 0
    for number, line in enumerate(source.split("\n"), 1):
        like_a_marker, stripped = _LIKE_A_MARKER.match(line), line.strip()
        if like_a_marker and (stripped not in {_BEGIN, _END} or not answered):
            reason = f"must be `{_BEGIN}` or `{_END}`" if answered else "stands in a cell that is no answer"
            raise AssignmentError(f"{where}, line {number}: the marker `{stripped}` {reason}.")
        if stripped == _BEGIN:
            if opened:
                raise AssignmentError(
                    f"{where}, line {number}: the region of line {opened} has not ended yet."
                )
            opened, regions = number, regions + 1
            indent = line[: len(line) - len(line.lstrip())]
            kept.append(indent + _PLACEHOLDER[kind])
        elif stripped == _END:
            if not opened:
                raise AssignmentError(f"{where}, line {number}: `{_END}` without `{_BEGIN}`.")
            opened = 0
        elif not opened:
            kept.append(line)
    if opened:
        raise AssignmentError(f"{where}, line {opened}: `{_BEGIN}` without `{_END}`.")
    if answered and not regions:
        raise AssignmentError(f"{where}: the answer has no `{_BEGIN}`, so its solution would be handed out.")
    return "\n".join(kept)


def _given(source: str, kind: str) -> str:
    """An answer as it is handed out when it is not asked for."""
    first, *rest = (line for line in source.split("\n") if not _LIKE_A_MARKER.match(line))
    return "\n".join([f"{first} (given)" if kind == "code" else first, *rest])


def _clear(cell: dict[str, Any]) -> None:
    """Remove what running the cell left behind."""
    if cell["cell_type"] == "code":
        cell["outputs"], cell["execution_count"] = [], None
    for key in _MADE_BY_RUNNING:
        cell["metadata"].pop(key, None)


def _check_ids_and_tasks(notebook: dict[str, Any], name: str) -> None:
    ids: set[str] = set()
    for number, cell in enumerate(notebook["cells"], 1):
        cell_id = cell.get("id")
        if not isinstance(cell_id, str) or cell_id in ids:
            raise AssignmentError(f"{name}, cell {number}: the id {cell_id!r} is missing or used twice.")
        ids.add(cell_id)
    tasks: set[str] = set()
    for task, cell in answer_cells(notebook):
        if task in tasks:
            raise AssignmentError(f"{name}, cell {cell['id']}: task {task} has two answer cells.")
        tasks.add(task)


def _lines(source: str) -> list[str]:
    """A source as notebook files keep it: a list of lines, each with its end."""
    lines = source.split("\n")
    ended = [line + "\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended

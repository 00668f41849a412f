"""A notebook, reduced to what grading needs, and the strict way from bytes to it.

A notebook of format 4 is read with `json` alone: nbformat takes 0.2 s to import and accepts much that
is no notebook. It is loaded only to upgrade format 3.
"""

import re
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from grader.course.unreadable import load_json, too_large
from grader.errors import NotebookError
from grader.models import CellRole, Notice
from grader.settings import Limits

__all__ = ["Cell", "CellKind", "CellMark", "Notebook", "parse_notebook"]

CellKind = Literal["code", "markdown", "raw"]

_KINDS: dict[str, CellKind] = {"code": "code", "markdown": "markdown", "raw": "raw"}
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PRACTICE = re.compile(r"\s*%%grade\b[^\n]*\n?")
"""A first line that judges the cell where the student works; here it is the grader that does."""
_KEPT_METADATA = ("grader", "kernelspec", "language_info")
_OLDEST, _CURRENT = 3, 4
_SHOWN = 5


class CellMark(BaseModel):
    """The `metadata.grader` of a cell."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Literal[CellRole.GIVEN, CellRole.ANSWER]
    task: str | None = None
    """The task it belongs to; an answer always has one."""

    @model_validator(mode="after")
    def _answer_has_task(self) -> Self:
        if self.role == CellRole.ANSWER and not self.task:
            raise ValueError("an answer cell needs a task")
        return self


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; of its metadata only our own mark is left, the rest has no power."""

    kind: CellKind
    source: str
    id: str | None = None
    grader: CellMark | None = None


@dataclass(frozen=True, slots=True)
class Notebook:
    """The cells, and the notebook's metadata as far as we know their meaning."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def assignment(self) -> str | None:
        """The assignment that the notebook says it belongs to."""
        return self._mark("assignment")

    @property
    def version(self) -> str | None:
        """The version of that assignment."""
        return self._mark("version")

    @property
    def asked(self) -> str | None:
        """The set of tasks that it asks, when it does not ask them all."""
        return self._mark("asked")

    def _mark(self, key: str) -> str | None:
        mark = self.metadata.get("grader")
        value = mark.get(key) if isinstance(mark, dict) else None
        return value if isinstance(value, str) else None


def parse_notebook(data: bytes, name: str, limits: Limits) -> tuple[Notebook, tuple[Notice, ...]]:
    """Read a notebook from the bytes of a file called `name`.

    Raises:
        NotebookError: it cannot be read; the message is one sentence.

    """
    if len(data) > limits.notebook_bytes:
        raise NotebookError(too_large(name, len(data), limits))
    try:
        raw, notices = _current_format(load_json(data, name), name)
        return _reduce(raw, name, limits, notices)
    except RecursionError:
        raise NotebookError(f"{name} is no valid notebook: it is nested too deeply.") from None


def _current_format(raw: Any, name: str) -> tuple[dict[str, Any], list[Notice]]:
    """The notebook as format 4, upgraded if need be."""
    if not isinstance(raw, dict):
        raise NotebookError(f"{name} is JSON but not a notebook: it holds {_json_word(raw)}.")
    version = raw.get("nbformat", _OLDEST if "worksheets" in raw else _CURRENT)
    if type(version) is not int or version < 1:
        raise NotebookError(f"{name} is no valid notebook: its nbformat is {_short(version)}, not a number.")
    if version > _CURRENT:
        minor = raw.get("nbformat_minor")
        shown = f"{version}.{minor}" if type(minor) is int else f"{version}"
        raise NotebookError(
            f"{name} is in notebook format {shown}, which is newer than the newest we can read (4); "
            "save it in format 4."
        )
    if version < _OLDEST:
        raise NotebookError(
            f"{name} is in notebook format {version}, which is too old to be read; "
            "open it in Jupyter and save it again."
        )
    if version == _CURRENT:
        return raw, []
    text = f"The notebook is in the old format {version}; it was converted to format 4 for grading."
    return _upgrade(raw, name), [Notice(text=text)]


def _upgrade(raw: dict[str, Any], name: str) -> dict[str, Any]:
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            upgraded: dict[str, Any] = nbformat.convert(nbformat.from_dict(raw), _CURRENT)
    except RecursionError:
        raise
    except Exception:  # noqa: BLE001  nbformat raises whatever it stumbles over
        raise NotebookError(
            f"{name} is in the old notebook format 3 and cannot be converted; open it in Jupyter and save it."
        ) from None
    # the ids that nbformat makes up are random: grading the same file twice must find the same cells
    for cell in upgraded.get("cells", ()):
        cell.pop("id", None)
    return upgraded


def _reduce(
    raw: dict[str, Any], name: str, limits: Limits, notices: list[Notice]
) -> tuple[Notebook, tuple[Notice, ...]]:
    cells = raw.get("cells")
    if not isinstance(cells, list):
        raise NotebookError(f"{name} is JSON but not a notebook: it has no list of cells.")
    if not cells:
        raise NotebookError(f"{name} has no cells; save the notebook again and hand in that file.")
    if len(cells) > limits.notebook_cells:
        raise NotebookError(f"{name} has {len(cells)} cells, more than the {limits.notebook_cells} allowed.")
    reduced = [_cell(cell, number, name) for number, cell in enumerate(cells, 1)]
    strange = Counter(kind for _, kind in reduced if kind not in _KINDS)
    notices += [Notice(text=f"Cells of the unknown kind {_short(kind)} were left out.") for kind in strange]
    unique, repeated = _with_unique_ids([cell for cell, _ in reduced])
    if repeated:
        numbers = ", ".join(str(n) for n in repeated[:_SHOWN]) + (", …" if len(repeated) > _SHOWN else "")
        notices.append(
            Notice(text=f"Some cells are copies that carry the id of an earlier cell (cell {numbers}).")
        )
    metadata = raw.get("metadata")
    known = metadata if isinstance(metadata, dict) else {}
    kept = {key: _clean(known[key]) for key in _KEPT_METADATA if isinstance(known.get(key), dict)}
    return Notebook(cells=unique, metadata=kept), tuple(notices)


def _cell(raw: Any, number: int, name: str) -> tuple[Cell, str]:
    """The reduced cell, and the kind that the file names."""
    if not isinstance(raw, dict):
        raise NotebookError(f"{name} is no valid notebook: cell {number} is {_json_word(raw)}.")
    kind = raw.get("cell_type")
    if not isinstance(kind, str):
        raise NotebookError(f"{name} is no valid notebook: cell {number} does not say which kind it is.")
    source = raw.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise NotebookError(f"{name} is no valid notebook: the source of cell {number} is not text.")
    if kind == "code":
        source = source[found.end() :] if (found := _PRACTICE.match(source)) else source
    cell_id = raw.get("id")
    known_id = cell_id if isinstance(cell_id, str) and _ID.fullmatch(cell_id) else None
    cell = Cell(_KINDS.get(kind, "raw"), _SURROGATES.sub("\ufffd", source), known_id, _mark(raw))
    return cell, kind


def _mark(raw: dict[str, Any]) -> CellMark | None:
    metadata = raw.get("metadata")
    mark = metadata.get("grader") if isinstance(metadata, dict) else None
    if not isinstance(mark, dict):
        return None
    try:
        return CellMark.model_validate(_clean(mark))
    except ValidationError:
        return None


def _with_unique_ids(cells: list[Cell]) -> tuple[tuple[Cell, ...], list[int]]:
    """Every id once: later cells with the same id lose it. nbformat would give them random ones."""
    seen: set[str] = set()
    unique, repeated = [], []
    for number, cell in enumerate(cells, 1):
        if cell.id in seen:
            repeated.append(number)
            unique.append(Cell(cell.kind, cell.source, None, cell.grader))
            continue
        if cell.id:
            seen.add(cell.id)
        unique.append(cell)
    return tuple(unique), repeated


def _clean(value: Any) -> Any:
    """The same JSON value without lone surrogates, which no encoding can write."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _json_word(value: Any) -> str:
    if value is None:
        return "null"
    for kind, word in ((dict, "an object"), (list, "a list"), (str, "a text"), (bool, "true or false")):
        if isinstance(value, kind):
            return word
    return "a number"


def _short(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004

"""Notebooks for tests: cells and files in one line each."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.course.notebook import Cell, CellMark, Notebook
from grader.models import CellRole


def code(source: str = "", cell_id: str | None = None, **grader: str) -> dict[str, Any]:
    """A code cell as JSON; keywords become `metadata.grader`."""
    cell = markdown(source, cell_id, **grader)
    return cell | {"cell_type": "code", "execution_count": None, "outputs": []}


def markdown(source: str = "", cell_id: str | None = None, **grader: str) -> dict[str, Any]:
    """A Markdown cell as JSON; keywords become `metadata.grader`."""
    cell: dict[str, Any] = {"cell_type": "markdown", "metadata": {}, "source": source}
    if cell_id is not None:
        cell["id"] = cell_id
    if grader:
        cell["metadata"] = {"grader": dict(grader)}
    return cell


def given(source: str, cell_id: str | None = None, **grader: str) -> dict[str, Any]:
    """A given code cell as JSON."""
    return code(source, cell_id, role="given", **grader)


def answer(
    task: str, source: str = "...  # your code here\n", cell_id: str | None = None, *, marker: bool = True
) -> dict[str, Any]:
    """An answer cell as JSON, with its id and its marker comment unless told otherwise."""
    text = f"# Task {task}: do it\n{source}" if marker else source
    return code(text, cell_id or f"task-{task.replace('.', '-')}", role="answer", task=task)


def text_answer(task: str, source: str = "*Your answer here.*", cell_id: str | None = None) -> dict[str, Any]:
    """A Markdown answer cell as JSON."""
    return markdown(source, cell_id or f"task-{task.replace('.', '-')}", role="answer", task=task)


def as_json(
    cells: Iterable[Mapping[str, Any]], *, metadata: Mapping[str, Any] | None = None, **top: Any
) -> dict[str, Any]:
    """A whole notebook as JSON."""
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": spec | dict(metadata or {})}
    return notebook | {"cells": [dict(cell) for cell in cells]} | top


def as_bytes(
    cells: Iterable[Mapping[str, Any]], *, metadata: Mapping[str, Any] | None = None, **top: Any
) -> bytes:
    """A whole notebook as the bytes of a file."""
    return json.dumps(as_json(cells, metadata=metadata, **top), indent=1).encode()


def as_notebook(cells: Iterable[Mapping[str, Any]], *, metadata: Mapping[str, Any] | None = None) -> Notebook:
    """A whole notebook as the grader reads it, without the checks of the reader."""
    return Notebook(tuple(_cell(cell) for cell in cells), dict(metadata or {}))


def write(path: Path, cells: Iterable[Mapping[str, Any]], **keywords: Any) -> Path:
    """Write a notebook file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_bytes(cells, **keywords))
    return path


def _cell(raw: Mapping[str, Any]) -> Cell:
    mark = raw["metadata"].get("grader")
    known = CellMark(role=CellRole(mark["role"]), task=mark.get("task")) if mark else None
    return Cell(raw["cell_type"], raw["source"], raw.get("id"), known)

"""Small courses for tests."""

import json
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.notebooks import answer, given, write

TASKS = """
[[task]]
id = "1.1"
title = "Data"
kind = "code"
points = 2
names = ["x"]

[[task]]
id = "2.1"
title = "Model"
kind = "code"
points = 1.5
hidden_weight = 1
builds_on = ["1.1"]

[[task]]
id = "2.2"
title = "Why"
kind = "text"
points = 1
text_points = 0.5
rubric = ["says why"]
builds_on = ["2.1"]
"""


def manifest(slug: str, tasks: str = TASKS, **values: Any) -> str:
    """A manifest as text; a value of None leaves the field out."""
    head = {"schema": 1, "slug": slug, "title": "A title", "version": "1", "seed": 7} | values
    lines = [f"{key} = {value!r}" for key, value in head.items() if value is not None]
    return "\n".join(lines) + "\n" + tasks


def add_assignment(
    root: Path, slug: str, text: str | None = None, cells: Iterable[Mapping[str, Any]] | None = None
) -> Path:
    """Write an assignment with a manifest and a starter into the course at `root`; return its folder."""
    folder = root / "assignments" / slug
    write(folder / f"{slug}.ipynb", cells or [given(f"import {slug[:3]}"), answer("1.1")])
    (folder / "assignment.toml").write_text(manifest(slug) if text is None else text)
    return folder


def add_check(root: Path, slug: str, source: str, *, hidden: bool = False, name: str = "test_it.py") -> Path:
    """Write a file of checks into the course at `root`; return its path."""
    part = "reference" if hidden else "assignments"
    path = root / part / slug / "checks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("from grader.checks import expect, task\n\n" + textwrap.dedent(source))
    return path


def code_task(number: str, points: float = 1, **more: Any) -> str:
    """A code task of a manifest."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in more.items()]
    head = f'\n[[task]]\nid = "{number}"\ntitle = "Title of {number}"\nkind = "code"\npoints = {points}\n'
    return head + "\n".join(lines) + "\n"

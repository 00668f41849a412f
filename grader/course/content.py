"""What an assignment is made of, as hashes: whether a result still says something about it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from grader.course.assignment import Assignment

__all__ = ["Content", "content", "content_hash"]

JUDGING = {"id", "kind", "builds_on", "names", "hidden_weight"}
"""What the manifest says of a task that decides how it is judged; the rest is words and points."""


class Content(NamedTuple):
    """SHA-256 of the parts of an assignment, as hexadecimal digits."""

    whole: str
    """Everything that graded notebooks depend on."""
    run: str
    """What the notebook runs in: seed, imports, limits, the files handed out with it."""
    checks: str
    """How tasks are judged, but not what they are worth: check files, starters, and what hangs on what."""


def content(assignment: Assignment) -> Content:
    """Hash the manifest, the starters, the data files, the visible and the hidden checks.

    Two copies of a course in different folders have the same content.

    Raises:
        OSError: a file cannot be read.

    """
    folder = assignment.folder
    data = [folder / path for path in assignment.files()]
    settings = {
        "slug": assignment.slug,
        "seed": assignment.seed,
        "preload": assignment.preload,
        "limits": assignment.limits,
    }
    run = _digest(["run", _text(settings), *_hashed(folder, data)])
    tasks = [task.model_dump(mode="json", include=JUDGING) for task in assignment.tasks]
    files: list[str] = []
    for name, checks in (("visible", assignment.visible_checks), ("hidden", assignment.hidden_checks)):
        if checks is not None and checks.is_dir():
            files += [name, *_hashed(checks, _files(checks))]
    starters = sorted(folder.glob(f"{assignment.slug}.*ipynb"))
    judging = _digest(["checks", _text(tasks), *files, "starters", *_hashed(folder, starters)])
    rest = assignment.model_dump(mode="json", exclude={"folder"})
    return Content(_digest(["whole", run, judging, _text(rest)]), run, judging)


def content_hash(assignment: Assignment) -> str:
    """The hash of everything: another one means that the assignment is another one."""
    return content(assignment).whole


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(p.startswith(".") or p == "__pycache__" for p in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _hashed(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """Name and hash of each file, in the order of their names."""
    for path in files:
        yield path.relative_to(folder).as_posix()
        yield hashlib.sha256(path.read_bytes()).hexdigest()


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _digest(parts: Iterable[str]) -> str:
    """One hash of several texts, which cannot run into each other."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()

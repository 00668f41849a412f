"""Trees and archives of submissions for tests: a path and its text in one line each."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.batch.collect import Collected, collect
from tests.notebooks import as_bytes, code

NOTEBOOK = as_bytes([code("x = 1")])


def tree(folder: Path, *names: str) -> Path:
    """A folder with a notebook (or text) at each path; a name that ends in `/` is an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(NOTEBOOK)
    return folder


def archive(path: Path, members: Iterable[str] | Mapping[str, bytes]) -> Path:
    """A zip with a notebook, or the bytes given, under each name."""
    contents = members if isinstance(members, Mapping) else dict.fromkeys(members, NOTEBOOK)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in contents.items():
            file.writestr(name, data)
    return path


def packed(path: Path, members: Iterable[str] | Mapping[str, bytes]) -> bytes:
    """The bytes of such a zip."""
    return archive(path, members).read_bytes()


def students(collected: Collected) -> list[tuple[str, str]]:
    """Whose and what, in order."""
    return [(found.student, found.name) for found in collected.found]


def look(*paths: Path, **keywords: object) -> list[tuple[str, str]]:
    """Students and names below some paths."""
    return students(collect(paths, **keywords))  # type: ignore[arg-type]

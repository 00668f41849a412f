"""Looks at the machine: what grading needs, and whether it is there."""

import importlib
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from grader.course.assignment import Course
from grader.doctor.findings import Finding
from grader.errors import AssignmentError
from grader.sandbox.choice import available, choose, obstacle
from grader.sandbox.levels import LEVELS

__all__ = ["examine"]

OLDEST_PYTHON = (3, 11)
NEEDED = ("torch", "ipykernel", "nbclient", "jupyter_client", "nbformat", "pytest", "safetensors")
"""Packages without which nothing can be graded."""
ROOM = 2**30
"""Bytes that a notebook may need for what it writes."""


def examine(course: Path | None = None, near: Path | None = None) -> Iterator[Finding]:
    """Everything that grading needs of this machine."""
    yield from _python()
    yield from _packages()
    yield from _processes()
    yield from _levels()
    yield from _disk(Path(tempfile.gettempdir()))
    yield from _fonts()
    yield from _course(course, near)


def kernel() -> Iterator[Finding]:
    """What a notebook is run with here."""
    yield Finding(
        f"Notebooks run with Python {platform.python_version()}, torch {_version('torch')}, "
        f"ipykernel {_version('ipykernel')}, isolation {choose().name}.",
        wrong=False,
    )


def _python() -> Iterator[Finding]:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        yield Finding(f"Python is {version}.", "Install Python 3.11 or newer.")
    else:
        yield Finding(f"Python {version} on {platform.system()} {platform.machine()}.", wrong=False)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


def _packages() -> Iterator[Finding]:
    for name in NEEDED:
        version = _version(name)
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - a broken installation raises whatever it likes
            said = str(error).strip().splitlines() or [""]
            yield Finding(
                f"{name} {version} cannot be imported: {type(error).__name__}: {said[0][:200]}",
                f"Install it again: pip install --force-reinstall --no-deps {name}.",
            )
        else:
            yield Finding(f"{name} {version}.", wrong=False)


def _processes() -> Iterator[Finding]:
    if hasattr(os, "fork"):
        yield Finding("Kernels are forked from a warm process.", wrong=False)
    else:
        yield Finding("There is no fork here: each kernel starts cold, seconds later.", wrong=False)


def _levels() -> Iterator[Finding]:
    here = available()
    yield Finding(f"Isolation: {choose().name} (of {', '.join(here)}).", wrong=False)
    for level in LEVELS:
        if reason := obstacle(level):
            yield Finding(f"Isolation {level} is not offered: {reason}.", wrong=False)
    if here == ["none"]:
        yield Finding(
            "No walls can be put up around student code.",
            "That is fine for your own notebooks; do not grade those of others here.",
        )


def _disk(folder: Path) -> Iterator[Finding]:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield Finding(
            f"{folder} cannot be written: {error.strerror}.", "Set TMPDIR to a folder that can be written."
        )
        return
    if free < ROOM:
        yield Finding(
            f"{folder} has {free // 2**20} MiB left.", "Make room, or set TMPDIR to a folder on another disk."
        )
    else:
        yield Finding(f"{folder} has {free / 2**30:.0f} GiB left.", wrong=False)


def _fonts() -> Iterator[Finding]:
    if importlib.util.find_spec("matplotlib") is None:
        yield Finding("matplotlib is not installed; some assignments need it.", wrong=False)
        return
    import matplotlib as mpl

    if any(Path(mpl.get_cachedir()).glob("fontlist-*.json")):
        yield Finding("matplotlib's list of fonts is there.", wrong=False)
    else:
        yield Finding("matplotlib has no list of fonts yet: the first figure is slow.", wrong=False)


def _course(course: Path | None, near: Path | None) -> Iterator[Finding]:
    try:
        found = Course.find(course, near)
    except AssignmentError as error:
        if course is not None:
            raise
        yield Finding(f"{str(error).capitalize()}", "Go into the course's folder and try again.")
        return
    slugs = found.slugs()
    yield Finding(f"Course {found.root} with {len(slugs)} assignments: {', '.join(slugs)}.", wrong=False)
    for slug in slugs:
        yield from _tried(lambda slug=slug: found.assignment(slug).starter())  # type: ignore[misc]


def _tried(read: Callable[[], object]) -> Iterator[Finding]:
    try:
        read()
    except AssignmentError as error:
        yield Finding(f"An assignment cannot be used: {error}", "Fetch the course again.")

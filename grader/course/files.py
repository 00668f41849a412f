"""Files that others made: looked at before they are opened, limited before they are read."""

import difflib
import itertools
import os
import stat
from pathlib import Path
from typing import BinaryIO

from grader.course.unreadable import too_large
from grader.errors import NotebookError
from grader.settings import Limits

__all__ = ["open_file", "printable", "read_file"]

_NEAR_NAMES_AMONG = 1000
_STRANGE_FILES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: Path, limits: Limits, *, links: bool = True) -> bytes:
    """Read the notebook at `path`; without `links`, neither it nor a folder above it may be a link.

    Raises:
        NotebookError: there is no ordinary file of at most `limits.notebook_bytes` that we can read.

    """
    name = printable(path.name or str(path))
    try:
        with open_file(path, limits, links=links) as file:
            data = file.read(limits.notebook_bytes + 1)
    except OSError as error:
        raise NotebookError(_unreadable(name, error)) from None
    if len(data) > limits.notebook_bytes:  # it has grown since we looked
        raise NotebookError(too_large(name, len(data), limits))
    return data


def open_file(path: Path, limits: Limits | None = None, *, links: bool = True) -> BinaryIO:
    """Open an ordinary file of any size, or one that `limits` allow as a notebook.

    Raises:
        NotebookError: it is missing, unreadable, too large, a folder, a pipe or a device; or it is reached
            through a link and `links` are not wanted.

    """
    name = printable(path.name or str(path))
    try:
        if not links and os.path.realpath(path) != os.path.abspath(path):  # noqa: PTH100  keeps what a link hides
            raise NotebookError(f"{name} is a link, or lies behind one; put the file itself there.")
        _look_at_file(path, name, limits)
        # without O_NONBLOCK, opening a pipe that took the file's place just now would wait for ever
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags | (0 if links else getattr(os, "O_NOFOLLOW", 0)))
        file = open(descriptor, "rb")  # noqa: PTH123, SIM115  a descriptor, not a path; closed by the caller
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            file.close()
            raise NotebookError(f"{name} is not an ordinary file.")
    except (FileNotFoundError, NotADirectoryError):
        raise NotebookError(_missing(path, name)) from None
    except (OSError, ValueError) as error:
        raise NotebookError(_unreadable(name, error)) from None
    return file


def printable(text: str) -> str:
    """The text on one line, without characters that no terminal or encoding can show."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _look_at_file(path: Path, name: str, limits: Limits | None) -> None:
    """Refuse before opening: a device or pipe may block or never end, a large file fills the memory."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        try:
            found = path.stat()
        except FileNotFoundError:
            raise NotebookError(f"{name} is a link to a file that does not exist.") from None
    if stat.S_ISDIR(found.st_mode):
        raise NotebookError(f"{name} is a folder; name one notebook in it.")
    if not stat.S_ISREG(found.st_mode):
        what = next((word for test, word in _STRANGE_FILES if test(found.st_mode)), "no ordinary file")
        raise NotebookError(f"{name} is {what}, not a notebook.")
    if limits and found.st_size > limits.notebook_bytes:
        raise NotebookError(too_large(name, found.st_size, limits))


def _unreadable(name: str, error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
    return f"{name} cannot be read: {reason.lower()}."


def _missing(path: Path, name: str) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"{name} does not exist: there is no folder {printable(str(folder))}."
    files = itertools.islice(folder.iterdir(), _NEAR_NAMES_AMONG)
    notebooks = {file.name.lower(): file.name for file in files if file.suffix == ".ipynb"}
    near = difflib.get_close_matches(name.lower(), sorted(notebooks), n=3, cutoff=0.6)
    if near:
        return f"{name} does not exist; did you mean {' or '.join(printable(notebooks[n]) for n in near)}?"
    return f"{name} does not exist; check the name and the folder."

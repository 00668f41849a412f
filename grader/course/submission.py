"""A file that was handed in: looked at before it is opened, limited before it is read."""

import difflib
import hashlib
import itertools
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath

from grader.course.notebook import Notebook, parse_notebook
from grader.course.unreadable import too_large
from grader.errors import NotebookError
from grader.models import Notice
from grader.settings import Limits

__all__ = ["Submission", "parse_notebook", "parse_submission", "read_submission"]

_OUR_KERNEL = "python3"
_NEAR_NAMES_AMONG = 1000
_STRANGE_FILES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Submission:
    """A notebook that was handed in."""

    name: str
    """File name without folders."""
    sha256: str
    """Of the bytes of the file."""
    notebook: Notebook
    notices: tuple[Notice, ...] = ()
    kernelspec: str | None = None
    """The kernel that the notebook asks for; it gets ours."""
    student: str | None = None


def read_submission(path: Path, limits: Limits) -> Submission:
    """Read the notebook at `path`.

    Raises:
        NotebookError: there is no notebook that we can read; the message is one sentence.

    """
    return parse_submission(_read_file(path, limits), path.name, limits)


def parse_submission(data: bytes, name: str, limits: Limits, student: str | None = None) -> Submission:
    """Make a submission of the bytes of a file called `name`.

    Raises:
        NotebookError: the bytes are no notebook that we can read.

    """
    plain = _printable(PurePath(name).name or name)
    notebook, notices = parse_notebook(data, plain, limits)
    spec = notebook.metadata.get("kernelspec", {}).get("name")
    kernel = spec if isinstance(spec, str) and spec else None
    if kernel and kernel != _OUR_KERNEL:
        shown = _printable(kernel)[:60]
        notices += (Notice(text=f"The notebook asks for the kernel “{shown}”; it was graded with Python 3."),)
    return Submission(plain, hashlib.sha256(data).hexdigest(), notebook, notices, kernel, student)


def _read_file(path: Path, limits: Limits) -> bytes:
    name = _printable(path.name or str(path))
    try:
        _look_at_file(path, name, limits)
        # without O_NONBLOCK, opening a pipe that took the file's place just now would wait for ever
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123  a descriptor, not a path
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NotebookError(f"{name} is not an ordinary file.")
            data = file.read(limits.notebook_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotebookError(_missing(path, name)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
        raise NotebookError(f"{name} cannot be read: {reason.lower()}.") from None
    if len(data) > limits.notebook_bytes:  # it has grown since we looked
        raise NotebookError(too_large(name, len(data), limits))
    return data


def _look_at_file(path: Path, name: str, limits: Limits) -> None:
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
    if found.st_size > limits.notebook_bytes:
        raise NotebookError(too_large(name, found.st_size, limits))


def _missing(path: Path, name: str) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"{name} does not exist: there is no folder {_printable(str(folder))}."
    files = itertools.islice(folder.iterdir(), _NEAR_NAMES_AMONG)
    notebooks = {file.name.lower(): file.name for file in files if file.suffix == ".ipynb"}
    near = difflib.get_close_matches(name.lower(), sorted(notebooks), n=3, cutoff=0.6)
    if near:
        return f"{name} does not exist; did you mean {' or '.join(_printable(notebooks[n]) for n in near)}?"
    return f"{name} does not exist; check the name and the folder."


def _printable(text: str) -> str:
    """The text on one line, without characters that no terminal or encoding can show."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)

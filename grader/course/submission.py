"""A file that was handed in, as a value: its name, its hash, its notebook."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePath

from grader.course.files import printable, read_file
from grader.course.notebook import Notebook, parse_notebook
from grader.models import Notice
from grader.settings import Limits

__all__ = ["Submission", "parse_notebook", "parse_submission", "read_submission"]

_OUR_KERNEL = "python3"


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
    return parse_submission(read_file(path, limits), path.name, limits)


def parse_submission(data: bytes, name: str, limits: Limits, student: str | None = None) -> Submission:
    """Make a submission of the bytes of a file called `name`.

    Raises:
        NotebookError: the bytes are no notebook that we can read.

    """
    plain = printable(PurePath(name).name or name)
    notebook, notices = parse_notebook(data, plain, limits)
    spec = notebook.metadata.get("kernelspec", {}).get("name")
    kernel = spec if isinstance(spec, str) and spec else None
    if kernel and kernel != _OUR_KERNEL:
        shown = printable(kernel)[:60]
        notices += (Notice(text=f"The notebook asks for the kernel “{shown}”; it was graded with Python 3."),)
    return Submission(plain, hashlib.sha256(data).hexdigest(), notebook, notices, kernel, student)

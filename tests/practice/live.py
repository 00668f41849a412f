"""A live notebook without a front end: IPython's own shell, its cells run one after the other."""

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.forks import Died, forked
from grader.practice import magic
from grader.practice.practice import Practice

LOAD = "%load_ext grader"


class Notebook:
    """A kernel's shell with the extension in it."""

    def __init__(self) -> None:
        from IPython.core.history import HistoryManager
        from IPython.core.interactiveshell import InteractiveShell

        HistoryManager.enabled = False
        self.shell = InteractiveShell.instance()

    @property
    def practice(self) -> Practice:
        """What the extension keeps of this notebook."""
        return magic._loaded[id(self.shell)]

    def run(self, *sources: str, **info: Any) -> str:
        """Run cells as a front end does; gives what they printed."""
        printed, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(errors):
            for source in sources:
                self.shell.run_cell(source, store_history=True, **info)
        return printed.getvalue() + errors.getvalue()


def apart(work: Callable[[Notebook], Any], folder: Path | None = None) -> Any:
    """What `work` gives for a new notebook, in a process of its own and in this working folder."""
    ((_, made),) = forked([0], lambda _: _alone(work, folder), 1)
    assert not isinstance(made, Died), made
    return json.loads(made)


def each_apart(items: Iterable[Any], work: Callable[[Notebook, Any], Any], folder: Path) -> Iterator[Any]:
    """The same for many items, two at a time; gives each item with what became of it."""
    for item, made in forked(items, lambda item: _alone(lambda n: work(n, item), folder), 2):
        assert not isinstance(made, Died), (item, made)
        yield item, json.loads(made)


def _alone(work: Callable[[Notebook], Any], folder: Path | None) -> bytes:
    place = tempfile.mkdtemp() if folder is None else str(folder)
    os.chdir(place)
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    sys.path.insert(0, "")
    sys.stdin = io.StringIO()
    try:
        return json.dumps(work(Notebook())).encode()
    finally:
        if folder is None:
            shutil.rmtree(place)

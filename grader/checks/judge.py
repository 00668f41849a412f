"""Runs pytest, in this process, for one submission."""

import contextlib
import io
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.checks.grading import Grading
from grader.errors import InternalError

__all__ = ["judge"]

UNUSED = (
    "cacheprovider", "doctest", "faulthandler", "junitxml", "logging", "pastebin", "stepwise",
    "terminalreporter", "threadexception", "unraisableexception", "warnings",
)  # fmt: skip
FROM_OUTSIDE = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_CURRENT_TEST")
OPTIONS = (
    *("-q", "-c", os.devnull, "--import-mode=importlib", "--noconftest", "--disable-plugin-autoload"),
    *(f"-pno:{name}" for name in UNUSED),
)


def judge(grading: Grading, folders: Sequence[Path], course: Path, hidden: Path | None) -> None:
    """Collect the checks of these folders and judge every selected task with them.

    Raises:
        InternalError: pytest could not run, or a check file is broken.

    """
    if not folders:  # without a folder, pytest would collect whatever lies in the working folder
        return
    import pytest

    from grader.checks.plugin import GradingPlugin

    plugin = GradingPlugin(grading, course, hidden)
    arguments = [*OPTIONS, f"--rootdir={course}", *map(str, folders)]
    with _alone(folders), contextlib.redirect_stdout(io.StringIO()) as printed:
        code = pytest.main(arguments, plugins=[plugin])
    if grading.problems:
        raise InternalError(f"a check file cannot be loaded: {grading.problems[0]}")
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise InternalError(f"pytest ended with {code!r}: {printed.getvalue().strip()[-500:]}")


@contextlib.contextmanager
def _alone(folders: Sequence[Path]) -> Iterator[None]:
    """Let checks import helpers beside them, and nothing that is set or loaded elsewhere change the result.

    pytest takes options from the environment (`-x` there would leave out checks), and the next course in
    this process may have modules of the same names.
    """
    path, loaded = list(sys.path), set(sys.modules)
    environment = {name: os.environ.pop(name) for name in FROM_OUTSIDE if name in os.environ}
    sys.path[:0] = map(str, folders)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.path[:] = path
        os.environ.update(environment)
        for name in set(sys.modules) - loaded:
            file = getattr(sys.modules[name], "__file__", None)
            if file is not None and any(folder in Path(file).parents for folder in folders):
                del sys.modules[name]

"""What `import grader` offers, and what it costs."""

import importlib.util
import os
import subprocess
import sys

import pytest

import grader

HEAVY = {"dask", "distributed", "jinja2", "matplotlib", "nbclient", "nbformat", "numpy", "torch"}

LOADED = (
    "import json, sys; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr)"
)
HELP = f"""
import sys
sys.argv = ["grade", "--help"]
from grader.cli.main import main
try:
    code = main()
except SystemExit as stop:
    code = stop.code
assert not code, code
{LOADED}
"""


def test_public_names_are_exactly_these():
    assert grader.__all__ == [
        "Course",
        "GraderError",
        "InputError",
        "InternalError",
        "Report",
        "Status",
        "Verdict",
        "grade",
    ]
    assert dir(grader) == grader.__all__


@pytest.mark.parametrize("name", grader.__all__)
def test_public_name_can_be_had(name):
    home = grader._HOME[name]
    if not exists(home):
        pytest.skip(f"{home} is not there yet")
    assert getattr(grader, name).__name__ == name


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Grader'"):
        _ = grader.Grader


@pytest.mark.parametrize("module", ["grader", "grader.pytest_notebook"])
def test_import_is_cheap(module):
    """The plugin too: pytest loads it in every run of everyone who has the grader installed."""
    assert not loaded_by(f"import {module}\n{LOADED}") & HEAVY


def test_help_is_cheap():
    if not exists("grader.cli.main"):
        pytest.skip("grader.cli.main is not there yet")
    assert not loaded_by(HELP) & HEAVY


def loaded_by(code):
    """Top-level packages that a fresh interpreter has loaded after running some code."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def exists(module):
    """Whether a module of ours has been written."""
    parent = module.rpartition(".")[0]
    return (not parent or exists(parent)) and importlib.util.find_spec(module) is not None

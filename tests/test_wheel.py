"""What is in the package that people install, and what must never be."""

import fnmatch
import os
import subprocess
import sys
import tarfile
import zipfile

import pytest

from tests.sources import PACKAGE, ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A wheel and a source archive, built from this tree."""
    pytest.importorskip("hatchling")
    if not any(ROOT.glob("assignments/*/assignment.toml")):
        pytest.skip("there are no assignments yet")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ,
    )
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    return set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())


def test_wheel_has_every_file_of_the_package(wheel):
    """Templates and other files that are no Python too."""
    ours = (p for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    assert {p.relative_to(ROOT).as_posix() for p in ours} <= wheel


def test_wheel_has_the_assignments(wheel):
    slugs = {p.parent.name for p in ROOT.glob("assignments/*/assignment.toml")}
    assert {f"grader/_course/assignments/{slug}/assignment.toml" for slug in slugs} <= wheel


def test_solutions_do_not_travel(built, wheel):
    """Neither in the wheel nor in the source archive."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = wheel | set(archive.getnames())
    assert not [name for name in names if "reference" in name.split("/") or name.endswith("solution.ipynb")]
    some_tasks_only = "*/assignments/*/*.*.ipynb"  # the answers to the others are in it
    assert not fnmatch.filter(names, some_tasks_only)

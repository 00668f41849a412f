"""What student code may read, and what must not lie there."""

import sys
from pathlib import Path

import pytest

from grader.errors import SandboxError
from grader.sandbox.readable import PACKAGE, libraries, refuse_to_show


def covered(path):
    return any(path.is_relative_to(p) for p in libraries())


def test_python_and_its_libraries_are_readable():
    import torch

    for path in (sys.executable, torch.__file__, PACKAGE / "errors.py", Path(sys.base_prefix) / "lib"):
        assert covered(Path(path)), path


def test_no_home_no_project_and_no_system_folder_as_a_whole_is():
    for path in ("/", "/usr", "/home", "/root", "/etc", "/tmp", "/var", "/opt", sys.prefix):
        assert Path(path) not in libraries()
    for path in (Path.home() / ".ssh", Path("/usr/src/course"), Path(sys.prefix) / "reference"):
        assert not covered(path)


def test_the_checkout_around_the_package_is_not():
    assert not covered(PACKAGE.parent / "reference")


def test_nothing_is_named_twice():
    names = libraries()
    for path in names:
        assert not [other for other in names if other != path and path.is_relative_to(other)], path


def test_secret_below_a_link_is_found(tmp_path):
    (tmp_path / "link").symlink_to(PACKAGE)
    with pytest.raises(SandboxError, match="move the course"):
        refuse_to_show(tmp_path / "link" / "checks")

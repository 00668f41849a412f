"""The same world for every test, wherever it runs: environment, width, time zone, threads, examples."""

import os
import sys
import time
from unittest import mock

import pytest
from hypothesis import settings

DROPPED_PREFIXES = ("GRADER_", "IPYTHON", "JUPYTER", "MPL", "XDG_")
DROPPED = ("CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR", "PY_COLORS")
FIXED = {
    "COLUMNS": "100",
    "LINES": "40",
    "TZ": "UTC",
    "MPLBACKEND": "agg",
    # set before the first import of numpy and torch, which read them once
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}

# Here and not in a fixture: modules that are imported while tests are collected read some of these.
for name in list(os.environ):
    if name in DROPPED or name.startswith(DROPPED_PREFIXES):
        del os.environ[name]
os.environ.update(FIXED)
time.tzset()

settings.register_profile("house", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _fonts_once(tmp_path_factory):
    """matplotlib's font cache is built once, not once per home folder; kernels inherit it."""
    os.environ["MPLCONFIGDIR"] = str(tmp_path_factory.mktemp("matplotlib"))


@pytest.fixture(autouse=True)
def _clean_world(tmp_path_factory, _fonts_once):
    """An empty home, and the environment back as it was, whatever the test did to it."""
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)
    with mock.patch.dict(os.environ, {"HOME": str(tmp_path_factory.mktemp("home"))}):
        yield


def pytest_collection_modifyitems(items):
    """Slow tests last: what fails quickly is seen first."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)

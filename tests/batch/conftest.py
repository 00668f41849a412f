"""A thread beside the test, for what has to happen while something is graded."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def background():
    """Runs one function at a time beside the test."""
    with ThreadPoolExecutor(1) as executor:
        yield executor

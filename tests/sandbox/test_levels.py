"""The table of promises: every level says what it lacks and why, and the page for deployers says the same."""

from pathlib import Path

import pytest

from grader.sandbox.interface import Promise
from grader.sandbox.levels import LEVELS

PAGE = Path(__file__).parents[2] / "docs/security.md"
ROWS = {
    "another user than the grader": Promise.USER,
    "no rights of root or of others": Promise.RIGHTS,
    "reads only the libraries and its own folder": Promise.READING,
    "does not see which files exist": Promise.EXISTENCE,
    "writes only to its own folder": Promise.WRITING,
    "no network": Promise.NETWORK,
    "no unix sockets of others": Promise.SOCKETS,
    "no signals to others": Promise.SIGNALS,
    "no look into other processes": Promise.MEMORY_OF_OTHERS,
    "does not see which processes run": Promise.PROCESS_LIST,
    "leaves nothing for the next": Promise.LEFTOVERS,
    "processes limited when they start": Promise.PROCESSES,
    "memory of all limited": Promise.MEMORY,
    "files limited when written": Promise.DISK,
    "multiprocessing, loaders with workers": Promise.WORKERS,
}


@pytest.mark.parametrize("level", LEVELS)
def test_what_a_level_lacks_has_a_reason(level):
    assert all(LEVELS[level].lacks.values())
    assert set(LEVELS[level].lacks) <= set(Promise)


def test_the_page_says_what_the_levels_say():
    said = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in ROWS:
            said[ROWS[cells[0]]] = cells[1:]
    assert said == {p: ["no" if p in level.lacks else "yes" for level in LEVELS.values()] for p in Promise}

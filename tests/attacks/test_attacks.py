"""Hostile and unlucky notebooks, at every level of this machine: no points, no harm, nothing left behind."""

import contextlib
import ctypes
import functools
import os
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from grader.course.assignment import Course
from grader.course.submission import parse_submission
from grader.errors import NotebookError
from grader.kernel.launch import Template
from grader.kernel.session import Session
from grader.models import Status
from grader.pipeline import grade_submission
from grader.sandbox.choice import available
from grader.sandbox.levels import LEVELS
from grader.settings import MIB, Layer, Limits, Source
from tests.attacks.attack import Attack
from tests.attacks.course import POINTS, RIGHT, cells, write_course
from tests.attacks.registry import ATTACKS, table
from tests.attacks.world import SECRET, World, traces
from tests.notebooks import as_bytes

PAGE = Path(__file__).parents[2] / "docs/security.md"
CHOSEN = available()[-1]
PATIENT = {"cell_seconds": 30.0, "check_seconds": 20.0, "total_seconds": 120.0}
ROOM_MIB = 600
"""How much the grader may grow meanwhile."""
HARMLESS = ("files of others", "ways around a wall", "names of others", "unix sockets")
"""Attacks that do no harm where they get through."""
ATTEMPT = '''
def attempt(action):
    """Say LEAK when the system lets it be done."""
    try: action()
    except OSError as error: print("held:", str(error)[:80])
    else: print("LE" + "AK", action.__code__.co_firstlineno)
'''


def cases():
    """Every attack at every level; the quick run has some at the level that is used."""
    found = []
    for level in available():
        for attack in ATTACKS:
            marks = [] if attack.quick and level == CHOSEN else [pytest.mark.slow]
            if reason := attack.gets_through.get(level):
                marks.append(pytest.mark.xfail(reason=reason, strict=True))
            found.append(pytest.param(attack, level, id=f"{level}-{attack.name}", marks=marks))
    return found


def adopt_orphans(*, wanted):
    ctypes.CDLL(None).prctl(36, int(wanted))  # PR_SET_CHILD_SUBREAPER


@pytest.fixture(scope="module")
def world():
    """What lies outside; whatever escapes from a submission becomes a child of ours."""
    os.environ["GRADER_SECRET"] = SECRET
    adopt_orphans(wanted=True)
    with World.made() as made:
        yield made
    adopt_orphans(wanted=False)
    del os.environ["GRADER_SECRET"]


@pytest.fixture(scope="module")
def assignment(world):
    root = write_course(world.folder / "course", SECRET)
    (root / "reference").chmod(0o700)
    world.settle()
    return Course(root).assignment("attacked")


@pytest.fixture(scope="module")
def arena(world, assignment):
    """What attacks at one level share: a template, and the report of honest work."""

    @functools.cache
    def at(level):
        template = stack.enter_context(Template(assignment.preload))
        template.wait_until_ready()
        return Arena(world, assignment, level, template)

    with contextlib.ExitStack() as stack:
        yield at


class Arena:
    """A level, and the warm template that all its submissions are forked from."""

    def __init__(self, world, assignment, level, template):
        self.world, self.assignment, self.level, self.template = world, assignment, level, template
        self.honest = as_bytes(cells())
        self.first = self.grade(self.honest)[0]

    def grade(self, data, limits=None):
        """Grade the bytes of a file; gives the report, and the folder that the session had."""
        submission = parse_submission(data, "attacked.ipynb", Limits())
        layers = [Layer(Source.COMMAND_LINE, PATIENT | dict(limits or {}), "test")]
        with Session(launch=self.template, level=LEVELS[self.level]) as session:
            folder = session._place.folder
            staff = grade_submission(session, submission, self.assignment, overrides=layers)
        return staff.report.without_timings(), folder

    def left(self, folder, before):
        """What is left of a submission; `before` are the processes that there were."""
        stays = [str(folder)] if folder.exists() else []
        deadline = time.monotonic() + 10  # a guard says its last words a moment before it ends
        while (alive := [p for p in family() - before if runs(p)]) and time.monotonic() < deadline:
            time.sleep(0.02)
        stays += [f"process {p.pid}" for p in alive]
        return stays + traces(folder)


def family():
    """Our processes, and what has become ours."""
    return set(psutil.Process().children(recursive=True))


def runs(process):
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def notebook_of(attack: Attack, world) -> bytes:
    """The file that is handed in."""
    if attack.file is not None:
        return attack.file(cells())
    source = textwrap.dedent(attack.source)
    if attack.right:
        source = f"{RIGHT[attack.task]}\n{source}"
    if "attempt(" in source:
        source = ATTEMPT + source
    if "OUTSIDE" in source:
        source = f"OUTSIDE = {world.targets()!r}\n{source}"
    return as_bytes(cells(**{f"task_{attack.task}": source}, extra=attack.extra))


@contextlib.contextmanager
def own_memory():
    """How much more memory than before we had at most, in MiB."""
    grown = []
    before = psutil.Process().memory_info().rss
    Path("/proc/self/clear_refs").write_text("5")  # the highest value counts from now
    yield grown
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    grown.append(int(status.split()[0]) // 1024 - before // MIB)


def answers(report):
    """The report as text, without what was handed in."""
    cells = tuple(cell.model_copy(update={"source": ""}) for cell in report.cells)
    return report.model_copy(update={"cells": cells}).model_dump_json()


def expect_verdict(attack, report):
    """No points are gained, the task ends as is said, and the other tasks keep their points."""
    tasks = {task.id: task for task in report.tasks}
    found = tasks[attack.task]
    assert found.status in attack.ends, shown(found, report)
    assert found.score <= (POINTS[attack.task] if attack.right else attack.worth), shown(found, report)
    if found.status is Status.PASSED:
        assert found.score == POINTS[attack.task]
    for number in POINTS.keys() - {attack.task, *attack.spoils}:
        assert tasks[number].score == POINTS[number], shown(tasks[number], report)
    assert all(task.status is not Status.INTERNAL for task in tasks.values()), tasks


def shown(task, report):
    """What a person needs to know when it is not as it should be."""
    cell = next(c for c in report.cells if c.task == task.id)
    verdicts = [(v.check, v.status.value, v.points, v.message) for v in task.verdicts]
    return task.id, task.status, verdicts, cell.status, cell.message, cell.error, str(cell.outputs)[:500]


@pytest.mark.kernel
@pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")
@pytest.mark.parametrize(("attack", "level"), cases())
def test_attack_gains_nothing_and_leaves_nothing(attack, level, arena):
    for promise in attack.needs:
        if promise in LEVELS[level].lacks:
            pytest.skip(f"{level} does not promise that {promise}: {LEVELS[level].lacks[promise]}")
    here = arena(level)
    data = notebook_of(attack, here.world)
    if attack.refused:
        with pytest.raises(NotebookError):
            here.grade(data)
        return
    before = family()
    with own_memory() as grown:
        report, folder = here.grade(data, attack.limits)
    expect_verdict(attack, report)
    assert "LEAK" not in answers(report)
    assert SECRET not in answers(report)
    assert grown[0] < ROOM_MIB
    assert here.left(folder, before) == []
    assert here.world.harm(LEVELS[level]) == []
    after, folder = here.grade(here.honest)
    assert after.score == sum(POINTS.values())
    assert after == here.first
    assert here.left(folder, before) == []


@pytest.mark.kernel
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="walls are Linux's")
@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.name in HARMLESS], ids=lambda a: a.name)
def test_attack_is_noticed_where_nothing_stops_it(attack, arena):
    """Without walls it works: what says that it is held elsewhere can fail."""
    with World.made() as outside:
        report, _ = arena("none").grade(notebook_of(attack, outside))
        assert "LEAK" in answers(report)


def test_names_of_attacks_are_unique():
    names = [attack.name for attack in ATTACKS]
    assert len(set(names)) == len(names) >= 60


def test_the_page_lists_every_attack():
    """Written by `python -m tests.attacks`."""
    assert table() in PAGE.read_text(encoding="utf-8")

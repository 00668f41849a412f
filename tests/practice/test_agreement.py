"""After Restart & Run All, `%grade` says what `grade FILE` says."""

import json
import shutil
from typing import NamedTuple

import pytest

from grader.course.assignment import Course
from grader.course.reference import read_reference, substitute
from grader.course.submission import parse_submission
from grader.kernel.launch import Template
from grader.kernel.session import Session
from grader.pipeline import grade_submission
from grader.settings import Limits
from grader.trials import crowds
from tests.practice.live import LOAD, each_apart
from tests.sources import ROOT

pytestmark = pytest.mark.kernel
SLUG = "crop-yields"


class Answers(NamedTuple):
    """One notebook: the solution, or many of its variants or mutants together."""

    name: str
    notebook: bytes


def notebooks():
    """The solution, and every variant and mutant that is not slow, as few notebooks as there can be."""
    assignment = Course.find(ROOT).assignment(SLUG)
    reference = read_reference(assignment)
    yield Answers("solution", reference.solution)
    for kind, sections in (("variants", reference.variants), ("mutants", reference.mutants)):
        for number, crowd in enumerate(crowds(assignment, [s for s in sections if not s.slow])):
            replaced = {task: source for s in crowd for task, source in s.replaces.items()}
            yield Answers(f"{kind} {number}", substitute(reference.solution, replaced))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course as students have it: without what only staff has."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "assignments" / SLUG, root / "assignments" / SLUG)
    return Course.find(root)


def statuses(report):
    """Each verdict of a check that students see."""
    return {v.check: v.status.value for t in report.tasks for v in t.verdicts if not v.hidden}


def graded(course, answers):
    """What `grade FILE` says of each of them."""
    assignment = course.assignment(SLUG)
    with Template(assignment.preload) as template:
        for one in answers:
            submission = parse_submission(one.notebook, f"{SLUG}.ipynb", Limits())
            with Session(launch=template) as session:
                yield one.name, statuses(grade_submission(session, submission, assignment).report)


def run_all(notebook, one):
    """What `%grade` says when all cells have run from top to bottom."""
    cells = [c for c in json.loads(one.notebook)["cells"] if c["cell_type"] == "code"]
    notebook.run(LOAD)
    for cell in cells:
        notebook.run("".join(cell["source"]))
    return statuses(notebook.practice.grade().report)


def differences(course, answers):
    """Where the two say something else, as (notebook, check, `grade FILE`, `%grade`)."""
    import grader.practice.aside
    import grader.report.card  # noqa: F401 - loaded once, before the forks

    practised = {one.name: found for one, found in each_apart(answers, run_all, course.root)}
    found = dict(graded(course, answers))
    assert found.keys() == practised.keys()
    return [
        (name, check, found[name].get(check), practised[name].get(check))
        for name in found
        for check in found[name].keys() | practised[name].keys()
        if found[name].get(check) != practised[name].get(check)
    ]


def test_the_solution_and_some_mutants_get_the_same_verdicts_in_the_notebook(course):
    chosen = [a for a in notebooks() if a.name in ("solution", "mutants 0")]
    assert differences(course, chosen) == []


@pytest.mark.slow
def test_every_variant_and_every_mutant_gets_the_same_verdicts_in_the_notebook(course):
    chosen = list(notebooks())
    assert len(chosen) > 5
    assert differences(course, chosen) == []

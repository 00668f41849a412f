"""docs/formats.md is true: every example on it is what the grader writes."""

import itertools
import re

import pytest
from markdown_it import MarkdownIt

from grader.batch.lms import Grade, fill_canvas, fill_moodle
from grader.cli.formats import FORMATS
from grader.models import CellOutcome, CellRole, Status, TaskKind
from grader.report import csv, github, gradescope, junit, markdown
from tests.reports import report, task, verdict
from tests.sources import ROOT

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def sections():
    """The code blocks below each heading; what looks like a heading in a block is none."""
    found, title = {}, ""
    parsed = MarkdownIt("commonmark").parse(PAGE)
    for before, token in itertools.pairwise(parsed):
        if before.type == "heading_open":
            title = token.content
        if token.type == "fence":
            found.setdefault(title, []).append(token.content)
    return found


def example(title, number=0):
    """The code block with this number of a section."""
    return sections()[title][number]


def shown():
    """The report whose forms the page shows."""
    wrong = verdict(
        "The model has one weight and one bias.",
        Status.FAILED,
        message="The model has 3 trainable numbers, and a line has 2.",
        expected="2",
        found="3",
        hint="Use `nn.Linear(1, 1)`.",
    )
    tasks = (
        task("2.1", "A line", wrong, verdict("Hidden check 1", check="1", hidden=True)),
        task(
            "5.1",
            "What do you see?",
            verdict("A person reads your answer.", Status.PENDING, 2, check="5.1/person"),
            kind=TaskKind.TEXT,
        ),
    )
    cell = CellOutcome(index=6, role=CellRole.ANSWER, task="2.1", status=Status.PASSED)
    return report(tasks, (cell,))


RENDERED = {
    "Gradescope": gradescope.render,
    "JUnit XML": junit.render,
    "GitHub Actions": lambda made: github.annotations(made, file="ada/crop-yields.ipynb", lines={"2.1": 57}),
    "Markdown": markdown.render,
    "CSV": lambda made: csv.render(made).replace("\r\n", "\n"),
}


@pytest.mark.parametrize("title", RENDERED)
def test_the_example_is_what_is_written(title):
    assert example(title) == RENDERED[title](shown())


def test_the_example_without_a_result_is_what_is_written():
    assert example("Gradescope", 1) == gradescope.not_graded("x.ipynb is not valid JSON.")


def test_every_format_is_on_the_page():
    assert re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE) == list(FORMATS)


def test_the_example_of_canvas_holds():
    made = fill_canvas(example("Canvas"), [Grade("12345", 3.25)], names=("crop-yields",))
    assert made.text == example("Canvas", 1)


def test_the_example_of_moodle_holds():
    made = fill_moodle(example("Moodle"), [Grade("1234567", 3.25)])
    assert made.text == example("Moodle", 1)

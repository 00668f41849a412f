import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.models import CellOutcome, CellRole, Status
from grader.report import github
from tests.reports import HOSTILE, hostile, report, sample, task, verdict

COMMANDS = {"error", "warning", "notice"}


def read(output):
    """The commands as the runner of GitHub Actions reads them (ActionCommand.TryParseV2)."""
    found = []
    for line in output.splitlines():
        start = line.lstrip()
        assert start.startswith("::")
        info, data = start[2:].split("::", 1)
        name, _, about = info.partition(" ")
        assert name in COMMANDS
        properties = dict(part.split("=", 1) for part in about.split(",") if part)
        found.append((name, {k: unescaped(v, ":,") for k, v in properties.items()}, unescaped(data, "")))
    return found


def unescaped(value, more):
    for mark in (*more, "\r", "\n", "%"):
        value = value.replace(f"%{ord(mark):02X}", mark)
    return value


def test_an_annotation_names_notebook_task_and_cell():
    found = read(github.annotations(sample(), file="work/ada/crop-yields.ipynb", lines={"2.1": 57}))
    level, about, message = next(f for f in found if f[1]["title"].startswith("2.1"))
    assert level == "error"
    assert about["file"] == "work/ada/crop-yields.ipynb"
    assert about["line"] == "57"
    assert about["title"] == (
        "2.1 A line through the harvest (crop-yields-mueller.ipynb, cell 3): failed, 0.5 of 1.5"
    )
    assert "The model has 3 trainable numbers" in message
    assert "Try: Use `nn.Linear(1, 1)`" in message


def test_the_score_is_a_notice_and_not_told_when_it_is_not_final():
    level, about, _ = read(github.annotations(report((task("1", "a", verdict("x")),))))[0]
    assert (level, about["title"]) == ("notice", "Crop yields: from rain to harvest: 0.5 of 0.5 points")
    titles = [about["title"] for _, about, _ in read(github.annotations(sample()))]
    assert "Crop yields: from rain to harvest: to be graded again" in titles


@pytest.mark.parametrize(
    ("status", "level"),
    [
        (Status.FAILED, "error"),
        (Status.INTERNAL, "error"),
        (Status.BLOCKED, "warning"),
        (Status.NOT_ATTEMPTED, "warning"),
        (Status.PENDING, "notice"),
    ],
)
def test_the_level_says_how_bad_it_is(status, level):
    found = read(github.annotations(report((task("1", "a", verdict("x", status)),))))
    assert found[-1 if level == "notice" else 0][0] == level


def test_no_more_of_a_kind_than_github_shows():
    many = tuple(task(f"{i}", f"task {i}", verdict("x", Status.FAILED)) for i in range(1, 31))
    found = read(github.annotations(report(many)))
    assert Counter(level for level, _, _ in found) == {"error": 10, "notice": 1}
    rest = next(f for f in found if f[1]["title"] == "21 more")
    assert "30 task 30" in rest[2]


@given(st.text(), st.text())
def test_whatever_a_text_says_it_is_one_command_and_can_be_read_back(title, message):
    one = verdict("x", Status.FAILED, message=f"!{message}!", hint="::error::no")
    made = report((task("1", f"a{title}", one),))
    found = read(github.annotations(made, file=f"a{title}.ipynb"))
    assert [level for level, _, _ in found] == ["error", "notice"]


def test_hostile_text_makes_no_command():
    bad = "::add-mask::x\n::stop-commands::y\r\n##[error]z\n%0A::error::w"
    output = github.annotations(hostile(*HOSTILE, bad), file="a.ipynb")
    assert {level for level, _, _ in read(output)} <= COMMANDS
    assert "\x1b" not in output


def notebook(*cells, indent=1):
    """The text of a notebook file."""
    content = [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]
    return json.dumps({"cells": content}, indent=indent)


def answers(**sources):
    cells = [
        CellOutcome(index=i, role=CellRole.ANSWER, task=name, status=Status.PASSED, source=source)
        for i, (name, source) in enumerate(sources.items())
    ]
    return report((), tuple(cells))


def test_the_line_of_an_answer_is_where_its_cell_begins():
    sources = {"a": "import torch\nx = 1\n", "b": "import torch\nprint('é')\n\ny = x\n", "c": "import torch"}
    text = notebook("import torch", *sources.values())
    lines = github.answer_lines(answers(**sources), text)
    for name in ("a", "b"):
        second = sources[name].splitlines()[1]
        assert json.dumps(second)[:-1] in text.splitlines()[lines[name]]
    assert "c" not in lines  # its only line stands elsewhere too


@pytest.mark.parametrize("text", ["", "[", '"\\ud800"', '"\n"', notebook("x = 1", indent=None)])
def test_a_file_that_tells_nothing_gives_no_lines(text):
    assert github.answer_lines(answers(a="x = 1"), text) == {}


def test_the_summary_is_appended(tmp_path):
    path = tmp_path / "summary.md"
    path.write_text("# Before\n")
    github.append_summary(sample(), path)
    assert path.read_text().startswith("# Before\n# Crop yields")


def test_summaries_of_one_step_keep_to_what_github_shows(tmp_path):
    path = tmp_path / "summary.md"
    long = verdict("x", Status.FAILED, expected="a\n" * 9_000)
    made = report(tuple(task(f"1.{i}", f"task {i}", long) for i in range(90)))
    for _ in range(3):
        github.append_summary(made, path)
    assert path.stat().st_size <= github.SUMMARY_BYTES
    assert re.search(r"\*\d+ parts are not shown", path.read_text())

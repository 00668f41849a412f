"""`--format` and `-o`: every report goes where it was asked for, and no reader is left without its file."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from junitparser import xunit2

from grader.cli import formats
from grader.cli.formats import Style, Target, targets
from grader.cli.main import main
from grader.errors import SettingError
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, write
from tests.reports import hostile, sample

CHECK = """
@task("1")
def test_x(student):
    expect.equal(student.value("x"), 1)

@task("2")
def test_y(student):
    expect.equal(student.value("y"), 1)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    cells = [answer("1", "x = ..."), answer("2", "y = ...")]
    add_assignment(root, "tiny", manifest("tiny", code_task("1", 2) + code_task("2", 1)), cells)
    add_check(root, "tiny", CHECK)
    return root


@pytest.fixture
def grade(course, capsys, monkeypatch):
    """Run `grade` in this process; gives exit code, stdout and stderr."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def run(*arguments):
        with pytest.raises(SystemExit) as end:
            main([*map(str, arguments), "--course", str(course)])
        return (end.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "tiny.ipynb", [answer("1", "x = 1"), answer("2", "print('::error::hey')\ny = 3")])


# --- which report goes where ------------------------------------------------------------------------


def asked(*named, o=(), json=None, html=None):
    return [(t.format, t.path and t.path.name) for t in targets(named, [*map(Path, o)], json, html)]


@pytest.mark.parametrize(
    ("named", "o", "expected"),
    [
        ((), (), [("terminal", None)]),
        (("junit",), (), [("junit", None)]),
        (("junit",), ("a.xml",), [("terminal", None), ("junit", "a.xml")]),
        (("junit=a.xml",), (), [("terminal", None), ("junit", "a.xml")]),
        (("junit=a=b.xml",), (), [("terminal", None), ("junit", "a=b.xml")]),
        (("junit=-",), (), [("junit", None)]),
        (("junit", "csv"), ("a", "b"), [("terminal", None), ("junit", "a"), ("csv", "b")]),
        (("terminal", "junit"), ("a",), [("terminal", None), ("junit", "a")]),
        (("github", "junit"), ("a",), [("github", None), ("junit", "a")]),
        (("terminal",), ("a",), [("terminal", None), ("terminal", "a")]),
        (("csv=c", "junit", "github"), ("a",), [("csv", "c"), ("junit", "a"), ("github", None)]),
        (("terminal", "github"), (), [("terminal", None), ("github", None)]),
    ],
)
def test_where_reports_go(named, o, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert asked(*named, o=o) == expected


def test_the_older_options_still_say_where(tmp_path):
    both = asked(json=tmp_path / "a.json", html=tmp_path / "a.html")
    assert both == [("terminal", None), ("json", "a.json"), ("html", "a.html")]
    assert asked(json=Path("-")) == [("json", None)]


@pytest.mark.parametrize(
    ("named", "o", "words"),
    [
        (("pdf",), (), ["'pdf'", "terminal, json, html, gradescope, junit, github, markdown, csv"]),
        (("",), (), ["choose from"]),
        (("junit=",), (), ["no file name"]),
        (("junit", "csv"), (), ["both go to standard output", "--format junit=FILE"]),
        (("junit",), ("a", "b"), ["as many files as formats"]),
        ((), ("a",), ["as many files as formats"]),
        (("junit=a", "csv=a"), (), ["to one file"]),
        (("junit=no/where/a.xml",), (), ["--format junit", "no folder"]),
    ],
)
def test_what_makes_no_sense_is_refused(named, o, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError) as error:
        asked(*named, o=o)
    assert all(word in str(error.value) for word in words)


def test_an_unknown_format_ends_with_the_choices_before_anything_runs(grade, file):
    code, out, err = grade(file, "--format", "pdf")
    assert (code, out) == (2, "")
    assert "choose from terminal, json, html, gradescope" in err
    code, _, err = grade(file, "--hidden-checks", "never")
    assert code == 2
    assert "choose from hidden, after_due_date, after_published, visible" in err


# --- from a notebook to files -----------------------------------------------------------------------


@pytest.mark.kernel
def test_one_run_writes_every_format(grade, file, tmp_path, monkeypatch):
    nbformat.write(nbformat.read(file, 4), file)  # line by line, as Jupyter does
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    files = {name: tmp_path / f"report.{name}" for name in formats.FORMATS if name != "github"}
    code, out, _ = grade(file, "--format", "github", *(f"--format={n}={p}" for n, p in files.items()))
    assert code == 1
    report = json.loads(files["json"].read_text())
    assert json.loads(files["gradescope"].read_text())["score"] == report["score"] == 2
    (suite,) = xunit2.JUnitXml.fromstring(files["junit"].read_bytes())
    assert (suite.tests, suite.failures) == (2, 1)
    assert [row["score"] for row in csv.DictReader(files["csv"].read_text().splitlines())] == ["2", "0"]
    assert files["html"].read_text().startswith("<!doctype html>")
    assert "2 of 3 points" in files["terminal"].read_text()
    assert files["markdown"].read_text() == summary.read_text()
    assert all(line.startswith("::") for line in out.splitlines())
    line = int(out.split("::error file=tiny.ipynb,line=")[1].split(",")[0])
    assert "# Task 2: do it" in file.read_text().splitlines()[line - 1]


@pytest.mark.kernel
def test_a_format_on_standard_output_is_alone_there(grade, file):
    code, out, _ = grade(file, "--format", "gradescope", "--hidden-checks", "hidden", "--leaderboard")
    assert code == 1
    assert json.loads(out)["leaderboard"][0]["value"] == 2


# --- what students wrote, and GitHub ------------------------------------------------------------------


def shown(report, *wanted, capsys):
    formats.write(report, [Target(name, None) for name in wanted], Style(), Path("tiny.ipynb"))
    return capsys.readouterr().out


def test_github_takes_no_command_from_a_report_in_words(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tiny.ipynb").write_text("{}")
    out = shown(hostile("::add-mask::the\n##[error]"), "terminal", "github", capsys=capsys)
    first, *lines = out.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    after = lines[lines.index(f"::{token}::") + 1 :]
    assert after
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in after)


def test_github_takes_no_command_from_the_terminals_report_in_any_step(capsys, monkeypatch):
    assert "::stop-commands::" not in shown(sample(), "terminal", capsys=capsys)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert shown(sample(), "terminal", capsys=capsys).startswith("::stop-commands::")
    assert json.loads(shown(sample(), "json", capsys=capsys))


# --- when there is no result --------------------------------------------------------------------------


def test_a_file_that_cannot_be_graded_is_explained_on_gradescope(grade, tmp_path):
    bad, results = tmp_path / "tiny.ipynb", tmp_path / "results.json"
    bad.write_text("hello")
    code, _, err = grade(bad, "--format", f"gradescope={results}")
    data = json.loads(results.read_text())
    assert code == 2
    assert data["output"] in err
    assert "not valid JSON" in data["output"]
    assert "score" not in data


@pytest.mark.kernel
def test_a_killed_process_leaves_a_file_that_gradescope_reads(course, tmp_path):
    file = write(tmp_path / "tiny.ipynb", [answer("1", "import time; time.sleep(60)"), answer("2", "y = 1")])
    results = tmp_path / "results.json"
    command = [sys.executable, "-m", "grader", file, "--course", course, "--format", f"gradescope={results}"]
    with subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, env=os.environ) as process:
        while not results.exists() and process.poll() is None:
            time.sleep(0.05)
        process.kill()
    data = json.loads(results.read_text())
    assert "stopped before it was done" in data["output"]
    assert "score" not in data
    assert not any("score" in case for case in data["tests"])


@pytest.mark.parametrize("name", ["json", "markdown", "csv", "junit"])
def test_standard_output_that_knows_no_unicode_is_no_fault(name, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    assert not formats.write(sample(), [Target(name, None)], Style(), Path("x"))
    text = out.buffer.getvalue().decode()
    assert "crop-yields" in text
    if name == "json":
        assert json.loads(text)["submission"]["student"] == "Zoë Müller"


def test_what_cannot_be_written_is_said_and_the_rest_is_written(tmp_path):
    there = Target("csv", tmp_path / "a.csv")
    problem = formats.write(sample(), [Target("junit", tmp_path / "no" / "a.xml"), there], Style(), Path("x"))
    assert "a.xml could not be written: No such file or directory" in problem
    assert there.path.is_file()


def test_names_of_hidden_checks_stay_with_staff_on_gradescope(tmp_path):
    place = tmp_path / "results.json"
    formats.write(sample(), [Target("gradescope", place)], Style(staff=True, hidden="visible"), Path("x"))
    cases = json.loads(place.read_text())["tests"]
    assert {c["visibility"] for c in cases if "hidden" in c.get("tags", ())} == {"hidden"}

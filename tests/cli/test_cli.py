"""The command line: one clear line on stderr and the right exit code for whatever it is given."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from grader.cli.main import main
from grader.sandbox.choice import available
from grader.sandbox.levels import LEVELS
from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, as_bytes, code, write

ROOT = Path(__file__).parents[2]
RIGHT, WRONG = [answer("1", "x = 1")], [answer("1", "x = 2")]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    for slug in ("tiny", "other"):
        add_assignment(root, slug, manifest(slug, code_task("1")), [answer("1", "x = ...")])
        add_check(root, slug, '@task("1")\ndef test_x(student):\n    expect.equal(student.value("x"), 1)')
    return root


@pytest.fixture
def grade(course, capsys, monkeypatch):
    """Run `grade` in this process; gives exit code, stdout and stderr."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # SIGTERM stays pytest's

    def run(*arguments, near=True):
        try:
            main([*map(str, arguments), *(["--course", str(course)] if near else [])])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


def refused(result, *words, code=2):
    """The result is this code, nothing on stdout, and one line on stderr with these words."""
    status, out, err = result
    assert (status, out) == (code, "")
    assert err.startswith("grade: ")
    assert err.count("\n") == 1
    for word in words:
        assert word in err
    return True


def put(tmp_path, data, name="tiny.ipynb"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


# --- files that cannot be graded ------------------------------------------------------------------


def test_missing_file(grade, tmp_path):
    write(tmp_path / "tiny.ipynb", RIGHT)
    assert refused(grade(tmp_path / "tinny.ipynb"), "tinny.ipynb does not exist", "tiny.ipynb")


def test_folder(grade, tmp_path):
    assert refused(grade(tmp_path), "is a folder")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"hello", "not valid JSON"),
        (as_bytes(RIGHT)[:-40], "cut off"),
        (b'{"a": 1}', "not a notebook"),
        (b"[1, 2]", "not a notebook"),
        (b"null", "not a notebook"),
        (as_bytes(RIGHT, nbformat=5, nbformat_minor=1), "notebook format 5.1"),
        (as_bytes(RIGHT, nbformat=2), "format 2"),
        (b"", "is empty"),
        (as_bytes([]), "no cells"),
        (as_bytes(RIGHT).replace(b"x = 1", b"x = \xe9"), "not UTF-8"),
        (b"PK\x03\x04", "ZIP"),
        (b"import torch\n", "Python script"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_file_that_is_no_notebook_of_ours(grade, tmp_path, data, words):
    assert refused(grade(put(tmp_path, data)), "tiny.ipynb", words)


def test_oversized_file(grade, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_NOTEBOOK_BYTES", "100")
    assert refused(grade(write(tmp_path / "tiny.ipynb", RIGHT)), "more than the 100 bytes allowed")


@pytest.mark.parametrize("value", ["lots", "-1", "nan", ""])
def test_bad_limit_in_the_environment(grade, tmp_path, monkeypatch, value):
    monkeypatch.setenv("GRADER_CELL_SECONDS", value)
    assert refused(grade(write(tmp_path / "tiny.ipynb", RIGHT)), "cell_seconds", "GRADER_")


# --- options --------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "1e300", "soon"])
def test_bad_timeout(grade, tmp_path, value):
    assert refused(grade(write(tmp_path / "tiny.ipynb", RIGHT), "--timeout", value), "timeout")


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["--assignment"], ["a.ipynb", "b.ipynb"], []])
def test_bad_usage(grade, arguments):
    assert refused(grade(*arguments, near=False), "--help")


@pytest.mark.parametrize("option", ["--json", "--html"])
def test_report_that_cannot_be_written_is_said_before_grading(grade, tmp_path, option):
    file = write(tmp_path / "tiny.ipynb", RIGHT)
    assert refused(grade(file, option, tmp_path), option, "is a folder")
    assert refused(grade(file, option, tmp_path / "no" / "x"), option, "there is no folder")
    (tmp_path / "file").write_text("")
    assert refused(grade(file, option, tmp_path / "file" / "x"), option)


@pytest.mark.kernel
def test_report_that_cannot_be_written_after_all_is_said_with_its_name(grade, tmp_path):
    """A disk may fill up, and an administrator is told that every folder can be written."""
    status, out, err = grade(write(tmp_path / "tiny.ipynb", RIGHT), "--json", "/proc/report.json")
    assert status != 0
    assert "/proc/report.json" in err
    assert err.count("\n") == 1
    assert "1 of 1" in out or status == 2


def test_unknown_assignment_lists_the_known_ones(grade, tmp_path):
    file = write(tmp_path / "tiny.ipynb", RIGHT)
    assert refused(grade(file, "--assignment", "tinny"), "other, tiny", "Did you mean tiny?")


def test_ambiguous_assignment_lists_the_choices(grade, tmp_path):
    assert refused(grade(write(tmp_path / "homework.ipynb", RIGHT)), "--assignment SLUG", "other, tiny")


def test_assignment_that_the_notebook_names_wrongly(grade, tmp_path):
    file = write(tmp_path / "tiny.ipynb", RIGHT, metadata={"grader": {"assignment": "gone"}})
    assert refused(grade(file), "gone", "other, tiny")


def test_unknown_task_lists_the_tasks(grade, tmp_path):
    assert refused(grade(write(tmp_path / "tiny.ipynb", RIGHT), "--task", "7"), "no task 7", "1")


@pytest.mark.parametrize(
    ("level", "code"), [("walls", 2), (next(name for name in LEVELS if name not in available()), 3)]
)
def test_isolation_that_is_unknown_or_not_there(grade, tmp_path, level, code):
    assert refused(grade(write(tmp_path / "tiny.ipynb", RIGHT), "--isolation", level), level, code=code)


def test_folder_without_a_course(grade, tmp_path):
    file = write(tmp_path / "tiny.ipynb", RIGHT)
    assert refused(grade(file, "--course", tmp_path, near=False), "is no course")


@pytest.mark.kernel
def test_broken_check_file_is_an_internal_error(grade, tmp_path):
    add_assignment(tmp_path, "tiny", manifest("tiny", code_task("1")), [answer("1", "x = ...")])
    add_check(tmp_path, "tiny", "def broken(:")
    file = write(tmp_path / "tiny.ipynb", RIGHT)
    assert refused(grade(file, "--course", tmp_path, near=False), "check file", code=3)


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_help_and_version_go_to_stdout(grade, option):
    status, out, err = grade(option, near=False)
    assert (status, err) == (0, "")
    assert "grade" in out


# --- what is graded -------------------------------------------------------------------------------


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("cells", "keywords", "notice"),
    [
        (RIGHT, {"metadata": {"kernelspec": {"name": "julia-1.9"}}}, "julia-1.9"),
        ([*RIGHT, code("y = 1", "task-1")], {}, "copies"),
    ],
    ids=["kernelspec", "duplicate-ids"],
)
def test_odd_notebook_is_graded_with_a_notice(grade, tmp_path, cells, keywords, notice):
    file = write(tmp_path / "tiny.ipynb", cells, **keywords)
    status, out, _ = grade(file, "--json", "-")
    report = json.loads(out)
    assert (status, report["score"]) == (0, 1)
    assert any(notice in n["text"] for n in report["notices"])


@pytest.mark.kernel
def test_notebook_of_format_3_is_upgraded_and_graded(grade, tmp_path):
    cell = {"cell_type": "code", "input": "# Task 1: do it\nx = 1", "language": "python", "outputs": []}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    status, out, _ = grade(put(tmp_path, old), "--json", "-")
    assert status == 0
    assert "old format 3" in json.loads(out)["notices"][0]["text"]


@pytest.mark.kernel
def test_wrong_notebook_is_code_1_and_reports_are_written(grade, tmp_path):
    page, data = tmp_path / "r.html", tmp_path / "r.json"
    status, out, err = grade(write(tmp_path / "tiny.ipynb", WRONG), "--html", page, "--json", data, "-q")
    assert (status, err) == (1, "")
    assert out.count("\n") == 1
    assert json.loads(data.read_text())["status"] == "failed"
    assert page.read_text().startswith("<!doctype html>")


# --- as a process ---------------------------------------------------------------------------------


def start(course, *arguments, **variables):
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    command = [sys.executable, "-m", "grader", *map(str, arguments), "--course", str(course)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.kernel
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopping_ends_the_kernel_and_says_so(course, tmp_path, sent):
    source = "import os, time\nos.fork()\ntime.sleep(1000)"
    temporary = tmp_path / "t"
    temporary.mkdir()
    file = write(tmp_path / "tiny.ipynb", [answer("1", source)])
    with start(course, file, TMPDIR=str(temporary)) as process:
        family = wait_for(lambda: asleep(process.pid), seconds=60)
        process.send_signal(sent)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "grade: stopped\n")
    assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    assert list(temporary.glob("grader-*")) == []


@pytest.mark.kernel
@pytest.mark.parametrize("options", [[], ["--json", "-"], ["-q"]], ids=["terminal", "json", "quiet"])
def test_closed_output_is_no_traceback(course, tmp_path, options):
    with start(course, write(tmp_path / "tiny.ipynb", RIGHT), *options) as process:
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(60) == 1
    assert err == ""


HEAVY = ("torch", "nbclient", "jinja2", "dask", "distributed", "nbformat", "numpy", "zmq", "pytest")


def test_help_loads_nothing_heavy():
    script = (
        "import sys\nfrom grader.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "LOADED []" in done.stdout


def test_help_of_the_module_is_the_commands_help():
    done = subprocess.run(
        [sys.executable, "-m", "grader", "--help"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage: grade" in done.stdout
    assert done.stderr == ""


@pytest.mark.kernel
def test_killed_grader_leaves_no_process_and_no_folder(tmp_path):
    """kill -9 of the command: what a cell had started in a session of its own ends as well."""
    cell = "import os, time\nif os.fork() == 0:\n    os.setsid()\ntime.sleep(300)"
    starter = json.loads((ROOT / "assignments/crop-yields/crop-yields.ipynb").read_text(encoding="utf-8"))
    for found in starter["cells"]:
        if found["id"] == "task-1-1":
            found["source"] = f"# Task 1.1\n{cell}"
    file = tmp_path / "crop-yields.ipynb"
    file.write_text(json.dumps(starter), encoding="utf-8")
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "grader", str(file), "--course", str(ROOT), "--quiet"]
    grading = subprocess.Popen(command, env=environment, cwd=ROOT)
    family = wait_for(lambda: asleep(grading.pid), seconds=60)
    grading.kill()
    grading.wait()
    wait_for(
        lambda: not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in family), seconds=20
    )
    wait_for(lambda: not list(tmp_path.glob("grader-*")), seconds=20)


def asleep(pid):
    """The family of a grader (guard, runner, kernel) whose cell has started a child; empty before that."""
    family = psutil.Process(pid).children(recursive=True)
    return family if len(family) >= 4 else []


def wait_for(condition, seconds):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
    return found

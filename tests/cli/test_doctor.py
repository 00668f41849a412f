"""`grade doctor`: exit codes and what is printed."""

import pytest

from grader.cli.doctor import run
from grader.cli.main import exit_code
from tests.courses import add_assignment, code_task, manifest
from tests.notebooks import answer, given, write

CELLS = [given("import math"), answer("1", "x = 1")]


@pytest.fixture
def course(tmp_path):
    add_assignment(tmp_path, "tiny", manifest("tiny", code_task("1")), [CELLS[0], answer("1")])
    return tmp_path


def test_a_notebook_without_faults_is_exit_code_0(course, capsys):
    assert exit_code(run, [str(write(course / "tiny.ipynb", CELLS))]) == 0
    assert capsys.readouterr().out.endswith("Nothing is wrong.\n")


def test_a_notebook_with_faults_is_exit_code_1_and_says_what_to_do(course, capsys):
    path = write(course / "tiny.ipynb", [CELLS[0], answer("1", "x = y")])
    assert exit_code(run, [str(path)]) == 1
    out = capsys.readouterr().out
    assert "! Cell 2 (task 1), line 2, uses `y`, which no cell defines." in out
    assert "1 thing to look at." in out


@pytest.mark.parametrize("arguments", [["gone.ipynb"], ["--repair"], ["--run"], ["--no-such-option"]])
def test_bad_input_is_exit_code_2(arguments):
    assert exit_code(run, arguments) == 2


def test_repair_names_the_copy(course, capsys):
    path = write(course / "tiny.ipynb", CELLS[1:])
    assert exit_code(run, [str(path), "--repair"]) == 1
    assert (course / "tiny.repaired.ipynb").exists()
    assert "tiny.repaired.ipynb" in capsys.readouterr().out
    assert exit_code(run, [str(path), "--repair"]) == 2

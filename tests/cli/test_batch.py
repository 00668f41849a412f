"""`grade batch` and `grade export`, as an instructor types them."""

import csv
import shutil
import signal

import pytest

from grader.cli.main import main
from tests.batch.small import STARTER, cells, small_course
from tests.notebooks import as_bytes, write

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    root = tmp_path_factory.mktemp("world")
    small_course(root / "course")
    for student, first in {"ada": "x = 1", "bob": "x = 3"}.items():
        write(root / "class" / student / "small.ipynb", cells(first, "y = torch.rand(1).item()"))
    write(root / "class" / "cleo" / "small.ipynb", STARTER)
    (root / "class" / "dora").mkdir()
    (root / "class" / "dora" / "small.ipynb").write_text("this is no notebook")
    return root


@pytest.fixture
def grade(world, capsys, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # SIGTERM stays pytest's

    def run(*arguments):
        with pytest.raises(SystemExit) as end:
            main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return end.value.code, out, err

    return run


@pytest.fixture
def batch(grade, world, tmp_path):
    def run(*arguments, paths=(world / "class",), results=tmp_path / "results"):
        return grade("batch", *paths, "--course", world / "course", "--results", results, *arguments)

    return run


def book(results):
    with (results / "gradebook.csv").open(newline="") as file:
        return {row["student"]: (row["score"], row["status"]) for row in csv.DictReader(file)}


def test_class_is_graded_and_its_results_are_written(batch, tmp_path):
    code, out, err = batch()
    results = tmp_path / "results"
    assert (code, err) == (0, "")
    assert "4 submissions to small" in out
    assert "small: 3 of 4 graded, median 2 of 3, 1 unreadable" in out
    assert str(results / "index.html") in out.replace("\n", "")
    assert book(results) == {
        "ada": ("3", "passed"),
        "bob": ("2", "failed"),
        "cleo": ("0", "failed"),
        "dora": ("0", "unreadable"),
    }
    assert sorted(p.name for p in (results / "reports").glob("*.html")) == [
        "ada.html",
        "bob.html",
        "cleo.html",
    ]


def test_second_run_grades_nothing_and_says_the_same(batch, tmp_path):
    batch()
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "results").rglob("*.html")}
    code, out, _ = batch()
    assert code == 0
    assert "4 submissions to small, 4 of them known" in out
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "results").rglob("*.html")}


def test_new_attempt_takes_the_place_of_the_old_one(batch, world, tmp_path):
    handed_in = tmp_path / "class"
    shutil.copytree(world / "class", handed_in)
    batch(paths=[handed_in])
    write(handed_in / "bob" / "small.ipynb", cells("x = 1", "y = torch.rand(1).item()"))
    _, out, _ = batch(paths=[handed_in])
    assert "3 of them known" in out
    assert book(tmp_path / "results")["bob"] == ("3", "passed")


def test_export_writes_again_what_was_deleted(batch, grade, tmp_path):
    batch()
    results = tmp_path / "results"
    first = (results / "gradebook.csv").read_bytes()
    (results / "gradebook.csv").unlink()
    code, out, _ = grade("export", results, "--csv", tmp_path / "copy.csv")
    assert code == 0
    assert (results / "gradebook.csv").read_bytes() == (tmp_path / "copy.csv").read_bytes() == first
    assert "small: 3 of 4 graded" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "late"], "the only choice is `failed`"),
        (["--only", "failed", "--regrade"], "exclude each other"),
        (["--jobs", "-1"], "0 or more"),
        (["--student-id", "("], "is no regular expression"),
        (["--student-id", "a+"], "has no group"),
        (["--assignment", "smal"], "smal"),
        (["--timeout", "-1"], "cell_seconds"),
    ],
)
def test_bad_choices_are_refused_in_one_line_before_anything_runs(batch, tmp_path, arguments, words):
    code, _out, err = batch(*arguments)
    assert code == 2
    assert err.startswith("grade: ")
    assert err.count("\n") == 1
    assert words in err
    assert not (tmp_path / "results" / "gradebook.csv").exists()


def test_missing_path_is_refused(batch, tmp_path):
    code, _out, err = batch(paths=[tmp_path / "nowhere"])
    assert code == 2
    assert "nowhere" in err


def test_results_that_are_a_file_are_refused(batch, tmp_path):
    (tmp_path / "file").write_text("")
    code, _out, err = batch(results=tmp_path / "file")
    assert code == 2
    assert "cannot be made" in err


def test_demanded_isolation_that_is_not_there_ends_with_3(batch):
    code, _out, err = batch("--isolation", "bwrap-root-of-another-world")
    assert code == 2
    assert "unknown isolation level" in err


def test_export_without_results_is_refused(grade, tmp_path):
    code, _out, err = grade("export", tmp_path)
    assert code == 2
    assert err.count("\n") == 1


def test_name_of_a_student_is_escaped_wherever_it_is_shown(batch, tmp_path):
    name = "<script>alert(1)</script>"
    handed_in = tmp_path / "class"
    (handed_in / "ada").mkdir(parents=True)
    (handed_in / "ada" / "small.ipynb").write_bytes(as_bytes(cells("x = 1", "y = 1")))
    batch("--student-id", "/(?P<student>a)da/", paths=[handed_in])
    assert name not in (tmp_path / "results" / "index.html").read_text()

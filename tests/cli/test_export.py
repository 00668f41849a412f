"""`grade export RESULTS --canvas` and `--moodle`: points into the file of the learning platform."""

import signal

import pytest

from grader.batch.store import Store
from grader.batch.values import Ending, Result
from grader.cli.main import main
from tests.batch.results import edition, new, report

CANVAS = (
    "\ufeffStudent,ID,SIS Login ID,Section,Tiny (7)\r\n"
    "    Points Possible,,,,5.00\r\n"
    "Anna A,1,anna,S,\r\n"
    "Ben B,2,ben,S,1.00\r\n"
    "Cleo C,3,cleo,S,\r\n"
)
MOODLE = (
    "Identifier,Full name,Grade,Maximum Grade,Last modified (grade)\r\n"
    'Participant 1,anna,,"5,00",-\r\nParticipant 2,ben,,"5,00",-\r\n'
)


@pytest.fixture
def results(tmp_path):
    """A results folder with two results and a submission that has none yet."""
    folder = tmp_path / "results"
    folder.mkdir()
    with Store.open(folder / "store.sqlite", create=True) as store:
        store.use(edition())
        store.register([new("anna"), new("ben"), new("dora"), new("ed")])
        for job in list(store.waiting()):
            if job.student in {"anna", "ben"}:
                store.record(job.key, Result.of(report((2.0, 1.25), student=job.student)))
            elif job.student == "dora":
                store.record(job.key, Result(Ending.INTERNAL, reason="killed"))
    return folder


@pytest.fixture
def export(results, tmp_path, capsys, monkeypatch):
    """Run `grade export`; gives exit code, stdout, stderr and what is in the written file."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def run(platform, text, *arguments, o=True):
        sheet, out = tmp_path / "exported.csv", tmp_path / "out.csv"
        sheet.write_bytes(text if isinstance(text, bytes) else text.encode())
        output = ["-o", str(out)] if o else []
        with pytest.raises(SystemExit) as end:
            main(["export", str(results), platform, str(sheet), *output, *arguments])
        assert sheet.read_bytes() == (text if isinstance(text, bytes) else text.encode())
        return end.value.code, *capsys.readouterr(), out.read_bytes().decode() if out.exists() else None

    return run


def test_canvas_is_filled_in_byte_by_byte_and_who_is_missing_is_named(export, results):
    code, out, _, made = export("--canvas", CANVAS)
    assert made == CANVAS.replace("anna,S,", "anna,S,3.25").replace("1.00", "3.25")
    assert code == 1
    assert "the points of 2 students are in the column Tiny (7)" in out
    assert "not filled in (2):\n  dora is not in the file\n  ed is not in the file" in out
    assert "had other points there (1):\n  Ben B (2): 1.00 -> 3.25" in out
    assert "without a submission here (1):\n  Cleo C (3)" in out
    assert not (results / "index.html").exists()


def test_moodle_is_filled_in_and_what_has_no_result_is_named(export):
    more = MOODLE + 'Participant 3,dora,,"5,00",-\r\nParticipant 4,ed,,"5,00",-\r\n'
    code, out, _, made = export("--moodle", more)
    assert code == 1
    assert "dora has to be graded again: killed" in out
    assert "ed has to be graded again: not graded yet" in out
    assert made.count('"3,25"') == 2
    assert made.replace('"3,25"', "") == more


@pytest.mark.parametrize(
    ("platform", "text", "arguments", "words"),
    [
        ("--canvas", "a,b\n1,2\n", [], "exported.csv is no gradebook that Canvas exported"),
        ("--moodle", CANVAS, [], "is no grading worksheet"),
        ("--canvas", CANVAS.encode("utf-16"), [], "is not UTF-8"),
        ("--canvas", CANVAS.replace("Tiny", "Other"), [], "say which with --column: Other (7)"),
        ("--canvas", CANVAS, ["--column", "8"], "no column '8'"),
        ("--canvas", CANVAS, ["--assignment", "huge"], "--assignment: tiny"),
        ("--canvas", CANVAS, ["--moodle", "x.csv"], "one at a time"),
        ("--canvas", CANVAS, ["--csv", "x.csv"], "--csv"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_and_nothing_is_written(export, platform, text, arguments, words):
    code, out, err, made = export(platform, text, *arguments)
    assert (code, out, made) == (2, "", None)
    assert words in err


def test_the_exported_file_is_never_written_over(export, tmp_path):
    code, _, err, _ = export("--canvas", CANVAS, "-o", str(tmp_path / "exported.csv"), o=False)
    assert code == 2
    assert "is the exported file itself" in err
    assert export("--canvas", CANVAS, o=False)[0] == 2


def test_a_file_that_is_not_there_is_named(results, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as end:
        main(["export", str(results), "--canvas", "no.csv", "-o", str(tmp_path / "out.csv")])
    assert end.value.code == 2
    assert "no.csv cannot be read" in capsys.readouterr().err

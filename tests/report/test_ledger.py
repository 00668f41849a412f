import pytest

from grader.report.ledger import NAME, Ledger


def write(folder, **texts):
    with Ledger(folder) as ledger:
        for name, text in texts.items():
            ledger.put(f"{name}.txt", text)
    return ledger.written, ledger.unchanged, ledger.removed


def names(folder):
    return sorted(
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != NAME
    )


def test_what_is_as_it_should_be_is_not_touched(tmp_path):
    write(tmp_path, a="1", b="2")
    before = (tmp_path / "a.txt").stat()
    assert write(tmp_path, a="1", b="3") == (1, 1, 0)
    after = (tmp_path / "a.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_what_is_no_longer_made_is_removed(tmp_path):
    write(tmp_path, a="1", b="2")
    assert write(tmp_path, b="2") == (0, 1, 1)
    assert names(tmp_path) == ["b.txt"]


def test_files_of_others_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, a="1")
    write(tmp_path)
    assert names(tmp_path) == ["notes.txt"]


def test_a_file_that_somebody_changed_stays(tmp_path):
    write(tmp_path, a="1")
    (tmp_path / "a.txt").write_text("1 and a remark")
    assert write(tmp_path) == (0, 0, 0)
    assert names(tmp_path) == ["a.txt"]


def test_empty_folders_go_and_others_stay(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger.put("one/reports/a.txt", "1")
        ledger.put("two/b.txt", "1")
    (tmp_path / "two" / "notes.txt").write_text("mine")
    write(tmp_path)
    assert names(tmp_path) == ["two/notes.txt"]
    assert not (tmp_path / "one").exists()


def test_after_an_error_nothing_is_removed_and_what_was_written_is_known(tmp_path):
    write(tmp_path, a="1")

    def broken():
        with Ledger(tmp_path) as ledger:
            ledger.put("b.txt", "2")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert write(tmp_path, a="1") == (0, 1, 1)
    assert names(tmp_path) == ["a.txt"]


def test_a_line_that_a_kill_cut_short_hides_no_other(tmp_path):
    write(tmp_path, a="1")
    with (tmp_path / NAME).open("a") as notes:
        notes.write("0123456789abc")
    assert write(tmp_path, b="2")[2] == 1
    assert names(tmp_path) == ["b.txt"]


@pytest.mark.parametrize(
    "path", ["../outside.txt", "{root}/outside.txt", "sub/../../outside.txt", "link/outside.txt"]
)
def test_a_forged_note_removes_nothing_outside_the_folder(tmp_path, path):
    folder = tmp_path / "results"
    write(folder)
    write(tmp_path, outside="1")
    digest = (tmp_path / NAME).read_text()[:64]
    (folder / "link").symlink_to(tmp_path)
    (folder / NAME).write_text(f"{digest}  {path.format(root=tmp_path)}\n")
    assert write(folder) == (0, 0, 0)
    assert (tmp_path / "outside.txt").exists()


def test_a_name_that_only_changed_its_case_is_not_taken_for_stale(tmp_path):
    """Where case does not count both are one file, and it was just written."""
    write(tmp_path, Ada="1")
    assert write(tmp_path, ada="1")[2] == 0


def test_a_file_that_a_power_failure_emptied_is_written_again(tmp_path):
    write(tmp_path, a="1")
    (tmp_path / "a.txt").write_bytes(b"")
    assert write(tmp_path, a="1") == (1, 0, 0)
    assert (tmp_path / "a.txt").read_text() == "1"

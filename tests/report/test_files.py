import os
import stat
import threading
from pathlib import Path

import pytest

from grader.report import files


def test_text_is_written_as_utf8_with_its_newlines(tmp_path):
    files.write_text(tmp_path / "r.txt", "Zoë\r\n…\n")
    assert (tmp_path / "r.txt").read_bytes() == "Zoë\r\n…\n".encode()


def test_only_the_file_itself_is_left_in_the_folder(tmp_path):
    files.write_bytes(tmp_path / "r.txt", b"old")
    files.write_bytes(tmp_path / "r.txt", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["r.txt"]
    assert (tmp_path / "r.txt").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, step):
    (tmp_path / "r.txt").write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(OSError, match="No space left"):
        files.write_bytes(tmp_path / "r.txt", b"new")
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]


def test_an_interruption_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(tmp_path / "r.txt", b"new")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_the_systems_own_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        files.write_bytes(tmp_path / "none" / "r.txt", b"")


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path):
    (tmp_path / "r").mkdir()
    with pytest.raises(IsADirectoryError):
        files.write_bytes(tmp_path / "r", b"")
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_the_systems_own_error(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        files.write_bytes(tmp_path / "r.txt", b"")


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_the_mode_of_an_existing_file_stays_and_a_new_one_follows_the_umask(tmp_path):
    (tmp_path / "r.txt").write_bytes(b"old")
    (tmp_path / "r.txt").chmod(0o640)
    files.write_bytes(tmp_path / "r.txt", b"new")
    assert stat.S_IMODE((tmp_path / "r.txt").stat().st_mode) == 0o640
    old = os.umask(0o027)
    try:
        files.write_bytes(tmp_path / "n.txt", b"new")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "n.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "r.txt")
    files.write_bytes(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "r.txt").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    got = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    files.write_bytes(tmp_path / "pipe", b"through")
    reader.join(10)
    assert got == [b"through"]
    assert (tmp_path / "pipe").is_fifo()


def test_what_can_be_made_again_does_not_wait_for_the_disk(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    files.write_bytes(tmp_path / "r.txt", b"new", durable=False)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"new"]

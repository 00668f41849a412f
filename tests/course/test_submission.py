import hashlib
import os
import socket
from pathlib import Path

import pytest

from grader.course.submission import parse_submission, read_submission
from grader.errors import NotebookError
from grader.settings import Limits
from tests.notebooks import as_bytes, code, write

LIMITS = Limits()


def refusal(path: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(NotebookError) as caught:
        read_submission(path, limits)
    return str(caught.value)


def test_a_submission_has_the_name_and_hash_of_its_file(tmp_path):
    path = write(tmp_path / "alice.ipynb", [code("x = 1")])
    submission = read_submission(path, LIMITS)
    assert submission.name == "alice.ipynb"
    assert submission.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert submission.kernelspec == "python3"
    assert submission.notices == ()
    assert submission.student is None


def test_another_kernel_is_a_notice(tmp_path):
    path = write(tmp_path / "a.ipynb", [code("x")], metadata={"kernelspec": {"name": "ir\n"}})
    submission = read_submission(path, LIMITS)
    assert submission.kernelspec == "ir\n"
    assert "“ir\ufffd”; it was graded with Python 3" in submission.notices[0].text


@pytest.mark.parametrize("spec", [None, [], {}, {"name": 3}, {"name": ""}])
def test_a_missing_or_malformed_kernelspec_says_nothing(spec):
    submission = parse_submission(as_bytes([code("x")], metadata={"kernelspec": spec}), "a.ipynb", LIMITS)
    assert submission.kernelspec is None
    assert submission.notices == ()


def test_folders_in_a_name_are_left_out():
    assert parse_submission(as_bytes([code("x")]), "../b/a.ipynb", LIMITS, "Ada").name == "a.ipynb"


def test_a_name_that_no_encoding_can_write_is_made_printable():
    parse_submission(as_bytes([code("x")]), "a\udce4.ipynb", LIMITS).name.encode()


def test_a_missing_file_names_those_that_are_near(tmp_path):
    write(tmp_path / "Crop-Yields.ipynb", [code("x")])
    assert "did you mean Crop-Yields.ipynb?" in refusal(tmp_path / "crop-yelds.ipynb")


def test_a_missing_file_with_nothing_near_says_so(tmp_path):
    assert "does not exist; check the name" in refusal(tmp_path / "a.ipynb")


def test_a_missing_folder_is_named(tmp_path):
    assert "there is no folder" in refusal(tmp_path / "nowhere" / "a.ipynb")


def test_a_path_through_a_file_does_not_exist(tmp_path):
    file = write(tmp_path / "a.ipynb", [code("x")])
    assert "does not exist" in refusal(file / "b.ipynb")


def test_a_folder_is_refused_with_what_to_name(tmp_path):
    assert "is a folder" in refusal(tmp_path)
    assert "one notebook in it" in refusal(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "x.ipynb")
    assert "is a pipe" in refusal(tmp_path / "x.ipynb")


def test_a_link_to_a_device_is_refused(tmp_path):
    (tmp_path / "x.ipynb").symlink_to("/dev/zero")
    assert "is a device" in refusal(tmp_path / "x.ipynb")


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("x.ipynb")
        assert "is a socket" in refusal(Path("x.ipynb"))


def test_a_broken_link_and_a_link_to_itself_are_refused(tmp_path):
    (tmp_path / "x.ipynb").symlink_to(tmp_path / "gone")
    (tmp_path / "y.ipynb").symlink_to(tmp_path / "y.ipynb")
    assert "a link to a file that does not exist" in refusal(tmp_path / "x.ipynb")
    assert "cannot be read" in refusal(tmp_path / "y.ipynb")


def test_a_link_to_a_notebook_is_read(tmp_path):
    (tmp_path / "x.ipynb").symlink_to(write(tmp_path / "a.ipynb", [code("x")]))
    assert read_submission(tmp_path / "x.ipynb", LIMITS).name == "x.ipynb"


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "x.ipynb"
    with path.open("wb") as file:
        file.truncate(10**13)  # sparse; reading it would never end
    assert "x.ipynb is 9536743.2 MiB, more than the 50.0 MiB allowed" in refusal(path)


def test_a_name_with_a_null_byte_is_refused():
    assert "cannot be read" in refusal(Path("a\0.ipynb"))


def test_a_name_that_is_too_long_is_refused():
    assert "cannot be read: file name too long" in refusal(Path("a" * 5000))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = write(tmp_path / "x.ipynb", [code("x")])
    path.chmod(0)
    assert "cannot be read: permission denied" in refusal(path)


def test_a_file_that_turns_into_a_pipe_or_grows_after_the_look_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "x.ipynb", [code("x")])
    monkeypatch.setattr("grader.course.files._look_at_file", lambda *_: None)
    assert "more than the 10 bytes allowed" in refusal(path, Limits(notebook_bytes=10))
    os.mkfifo(tmp_path / "y.ipynb")
    assert "not an ordinary file" in refusal(tmp_path / "y.ipynb")

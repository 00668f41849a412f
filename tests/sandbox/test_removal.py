"""Folders that hostile code has written are removed, whatever is in them."""

import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.removal import remove, remove_owned


def test_deep_tree_with_paths_longer_than_any_call_takes(tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    top = here
    for _ in range(5000):
        os.mkdir("d" * 50, dir_fd=here)
        inner = os.open("d" * 50, os.O_RDONLY, dir_fd=here)
        if here != top:
            os.close(here)
        here = inner
    os.close(here)
    os.close(top)
    assert remove(tmp_path / ("d" * 50))
    assert list(tmp_path.iterdir()) == []


def test_links_are_removed_and_not_followed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/file").write_text("x")
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone/folder").symlink_to(tmp_path / "kept")
    (tmp_path / "gone/file").symlink_to(tmp_path / "kept/file")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    assert remove(tmp_path / "gone")
    assert remove(tmp_path / "link")
    assert [p.name for p in tmp_path.rglob("*")] == ["kept", "file"]


def test_closed_folders_and_special_files(tmp_path):
    gone = tmp_path / "gone"
    (gone / "closed/inner").mkdir(parents=True)
    (gone / "closed/inner/file").write_text("x")
    os.mkfifo(gone / "fifo")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(gone / "socket"))
    for folder in (gone / "closed/inner", gone / "closed", gone):
        folder.chmod(0)
    assert remove(gone)
    assert not gone.exists()


def test_what_is_not_there_is_removed(tmp_path):
    assert remove(tmp_path / "nothing")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_cannot_be_removed_is_said(tmp_path):
    (tmp_path / "closed/file").parent.mkdir()
    (tmp_path / "closed/file").write_text("x")
    (tmp_path / "closed").chmod(0o500)
    assert not remove(tmp_path / "closed/file")
    (tmp_path / "closed").chmod(0o700)


TREES = st.recursive(
    st.sampled_from(["file", "link", "fifo"]),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=20,
)


def build(path, tree):
    if isinstance(tree, dict):
        path.mkdir()
        for name, inner in tree.items():
            build(path / name, inner)
    elif tree == "file":
        path.write_text("x")
    elif tree == "link":
        path.symlink_to("/")
    else:
        os.mkfifo(path)


@given(TREES)
def test_any_tree_is_removed(tmp_path_factory, tree):
    folder = tmp_path_factory.mktemp("tree")
    build(folder / "top", tree)
    assert remove(folder / "top")
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="files of another user take root")
def test_only_what_the_user_owns_is_removed_from_shared_folders(tmp_path):
    for name, owner in (("theirs", 54_321), ("ours", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x")
        os.chown(tmp_path / name, owner, owner)
    assert remove_owned(54_321, [tmp_path, tmp_path / "missing"])
    assert [p.name for p in tmp_path.iterdir()] == ["ours"]

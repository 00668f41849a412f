import contextlib
import io
import os
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch import archives
from grader.batch.archives import list_archive, read_member
from grader.errors import InputError, NotebookError
from grader.settings import Limits
from tests.batch.submissions import NOTEBOOK, archive, packed

LIMITS = Limits()
ZEROS = bytes(10**7)


def refused(path):
    """Why each refused member is."""
    return {member.name: member.refused for member in list_archive(path) if member.refused}


def complaint(path):
    with pytest.raises(InputError) as caught:
        list_archive(path)
    return str(caught.value)


def unread(path, name, limits=LIMITS):
    with pytest.raises(NotebookError) as caught:
        read_member(path, (name,), limits)
    return str(caught.value)


def patched(path, old, new, count=-1):
    """The archive with some of its bytes changed."""
    path.write_bytes(path.read_bytes().replace(old, new, count))
    return path


def test_a_member_is_read_without_unpacking_the_archive(tmp_path):
    path = archive(tmp_path / "a.zip", ["ada/hw.ipynb", "bob/hw.ipynb"])
    assert read_member(path, ("ada/hw.ipynb",), LIMITS) == NOTEBOOK
    assert [member.parts for member in list_archive(path)] == [("ada", "hw.ipynb"), ("bob", "hw.ipynb")]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.zip"]


def test_an_archive_within_an_archive_is_read(tmp_path):
    inner = packed(tmp_path / "in.zip", ["x/hw.ipynb"])
    path = archive(tmp_path / "a.zip", {"ada.zip": inner})
    assert [member.name for member in list_archive(path, ("ada.zip",))] == ["x/hw.ipynb"]
    assert read_member(path, ("ada.zip", "x/hw.ipynb"), LIMITS) == NOTEBOOK


@pytest.mark.parametrize(
    "name",
    ["../hw.ipynb", "a/../../hw.ipynb", "/etc/hw.ipynb", "C:/hw.ipynb", "c:hw.ipynb", "a\\hw.ipynb", ".."],
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path, name):
    path = archive(tmp_path / "a.zip", [name, "ok.ipynb"])
    assert "leads out of the archive" in refused(path)[name]
    assert read_member(path, ("ok.ipynb",), LIMITS) == NOTEBOOK
    assert "leads out of the archive" in unread(path, name)


def test_a_name_that_is_too_long_or_holds_a_null_is_refused(tmp_path):
    path = archive(tmp_path / "a.zip", ["x" * 2000 + ".ipynb", "aQb.ipynb"])
    patched(path, b"aQb.ipynb", b"a\0b.ipynb")
    assert set(refused(path).values()) == {"has a name that no file can have"}


@pytest.mark.parametrize(
    ("mode", "why"), [(0o120777, "is a link"), (0o010644, "not an ordinary"), (0o060644, "not an ordinary")]
)
def test_a_link_and_a_device_are_refused(tmp_path, mode, why):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        info = zipfile.ZipInfo("hw.ipynb")
        info.external_attr = mode << 16
        file.writestr(info, "/etc/passwd")
    assert why in refused(path)["hw.ipynb"]
    assert why in unread(path, "hw.ipynb")


def test_a_member_with_a_password_is_refused(tmp_path):
    path = archive(tmp_path / "a.zip", ["hw.ipynb"])
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)
    assert refused(path) == {"hw.ipynb": "is locked with a password"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_whose_output_cannot_be_bounded_is_refused(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as file:
        file.writestr("hw.ipynb", ZEROS)
    assert "pack it again as an ordinary zip" in refused(tmp_path / "a.zip")["hw.ipynb"]


def test_the_last_of_two_members_of_one_name_counts(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("hw.ipynb", b"old")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("hw.ipynb", NOTEBOOK)
    assert [bool(member.refused) for member in list_archive(path)] == [True, False]
    assert read_member(path, ("hw.ipynb",), LIMITS) == NOTEBOOK


def test_a_bomb_is_refused_by_its_ratio(tmp_path):
    path = archive(tmp_path / "a.zip", {"hw.ipynb": ZEROS})
    assert "zip bomb" in refused(path)["hw.ipynb"]
    assert "zip bomb" in unread(path, "hw.ipynb")


def test_a_member_that_understates_its_size_is_not_read_beyond_it(tmp_path):
    path = archive(tmp_path / "a.zip", {"hw.ipynb": ZEROS})
    patched(path, struct.pack("<L", len(ZEROS)), struct.pack("<L", 100))
    assert "damaged" in unread(path, "hw.ipynb")


def test_a_member_that_overstates_its_size_is_refused_before_it_is_read(tmp_path):
    path = archive(tmp_path / "a.zip", {"hw.ipynb": os.urandom(1000)})
    patched(path, struct.pack("<L", 1000), struct.pack("<L", 2**31))
    assert "unpacks to more than 200 times its size" in unread(path, "hw.ipynb")


def test_a_member_larger_than_a_notebook_is_refused(tmp_path):
    path = archive(tmp_path / "a.zip", ["hw.ipynb"])
    assert "more than the 10 bytes allowed" in unread(path, "hw.ipynb", Limits(notebook_bytes=10))


def test_members_that_share_bytes_are_refused(tmp_path):
    path = archive(tmp_path / "a.zip", ["a.ipynb", "b.ipynb"])
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\1\2")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    path.write_bytes(data)
    assert "overlap" in complaint(path)


def test_a_member_inside_the_directory_is_refused(tmp_path):
    path = archive(tmp_path / "a.zip", ["a.ipynb"])
    data = bytearray(path.read_bytes())
    start = data.index(b"PK\1\2")
    data[start + 42 : start + 46] = struct.pack("<L", start)
    path.write_bytes(data)
    assert "overlap" in complaint(path)


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    assert "3 files, more than the 2" in complaint(archive(tmp_path / "a.zip", ["a", "b", "c"]))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "TOTAL_BYTES", 2**30)
    path = archive(tmp_path / "a.zip", {"a": os.urandom(1000)})
    assert "unpacked" in complaint(patched(path, struct.pack("<L", 1000), struct.pack("<L", 2**31)))


def test_an_inner_archive_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "NESTED_BYTES", 10)
    path = archive(tmp_path / "a.zip", {"b.zip": packed(tmp_path / "b.zip", ["hw.ipynb"])})
    with pytest.raises(InputError, match="inside another archive"):
        list_archive(path, ("b.zip",))


def test_a_directory_that_claims_to_be_huge_is_refused(tmp_path):
    path = archive(tmp_path / "a.zip", ["hw.ipynb"])
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\5\6")
    data[end + 12 : end + 16] = struct.pack("<L", 2**31)
    data[end + 16 : end + 20] = struct.pack("<L", 0)
    path.write_bytes(bytes(2**20) + data)
    with path.open("r+b") as file:  # sparse, so that the claim is not beyond the file
        content = file.read()
        file.seek(2**31 + 2**20)
        file.write(content[-22:])
    assert "directory is too large" in complaint(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", NOTEBOOK, b"PK\5\6" + bytes(18)[:10]])
def test_what_is_no_zip_is_refused(tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    assert "damaged or no zip" in complaint(tmp_path / "a.zip")


def test_a_pipe_that_is_called_a_zip_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "a.zip")
    assert "is a pipe" in complaint(tmp_path / "a.zip")


def test_an_archive_that_changed_since_says_so(tmp_path):
    path = archive(tmp_path / "a.zip", ["hw.ipynb"])
    archive(path, ["other.ipynb"])
    assert "no longer holds it" in unread(path, "hw.ipynb")
    path.unlink()
    assert "does not exist" in unread(path, "hw.ipynb")


def test_a_member_without_a_date_or_a_name_is_listed(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(zipfile.ZipInfo("hw.ipynb", (1980, 0, 0, 0, 0, 0)), NOTEBOOK)
        file.writestr(zipfile.ZipInfo("x"), b"")
    patched(path, b"x", b"\0")
    assert [member.modified for member in list_archive(path) if member.name == "hw.ipynb"] == [0.0]


GOOD = io.BytesIO()
with zipfile.ZipFile(GOOD, "w", zipfile.ZIP_DEFLATED) as _file:
    _file.writestr("ada/hw.ipynb", NOTEBOOK)
    _file.writestr("bob.zip", b"PK")


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD.getvalue()) - 1), st.integers(0, 255)), min_size=1, max_size=6)
)
def test_a_damaged_archive_is_read_or_refused_and_nothing_else(tmp_path_factory, changes):
    data = bytearray(GOOD.getvalue())
    for place, byte in changes:
        data[place] = byte
    path = tmp_path_factory.mktemp("damaged") / "a.zip"
    path.write_bytes(data)
    with contextlib.suppress(InputError):
        for member in list_archive(path):
            with contextlib.suppress(NotebookError):
                read_member(path, (member.name,), LIMITS)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_member_that_is_not_refused_stays_inside(tmp_path_factory, name):
    path = archive(tmp_path_factory.mktemp("named") / "a.zip", [name])
    for member in list_archive(path):
        if not member.refused:
            assert ".." not in member.parts
            assert not any("\\" in part or "/" in part for part in member.parts)
            assert read_member(path, (member.name,), LIMITS) == NOTEBOOK

"""Zip archives that others made: looked into and read, never unpacked to disk.

A zip can claim anything. zipfile stops at the sizes that the directory states, so they bound what
is read; the directory itself, the names in it and what its entries share are checked here.
"""

import contextlib
import datetime as dt
import io
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

from grader.batch.names import shown
from grader.course.files import open_file
from grader.course.unreadable import too_large
from grader.errors import InputError, NotebookError
from grader.settings import Limits

__all__ = ["Member", "list_archive", "read_member"]

MIB = 1024 * 1024
MOST_MEMBERS = 200_000
DIRECTORY_BYTES = 32 * MIB
"""Largest directory of an archive; zipfile reads it into memory whole."""
TOTAL_BYTES = 256 * 1024 * MIB
"""Everything in one archive, unpacked."""
NESTED_BYTES = 256 * MIB
"""An archive inside an archive, which has to be held in memory."""
MOST_RATIO = 200
"""Unpacked to packed bytes of one member; notebooks reach 20, a bomb 1000."""
SMALL_BYTES = 4 * MIB
"""Below, a ratio says nothing: a short notebook may be all zeros."""
LONGEST_PATH = 1000
"""Characters of a path within an archive."""

_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two whose output zipfile bounds while it unpacks; no learning platform writes another."""
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, OverflowError,
    zlib.error, struct.error,
)  # fmt: skip
_CHUNK = MIB


class Member(NamedTuple):
    """One file in an archive."""

    name: str
    """As the archive spells it."""
    parts: tuple[str, ...]
    """Folders and file name."""
    modified: float
    """Seconds since 1970, from a clock without a time zone; 0 when the archive does not say."""
    refused: str = ""
    """Why it must not be read; empty when it may."""


class _Bounded:
    """A file that is never read in large pieces: zipfile takes the size of the directory from the archive."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        if size > DIRECTORY_BYTES:
            raise zipfile.BadZipFile("its directory is too large")
        return self._file.read(DIRECTORY_BYTES if size < 0 else size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Closed by who opened it."""


def list_archive(path: Path, inner: tuple[str, ...] = ()) -> list[Member]:
    """The files in the archive at `path`, or in the one that `inner` names inside it; folders are left out.

    Raises:
        InputError: it is no zip that we read; the message is one sentence about the archive without its name.

    """
    try:
        with contextlib.ExitStack() as stack:
            archive = _enter(stack, path, inner)
            return _members(archive.infolist())
    except _BROKEN as error:
        raise InputError(_complaint(error)) from None


def read_member(path: Path, inner: tuple[str, ...], limits: Limits) -> bytes:
    """The bytes of the notebook that the last of `inner` names, in the archives that the others name.

    Raises:
        NotebookError: it cannot be read, or is larger than a notebook may be.

    """
    name = shown(inner[-1].rpartition("/")[2])
    try:
        with contextlib.ExitStack() as stack:
            archive = _enter(stack, path, inner[:-1])
            return _read(archive, inner[-1], limits.notebook_bytes)
    except _TooLargeError as error:
        raise NotebookError(too_large(name, error.size, limits)) from None
    except _BROKEN as error:
        raise NotebookError(f"{name} cannot be read from its archive: {_complaint(error)}") from None
    except InputError as error:
        raise NotebookError(f"{name} cannot be read from its archive: {error}") from None


class _TooLargeError(Exception):
    """A member that states more bytes than may be read."""

    def __init__(self, size: int) -> None:
        self.size = size


def _enter(stack: contextlib.ExitStack, path: Path, inner: tuple[str, ...]) -> zipfile.ZipFile:
    """Open the archive at `path` and those inside it, one after the other."""
    archive = _open(stack, stack.enter_context(open_file(path, links=False)))
    for name in inner:
        try:
            data = _read(archive, name, NESTED_BYTES)
        except _TooLargeError:
            raise InputError(
                f"it is larger than the {NESTED_BYTES // MIB} MiB allowed inside another archive."
            ) from None
        archive = _open(stack, io.BytesIO(data))
    return archive


def _open(stack: contextlib.ExitStack, file: BinaryIO) -> zipfile.ZipFile:
    archive = stack.enter_context(zipfile.ZipFile(_Bounded(file)))
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise InputError(f"it holds {len(infos)} files, more than the {MOST_MEMBERS} allowed.")
    if sum(info.file_size for info in infos) > TOTAL_BYTES:
        raise InputError(f"unpacked it would be larger than the {TOTAL_BYTES // (1024 * MIB)} GiB allowed.")
    places = sorted((info.header_offset, info.compress_size) for info in infos)
    ends = [start + _LOCAL_HEADER + size for start, size in places]
    starts = [start for start, _ in places[1:]] + [archive.start_dir]
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise InputError("its files overlap, as no program packs them; it may be a zip bomb.")
    return archive


def _members(infos: list[zipfile.ZipInfo]) -> list[Member]:
    last = {info.filename: index for index, info in enumerate(infos)}
    members = []
    for index, info in enumerate(infos):
        if info.filename.endswith("/"):
            continue
        parts = tuple(part for part in info.filename.split("/") if part not in ("", "."))
        why = _refusal(info)
        if not why and last[info.filename] != index:
            why = "is in the archive twice; the last of them counts"
        members.append(Member(info.filename, parts or (info.filename,), _modified(info), why))
    return members


def _refusal(info: zipfile.ZipInfo) -> str:
    """Why a member must not be read, as the end of a sentence; empty when it may be."""
    name, kind = info.orig_filename, stat.S_IFMT(info.external_attr >> 16)
    if "\0" in name or len(name) > LONGEST_PATH:
        return "has a name that no file can have"
    if "\\" in name or name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "has a path that leads out of the archive or is written for another system"
    if kind == stat.S_IFLNK:
        return "is a link; the file itself is needed"
    if kind not in (0, stat.S_IFREG):
        return "is not an ordinary file"
    if info.flag_bits & _ENCRYPTED:
        return "is locked with a password"
    if info.compress_type not in _METHODS:
        return "is packed in a way that is not read here; pack it again as an ordinary zip"
    if info.file_size > SMALL_BYTES and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return f"unpacks to more than {MOST_RATIO} times its size; it may be a zip bomb"
    return ""


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes of one member; zipfile never gives more than the directory states, and checks their sum."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise InputError("the archive was changed and no longer holds it.") from None
    if why := _refusal(info):
        raise InputError(f"it {why}.")
    if info.file_size > most:
        raise _TooLargeError(info.file_size)
    pieces = []
    with archive.open(info) as member:
        while piece := member.read(_CHUNK):
            pieces.append(piece)
    return b"".join(pieces)


def _modified(info: zipfile.ZipInfo) -> float:
    try:
        return dt.datetime(*info.date_time, tzinfo=dt.UTC).timestamp()
    except ValueError:  # a month 0, as written by programs that know no date
        return 0.0


def _complaint(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror.lower()}."
    reason = shown(str(error)) if isinstance(error, zipfile.BadZipFile) else ""
    return f"it is damaged or no zip ({reason[:100]})." if reason else "it is damaged or no zip."

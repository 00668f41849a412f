"""What lies below a path: notebooks, and what tells whose they are.

Links are not followed, and nothing is unpacked.
"""

import datetime as dt
import enum
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from grader.batch.archives import Member, list_archive, read_member
from grader.batch.gradescope import METADATA_NAME
from grader.batch.layouts import Parts
from grader.batch.names import shown
from grader.course.files import read_file
from grader.errors import InputError
from grader.settings import Limits

__all__ = ["Kind", "Place", "Seen", "submission_time", "survey"]

MOST_FILES = 500_000
"""Files below one path; more is a path that was not meant, such as `/`."""
MOST_ARCHIVES_DEEP = 2
"""An export, and in it the zip that a student handed in."""

_NOTEBOOK = re.compile(r"\.ipynb(\.(txt|json))?$", re.IGNORECASE)
_TIMESTAMP_NAME = "timestamp.txt"
_IGNORED_FOLDERS = {"__MACOSX", "__pycache__", "node_modules", "site-packages"}


class Kind(enum.Enum):
    """What a file is to us."""

    NOTEBOOK = enum.auto()
    METADATA = enum.auto()
    """Gradescope's list of who handed in what."""
    TIMESTAMP = enum.auto()
    """nbgrader's time of submission."""
    REPOSITORY = enum.auto()
    """A folder with `.git` in it."""
    OTHER = enum.auto()
    REFUSED = enum.auto()
    """A notebook or an archive that cannot be used; `reason` says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes lie: a file, or a member of an archive, perhaps within another."""

    path: Path
    """Absolute and without links."""
    inner: tuple[str, ...] = ()
    """Names of members, the outermost archive's first."""

    def read(self, limits: Limits) -> bytes:
        """The bytes, at most `limits.notebook_bytes`.

        Raises:
            NotebookError: they cannot be read; the message is one sentence.

        """
        if self.inner:
            return read_member(self.path, self.inner, limits)
        return read_file(self.path, limits, links=False)


class Seen(NamedTuple):
    """Something that lies below a path."""

    kind: Kind
    parts: Parts
    """Folders and file name below the path, archives being folders; a file given itself is its name."""
    source: str
    """The path as shown to staff."""
    place: Place
    modified: float = 0.0
    """Seconds since 1970; 0 when not known."""
    reason: str = ""


def survey(path: Path) -> Iterator[Seen]:
    """All that lies below a folder or in a zip, in the order of names; or one notebook.

    Raises:
        InputError: the path is missing, or is nothing in which submissions are looked for.

    """
    source = shown(path.as_posix())
    try:
        real = Path(os.path.realpath(path))
        found = real.stat()
    except (OSError, ValueError):
        raise InputError(f"{source} does not exist; name a folder, a zip or a notebook.") from None
    if stat.S_ISDIR(found.st_mode):
        yield from _folder(real, source)
    elif not stat.S_ISREG(found.st_mode):
        raise InputError(f"{source} is neither a folder nor a zip nor a notebook.")
    elif path.suffix.lower() == ".zip":
        yield from _archive(Place(real), (), source, 1)
    elif _NOTEBOOK.search(path.name):
        yield Seen(Kind.NOTEBOOK, (path.name,), source, Place(real), found.st_mtime)
    else:
        raise InputError(
            f"{source} is neither a folder nor a zip nor a notebook; unpack it and name its folder."
        )


def submission_time(place: Place) -> float:
    """What nbgrader wrote into a timestamp.txt, in seconds since 1970; 0 if it is no time.

    Raises:
        NotebookError: the file cannot be read.

    """
    text = place.read(Limits(notebook_bytes=1000)).decode(errors="replace").strip()
    text = re.sub(r"\s*(UTC|Z)$", "+00:00", text)
    try:
        moment = dt.datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _folder(root: Path, source: str) -> Iterator[Seen]:
    waiting: list[Parts] = [()]
    count = 0
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root.joinpath(*folder)) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = f"cannot be opened: {(error.strerror or 'unknown reason').lower()}"
            yield Seen(Kind.REFUSED, folder, _below(source, folder), Place(root), reason=reason)
            continue
        count += len(inside)
        if count > MOST_FILES:
            raise InputError(
                f"{source} holds more than {MOST_FILES} files; name the folder with the submissions."
            )
        for entry in inside:
            parts = (*folder, entry.name)
            if entry.name == ".git":
                yield Seen(Kind.REPOSITORY, folder, _below(source, folder), Place(root))
            elif _is_ignored(entry.name):
                continue
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(parts)
            else:
                yield from _file(entry, parts, _below(source, parts), Place(root.joinpath(*parts)))


def _file(entry: os.DirEntry[str], parts: Parts, source: str, place: Place) -> Iterator[Seen]:
    """One entry of a folder that is no folder itself."""
    wanted = _NOTEBOOK.search(entry.name) or entry.name.lower().endswith(".zip")
    if entry.is_symlink() and (wanted or Path(entry.path).is_dir()):
        reason = "is a link, and links are not followed; put a copy there"
        yield Seen(Kind.REFUSED, parts, source, place, reason=reason)
    elif entry.name.lower().endswith(".zip") and entry.is_file(follow_symlinks=False):
        yield from _archive(place, parts, source, 1)
    elif wanted and not entry.is_file(follow_symlinks=False):
        yield Seen(Kind.REFUSED, parts, source, place, reason="is not an ordinary file")
    else:
        try:
            modified = entry.stat(follow_symlinks=False).st_mtime
        except OSError:  # gone since the folder was listed; reading it will say so
            modified = 0.0
        yield Seen(_kind(entry.name), parts, source, place, modified)


def _archive(place: Place, above: Parts, source: str, depth: int) -> Iterator[Seen]:
    try:
        members = list_archive(place.path, place.inner)
    except InputError as error:
        yield Seen(Kind.REFUSED, above, source, place, reason=f"cannot be used: {error}".rstrip("."))
        return
    repositories: set[Parts] = set()
    for member in sorted(members, key=lambda member: member.parts):
        if ".git" in member.parts and not member.refused:
            repositories.add((*above, *member.parts[: member.parts.index(".git")]))
        if not any(_is_ignored(part) for part in member.parts):
            yield from _member(member, place, above, source, depth)
    for folder in sorted(repositories):
        yield Seen(Kind.REPOSITORY, folder, source, place)


def _member(member: Member, archive: Place, above: Parts, source: str, depth: int) -> Iterator[Seen]:
    place = Place(archive.path, (*archive.inner, member.name))
    parts, inside = (*above, *member.parts), f"{source}!/{shown(member.name)}"
    kind, is_archive = _kind(member.parts[-1]), member.name.lower().endswith(".zip")
    if member.refused and (kind is not Kind.OTHER or is_archive):
        yield Seen(Kind.REFUSED, parts, inside, place, reason=member.refused)
    elif is_archive and depth >= MOST_ARCHIVES_DEEP:
        reason = "is an archive within an archive within an archive; unpack the outermost"
        yield Seen(Kind.REFUSED, parts, inside, place, reason=reason)
    elif is_archive:
        yield from _archive(place, parts, inside, depth + 1)
    else:
        yield Seen(kind, parts, inside, place, member.modified)


def _kind(name: str) -> Kind:
    if _NOTEBOOK.search(name):
        return Kind.NOTEBOOK
    return {METADATA_NAME: Kind.METADATA, _TIMESTAMP_NAME: Kind.TIMESTAMP}.get(name, Kind.OTHER)


def _is_ignored(name: str) -> bool:
    """Whether a name is hidden (`.ipynb_checkpoints`, `._hw.ipynb`) or what tools leave behind."""
    return (name.startswith(".") and name != "..") or name in _IGNORED_FOLDERS


def _below(source: str, parts: Parts) -> str:
    return "/".join([source.rstrip("/") or "", *map(shown, parts)]) if parts else source

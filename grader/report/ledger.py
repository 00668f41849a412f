"""A folder of files that are ours: which of them we wrote, so that only those are ever removed."""

import contextlib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from grader.report import files

__all__ = ["NAME", "Ledger"]

NAME: Final = ".grader-results"
"""Lists hash and path of every file, as `sha256sum` does."""

_LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")


class Ledger:
    """Writes files into `folder`, and at the end of the block removes those of earlier times that are stale.

    A file goes only when its path was written by us and its content is still what we wrote. What was written
    is noted before it is written, so files of a run that was killed are known to the next. After an
    exception nothing is removed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = 0
        self.unchanged = 0
        self.removed = 0
        self._now: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Read what was written before.

        Raises:
            OSError: the folder cannot be made or written.

        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._path = self.folder / NAME
        self._before = list(self._read())
        self._notes = self._path.open("a", encoding="utf-8")
        self._notes.write("\n")  # ends a line that a kill may have cut
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is stale and note what is there; after an exception only close."""
        self._notes.close()
        if kind is not None:
            return
        kept = {name.casefold() for name in self._now}  # on some systems `Ada.html` is `ada.html`
        for name, digest in self._before:
            if name.casefold() not in kept:
                self._remove(name, digest)
        files.write_text(self._path, "".join(f"{digest}  {name}\n" for name, digest in self._now.items()))

    def put(self, name: str, text: str) -> None:
        """Write one file, unless it is there as it should be.

        Raises:
            OSError: it cannot be written; the old file is still there.

        """
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        path = self.folder / name
        self._now[name] = digest
        if _digest(path) == digest:
            self.unchanged += 1
            return
        self._notes.write(f"{digest}  {name}\n")
        self._notes.flush()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Thousands of files, and each can be made again: the next run compares what is really there.
        files.write_bytes(path, data, durable=False)
        self.written += 1

    def _read(self) -> Iterator[tuple[str, str]]:
        """Paths with hashes; lines that lead out of the folder, or were cut, are none."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return
        root = self.folder.resolve()
        for line in lines:
            found = _LINE.fullmatch(line)
            if found and (path := root / found[2]).is_relative_to(root) and path.resolve() == path:
                yield found[2], found[1]

    def _remove(self, name: str, digest: str) -> None:
        path = self.folder / name
        if path.is_symlink() or _digest(path) != digest:
            return
        path.unlink(missing_ok=True)
        self.removed += 1
        for parent in path.parents:
            if parent == self.folder:
                break
            with contextlib.suppress(OSError):  # not empty: something else lives there
                parent.rmdir()


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return None

"""Folders of warm processes: each has a lock that dies with its users, so that nothing stays for ever."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

__all__ = ["new_folder", "remove_folder", "sweep"]

PREFIX = "grader-warm-"
LOCK = "lock"
REMOVE_SECONDS = 5.0


def new_folder() -> tuple[Path, int]:
    """A folder, and the descriptor of its lock, which processes that use it inherit."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return folder, descriptor


def remove_folder(folder: Path) -> None:
    """Remove it, the lock last; processes that are ending may still write to it for a moment."""
    deadline = time.monotonic() + REMOVE_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError):
            others = [path for path in folder.iterdir() if path.name != LOCK]
            for path in others:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
            if others:
                time.sleep(0.02)
                continue
            (folder / LOCK).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                folder.rmdir()
        if not folder.exists():
            return


def sweep() -> None:
    """Remove folders whose processes were all killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another one's, or in use
            descriptor = os.open(folder / LOCK, os.O_RDWR)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove_folder(folder)
            finally:
                os.close(descriptor)

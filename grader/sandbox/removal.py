"""Removes folders that hostile code has written: deep trees, closed folders, links, other owners.

Called only when every process that could still write there is gone. Links are removed, never followed.
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

__all__ = ["remove", "remove_owned"]

OPEN_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def remove(path: Path) -> bool:
    """Remove a file or a folder with all that is in it; False when something of it stays.

    A folder is made flat: the folders in it are moved up until each is empty. So a tree may be as deep
    as it likes, its paths may be longer than any system call takes, and two descriptors are enough.
    """
    try:
        if not stat.S_ISDIR(path.lstat().st_mode):
            path.unlink()
            return True
        _flatten(path)
        path.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _flatten(path: Path) -> None:
    """Empty the folder."""
    _open_up(path.name, os.open(path.parent, OPEN_FOLDER))
    top = os.open(path, OPEN_FOLDER)
    count, mark = 0, secrets.token_hex(8)  # a name that nobody has put there before
    try:
        while folders := _remove_files(top):
            for name in folders:
                _open_up(name, os.dup(top))
                folder = os.open(name, OPEN_FOLDER, dir_fd=top)
                try:
                    for inner in _remove_files(folder):
                        count += 1
                        _open_up(inner, os.dup(folder))  # a folder that moves changes: its parent is in it
                        os.rename(inner, f"{mark}-{count}", src_dir_fd=folder, dst_dir_fd=top)
                finally:
                    os.close(folder)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)


def _open_up(name: str, parent: int) -> None:
    """Let the owner read and change this folder; closes the descriptor of its parent."""
    try:
        with contextlib.suppress(OSError):  # where it matters, opening it fails and says so
            found = os.stat(name, dir_fd=parent, follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_IRWXU != stat.S_IRWXU:
                os.chmod(name, stat.S_IRWXU, dir_fd=parent)
    finally:
        os.close(parent)


def _remove_files(folder: int) -> list[str]:
    """Remove everything but folders; gives their names."""
    with os.scandir(folder) as entries:
        found = [(e.name, e.is_dir(follow_symlinks=False)) for e in entries]
    for name, is_folder in found:
        if not is_folder:
            os.unlink(name, dir_fd=folder)
    return [name for name, is_folder in found if is_folder]


def remove_owned(uid: int, folders: Iterable[Path]) -> bool:
    """Remove what this user has left directly in these shared folders; False when something stays."""
    clean = True
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    if entry.stat(follow_symlinks=False).st_uid == uid:
                        clean &= remove(Path(entry.path))
    return clean

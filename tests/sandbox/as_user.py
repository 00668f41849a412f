"""Runs a command as another user, or as root, where every user may read Python and this checkout.

Script: `python as_user.py UID COMMAND…`, as root. What is closed (Python below a home of root's) is opened in
mounts of this process's own; nothing changes for anybody else.
"""

import os
import stat
import sys
from pathlib import Path

from grader.sandbox import system

CHECKOUT = Path(__file__).parents[2]


def closed_by(path):
    """The highest folder above a path that other users cannot pass."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None


def open_up(paths, aside):
    """Show these paths to every user, and nothing else of the closed folders above them."""
    shut = {path: folder for path in paths if (folder := closed_by(path)) is not None}
    for number, path in enumerate(shut):
        (aside / str(number)).mkdir()
        system.mount(str(path), str(aside / str(number)), None, system.MS_BIND | system.MS_REC)
    for folder in set(shut.values()):
        system.mount("tmpfs", str(folder), "tmpfs", 0, "mode=0755")
    for number, path in enumerate(shut):
        path.mkdir(parents=True)
        system.mount(str(aside / str(number)), str(path), None, system.MS_BIND | system.MS_REC)
        system.unmount(str(aside / str(number)))


def main():
    uid = int(sys.argv[1])
    system.unshare(system.NEWNS)
    system.mount(None, "/", None, system.MS_REC | system.MS_PRIVATE)
    system.mount("tmpfs", "/mnt", "tmpfs", 0, "mode=0755")
    open_up({Path(sys.prefix), Path(sys.base_prefix), CHECKOUT}, Path("/mnt"))
    os.chdir(CHECKOUT)
    if uid:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()

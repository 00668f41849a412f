"""Puts together the file tree that a submission sees, and makes it the root of its processes.

Called in the first process of new namespaces, with the rights to mount in them. Everything but the
scratch folder is read-only; nothing of the old tree can be reached afterwards.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from grader.sandbox import system
from grader.sandbox.interface import Place
from grader.sandbox.plain import USER
from grader.sandbox.readable import DEVICES, libraries, settings_of_the_system

__all__ = ["enter"]

SYSTEM_FILES = (Path("/sys/devices/system/cpu"),)
SCRATCH_FILES = 200_000
QUIET = system.MS_NOSUID | system.MS_NODEV
PROC_READ_ONLY = ("sys", "sysrq-trigger", "irq", "bus")


def enter(place: Place, uid: int, gid: int) -> int:
    """Build the tree and move into it; gives a descriptor of the scratch file system.

    Raises:
        OSError: something cannot be mounted.

    """
    system.mount(None, "/", None, system.MS_REC | system.MS_PRIVATE)
    system.mount("tmpfs", str(place.root), "tmpfs", QUIET, "size=4m,mode=0755")
    root = place.root
    _show([*libraries(), *settings_of_the_system(), *SYSTEM_FILES], root)
    _write_names(root, uid, gid)
    _devices(root)
    _proc(root)
    scratch = _scratch(place, uid, gid)
    system.pivot_root(str(root))
    read_only = system.MS_REMOUNT | system.MS_BIND | system.MS_RDONLY | QUIET
    system.mount(None, "/", None, read_only)
    return scratch


def _under(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def _show(paths: Iterable[Path], root: Path) -> None:
    for path in paths:
        target = _under(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() and path.parent == Path("/"):
            target.symlink_to(path.readlink())
            continue
        _bind(path, target)
        system.mount_read_only(str(target))


def _bind(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    system.mount(str(source), str(target), None, system.MS_BIND | system.MS_REC)


def _write_names(root: Path, uid: int, gid: int) -> None:
    etc = root / "etc"
    etc.mkdir(exist_ok=True)
    (etc / "passwd").write_text(f"{USER}:x:{uid}:{gid}::/:/bin/sh\n", encoding="ascii")
    (etc / "group").write_text(f"{USER}:x:{gid}:\n", encoding="ascii")


def _devices(root: Path) -> None:
    dev = root / "dev"
    dev.mkdir()
    for device in map(Path, DEVICES):
        _bind(device, _under(root, device))
    (dev / "pts").mkdir()
    terminals = system.MS_NOSUID | system.MS_NOEXEC
    system.mount("devpts", str(dev / "pts"), "devpts", terminals, "newinstance,ptmxmode=0666,mode=620")
    for name, target in (("ptmx", "pts/ptmx"), ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0")):
        (dev / name).symlink_to(target)
    for number, name in enumerate(("stdout", "stderr"), start=1):
        (dev / name).symlink_to(f"/proc/self/fd/{number}")
    (dev / "shm").mkdir()


def _proc(root: Path) -> None:
    proc = root / "proc"
    proc.mkdir(exist_ok=True)
    system.mount("proc", str(proc), "proc", QUIET | system.MS_NOEXEC)
    for name in PROC_READ_ONLY:  # a second wall: root's files in there would be a way out
        if (path := proc / name).exists():
            _bind(path, path) if path.is_dir() else system.mount(str(path), str(path), None, system.MS_BIND)
            system.mount_read_only(str(path))


def _scratch(place: Place, uid: int, gid: int) -> int:
    """A file system in memory for all that is written, shared memory too, so that one size holds for both."""
    run = _under(place.root, place.run)
    run.mkdir(parents=True)
    size = f"size={place.scratch_bytes},nr_inodes={SCRATCH_FILES},mode=0700"
    system.mount("tmpfs", str(run), "tmpfs", QUIET, size)
    shared = run / ".shm"
    shared.mkdir()
    shared.chmod(0o1777)
    system.mount(str(shared), str(place.root / "dev/shm"), None, system.MS_BIND)
    for folder in (run, shared):
        os.chown(folder, uid, gid)
    given = _under(place.root, place.given)
    _bind(place.given, given)
    system.mount_read_only(str(given))
    (place.root / "tmp").mkdir(exist_ok=True)
    return os.open(run, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

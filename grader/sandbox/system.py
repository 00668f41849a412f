"""The calls to Linux that Python's library lacks: prctl(2), mounts, capabilities, namespaces.

Each raises OSError with the kernel's reason. Nothing here decides anything.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

__all__ = [
    "adopt_orphans",
    "capabilities",
    "die_with_parent",
    "drop_bounding",
    "drop_capabilities",
    "mount",
    "mount_read_only",
    "no_new_privileges",
    "pivot_root",
    "set_dumpable",
    "status",
    "syscall",
    "unmount",
    "unshare",
]

NEWNS, NEWCGROUP, NEWUTS, NEWIPC = 0x0002_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000
NEWUSER, NEWPID, NEWNET = 0x1000_0000, 0x2000_0000, 0x4000_0000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 0x20, 0x1000, 0x4000, 0x4_0000
MNT_DETACH = 2
CAPABILITIES = 64
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
SYS_MOUNT_SETATTR = 442  # the same number on every architecture, as are all since 5.2
CAPABILITY_VERSION_3 = 0x2008_0522

_PDEATHSIG, _DUMPABLE, _CAPBSET_DROP, _SUBREAPER, _NO_NEW_PRIVS, _AMBIENT = 1, 4, 24, 36, 38, 47
_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def prctl(option: int, *arguments: int) -> int:
    """Change a setting of this process; everything is a number here, pointers too."""
    filled = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    return _checked(_libc.prctl(option, *filled), f"prctl {option}")


def syscall(number: int, *arguments: object) -> int:
    """Any system call, by its number."""
    return _checked(int(_libc.syscall(ctypes.c_long(number), *arguments)), f"system call {number}")


def die_with_parent(how: int = signal.SIGKILL) -> None:
    """Ask for this signal when the parent is gone; has to be asked again after a change of user."""
    if sys.platform == "linux":
        prctl(_PDEATHSIG, how)


def adopt_orphans() -> None:
    """Become the parent of what descendants leave behind."""
    if sys.platform == "linux":
        prctl(_SUBREAPER, 1)


def set_dumpable(allowed: bool) -> None:
    """Whether other processes of the same user may look into this one."""
    if sys.platform == "linux":
        prctl(_DUMPABLE, int(allowed))


def no_new_privileges() -> None:
    """From now on no program that is started has more rights than this process."""
    prctl(_NO_NEW_PRIVS, 1)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """Mount a file system, or a part of the tree in another place."""
    texts = [None if t is None else os.fsencode(t) for t in (source, target, kind, data)]
    done = _libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    _checked(done, f"mount {target}")


def mount_read_only(target: str) -> None:
    """Let nothing be written below this mount and those in it, and no device or set-uid program work."""
    attributes = (ctypes.c_uint64 * 4)(1 | 2 | 4, 0, 0, 0)  # RDONLY, NOSUID, NODEV
    syscall(
        SYS_MOUNT_SETATTR,
        ctypes.c_int(AT_FDCWD),
        ctypes.c_char_p(os.fsencode(target)),
        ctypes.c_uint(AT_RECURSIVE),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )


def unmount(target: str, flags: int = 0) -> None:
    """umount2(2)."""
    _checked(_libc.umount2(os.fsencode(target), flags), f"unmount {target}")


def pivot_root(target: str) -> None:
    """Make this mount the root of the file tree; nothing of the old tree can be reached any more."""
    os.chdir(target)
    _checked(_libc.pivot_root(b".", b"."), "pivot_root")
    unmount(".", MNT_DETACH)
    os.chdir("/")


def status(field: str, pid: str = "self") -> str:
    """One field of /proc/PID/status; empty when there is none."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return value.strip()
    return ""


def capabilities(kind: str = "CapEff") -> int:
    """The set of capabilities of this process, as bits."""
    return int(status(kind) or "0", 16)


def drop_bounding() -> None:
    """Give up the chance to get a capability by starting a program; takes CAP_SETPCAP."""
    for number in range(CAPABILITIES):
        try:
            prctl(_CAPBSET_DROP, number)
        except OSError:
            break  # past the last one that this kernel knows; who checks afterwards reads CapBnd


def drop_capabilities() -> None:
    """Give up every capability."""
    prctl(_AMBIENT, 4)  # PR_CAP_AMBIENT_CLEAR_ALL
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    empty = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(ctypes.byref(header), ctypes.byref(empty)), "capset")

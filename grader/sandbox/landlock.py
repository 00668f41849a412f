"""Landlock: how an ordinary process gives up access to files, ports and other processes, for good.

See landlock(7). Version 6 of it (Linux 6.12) is the first that keeps a process from sending signals out.
"""

import ctypes
import os
import platform
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from grader.sandbox.system import no_new_privileges, syscall

__all__ = ["NEEDED", "restrict", "scope_signals", "version"]

NEEDED = 6
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE, DEVICE_CONTROL = 1 << 14, 1 << 15
ALL = (1 << 16) - 1
READ = EXECUTE | READ_FILE | READ_DIR
MAKE_DEVICES = (1 << 6) | (1 << 11)
WRITE = ALL & ~MAKE_DEVICES & ~DEVICE_CONTROL
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_CONTROL
PORTS = 1 | 2  # bind and connect, TCP
ABSTRACT_SOCKETS, SIGNALS = 1, 2


def version() -> int:
    """The kernel's version of Landlock; 0 when it has none or has it switched off."""
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        return 0
    try:
        return syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(ASK_VERSION))
    except OSError:
        return 0


class _Rule(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("descriptor", ctypes.c_int32))


def _ruleset(files: int, ports: int, scopes: int) -> int:
    attributes = (ctypes.c_uint64 * 3)(files, ports, scopes)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    return syscall(CREATE_RULESET, ctypes.byref(attributes), size, ctypes.c_uint(0))


def _enforce(ruleset: int) -> None:
    no_new_privileges()
    syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    os.close(ruleset)


def restrict(readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Let this process and all that it starts reach only these paths, no port, and no process outside.

    It holds for the calling thread, so it comes before any other thread is started. Paths that are
    not there are left out.

    Raises:
        OSError: the kernel refuses it.

    """
    ruleset = _ruleset(ALL, PORTS, ABSTRACT_SOCKETS | SIGNALS)
    for paths, allowed in ((readable, READ), (writable, READ | WRITE)):
        for path in paths:
            _allow(ruleset, path, allowed)
    _enforce(ruleset)


def _allow(ruleset: int, path: Path, allowed: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what cannot be opened is not allowed, and that is the safe side
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        allowed &= ON_FILES
    rule = _Rule(allowed, descriptor)
    syscall(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint(0))
    os.close(descriptor)


def scope_signals() -> None:
    """Keep this process and all that it starts from signalling anybody else.

    Raises:
        OSError: the kernel refuses it.

    """
    _enforce(_ruleset(0, 0, ABSTRACT_SOCKETS | SIGNALS))

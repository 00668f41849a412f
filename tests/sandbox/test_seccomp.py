"""Filters of system calls: what they decide, line by line, on every machine there are numbers for."""

import errno
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import seccomp
from grader.sandbox.seccomp import ALLOW, ARCHITECTURES, BASE, KILL, REFUSE, SAME_USER, assemble
from grader.sandbox.syscalls import NUMBERS

MACHINES = pytest.mark.parametrize("machine", ARCHITECTURES)


def decide(code, machine, name, *arguments, mark=None, number=None):
    """What the kernel's machine would decide: a few operations on one register."""
    column, own_mark = ARCHITECTURES[machine]
    number = NUMBERS[name][column] if number is None else number
    filled = [a % 2**64 for a in (*arguments, 0, 0, 0, 0, 0, 0)[:6]]
    data = struct.pack("=IIQ6Q", number, own_mark if mark is None else mark, 0, *filled)
    lines = list(struct.iter_unpack("=HBBI", code))
    register, at = 0, 0
    while True:
        operation, when_true, when_false, operand = lines[at]
        at += 1
        if operation == seccomp.LOAD:
            (register,) = struct.unpack_from("=I", data, operand)
        elif operation == seccomp.AND:
            register &= operand
        elif operation == seccomp.RETURN:
            return operand
        else:
            test = {
                seccomp.EQUALS: register == operand,
                seccomp.AT_LEAST: register >= operand,
                seccomp.ANY_BIT: bool(register & operand),
            }[operation]
            at += when_true if test else when_false


def refused(error):
    return REFUSE | error


@MACHINES
@pytest.mark.parametrize(
    ("name", "arguments", "decision"),
    [
        ("ptrace", (), refused(errno.EPERM)),
        ("memfd_create", (), refused(errno.EPERM)),
        ("unshare", (0x1000_0000,), refused(errno.EPERM)),
        ("sched_setscheduler", (), refused(0)),
        ("clone3", (), refused(errno.ENOSYS)),
        ("clone", (0x3D_0F00,), ALLOW),  # a thread
        ("clone", (17,), ALLOW),  # a fork
        ("clone", (17 | 0x1000_0000,), refused(errno.EPERM)),
        ("clone", (17 | 0x0002_0000,), refused(errno.EPERM)),
        ("socket", (1, 1), ALLOW),
        ("socket", (1, 2), ALLOW),
        ("socket", (2, 1), refused(errno.EACCES)),
        ("socket", (10, 1), refused(errno.EACCES)),
        ("socket", (40, 1), refused(errno.EACCES)),
        ("socket", (2**32 + 2, 1), refused(errno.EACCES)),  # the kernel looks at 32 bits
        ("socket", (16, 3), refused(errno.EOPNOTSUPP)),
        ("prlimit64", (0,), ALLOW),
        ("prlimit64", (1,), refused(errno.EPERM)),
        ("prlimit64", (2**32,), ALLOW),
        ("setpriority", (0, 0), ALLOW),
        ("setpriority", (0, 7), refused(errno.EPERM)),
        ("ioctl", (0, 0x5412), refused(errno.EPERM)),
        ("ioctl", (0, 2**32 + 0x5412), refused(errno.EPERM)),
        ("ioctl", (0, 0x5413), ALLOW),
        ("connect", (), ALLOW),
        ("fchmodat", (), ALLOW),
    ],
)
def test_base_filter_decides(machine, name, arguments, decision):
    assert decide(assemble(BASE, machine), machine, name, *arguments) == decision


@MACHINES
@pytest.mark.parametrize(
    ("name", "arguments", "decision"),
    [
        ("connect", (), refused(errno.EACCES)),
        ("socket", (1, 1), ALLOW),
        ("socket", (1, 1 | 0o2000000), ALLOW),
        ("socket", (1, 2), refused(errno.EACCES)),
        ("socket", (1, 2 | 0o2000000), refused(errno.EACCES)),
        ("sendto", (3, 0, 0, 0, 0), ALLOW),
        ("sendto", (3, 0, 0, 0, 0x7000), refused(errno.EACCES)),
        ("sendto", (3, 0, 0, 0, 0x7000_0000_0000), refused(errno.EACCES)),
        ("sendto", (3, 0, 0, 0, 2**32), refused(errno.EACCES)),
        ("fchmodat", (), refused(0)),
        ("inotify_add_watch", (), refused(errno.EPERM)),
        ("ptrace", (), ALLOW),  # the base filter's part
    ],
)
def test_filter_of_the_same_user_decides(machine, name, arguments, decision):
    assert decide(assemble(SAME_USER, machine), machine, name, *arguments) == decision


@MACHINES
def test_calls_of_another_machine_are_the_end(machine):
    assert decide(assemble(BASE, machine), machine, "ptrace", mark=0x4000_0003) == KILL


def test_second_set_of_numbers_is_refused():
    number = 0x4000_0000 | NUMBERS["ptrace"][0]
    assert decide(assemble(BASE, "x86_64"), "x86_64", "", number=number) == refused(errno.ENOSYS)


@MACHINES
def test_programs_are_as_long_as_the_kernel_allows_and_end_in_every_branch(machine):
    for filter_ in (BASE, SAME_USER):
        lines = list(struct.iter_unpack("=HBBI", assemble(filter_, machine)))
        assert len(lines) <= 4096
        assert lines[-1][0] == seccomp.RETURN
        for place, (operation, when_true, when_false, _) in enumerate(lines):
            if operation in (seccomp.EQUALS, seccomp.AT_LEAST, seccomp.ANY_BIT):
                assert place + 1 + max(when_true, when_false) < len(lines)


def numbers_of(header):
    """What a C header of the system says."""
    found = {}
    for line in header.read_text(encoding="ascii").splitlines():
        words = line.split()
        if len(words) >= 3 and words[0] == "#define" and words[1].startswith("__NR") and words[2].isdigit():
            found[words[1].removeprefix("__NR3264_").removeprefix("__NR_")] = int(words[2])
    return found


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_numbers_are_those_of_the_system(machine, header):
    if not Path(header).exists():
        pytest.skip(f"the system's headers are not installed: {header}")
    known = numbers_of(Path(header))
    column = ARCHITECTURES[machine][0]
    ours = {name: numbers[column] for name, numbers in NUMBERS.items() if numbers[column] is not None}
    assert len(ours.keys() & known.keys()) > 80
    assert {n: v for n, v in ours.items() if n in known} == {n: known[n] for n in ours if n in known}


APPLY = """
import ctypes, errno, os, socket
from grader.sandbox import seccomp
seccomp.apply(seccomp.BASE)
libc = ctypes.CDLL(None, use_errno=True)
print(libc.ptrace(0, 0, 0, 0), ctypes.get_errno() == errno.EPERM)
try:
    socket.socket()
except PermissionError:
    print("no network")
socket.socketpair()
print(open(os.devnull).read() == "")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="filters are Linux's")
def test_real_kernel_takes_the_filter():
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", APPLY], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout.splitlines() == ["-1 True", "no network", "True"], done.stderr

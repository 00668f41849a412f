"""Filters of system calls: what no notebook needs and an attack does.

A filter is a program of the kernel's packet-filter machine (seccomp(2)), assembled here from the lists below:
first come calls that are refused whatever their arguments, then calls that depend on one argument.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable, Sequence

from grader.sandbox.syscalls import NUMBERS
from grader.sandbox.system import no_new_privileges, prctl

__all__ = ["BASE", "SAME_USER", "Filter", "apply", "assemble"]

ARCHITECTURES = {"x86_64": (0, 0xC000_003E), "aarch64": (1, 0xC000_00B7)}
"""Machine -> column in the table of numbers, and the mark that the kernel shows to a filter."""
X32 = 0x4000_0000
"""Calls from here on belong to x86_64's second set of numbers."""

LOAD, EQUALS, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
ALLOW, REFUSE, KILL = 0x7FFF_0000, 0x0005_0000, 0x8000_0000
NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT = 0, 4, 16
SET_SECCOMP, MODE_FILTER = 22, 2

Line = tuple[int, int, int, int]
"""Operation, lines to skip when true, lines to skip when false, operand."""

PRETEND = 0
"""Refused with error 0: the caller believes that it worked."""
REFUSED = """
ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd perf_event_open bpf userfaultfd keyctl add_key
request_key io_uring_setup io_uring_enter io_uring_register mount umount2 fsopen fsmount fsconfig fspick
move_mount open_tree mount_setattr pivot_root chroot unshare setns swapon swapoff reboot kexec_load
kexec_file_load init_module finit_module delete_module acct settimeofday clock_settime clock_adjtime
adjtimex open_by_handle_at name_to_handle_at quotactl quotactl_fd sethostname setdomainname iopl ioperm
syslog vhangup fanotify_init lookup_dcookie nfsservctl process_madvise migrate_pages move_pages setuid
setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset personality process_mrelease
ioprio_set memfd_secret memfd_create shmget shmat shmctl msgget semget mq_open
"""
"""Looking into other processes, changing the machine or one's rights, and memory that nobody counts."""
PRETENDED = ("sched_setscheduler", "sched_setparam", "sched_setattr", "sched_setaffinity")
"""libzmq gives up when a thread of its own may not call the first of them."""
FILES_OF_OTHERS = """
chmod fchmodat fchmodat2 chown lchown fchownat utime utimes utimensat futimesat setxattr lsetxattr
removexattr lremovexattr setxattrat removexattrat
"""
"""What Landlock does not see; pretended, since unpacking an archive calls them."""
CLONE_NAMESPACES = 0x7E02_0000
AF_UNIX, AF_NETLINK, SOCK_DGRAM = 1, 16, 2
TIOCSTI, TIOCLINUX = 0x5412, 0x541C


def _refuse(error: int) -> Line:
    return (RETURN, 0, 0, REFUSE | error)


def _low(argument: int) -> Line:
    return (LOAD, 0, 0, ARGUMENTS_AT + 8 * argument)


def _high(argument: int) -> Line:
    return (LOAD, 0, 0, ARGUMENTS_AT + 8 * argument + 4)


def _refuse_if(load: Line, test: int, operands: Iterable[int], error: int) -> list[Line]:
    """Refuse when the loaded 32 bits pass the test with one of the operands."""
    lines = [load]
    for operand in operands:
        lines += [(test, 0, 1, operand), _refuse(error)]
    return lines


def _refuse_unless(load: Line, operand: int, error: int) -> list[Line]:
    return [load, (EQUALS, 1, 0, operand), _refuse(error)]


Filter = dict[str, list[Line]]
"""Call -> the lines that judge it; what falls off their end is allowed."""

BASE: Filter = (
    {name: [_refuse(errno.EPERM)] for name in REFUSED.split()}
    | {name: [_refuse(PRETEND)] for name in PRETENDED}
    | {
        "clone3": [_refuse(errno.ENOSYS)],  # its flags lie in memory: callers fall back to clone
        "clone": _refuse_if(_low(0), ANY_BIT, [CLONE_NAMESPACES], errno.EPERM),
        # libzmq aborts when this family is refused with any other error
        "socket": [
            *_refuse_if(_low(0), EQUALS, [AF_NETLINK], errno.EOPNOTSUPP),
            *_refuse_unless(_low(0), AF_UNIX, errno.EACCES),
        ],
        "prlimit64": _refuse_unless(_low(0), 0, errno.EPERM),
        "setpriority": _refuse_unless(_low(1), 0, errno.EPERM),
        "ioctl": _refuse_if(_low(1), EQUALS, [TIOCSTI, TIOCLINUX], errno.EPERM),
    }
)
"""For runner and kernel."""
SAME_USER: Filter = {name: [_refuse(PRETEND)] for name in FILES_OF_OTHERS.split()} | {
    "connect": [_refuse(errno.EACCES)],
    "inotify_add_watch": [_refuse(errno.EPERM)],
    "sendto": [
        *_refuse_unless(_low(4), 0, errno.EACCES),
        *_refuse_unless(_high(4), 0, errno.EACCES),
    ],
    "socket": [
        _low(1),
        (AND, 0, 0, 0xF),
        (EQUALS, 0, 1, SOCK_DGRAM),
        _refuse(errno.EACCES),
    ],
}
"""For the kernel alone, where it runs as the grader's own user: other sockets and files of that user."""


def assemble(filter_: Filter, machine: str) -> bytes:
    """The program for this machine (`x86_64`, `aarch64`).

    Raises:
        KeyError: there are no numbers for it.

    """
    column, mark = ARCHITECTURES[machine]
    lines: list[Line] = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (EQUALS, 1, 0, mark),
        (RETURN, 0, 0, KILL),  # a program for another machine: its numbers mean something else
        (LOAD, 0, 0, NUMBER_AT),
    ]
    if machine == "x86_64":
        lines += [(AT_LEAST, 0, 1, X32), _refuse(errno.ENOSYS)]
    for name, judge in filter_.items():
        if (number := NUMBERS[name][column]) is not None:
            lines += _judged(number, judge)
    lines.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _judged(number: int, judge: Sequence[Line]) -> list[Line]:
    block = [*judge, (RETURN, 0, 0, ALLOW)]
    return [(EQUALS, 0, len(block), number), *block]


def supported() -> str:
    """Why system calls cannot be filtered here; empty when they can."""
    if platform.machine() not in ARCHITECTURES:
        return f"there is no filter of system calls for {platform.machine()}"
    return ""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_void_p))


def apply(filter_: Filter) -> None:
    """Put this process and all that it starts behind the filter, for good; filters add up.

    Raises:
        OSError: the kernel refuses it.

    """
    code = assemble(filter_, platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    no_new_privileges()
    prctl(SET_SECCOMP, MODE_FILTER, ctypes.addressof(program))

"""Runs jobs in forked processes, each in one of its own, and gives back the bytes that each left.

A fork has everything that this process has imported, and takes nothing from one job to the next. The
parent schedules and never runs a job; a job that leaves nothing died, and that is its result.
"""

import os
import selectors
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

__all__ = ["Died", "forked"]

T = TypeVar("T")
END_SECONDS = 10.0
"""How long a job may take to end its kernels when the rest is not wanted any more."""


class Died(NamedTuple):
    """A job's process ended without a result."""

    code: int
    """Exit code, negative for a signal."""


class _Job(NamedTuple):
    item: object
    pid: int
    chunks: list[bytes]


def forked(items: Iterable[T], work: Callable[[T], bytes], jobs: int) -> Iterator[tuple[T, bytes | Died]]:
    """Do `work` for every item, at most `jobs` at a time; yields in the order in which they end."""
    waiting = iter(items)
    running: dict[int, _Job] = {}
    selector = selectors.DefaultSelector()
    try:
        while True:
            while len(running) < jobs and (item := next(waiting, None)) is not None:
                descriptor, job = _start(item, work)
                running[descriptor] = job
                selector.register(descriptor, selectors.EVENT_READ)
            if not running:
                return
            for key, _ in selector.select():
                descriptor = key.fd
                if chunk := os.read(descriptor, 2**16):
                    running[descriptor].chunks.append(chunk)
                    continue
                selector.unregister(descriptor)
                os.close(descriptor)
                job = running.pop(descriptor)
                yield job.item, _collect(job)  # type: ignore[misc]
    finally:
        for descriptor, job in running.items():
            os.close(descriptor)
            os.kill(job.pid, signal.SIGTERM)
        deadline = time.monotonic() + END_SECONDS
        for job in running.values():
            _end(job.pid, deadline)
        selector.close()


def _start(item: T, work: Callable[[T], bytes]) -> tuple[int, _Job]:
    read, write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(read)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
            result = work(item)
            with os.fdopen(write, "wb") as pipe:
                pipe.write(result)
            code = 0
        except KeyboardInterrupt:
            code = 130
        except BaseException:  # noqa: BLE001 - the process ends here; the parent sees that nothing came
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(write)
    return read, _Job(item, pid, [])


def _end(pid: int, deadline: float) -> None:
    """Wait for a process that was asked to end; kill it at the deadline."""
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return
        time.sleep(0.005)


def _collect(job: _Job) -> bytes | Died:
    _, status = os.waitpid(job.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return b"".join(job.chunks) if code == 0 else Died(code)

"""A kernel that is forked from the process that then drives it."""

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

__all__ = ["ForkedKernel", "become", "reap_orphans"]


class ForkedKernel:
    """A kernel that waits for its configuration in a fork of this process."""

    def __init__(
        self, serve: Callable[[dict[str, Any]], None], load: Callable[[], None] = lambda: None
    ) -> None:
        read, self._write = os.pipe()
        self._code: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._write)

            def work() -> None:
                load()
                serve(_read_line(read))

            become(work)
        os.close(read)

    def configure(self, config: dict[str, Any]) -> None:
        """Send the configuration that the kernel waits for."""
        with os.fdopen(self._write, "wb") as pipe:
            pipe.write(json.dumps(config).encode() + b"\n")

    def poll(self) -> int | None:
        """Its exit code (negative for a signal), or None while it lives."""
        if self._code is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self._code = os.waitstatus_to_exitcode(status)
        return self._code


def _read_line(descriptor: int) -> dict[str, Any]:
    with os.fdopen(descriptor, "rb") as pipe:
        config: dict[str, Any] = json.loads(pipe.readline())
    return config


def become(work: Callable[[], None]) -> None:
    """Do the work in this forked process and end it; nothing of its parent runs after it."""
    try:
        work()
    except BaseException:  # noqa: BLE001 - the process ends here, whatever happened
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def reap_orphans(kernel: int) -> None:
    """Let go of ended processes that this one has adopted; they would count as processes for ever."""
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)) is not None:
            if found.si_pid == kernel:
                return
            os.waitpid(found.si_pid, os.WNOHANG)

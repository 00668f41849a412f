"""The warm process: it has imported everything once, and forks a runner and a kernel for every submission.

It never runs a student's code and holds no secrets. It has one thread and no CUDA, since only then does
a fork carry everything over; if that is not so it refuses to serve and says why.
"""

import contextlib
import fcntl
import functools
import gc
import importlib
import json
import os
import re
import shutil
import signal
import socket
import stat
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from grader.kernel import inside
from grader.kernel.forked import become

REQUEST_BYTES = 2**20
SHARED_WRITABLE = re.compile(rb"^\S+ .w.s ", re.MULTILINE)
"""A mapping in /proc/PID/maps that forks write to together."""
LOADED = (
    "comm.base_comm",
    "ipykernel.comm.manager",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.magics",
    "IPython.extensions.storemagic",
    "jupyter_client.asynchronous",
    "jupyter_client.manager",
    "nbclient",
    "nbformat.v4",
    "psutil",
    "safetensors.torch",
    "grader.kernel.answers",
    "grader.kernel.figures",
    "grader.kernel.prefix",
    "grader.kernel.provisioner",
    "grader.kernel.runner",
    "grader.sandbox.guard",
)
"""What runner and kernel would import otherwise after every fork; measured: 0.3 s of CPU.

matplotlib_inline is none of it: its backend looks for a shell when it is imported, else figures stay open.
"""


def load() -> None:
    """Import what runner and kernel need."""
    for name in LOADED:
        importlib.import_module(name)


def load_for(preloaded: list[str]) -> None:
    """Import what an assignment's notebooks import."""
    inside.preload(preloaded)
    if "torch" in sys.modules:
        before = dict(os.environ)
        importlib.import_module("torch._dynamo")  # what the first optimizer of a notebook would load: 1 s
        os.environ.clear()  # of the variables that it sets, a cold kernel knows nothing yet
        os.environ.update(before)


def reason_to_refuse() -> str:
    """Why a fork of this process would not be the same as a cold start; empty when it would."""
    threads = len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1  # noqa: PTH208 - /proc is no folder
    if threads != 1:
        return f"the template has {threads} threads; one of the preloaded modules starts them"
    if sys.platform == "linux" and SHARED_WRITABLE.search(Path("/proc/self/maps").read_bytes()):
        return "the template holds shared memory, in which one submission could write to the next"
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_initialized():
        return "the template has initialised CUDA; one of the preloaded modules does that"
    return ""


def listen(path: str) -> socket.socket:
    """A socket at this path; connections wait there until somebody accepts them."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    return listener


class Server:
    """Answers whoever connects: forks runners, and runs cells of the instructor's before that."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._prefix: Any = None

    def run(self) -> None:
        """Serve until this process is killed."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # runners are reaped by the system
        while True:
            connection, _ = self._listener.accept()
            with connection, contextlib.suppress(OSError, ValueError, KeyError):
                raw, descriptors, *_ = socket.recv_fds(connection, REQUEST_BYTES, 2)
                request = json.loads(raw)
                reply = self._answer(request, descriptors, connection)
                connection.sendall(json.dumps(reply).encode())

    def _answer(
        self, request: dict[str, Any], descriptors: list[int], connection: socket.socket
    ) -> dict[str, Any]:
        if request["op"] == "open":
            from grader.kernel.prefix import Prefix

            os.chdir(request["config"]["cwd"])
            self._prefix = Prefix(request["config"])
            return {"refused": reason_to_refuse()}
        if request["op"] == "step":
            reply: dict[str, Any] = self._prefix.step(request["source"])
            return reply | {"refused": reason_to_refuse()}
        if request["op"] == "branch":
            return {"pid": self._branch(request["path"], connection)}
        gc.freeze()  # so that a fork's collector leaves the pages of this process shared
        pid = os.fork()
        if pid == 0:
            self._listener.close()
            connection.close()
            become(functools.partial(_run, request, descriptors, self._prefix))
        for descriptor in descriptors:
            os.close(descriptor)
        return {"pid": pid}

    def _branch(self, path: str, connection: socket.socket) -> int:
        """A fork of this very process, which listens at another path and ends with this one."""
        listener = listen(path)
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            inside.die_with_parent()
            connection.close()
            self._listener.close()
            become(Server(listener).run)
        listener.close()
        return pid


def _run(request: dict[str, Any], descriptors: list[int], prefix: Any) -> None:
    """In the fork: be the guard of a submission, whose runner forks a kernel."""
    from grader.kernel import runner
    from grader.sandbox.guard import guard
    from grader.sandbox.interface import Place
    from grader.sandbox.levels import LEVELS

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _close_strays(descriptors)
    os.environ.update(request["environment"])
    tempfile.tempdir = None  # who has asked for it in the template got the template's folder
    level, place = LEVELS[request["level"]], Place(Path(request["folder"]), request["scratch_bytes"])
    serve = functools.partial(inside.serve, prefix=prefix)
    guard(
        level,
        place,
        socket.socket(fileno=descriptors[1]),
        lambda: runner.run(place.work, descriptors[0], serve),
    )


def _close_strays(kept: list[int]) -> None:
    """Close what cells of a prefix left open and no wall would stop: folders, sockets, files to write."""
    for descriptor in map(int, os.listdir("/proc/self/fd" if sys.platform == "linux" else "/dev/fd")):  # noqa: PTH208
        if descriptor <= 2 or descriptor in kept:  # noqa: PLR2004 - the standard streams
            continue
        with contextlib.suppress(OSError):
            kind = os.fstat(descriptor).st_mode
            writes = fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
            if stat.S_ISDIR(kind) or stat.S_ISSOCK(kind) or (stat.S_ISREG(kind) and writes):
                os.close(descriptor)


def _end(path: str) -> None:
    """Whoever started us is gone, and cannot remove the folder in which we listen; our forks end with us."""
    shutil.rmtree(Path(path).parent, ignore_errors=True)
    os._exit(1)


def main() -> None:
    """argv: path of the socket to listen on; on stdin, once it is known, the modules to preload as JSON."""
    path = sys.argv[1]
    signal.signal(signal.SIGTERM, lambda *_: _end(path))
    inside.die_with_parent(signal.SIGTERM)
    warnings.simplefilter("ignore")
    load()
    preloaded = sys.stdin.readline()
    if not preloaded:
        sys.exit(0)  # nobody needs us any more
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    load_for(json.loads(preloaded))
    refusal = reason_to_refuse()
    print(json.dumps({"refused": refusal}), flush=True)  # noqa: T201 - the answer to who started us
    if refusal:
        sys.exit(1)
    with listen(path) as listener:
        print(json.dumps({"ready": path}), flush=True)  # noqa: T201
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        gc.collect()
        Server(listener).run()


if __name__ == "__main__":
    main()

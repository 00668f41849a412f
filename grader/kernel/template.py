"""The warm process: it has imported everything once, and forks a runner and a kernel for every submission.

It never runs a student's code and holds no secrets. It has one thread and no CUDA, since only then does
a fork carry everything over; if that is not so it refuses to serve and says why.
"""

import contextlib
import functools
import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
import warnings
from typing import Any

from grader.kernel.frames import Channel

REQUEST_BYTES = 2**20
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
)
"""What runner and kernel would import otherwise after every fork; measured: 0.3 s of CPU.

matplotlib_inline is none of it: its backend looks for a shell when it is imported, else figures stay open.
"""


class ForkedKernel:
    """A kernel that the runner forked from the template; it waits for its configuration."""

    def __init__(self, serve: Any) -> None:
        read, self._write = os.pipe()
        self._code: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._write)
            _become(lambda: serve(_read_line(read)))
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


def _become(work: Any) -> None:
    """Do the work in this forked process and end it; nothing of the template runs after it."""
    try:
        work()
    except BaseException:  # noqa: BLE001 - the process ends here, whatever happened
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def load() -> None:
    """Import what runner and kernel need."""
    for name in LOADED:
        importlib.import_module(name)


def load_for(preloaded: list[str]) -> None:
    """Import what an assignment's notebooks import."""
    from grader.kernel.inside import preload

    preload(preloaded)
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
                raw, descriptors, *_ = socket.recv_fds(connection, REQUEST_BYTES, 1)
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
        pid = os.fork()
        if pid == 0:
            self._listener.close()
            connection.close()
            _become(functools.partial(_run, request, descriptors[0], self._prefix))
        os.close(descriptors[0])
        return {"pid": pid}

    def _branch(self, path: str, connection: socket.socket) -> int:
        """A fork of this very process, which listens at another path and ends with this one."""
        listener = listen(path)
        pid = os.fork()
        if pid == 0:
            from grader.kernel.inside import die_with_parent

            die_with_parent()
            connection.close()
            self._listener.close()
            _become(Server(listener).run)
        listener.close()
        return pid


def _run(request: dict[str, Any], descriptor: int, prefix: Any) -> None:
    """In the fork: a session of its own, then the kernel, then the runner."""
    from grader.kernel import inside, runner

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    inside.die_with_parent()
    os.chdir(request["folder"])
    os.environ.update(request["environment"])
    channel = Channel(socket.socket(fileno=descriptor))

    def kernel(config: dict[str, Any]) -> None:
        os.close(descriptor)
        inside.die_with_parent()
        inside.serve(config, prefix)

    process = ForkedKernel(kernel)
    runner.drive(channel, process)


def main() -> None:
    """argv: path of the socket to listen on; on stdin, once it is known, the modules to preload as JSON."""
    from grader.kernel.inside import die_with_parent

    die_with_parent()
    warnings.simplefilter("ignore")
    path = sys.argv[1]
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
        gc.freeze()  # so that a fork's collector leaves the template's pages shared
        Server(listener).run()


if __name__ == "__main__":
    main()

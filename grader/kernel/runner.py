"""The process beside the kernel, in the same sandbox: it drives the notebook with nbclient.

It holds no secrets and makes no judgement. Everything it sends may be a lie, since it parses what the
student's process emits; the grader's end treats it so (session.py, protocol.py).
"""

import asyncio
import contextlib
import json
import os
import queue
import shutil
import signal
import socket
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.kernel import inside
from grader.kernel.forked import ForkedKernel, reap_orphans
from grader.kernel.frames import Channel, ChannelClosedError, Frame
from grader.sandbox.guard import guard
from grader.sandbox.interface import Place
from grader.sandbox.levels import LEVELS

START_SECONDS = 60.0
INTERRUPT_GRACE = 2.0
WATCH_SECONDS = 0.05
OUTPUT_FACTOR = 8  # honest output is cut off inside; what passes that is a flood


class KernelEndedError(Exception):
    """The kernel process is gone; its exit code is the argument."""


class KernelFloodedError(Exception):
    """A cell put out far more than the limit that honest output keeps."""


class Driver:
    """One kernel, its client and the notebook so far."""

    def __init__(self, process: Any, start: dict[str, Any]) -> None:
        self._process = process
        self._start = start
        self._count = 0

    async def open(self) -> None:
        """Connect nbclient to the kernel and wait until it answers."""
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
        from nbformat import NotebookNode

        from grader.kernel.provisioner import Provisioner

        folder = Path(self._start["folder"])
        manager = AsyncKernelManager(
            kernel_name="python3",
            transport="ipc",
            ip=str(folder / "k"),
            connection_file=str(folder / "kernel.json"),
        )
        manager.context.setsockopt(_zmq("MAXMSGSIZE"), self._start["output_bytes"] * OUTPUT_FACTOR + 2**28)
        manager.context.setsockopt(_zmq("RCVHWM"), 64)
        provisioner = Provisioner(parent=manager)
        provisioner.process, provisioner.setup = self._process, self._start["kernel"]
        manager.provisioner = provisioner
        # Made by hand: nbformat's own functions validate, and compile a schema for it.
        self._notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=[])
        self._client = NotebookClient(
            self._notebook,
            km=manager,
            timeout=None,
            allow_errors=True,
        )
        await self._client.async_start_new_kernel()
        await self._greet(manager.client())

    async def _greet(self, kc: Any) -> None:
        """Connect a client; the kernel is ready when an answer came on both channels.

        The client's own `wait_for_ready` then waits 0.2 s for a silence that no message of ours needs.
        """
        self._client.kc = kc
        kc.start_channels(hb=False)  # we watch the process itself
        kc.allow_stdin = False
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            kc.kernel_info()
            with contextlib.suppress(queue.Empty):
                await kc.get_shell_msg(timeout=1)
                await kc.get_iopub_msg(timeout=0.2)  # missing when we had not been subscribed yet
                return
            if (code := self._process.poll()) is not None:
                raise KernelEndedError(code)
        raise TimeoutError

    async def run(self, source: str, seconds: float) -> dict[str, Any]:
        """Run one cell; the reply says how it ended and what it put out."""
        from nbformat import NotebookNode

        cell = NotebookNode(
            cell_type="code", source=source, metadata=NotebookNode(), outputs=[], execution_count=None
        )
        self._notebook.cells.append(cell)
        index, self._count = self._count, self._count + 1
        started = time.monotonic()
        work = asyncio.ensure_future(self._client.async_execute_cell(cell, index))
        ended = await self._finish(work, seconds, cell)
        ended |= {
            "seconds": time.monotonic() - started,
            "outputs": reduce_outputs(cell.outputs, self._start["output_bytes"], self._start["pictures"]),
        }
        ended |= reply_error(cell.outputs)
        ended["count"] = cell.execution_count
        return ended

    async def ask(self, request: dict[str, Any], blob: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Put one question to `inside.py`; gives the bytes of its answer unread."""
        channel, session = self._client.kc.shell_channel, self._client.kc.session
        message = session.msg("grader_request", request)
        session.send(channel.socket, message, buffers=[blob] if blob else None)

        async def reply() -> Any:
            while True:
                answer = await channel.get_msg(timeout=None)
                if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                    return answer

        work = asyncio.ensure_future(reply())
        ended = await self._finish(work, seconds, None)
        if ended["status"] != "ok":
            return json.dumps(ended).encode("ascii"), b""
        buffers = [bytes(b) for b in work.result()["buffers"]]
        answer, blob, *_ = [*buffers, b"{}", b""]
        return answer, blob

    async def _finish(self, work: "asyncio.Future[Any]", seconds: float, cell: Any) -> dict[str, Any]:
        """Wait for the work, the kernel's end, the deadline or a flood, whichever comes first."""
        try:
            await asyncio.wait_for(self._watch(work, cell), seconds)
        except TimeoutError:
            return await self._interrupt(work, seconds)
        except KernelEndedError as death:
            work.cancel()
            return {"status": "died", "code": death.args[0]}
        except KernelFloodedError as flood:
            work.cancel()
            os.kill(self._process.pid, signal.SIGKILL)
            return {"status": "flood", "size": flood.args[0]}
        return {"status": "ok"}

    async def _watch(self, work: "asyncio.Future[Any]", cell: Any) -> None:
        """Return when the work is done; raise when the kernel died or floods."""
        limit = self._start["output_bytes"] * OUTPUT_FACTOR
        while True:
            done, _ = await asyncio.wait({work}, timeout=WATCH_SECONDS)
            reap_orphans(self._process.pid)
            if done:
                if work.exception() is not None and (code := await self._exit_code()) is not None:
                    raise KernelEndedError(code)
                work.result()
                return
            if (code := self._process.poll()) is not None:
                raise KernelEndedError(code)
            texts = sum(len(o.get("text", "")) for o in cell.outputs) if cell is not None else 0
            if texts > limit:
                raise KernelFloodedError(texts)

    async def _exit_code(self) -> int | None:
        for _ in range(50):
            if (code := self._process.poll()) is not None:
                return int(code)
            await asyncio.sleep(WATCH_SECONDS)
        return None

    async def _interrupt(self, work: "asyncio.Future[Any]", seconds: float) -> dict[str, Any]:
        """Ask politely (SIGINT), wait a little, then kill."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGINT)
        done, _ = await asyncio.wait({work}, timeout=INTERRUPT_GRACE)
        if done and work.exception() is None:
            return {"status": "timeout", "limit": seconds, "alive": True}
        work.cancel()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGKILL)
        return {"status": "timeout", "limit": seconds, "alive": False}


def _zmq(name: str) -> Any:
    import zmq

    return getattr(zmq, name)


def _merged(outputs: list[Any]) -> list[Any]:
    """One output per stream, where its first piece was; what a carriage return overwrote is left out.

    nbclient has this as coalesce_streams, but its pattern takes minutes for one line of a megabyte.
    """
    texts: dict[str, list[str]] = {}
    merged: list[Any] = []
    for output in outputs:
        if output.output_type == "stream":
            if output.name not in texts:
                merged.append(type(output)(output))
            texts.setdefault(output.name, []).append(output.text)
        else:
            merged.append(output)
    for place, output in enumerate(merged):
        if output.output_type == "stream":
            output.text = "\n".join(map(_visible, "".join(texts[output.name]).split("\n")))
            # which of the two comes first is chance: their messages are not ordered
            if output.name == "stdout" and place and merged[place - 1].get("name") == "stderr":
                merged[place - 1 : place + 1] = [output, merged[place - 1]]
    return merged


def _visible(line: str) -> str:
    kept = line.rstrip("\r")
    return kept[kept.rfind("\r") + 1 :] + line[len(kept) :]


def reply_error(outputs: list[Any]) -> dict[str, Any]:
    """The exception among the outputs of a cell, as a field of the reply; nothing when there is none."""
    error = next((o for o in outputs if o.output_type == "error"), None)
    if error is None:
        return {}
    trace = "\n".join(str(line) for line in error.traceback)
    fields = {
        "name": str(error.ename)[:200],
        "message": str(error.evalue)[:2000],
        "traceback": trace[:20_000],
    }
    return {"error": fields}


def reduce_outputs(outputs: list[Any], room: int, pictures: int) -> list[dict[str, Any]]:
    """Outputs as plain data: so much text, and so many PNG pictures."""
    reduced = []
    for output in _merged(outputs):
        kind = output.output_type
        if kind == "error":
            continue
        if kind == "stream":
            item = {"kind": "stderr" if output.name == "stderr" else "stdout", "text": output.text}
        else:
            data = output.get("data", {})
            item = {
                "kind": "result" if kind == "execute_result" else "display",
                "text": data.get("text/plain", ""),
            }
            if isinstance(data.get("image/png"), str) and pictures > 0:
                item["png"] = data["image/png"].replace("\n", "")
                pictures -= 1
        item["text"] = str(item["text"])[: max(room, 0)]
        room -= len(item["text"])
        reduced.append(item)
        if len(reduced) >= 200:  # noqa: PLR2004 - a cell with more outputs than anybody reads
            break
    return reduced


async def serve(channel: Channel, process: Any, start: dict[str, Any]) -> None:
    """Open the kernel, then answer the grader until it closes the pipe."""
    driver = Driver(process, start)
    try:
        await driver.open()
    except Exception as error:  # noqa: BLE001 - reported as what it is: the kernel could not start
        channel.send({"status": "unready", "reason": f"{type(error).__name__}: {error}"[:2000]})
        return
    channel.send({"status": "ready"})
    while True:
        frame: Frame = channel.receive()  # nothing else to do meanwhile
        body = frame.body
        if body["op"] == "run":
            channel.send(await driver.run(body["source"], body["seconds"]))
        else:
            channel.send_raw(*await driver.ask(body["request"], frame.blob, body["seconds"]))


def drive(channel: Channel, process: ForkedKernel) -> None:
    """Serve the pipe with this kernel process, and end the kernel when the pipe is closed."""
    inside.adopt_orphans()
    try:
        start = channel.receive().body
        inside.limit_resources(start["rlimits"])
        if start["given"] is not None:
            shutil.copytree(start["given"], start["kernel"]["cwd"], dirs_exist_ok=True)
        channel.send({"status": "started", "pid": process.pid})
        asyncio.run(serve(channel, process, start))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def run(work: Path, descriptor: int, serve: Callable[[dict[str, Any]], None], *, load: bool = False) -> None:
    """Behind the walls: fork the kernel, then drive it. With `load`, both first import what they need."""
    work.mkdir(exist_ok=True)
    os.chdir(work)

    def kernel(config: dict[str, Any]) -> None:
        os.close(descriptor)
        serve(config)

    def prepare() -> None:
        inside.die_with_parent()
        if load:
            inside.load()

    process = ForkedKernel(kernel, prepare)
    if load:
        import nbclient  # noqa: F401 - loaded while the kernel loads its own modules
    with contextlib.suppress(ChannelClosedError):
        drive(Channel(socket.socket(fileno=descriptor)), process)


def main() -> None:
    """argv: descriptors of the pipe and of the guard's socket, then level, folder and size of the place."""
    warnings.simplefilter("ignore")  # what libraries deprecate is no concern of a student
    inside.die_with_parent()
    descriptor, watched = int(sys.argv[1]), socket.socket(fileno=int(sys.argv[2]))
    level, place = LEVELS[sys.argv[3]], Place(Path(sys.argv[4]), int(sys.argv[5]))
    guard(level, place, watched, lambda: run(place.work, descriptor, inside.serve, load=True))


if __name__ == "__main__":
    main()

"""Runs cells of the instructor's in the warm template, so that kernels start behind them.

The cells run in the very shell that a forked kernel then takes over. What they put out is recorded from
the messages that the shell would have sent, so that it is what a kernel started cold would have sent.
"""

import io
import random
import sys
import time
from typing import Any

from jupyter_client.session import Session as WireSession

from grader.kernel.answers import Answers
from grader.kernel.inside import (
    new_answers,
    preload,
    quiet_history,
    run_commands_without_a_terminal,
    seed_everything,
)
from grader.kernel.runner import reduce_outputs, reply_error

__all__ = ["Prefix"]


class Recorder(WireSession):  # type: ignore[misc]
    """Takes the messages of a shell that has no sockets yet; the shell insists on a Session."""

    def __init__(self) -> None:
        super().__init__(key=b"")
        self.messages: list[dict[str, Any]] = []

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> None:  # noqa: ARG002
        """Keep a message instead of sending it."""
        if isinstance(msg_or_type, dict):
            kind, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        else:
            kind = msg_or_type
        self.messages.append({"header": {"msg_type": kind}, "content": content})


class RecordedStream(io.TextIOBase):
    """Standard output or error of a recorded cell."""

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder = recorder
        self._name = name

    def write(self, text: str) -> int:
        """Keep the text."""
        self._recorder.send(None, "stream", {"name": self._name, "text": text})
        return len(text)

    def writable(self) -> bool:
        """It can be written."""
        return True


class Prefix:
    """A shell in which cells have run, and what they put out."""

    def __init__(self, config: dict[str, Any]) -> None:
        from ipykernel.compiler import XCachingCompiler
        from ipykernel.zmqshell import ZMQInteractiveShell

        sys.path.insert(0, "")  # helper modules lie in the working folder
        preload(config["preload"])
        quiet_history()
        self._config = config
        self._recorder = Recorder()
        self.shell = ZMQInteractiveShell.instance(compiler_class=XCachingCompiler)
        self.shell.displayhook.session = self._recorder
        self.shell.display_pub.session = self._recorder
        run_commands_without_a_terminal(self.shell)
        self.answers: Answers = new_answers(self.shell, config)
        seed_everything(config["seed"])
        self.random_state = random.getstate()
        """Python's own generator after the last cell: a forked process seeds it anew by itself."""

    def step(self, source: str) -> dict[str, Any]:
        """Run one cell; the reply is what a runner would send for it."""
        self._recorder.messages.clear()
        streams, began = (sys.stdout, sys.stderr), time.monotonic()
        sys.stdout, sys.stderr = (
            RecordedStream(self._recorder, "stdout"),
            RecordedStream(self._recorder, "stderr"),
        )
        try:
            self.shell.run_cell(source, store_history=True)
        finally:
            sys.stdout, sys.stderr = streams
        self.random_state = random.getstate()
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")  # as a kernel does at the end of a cell; else the next cell draws into them
        outputs = self._outputs()
        reply = {
            "status": "ok",
            "seconds": time.monotonic() - began,
            "count": self.shell.execution_count - 1,
            "outputs": reduce_outputs(outputs, self._config["output_bytes"], self._config["pictures"]),
        }
        return reply | reply_error(outputs)

    def _outputs(self) -> list[Any]:
        """The messages as notebook outputs."""
        from nbformat.v4 import output_from_msg

        kinds = ("stream", "display_data", "execute_result", "error")
        return [output_from_msg(m) for m in self._recorder.messages if m["header"]["msg_type"] in kinds]

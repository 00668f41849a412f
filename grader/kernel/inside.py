"""Starts the kernel in the student's process and lets it answer the grader.

This file, answers.py, encoder.py and figures.py are the only code of ours over there; they import
nothing else of ours.
"""

import contextlib
import functools
import inspect
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any


def seed_everything(seed: int) -> None:
    """Seed every generator that is loaded: Python, NumPy's legacy one, torch on CPU and CUDA."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)


def preload(names: list[str]) -> None:
    """Import what every notebook of the assignment imports, on one thread."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for name in names:
        with contextlib.suppress(ImportError):  # the notebook's own import cell will say so
            __import__(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


def cap_output(shell: Any, limit: int) -> None:
    """Cut off what one cell prints after `limit` characters and say so once."""
    used = {"characters": 0, "told": False}

    def start_cell(*_: Any) -> None:
        used.update(characters=0, told=False)

    def capped(write: Callable[[str], Any]) -> Callable[[str], int]:
        def replacement(text: str) -> int:
            if not isinstance(text, str):
                raise TypeError(f"write() argument must be str, not {type(text).__name__}")
            room = limit - used["characters"]
            used["characters"] += len(text)
            if room > 0:
                write(text[:room])
            if used["characters"] > limit and not used["told"]:
                used["told"] = True
                write(f"\n[output cut off after {limit:,} characters]\n")
            return len(text)

        return replacement

    for stream in (sys.stdout, sys.stderr):
        stream.write = capped(stream.write)  # type: ignore[method-assign]
    shell.events.register("pre_run_cell", start_cell)


def before_first_cell(shell: Any, settle: Callable[[], None]) -> None:
    """Settle the generators when the first cell starts: asked who it is, IPython draws a random tip."""

    def start_cell(*_: Any) -> None:
        shell.events.unregister("pre_run_cell", start_cell)
        settle()

    shell.events.register("pre_run_cell", start_cell)


def watch_figures(
    shell: Any, figures: list[dict[str, Any]], number: Callable[[], int] | None = None
) -> Callable[[], None]:
    """Read every open figure as data at the end of a cell, and before plt.show() or plt.close() closes it.

    `number` gives the running cell's; by default the kernel's count. Gives what stops watching.
    """
    number = number or (lambda: int(shell.execution_count) - 1)  # IPython has counted on by now

    def read(*_: Any) -> None:
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        try:
            from grader.kernel.figures import keep_open_figures

            keep_open_figures(figures)
        except Exception as error:  # noqa: BLE001 - a drawing that cannot be read must not stop the cell
            figures.append({"unreadable": repr(error)[:200]})
            del figures[200:]
        if not hasattr(pyplot.close, "__wrapped__"):
            pyplot.close = _after(read, pyplot.close)

    def end_cell(*_: Any) -> None:
        read()
        for figure in figures:
            figure.setdefault("cell", number())

    def stop() -> None:
        shell.events.unregister("pre_run_cell", read)
        shell.events.unregister("post_execute", end_cell)

    shell.events.register("pre_run_cell", read)  # pyplot may have been imported by the cell before
    shell.events.register("post_execute", end_cell)
    return stop


def do_without_practice(shell: Any) -> None:
    """Let `%grade` do nothing, and `%load_ext grader` find that it is there: we are grading already."""

    def grade(line: str, cell: str | None = None) -> None:  # noqa: ARG001 - the signature of a magic
        if cell is not None:
            shell.run_cell(cell)

    shell.magics_manager.register_function(grade, magic_kind="line_cell", magic_name="grade")


def _after(first: Callable[[], Any], then: Callable[..., Any]) -> Callable[..., Any]:
    """A function that calls another one first."""

    @functools.wraps(then)
    def both(*args: Any, **kwargs: Any) -> Any:
        first()
        return then(*args, **kwargs)

    return both


def limit_resources(limits: dict[str, int]) -> None:
    """Lower this process's resource limits for good (setrlimit(2)); names as in the resource module."""
    import resource

    for name, value in limits.items():
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)  # noqa: PLW2901
        resource.setrlimit(which, (value, value))


def do_without_workers(shell: Any) -> None:
    """Let a DataLoader do its work itself: behind these walls its workers could not hand over a tensor."""

    def patch(*_: Any) -> None:
        torch = sys.modules.get("torch")
        loader: Any = torch and torch.utils.data.DataLoader
        if loader is None or hasattr(loader.__init__, "__wrapped__"):
            return
        begin = loader.__init__

        @functools.wraps(begin)
        def without(self: Any, *arguments: Any, **options: Any) -> None:
            given = inspect.signature(begin).bind(self, *arguments, **options)
            for name in ("prefetch_factor", "persistent_workers", "multiprocessing_context", "timeout"):
                given.arguments.pop(name, None)
            given.arguments["num_workers"] = 0
            begin(*given.args, **given.kwargs)

        loader.__init__ = without

    patch()
    shell.events.register("pre_run_cell", patch)


def run_commands_without_a_terminal(shell: Any) -> None:
    """Let `!command` print through a pipe: behind walls there may be no terminals, and none is needed."""

    def system(command: str) -> None:
        whole = shell.var_expand(command, depth=1)
        with subprocess.Popen(
            ["/bin/sh", "-c", whole],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            try:
                assert process.stdout is not None
                for line in process.stdout:
                    print(line, end="")  # noqa: T201 - the cell's own output
            except BaseException:
                process.kill()
                raise
        shell.user_ns["_exit_code"] = process.returncode

    shell.system = system


def quiet_history() -> None:
    """Keep IPython's history off the disk: its thread would forbid forks, and nobody reads it."""
    from IPython.core.history import HistoryManager

    HistoryManager.enabled = False


def new_answers(shell: Any, config: dict[str, Any]) -> Any:
    """Answers about this shell's namespace, with its figures watched."""
    from grader.kernel.answers import Answers

    answers = Answers(shell.user_ns, config["tensor_bytes"])
    watch_figures(shell, answers.figures)
    do_without_practice(shell)
    return answers


def enter_walls(name: str) -> None:
    """Give up what the runner beside this process still needs."""
    from grader.sandbox.levels import LEVELS
    from grader.sandbox.system import set_dumpable

    set_dumpable(True)  # else this process's own files in /proc are closed to it
    LEVELS[name].kernel()


def serve(config: dict[str, Any], prefix: Any = None) -> None:
    """Run an ipykernel on the given connection file until it is killed.

    With a prefix, its shell is taken over with everything that its cells have left there.
    """
    os.chdir(config["cwd"])
    sys.argv[1:] = []
    enter_walls(config["level"])
    limit_resources(config["rlimits"])
    settle: Callable[[], None]
    if prefix is None:
        sys.path.insert(0, "")
        preload(config["preload"])
        quiet_history()
        settle = functools.partial(seed_everything, config["seed"])
    else:
        settle = functools.partial(random.setstate, prefix.random_state)
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance(connection_file=config["connection_file"], log_level=50)
    app.initialize([])
    kernel, shell = app.kernel, app.shell
    shell.kernel = kernel
    run_commands_without_a_terminal(shell)
    shell.ask_exit = lambda: print("exit() is ignored while the notebook is graded.")  # noqa: T201
    if not config["workers"]:
        do_without_workers(shell)
    answers = new_answers(shell, config) if prefix is None else prefix.answers
    cap_output(shell, config["output_bytes"])

    async def handle(stream: Any, ident: Any, parent: Any) -> None:
        buffers = [bytes(b) for b in parent["buffers"]]
        reply, tensors = answers.answer(parent["content"], buffers[0] if buffers else b"")
        blob = b""
        if tensors:
            import safetensors.torch

            blob = safetensors.torch.save(tensors)
        body = json.dumps(reply, allow_nan=False).encode("ascii")
        kernel.session.send(stream, "grader_reply", {}, parent, ident=ident, buffers=[body, blob])

    kernel.shell_handlers["grader_request"] = handle
    before_first_cell(shell, settle)
    app.start()


def die_with_parent(how: int = signal.SIGKILL) -> None:
    """Ask Linux for this signal when the parent is gone (prctl(2)); elsewhere do nothing."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, how)


def adopt_orphans() -> None:
    """Become the parent of what descendants leave behind, so that it ends with this process's family."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER, see prctl(2)


def load() -> None:
    """Import the kernel's own modules while the runner prepares the connection."""
    import ipykernel.kernelapp  # noqa: F401

    import grader.kernel.answers  # noqa: F401

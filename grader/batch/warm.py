"""The warm process that grades submissions of one assignment: it has loaded everything once, and forks.

Two servers come of one load. The first is forked before anything of the course is read: runners and
kernels are forked from it (kernel/template.py). This process then loads the checks, has the given cells
before the first answer run, and forks a judge for each submission that it is sent.
"""

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from grader.kernel.frames import Channel, ChannelClosedError, Frame, FrameError

FRAME_SECONDS = 30.0
FRAME_BYTES = 2**28
_forked: list[int] = []
"""The template, which has to end before its folder goes."""


class Prefixes:
    """Templates in which the cells before the first answer have run: one for each set that is asked."""

    def __init__(self, assignment: Any, template: Any, limits: Any, folder: Path) -> None:
        self._assignment = assignment
        self._template = template
        self._limits = limits
        self._folder = folder
        self._known: dict[str | None, tuple[Any, Any]] = {}

    def of(self, asked: str | None) -> tuple[Any, Any]:
        """A warm process and the prefix that it has run; it is made when it is needed first.

        Raises:
            SessionError: the template is gone, or a given cell starts a thread.

        """
        if asked not in self._known:
            from grader.course.alignment import align
            from grader.kernel.shared import SharedPrefix
            from grader.pipeline import kernel_setup, plan_cells

            starter = self._assignment.starter(asked)
            cells = plan_cells(align(starter, starter, self._assignment.tasks))
            given = next((i for i, c in enumerate(cells) if c.role != "given"), len(cells))
            branch = self._template.branch(self._folder / f"branch-{len(self._known)}")
            prefix = SharedPrefix(branch, kernel_setup(self._assignment, self._assignment.seed), self._limits)
            prefix.advance(cells, given)
            self._known[asked] = (branch, prefix)
        return self._known[asked]


class Judges:
    """Forks a judge for each submission; a judge answers on the connection that brought it."""

    def __init__(self, assignment: Any, overrides: Any, prefixes: Prefixes, template: Any) -> None:
        self._assignment = assignment
        self._overrides = overrides
        self._prefixes = prefixes
        self._template = template

    def serve(self, listener: socket.socket) -> None:
        """Accept submissions until this process is killed."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # judges are reaped by the system
        while True:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(FrameError, OSError):
                channel = Channel(connection, FRAME_BYTES, FRAME_BYTES)
                frame = channel.receive(FRAME_SECONDS)
                self._get_ready(frame)
                gc.freeze()  # a fork's collector leaves these pages shared
                if os.fork() == 0:
                    listener.close()
                    _judge_and_exit(self, channel, frame)

    def _get_ready(self, frame: Frame) -> None:
        from grader.errors import GraderError
        from grader.sandbox.choice import choose

        with contextlib.suppress(GraderError):  # the judge will say so
            choose(frame.body["isolation"])  # tried once, before the forks
        if not frame.body["cold"]:
            with contextlib.suppress(GraderError):
                self._prefixes.of(_asked(frame.blob))

    def grade(self, frame: Frame) -> tuple[Any, bytes]:
        """Grade one submission; gives its staff report, and its claims."""
        from grader.course.submission import parse_submission
        from grader.kernel.launch import cold
        from grader.kernel.recording import Recording
        from grader.kernel.session import Session
        from grader.pipeline import grade_submission
        from grader.sandbox.choice import choose
        from grader.settings import Settings, resolve

        body = frame.body
        limits = resolve(self._assignment.layer, *self._overrides)[0]
        submission = parse_submission(frame.blob, body["name"], limits, body["student"])
        recording = Recording()
        launch, prefix = (cold, None) if body["cold"] else self._behind(submission)
        with Session(launch=launch, level=choose(body["isolation"])) as session:
            report = grade_submission(
                session,
                submission,
                self._assignment,
                settings=Settings(isolation=body["isolation"]),
                overrides=self._overrides,
                prefix=prefix,
                recording=recording,
            )
        return report, recording.claims(report.report.cells)

    def _behind(self, submission: Any) -> tuple[Any, Any]:
        """What to fork from: the shared prefix, or the bare template where the student wrote before it."""
        from grader.course.alignment import align
        from grader.pipeline import plan_cells

        asked = submission.notebook.asked
        warm, prefix = self._prefixes.of(asked)
        aligned = align(self._assignment.starter(asked), submission.notebook, self._assignment.tasks)
        return (warm, prefix) if prefix.fits(plan_cells(aligned)) else (self._template, None)


def _asked(notebook: bytes) -> str | None:
    """Which set of tasks a notebook answers: here, before the fork, since its prefix is made here."""
    from grader.course.notebook import parse_notebook
    from grader.settings import Limits

    return parse_notebook(notebook, "", Limits())[0].asked


def _judge_and_exit(judges: Judges, channel: Channel, frame: Frame) -> None:
    from grader.errors import GraderError
    from grader.kernel.inside import die_with_parent

    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent()
        channel.send({"pid": os.getpid()})
        try:
            graded, claims = judges.grade(frame)
            report = graded.model_dump_json().encode()
            internal = graded.report.status == "internal"
            channel.send({"status": "graded", "report": len(report), "internal": internal}, report + claims)
        except GraderError as error:
            channel.send({"status": _status(error), "reason": str(error)})
        code = 0
    except ChannelClosedError:
        pass  # whoever asked is gone
    finally:
        os._exit(code)


def _status(error: Exception) -> str:
    from grader.errors import NotebookError, SessionError

    if isinstance(error, SessionError):
        return "broken"  # the template is gone, or has no room: a new one may do better
    return "unreadable" if isinstance(error, NotebookError) else "internal"


def main() -> None:
    """argv: a folder of ours, modules to preload, a descriptor to close in forks; the rest is on stdin."""
    from grader.kernel import template as kernels
    from grader.kernel.inside import die_with_parent

    warnings.simplefilter("ignore")
    folder, preloaded = Path(sys.argv[1]), json.loads(sys.argv[2])
    signal.signal(signal.SIGTERM, lambda *_: _end(folder))
    die_with_parent(signal.SIGTERM)
    kernels.load()
    kernels.load_for(preloaded)
    refusal = kernels.reason_to_refuse()
    if refusal:
        _say({"refused": refusal})
        sys.exit(1)
    with kernels.listen(str(folder / "template")) as listener:
        gc.collect()
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            die_with_parent()
            os.close(int(sys.argv[3]))  # the lock on the folder, which is no concern of a kernel
            for descriptor in (0, 1):
                os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
            kernels.Server(listener).run()
        _forked.append(pid)
    _serve(folder, json.loads(sys.stdin.readline()))


def _serve(folder: Path, config: dict[str, Any]) -> None:
    """Become the process that forks judges."""
    import torch

    import grader.checks.expect
    import grader.checks.judge
    import grader.checks.plugin  # noqa: F401 - loaded once, before the forks
    from grader.course.assignment import Course
    from grader.kernel.launch import Warm
    from grader.kernel.template import listen
    from grader.settings import Layer, Source, resolve

    torch.set_num_threads(1)
    assignment = Course.find(Path(config["course"])).assignment(config["slug"])
    overrides = [Layer(Source(source), values, where) for source, values, where in config["overrides"]]
    template = Warm(folder / "template")
    limits = resolve(assignment.layer, *overrides)[0]
    tempfile.tempdir = str(folder)
    prefixes = Prefixes(assignment, template, limits, folder)
    with listen(str(folder / "judges")) as listener:
        _say({"ready": True})
        gc.collect()
        Judges(assignment, overrides, prefixes, template).serve(listener)


def _end(folder: Path) -> None:
    """Whoever started us is gone: leave nothing behind. What we forked ends first, and cleans up itself."""
    from grader.batch.folders import remove_folder

    for pid in _forked:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    remove_folder(folder)
    os._exit(1)


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - the answer to who started us


if __name__ == "__main__":
    main()

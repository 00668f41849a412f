"""The door to a notebook without a kernel: questions are answered in this process, on a namespace."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from grader.checks.student import Student, TaskCells
from grader.kernel.answers import Answers
from grader.kernel.session import Answer
from grader.models import Status

Ask = Callable[[dict[str, Any], bytes], Answer]
ROOM = 2**20


def asker(answers: Answers) -> Ask:
    """Ask `answers` as a session does: everything crosses as JSON and safetensors bytes."""

    def ask(request: dict[str, Any], blob: bytes = b"") -> Answer:
        body, tensors = answers.reply(json.loads(json.dumps(request)), blob)
        return Answer(Status.PASSED, json.loads(body), tensors)

    return ask


def student(
    namespace: dict[str, Any] | None = None,
    *,
    source: str = "",
    printed: str = "",
    counts: Mapping[int, int] | None = None,
    figures: list[dict[str, Any]] | None = None,
) -> Student:
    """The door to a notebook with this namespace, whose task has cell 0."""
    answers = Answers({} if namespace is None else namespace, ROOM)
    answers.figures.extend(figures or [])
    return Student(asker(answers), TaskCells(source, printed, (0,)), counts or {1: 0})


def notebook(source: str, **names: Any) -> dict[str, Any]:
    """The namespace that this code leaves behind."""
    namespace: dict[str, Any] = {"__name__": "__main__", **names}
    exec(compile(source, "<cell>", "exec"), namespace)
    return namespace


def liar(body: Any, blob: bytes = b"", status: Status = Status.PASSED, message: str = "") -> Student:
    """The door to a notebook that answers every question like this."""
    return Student(lambda _r, _b: Answer(status, body, blob, message), TaskCells("", "", (0,)), {1: 0})

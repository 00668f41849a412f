"""`student`, the only door to the notebook: values and views, never live objects.

Every view evaluates an expression of the check's author in the notebook's process and gets plain data
back. Whatever goes wrong over there ends the check with a verdict that says so.
"""

import base64
import io
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import torch

from grader.checks.failures import Unmet
from grader.checks.views import FunctionView, ModuleView
from grader.kernel.frames import without_escapes
from grader.kernel.protocol import (
    ClaimError,
    Expression,
    Handle,
    Opaque,
    TensorView,
    decode,
    encode,
    pack,
    unpack,
)
from grader.kernel.session import Answer
from grader.models import Status

__all__ = ["Student", "TaskCells"]


class TaskCells(NamedTuple):
    """What the notebook's cells of one task hold and put out."""

    source: str
    printed: str
    indices: tuple[int, ...]
    unseen: str = ""
    """Why it is not known what the cells printed and drew; empty when it is."""


class Student:
    """The notebook as it was right after the last cell of a task."""

    def __init__(
        self, ask: Callable[[dict[str, Any], bytes], Answer], cells: TaskCells, counts: Mapping[int, int]
    ) -> None:
        self._ask = ask
        self._cells = cells
        self._counts = counts
        self._kept: dict[str, Any] = {}
        self.pictures: list[str] = []

    # --- what the cells hold ---------------------------------------------------------------------

    @property
    def source(self) -> str:
        """Source of the task's answer cell."""
        return self._cells.source

    @property
    def printed(self) -> str:
        """Text that the task's cells printed or displayed.

        Raises:
            Unmet: they ran where nobody listened.

        """
        self._need_outputs()
        return without_escapes(self._cells.printed)

    @property
    def text(self) -> str:
        """A free-text answer: the Markdown the student wrote."""
        return self._cells.source.strip()

    # --- values ----------------------------------------------------------------------------------

    def value(self, expression: str, **inputs: Any) -> Any:
        """Plain data; a tensor or array of one element counts as its number.

        Raises:
            Unmet: it cannot be evaluated, or it is no plain data.

        """
        found = self._get(expression, inputs)
        if isinstance(found, TensorView) and found.data.numel() == 1:
            return found.data.reshape(()).item()
        self._refuse_opaque(expression, found, "plain data such as a number, a text or a list")
        return found

    def tensor(self, expression: str, **inputs: Any) -> TensorView:
        """A tensor, parameter, array or number.

        Raises:
            Unmet: it cannot be evaluated, or it is something else.

        """
        found = self.maybe_tensor(expression, **inputs)
        if found is None:
            raise Unmet(
                f"`{expression}` is None, and a tensor is needed here.",
                hint=_none_hint(expression),
                expected="a tensor",
                found="None",
            )
        return found

    def maybe_tensor(self, expression: str, **inputs: Any) -> TensorView | None:
        """Like `tensor`, but None stays None (a gradient that was never computed)."""
        found = self._get(expression, inputs)
        if found is None or isinstance(found, TensorView):
            return found
        if isinstance(found, (bool, int, float)):
            return TensorView(torch.tensor(found), kind="number")
        self._refuse_opaque(expression, found, "a tensor")
        raise Unmet(
            f"`{expression}` should be a tensor.",
            hint="Build it with torch.tensor(…) or convert it with torch.from_numpy(…).",
            expected="a tensor",
            found=f"a {type(found).__name__}",
        )

    def defined(self, expression: str) -> bool:
        """Whether the expression can be evaluated."""
        return "raised" not in self._send("get", expression, {}, {}, keep=True)

    def choice(self, expression: str) -> Any:
        """An answer to a choice task: text stripped and in lower case, tuples and sets as lists."""
        return _normalise(self.value(expression))

    def make(self, expression: str, **inputs: Any) -> Handle:
        """Evaluate an expression of the check's author over there and keep the object there.

        `torch`, `nn`, `F` and `np` are the real modules; other names are the notebook's.
        """
        found = self._result("make", expression, inputs, {})
        if not isinstance(found, Handle):
            raise Unmet(f"`{expression}` could not be kept.", status=Status.LIMIT)
        return found

    @staticmethod
    def expression(text: str) -> Expression:
        """An argument that is evaluated in the notebook, such as its own loss function."""
        return Expression(text)

    # --- views -----------------------------------------------------------------------------------

    def module(self, target: str | Handle, **inputs: Any) -> ModuleView:
        """A torch module: its parameters, layers and behaviour."""
        expression, inputs = _target(target, inputs)
        facts = self._result("module", expression, inputs, {}, keep=isinstance(target, str) and not inputs)
        return ModuleView.read(self._result, expression, inputs, facts)

    def function(self, expression: str, **inputs: Any) -> FunctionView:
        """A function of the notebook; calling the view calls the function over there."""
        return FunctionView(self._result, expression, inputs)

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Figures drawn by the task's cells, as data (axes, lines, collections, legend, labels).

        Raises:
            Unmet: they cannot be read, or the cells ran where nobody watched.

        """
        self._need_outputs()
        cells = [count for count, index in self._counts.items() if index in self._cells.indices]
        drawn = self._result("figures", "", {}, {"cells": cells})
        if not isinstance(drawn, list):
            raise Unmet("The figures could not be read.", status=Status.LIMIT)
        return [f for f in drawn if _is_figure(f) and self._counts.get(f["cell"]) in self._cells.indices]

    def picture(self, figure: Any) -> None:
        """Attach a matplotlib figure, drawn by the check, to the verdict."""
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight")
        self.pictures.append(base64.b64encode(buffer.getvalue()).decode("ascii"))

    # --- asking ----------------------------------------------------------------------------------

    def _need_outputs(self) -> None:
        if self._cells.unseen:
            raise Unmet(self._cells.unseen, hint="Run the cell again, then grade.", status=Status.BLOCKED)

    def _get(self, expression: str, inputs: dict[str, Any]) -> Any:
        return self._result("get", expression, inputs, {}, keep=not inputs)

    def _result(
        self,
        op: str,
        expression: str,
        inputs: Mapping[str, Any],
        arguments: Mapping[str, Any],
        *,
        keep: bool = False,
    ) -> Any:
        """The value in the answer to one question; anything else ends the check."""
        body = self._send(op, expression, inputs, arguments, keep=keep)
        if "ok" in body:
            return body["ok"]
        if "raised" in body:
            raise _raised(expression, body["raised"])
        refusal = str(body.get("refused", "no answer"))
        raise Unmet(f"{refusal}." if refusal.startswith("`") else f"`{expression}`: {refusal}.")

    def _send(
        self, op: str, expression: str, inputs: Mapping[str, Any], arguments: Mapping[str, Any], *, keep: bool
    ) -> dict[str, Any]:
        key = f"{op} {expression}"
        if keep and key in self._kept:
            found: dict[str, Any] = self._kept[key]
            return found
        tensors: dict[str, torch.Tensor] = {}
        request = {
            "op": op,
            "expr": expression,
            "inputs": {name: encode(value, tensors) for name, value in inputs.items()},
            "arguments": {name: encode(value, tensors) for name, value in arguments.items()},
        }
        answer = self._ask(request, pack(tensors))
        if answer.status is not Status.PASSED:
            raise Unmet(answer.message, status=answer.status, hint="Look for a loop that never ends.")
        try:
            body = _read(answer)
        except ClaimError as error:
            raise Unmet(f"`{expression}` could not be read: {error}.", status=Status.LIMIT) from None
        if keep:
            self._kept[key] = body
        return body

    @staticmethod
    def _refuse_opaque(expression: str, found: Any, wanted: str) -> None:
        if isinstance(found, (Opaque, Handle)):
            raise Unmet(
                f"`{expression}` should be {wanted}, but it is of type {found.type}.",
                expected=wanted,
                found=found.type,
            )


def _target(target: str | Handle, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if isinstance(target, Handle):
        return "made_by_the_check", inputs | {"made_by_the_check": target}
    return target, inputs


def _read(answer: Answer) -> dict[str, Any]:
    body = decode(answer.body, unpack(answer.blob))
    if not isinstance(body, dict) or len(json.dumps(list(body))) > 200:  # noqa: PLR2004 - a handful of keys
        raise ClaimError("the reply is no answer")
    return body


def _raised(expression: str, raised: Any) -> Unmet:
    fields = raised if isinstance(raised, dict) else {}
    name, message = str(fields.get("name", "Exception"))[:200], str(fields.get("message", ""))[:1000]
    missing = str(fields.get("missing", ""))[:200]
    if missing and name == "NameError":
        return Unmet(
            f"There is no `{missing}` in your notebook at this point.",
            hint=f"Define `{missing}` in the cell of this task, with exactly this name.",
            expected=missing,
            found="nothing",
        )
    return Unmet(
        f"Your code raised {name}: {message}" if message else f"Your code raised {name}.",
        hint="Run the cell and read the last line of the error first.",
        status=Status.FAILED if missing else Status.ERROR,
        detail=str(fields.get("traceback", ""))[:8000],
        found=f"{expression[:80]} -> {name}",
    )


def _is_figure(found: Any) -> bool:
    """Whether it is built as figures.py builds it, as far as the assertions rely on that."""
    if not isinstance(found, dict) or type(found.get("cell")) is not int:
        return False
    axes = found.get("axes", [])
    return isinstance(axes, list) and all(
        isinstance(a, dict)
        and all(isinstance(a.get(part, []), list) for part in ("lines", "collections", "images"))
        and (a.get("legend") is None or isinstance(a["legend"], list))
        for a in axes
    )


def _none_hint(expression: str) -> str:
    if expression.endswith(".grad"):
        return "Gradients appear after .backward(), on tensors made with requires_grad=True."
    return "Assign a tensor to it in the cell of this task."


def _normalise(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip().lower()
    if isinstance(value, (list, tuple)):
        return [_normalise(item) for item in value]
    if isinstance(value, set):
        return sorted((_normalise(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {_normalise(k) if isinstance(k, str) else k: _normalise(v) for k, v in value.items()}
    return value

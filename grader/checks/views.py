"""Views on modules and functions of the notebook: what they are, what they do on the grader's inputs."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import torch

from grader.checks.failures import Unmet
from grader.kernel.protocol import TensorView
from grader.models import Status

__all__ = ["Call", "FunctionView", "LayerView", "ModuleView", "ParameterView"]

Result = Callable[[str, str, Mapping[str, Any], Mapping[str, Any]], Any]
"""Asks one question: operation, expression, inputs, arguments -> value."""


class ParameterView(NamedTuple):
    """One registered parameter, without its values."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    device: str
    requires_grad: bool

    @property
    def numel(self) -> int:
        """Number of scalars."""
        return math.prod(self.shape)


class LayerView(NamedTuple):
    """One registered module without children."""

    name: str
    type: str
    settings: dict[str, Any]


class Call(NamedTuple):
    """What a function of the notebook gave back."""

    value: Any
    printed: str


class ModuleView:
    """A torch module of the notebook."""

    def __init__(self, result: Result, expression: str, inputs: Mapping[str, Any]) -> None:
        self._result = result
        self._expression = expression
        self._inputs = inputs
        self.type = ""
        self.training = True
        self.parameters: tuple[ParameterView, ...] = ()
        self.layers: tuple[LayerView, ...] = ()

    @classmethod
    def read(cls, result: Result, expression: str, inputs: Mapping[str, Any], facts: Any) -> "ModuleView":
        """A view from what the notebook claims about the module."""
        view = cls(result, expression, inputs)
        try:
            view.type, view.training = str(facts["type"]), facts["training"] is True
            view.parameters = tuple(
                ParameterView(str(n), tuple(map(int, shape)), str(dtype), str(device), grad is True)
                for n, shape, dtype, device, grad in facts["parameters"]
            )
            view.layers = tuple(LayerView(str(n), str(t), dict(s)) for n, t, s in facts["layers"])
        except (TypeError, KeyError, ValueError, OverflowError):
            raise _unreadable(expression) from None
        return view

    @property
    def count(self) -> int:
        """Number of trainable scalars."""
        return sum(p.numel for p in self.parameters if p.requires_grad)

    @property
    def state(self) -> dict[str, torch.Tensor]:
        """Parameters and buffers by name, copied."""
        found = self._mapping("state", {})
        return {n: t.data for n, t in found.items() if isinstance(t, TensorView)}

    def forward(self, *args: Any, train: bool = False) -> torch.Tensor:
        """Output for the grader's inputs, without gradients, in eval mode unless `train`.

        Raises:
            Unmet: it raises, or what comes out is no tensor.

        """
        return self._output(args, train=train, layer="")

    def output_of(self, layer: str, *args: Any) -> torch.Tensor:
        """What the named layer puts out during a forward pass."""
        return self._output(args, train=False, layer=layer)

    def gradients(self, x: Any, y: Any, loss: str = "mse") -> dict[str, torch.Tensor | None]:
        """Gradient of `loss(forward(x), y)` for every parameter, taken on a copy; None where none is."""
        arguments = {"x": x, "y": y, "loss": loss}
        found = self._mapping("gradients", arguments)
        return {n: t.data if isinstance(t, TensorView) else None for n, t in found.items()}

    def _mapping(self, op: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        found = self._result(op, self._expression, self._inputs, arguments)
        if not isinstance(found, dict):
            raise _unreadable(self._expression)
        return found

    def _output(self, args: Sequence[Any], *, train: bool, layer: str) -> torch.Tensor:
        arguments = {"args": list(args), "train": train, "layer": layer}
        found = self._result("forward", self._expression, self._inputs, arguments)
        if not isinstance(found, TensorView):
            raise Unmet(
                "A forward pass should give a tensor.",
                hint="Does forward() return its result?",
                expected="a tensor",
                found="None" if found is None else f"a {type(found).__name__}",
            )
        return found.data


def _unreadable(expression: str) -> Unmet:
    return Unmet(f"What is known about `{expression}` could not be read.", status=Status.LIMIT)


class FunctionView:
    """A function of the notebook."""

    def __init__(self, result: Result, expression: str, inputs: Mapping[str, Any]) -> None:
        self._result = result
        self._expression = expression
        self._inputs = inputs

    def __call__(self, *args: Any, globals: Mapping[str, Any] | None = None, **kwargs: Any) -> Call:  # noqa: A002
        """Call it with plain data, tensors, handles; `globals` replaces names of the notebook meanwhile.

        Raises:
            Unmet: it is no function, or it raises.

        """
        arguments = {"args": list(args), "kwargs": kwargs, "bind": dict(globals or {})}
        found = self._result("call", self._expression, self._inputs, arguments)
        if not isinstance(found, dict):
            raise _unreadable(self._expression)
        return Call(found.get("value"), str(found.get("printed", "")))

    def tensor(self, *args: Any, globals: Mapping[str, Any] | None = None, **kwargs: Any) -> torch.Tensor:  # noqa: A002
        """Call it and give the tensor it returns.

        Raises:
            Unmet: it returns something else.

        """
        value = self(*args, globals=globals, **kwargs).value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return torch.tensor(value)
        if isinstance(value, TensorView):
            return value.data
        raise Unmet(
            f"`{self._expression}` should return a tensor.",
            hint="Does the function end with `return …`?",
            expected="a tensor",
            found="None" if value is None else f"a {type(value).__name__}",
        )

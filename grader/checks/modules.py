"""Assertions about torch modules, functions and optimizers."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import torch

from grader.checks.failures import Unmet
from grader.checks.student import Student
from grader.checks.values import as_tensor, close, finite, shown
from grader.checks.views import ModuleView

__all__ = [
    "deterministic",
    "gradients_flow",
    "layers",
    "optimizer",
    "parameter_count",
    "parameter_shapes",
    "same_function",
]

Function = Callable[..., Any]


def parameter_count(module: ModuleView, expected: int, hint: str = "") -> None:
    """Number of trainable scalars; the message lists what each parameter contributes."""
    if module.count != expected:
        parts = ", ".join(f"{p.name} {' x '.join(map(str, p.shape)) or '1'}" for p in module.parameters[:12])
        frozen = [p.name for p in module.parameters if not p.requires_grad]
        why = f" {', '.join(frozen[:4])} does not require gradients." if frozen else ""
        raise Unmet(
            f"Your model should have {expected} trainable numbers, and it has {module.count}.{why}",
            hint=hint
            or "Check the sizes of the layers, their biases, and that each layer is an attribute of self.",
            expected=f"{expected} trainable numbers",
            found=f"{module.count} ({parts})" if parts else "0: no registered parameters",
        )


def parameter_shapes(module: ModuleView, expected: Sequence[tuple[int, ...]], hint: str = "") -> None:
    """The shapes of all parameters, in any order."""
    found = Counter(p.shape for p in module.parameters)
    if found != Counter(tuple(s) for s in expected):
        raise Unmet(
            "The parameters of your model do not have the expected shapes.",
            hint=hint
            or "A Linear(in, out) layer holds a weight of shape (out, in) and a bias of shape (out,).",
            expected=", ".join(map(str, sorted(expected))),
            found=", ".join(str(p.shape) for p in module.parameters) or "none",
        )


def layers(module: ModuleView, expected: Sequence[str], hint: str = "") -> None:
    """The types of the registered layers, in order."""
    found = [layer.type for layer in module.layers]
    if found != list(expected):
        raise Unmet(
            "The layers of your model are not the expected ones.",
            hint=hint
            or "Layers count when they are attributes of the model or members of a Sequential or ModuleList.",
            expected=", ".join(expected),
            found=", ".join(found) or "none",
        )


def gradients_flow(module: ModuleView, x: Any, y: Any, loss: str = "mse", hint: str = "") -> None:
    """Every trainable parameter gets a finite gradient that is not all zero."""
    gradients = module.gradients(x, y, loss)
    trainable = {p.name for p in module.parameters if p.requires_grad}
    for name in sorted(trainable):
        grad = gradients.get(name)
        if grad is None or not bool((grad != 0).any()):
            raise Unmet(
                f"No gradient reaches the parameter `{name}`.",
                hint=hint or "Is the layer used in forward(), and nothing detached on the way?",
                expected="a gradient that is not zero",
                found="None" if grad is None else "all zero",
            )
        finite(grad, f"the gradient of `{name}`")


def _apply(function: Function | ModuleView, x: torch.Tensor) -> torch.Tensor:
    if isinstance(function, ModuleView):
        return function.forward(x)
    tensor = getattr(function, "tensor", None)
    return as_tensor(tensor(x) if tensor is not None else function(x))


def same_function(
    f: Function | ModuleView, g: Function | ModuleView, x: torch.Tensor, rtol: float = 1e-5, hint: str = ""
) -> None:
    """Both give the same on `x`: the student's first, the reference second."""
    scale = float(_apply(g, x).abs().max())
    close(_apply(f, x), _apply(g, x), rtol, rtol * max(scale, 1.0), "the outputs on fresh inputs", hint)


def deterministic(f: Function | ModuleView, x: torch.Tensor, hint: str = "") -> None:
    """The same inputs give the same outputs twice."""
    if not torch.equal(_apply(f, x), _apply(f, x)):
        raise Unmet(
            "The same inputs gave two different outputs.",
            hint=hint or "Is there something random in forward()? In eval mode there should not be.",
        )


def optimizer(
    student: Student, name: str, module: str, lr: float | None = None, kind: str | None = None, hint: str = ""
) -> None:
    """The optimizer updates exactly this module's parameters, with this learning rate and class if given."""
    held = student.value(
        f"[[any(p is q for q in {module}.parameters()) for p in g['params']] for g in {name}.param_groups]"
    )
    total = student.value(f"len(list({module}.parameters()))")
    groups = held if isinstance(held, list) else []
    flags = [flag is True for group in groups if isinstance(group, list) for flag in group]
    if not all(flags) or len(flags) != total:
        raise Unmet(
            f"`{name}` should update the parameters of `{module}`: all of them and nothing else.",
            hint=hint or f"Make it anew from {module}.parameters(), after `{module}` has been made.",
            expected=f"the {total} parameter tensors of {module}",
            found=f"{sum(flags)} of them and {len(flags) - sum(flags)} others",
        )
    if kind is not None and (found := student.value(f"type({name}).__name__")) != kind:
        raise Unmet(f"`{name}` should be a torch.optim.{kind}.", hint=hint, expected=kind, found=str(found))
    if lr is not None:
        rates = student.value(f"[float(g['lr']) for g in {name}.param_groups]")
        rates = rates if isinstance(rates, list) else [rates]
        if not all(isinstance(r, float) and abs(r - lr) <= 1e-6 * lr for r in rates):
            raise Unmet(
                f"The learning rate should be {lr:g}.", hint=hint, expected=f"{lr:g}", found=shown(rates[0])
            )

"""Assertions that run the student's code again: train a fresh model, choose a device on another machine."""

import statistics
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.nn import functional

from grader.checks.failures import Unmet
from grader.checks.learning import loss_below
from grader.checks.student import Student

__all__ = ["follows_device", "rerun", "trains"]

ADAM = "torch.optim.Adam(net.parameters(), lr=0.02)"
STEP = "[(opt.zero_grad(), ({loss}).backward(), opt.step()) and None for _ in range(steps)]"
THEIRS = {
    "mse": "F.mse_loss(net(x).flatten(), y.flatten())",
    "bce": "F.binary_cross_entropy(net(x).flatten(), y.flatten())",
    "bce_logits": "F.binary_cross_entropy_with_logits(net(x).flatten(), y.flatten())",
    "cross_entropy": "F.cross_entropy(net(x), y)",
}
OURS: dict[str, Callable[[torch.Tensor, torch.Tensor], torch.Tensor]] = {
    "mse": lambda out, y: functional.mse_loss(out.flatten(), y.flatten()),
    "bce": lambda out, y: functional.binary_cross_entropy(out.flatten(), y.flatten()),
    "bce_logits": lambda out, y: functional.binary_cross_entropy_with_logits(out.flatten(), y.flatten()),
    "cross_entropy": functional.cross_entropy,
}

AGAIN = '''
import contextlib
import sys
from unittest import mock

import torch


def devices(cuda, mps):
    """Pretend that this hardware is there, or is not; nothing is allocated."""
    kind = "cuda" if cuda else "mps" if mps else None
    yield mock.patch.object(torch.cuda, "is_available", lambda: cuda)
    yield mock.patch.object(torch.cuda, "device_count", lambda: int(cuda))
    yield mock.patch.object(torch.backends.mps, "is_available", lambda: mps)
    yield mock.patch.object(torch.backends.mps, "is_built", lambda: mps)
    if hasattr(torch, "accelerator"):
        found = torch.device(kind) if kind else None
        yield mock.patch.object(torch.accelerator, "is_available", lambda: kind is not None)
        yield mock.patch.object(torch.accelerator, "current_accelerator", lambda *_, **__: found)


def again(space, source, wanted, machine, names):
    """Run the source with these names and this hardware; the notebook's own names stay as they are."""
    space.update(names)
    plt = sys.modules.get("matplotlib.pyplot")
    drawn = set(plt.get_fignums()) if plt else set()
    with contextlib.ExitStack() as stack:
        for patch in devices(*machine) if machine is not None else ():
            stack.enter_context(patch)
        if plt:
            stack.enter_context(mock.patch.object(plt, "show", lambda *_, **__: None))
        try:
            with contextlib.suppress(KeyError):
                source = space["get_ipython"]().transform_cell(source)
            exec(compile(source, "<again>", "exec"), space)
        except Exception:
            if machine is None:
                raise
            # hardware that is only pretended cannot be used; what was chosen before counts
        try:
            return eval(wanted, space)
        finally:
            for number in set(plt.get_fignums()) - drawn if plt else ():
                plt.close(number)
'''
CALL = (
    "lambda program, source, wanted, machine, names: (lambda space, own: "
    "(exec(program, own), own['again'](space, source, wanted, machine, names))[1])(globals(), {})"
)


def trains(  # noqa: PLR0913 - a training recipe has that many parts
    student: Student,
    constructor: str,
    x: torch.Tensor,
    y: torch.Tensor,
    *,
    limit: float,
    rng: torch.Generator,
    loss: str = "mse",
    optimizer: str = ADAM,
    steps: int = 300,
    attempts: int = 3,
    what: str = "the loss of a freshly made and trained model",
    hint: str = "",
) -> None:
    """A model from the student's own constructor learns these data.

    The constructor is an expression of the check's author, such as `Net(1, 3, 1)`; the optimizer one
    in which the model is called `net`. Each attempt starts from a seed drawn from `rng`, full batch; the
    median of the recomputed losses counts, so that one unlucky start does no harm.
    """
    losses = []
    for seed in torch.randint(2**31, (attempts,), generator=rng).tolist():
        net = student.make(f"(torch.manual_seed(seed), {constructor})[1]", seed=seed)
        opt = student.make(optimizer, net=net)
        student.make(STEP.format(loss=THEIRS[loss]), net=net, opt=opt, x=x, y=y, steps=steps)
        losses.append(float(OURS[loss](student.module(net).forward(x), y)))
    loss_below(
        statistics.median(losses),
        limit,
        what,
        hint or "Is every layer registered, used in forward(), and followed by its activation?",
    )


def rerun(
    student: Student, wanted: str, *, machine: tuple[bool, bool] | None = None, source: str = "", **names: Any
) -> Any:
    """Run the task's answer cell once more, with other names, and give the value of `wanted` afterwards.

    `machine` pretends whether there is a CUDA and an MPS device. The notebook's own names are not touched,
    and figures that are drawn meanwhile are closed again.
    """
    again = student.function(CALL)
    return again(AGAIN, source or student.source, wanted, machine, names).value


def follows_device(
    student: Student,
    name: str = "device",
    kinds: Sequence[str] = ("cuda", "mps"),
    *,
    every: bool = False,
    hint: str = "",
) -> None:
    """The chosen device follows what the machine has: one of these kinds, or `every` one; else the CPU."""
    advice = hint or "Ask is_available() in the cell, and choose by its answer."
    chosen = _chosen(student, name, (False, False))
    if chosen != "cpu":
        raise Unmet(
            f"On a machine without a GPU, `{name}` should be the CPU.",
            hint=advice,
            expected="cpu",
            found=chosen,
        )
    found = {kind: _chosen(student, name, (kind == "cuda", kind == "mps")) for kind in kinds}
    followed = [kind for kind, value in found.items() if value == kind]
    if len(followed) < (len(kinds) if every else 1):
        missed = next(kind for kind in kinds if kind not in followed)
        raise Unmet(
            f"On a machine with {missed.upper()}, `{name}` should make use of it.",
            hint=advice,
            expected=missed,
            found=found[missed],
        )


def _chosen(student: Student, name: str, machine: tuple[bool, bool]) -> str:
    value = rerun(student, f"str({name})", machine=machine)
    return str(value).split(":", 1)[0]

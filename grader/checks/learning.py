"""Assertions about training: losses, accuracies, agreement with another method."""

from collections.abc import Sequence
from typing import Any

import torch

from grader.checks.failures import Unmet
from grader.checks.measures import measure
from grader.checks.values import as_tensor, close, finite, number, shown

__all__ = ["accuracy_at_least", "agrees_with", "loss_below", "loss_falls"]


def loss_below(loss: Any, limit: float, what: str = "the loss", hint: str = "") -> None:
    """A finite loss, recomputed by the grader, of at most `limit`."""
    value = number(loss, what)
    measure(what, value, high=limit)
    finite(torch.tensor(value), what, "The training diverged: try a smaller learning rate.")
    if value > limit:
        raise Unmet(
            f"Recomputed on your outputs, {what} is {shown(value)}, and it should be at most {shown(limit)}.",
            hint=hint or "Check zero_grad, backward, step, shapes inside the loss, learning rate and epochs.",
            expected=f"at most {shown(limit)}",
            found=shown(value),
        )


def loss_falls(losses: Sequence[float] | torch.Tensor, hint: str = "") -> None:
    """Finite all along, and the last lower than the first."""
    values = as_tensor(losses).double().flatten()
    finite(values, "the losses", "The training diverged: try a smaller learning rate.")
    if values.numel() < 2 or float(values[-1]) >= float(values[0]):  # noqa: PLR2004 - a fall needs two
        raise Unmet(
            "The loss does not fall during training.",
            hint=hint or "Is the gradient subtracted, and does every step use fresh predictions?",
            expected="the last loss below the first",
            found=f"{shown(values[:1])} at the start, {shown(values[-1:])} at the end"
            if values.numel()
            else "no losses",
        )


def accuracy_at_least(predicted: Any, labels: Any, limit: float, hint: str = "") -> None:
    """Share of predictions that equal the labels, both flattened."""
    ours, theirs = as_tensor(labels).flatten(), as_tensor(predicted).flatten()
    if ours.shape != theirs.shape:
        raise Unmet(
            "There should be one predicted class per example.",
            expected=str(ours.numel()),
            found=str(theirs.numel()),
        )
    accuracy = float((theirs == ours).double().mean())
    measure("the accuracy", accuracy, low=limit)
    if not accuracy >= limit:
        raise Unmet(
            f"{accuracy:.1%} of the predictions are right, and it should be at least {limit:.1%}.",
            hint=hint
            or "More epochs, another learning rate or more hidden units may help; look at the loss curve.",
            expected=f"at least {limit:.1%}",
            found=f"{accuracy:.1%}",
        )


def agrees_with(
    found: Any,
    reference: Any,
    name: str = "scikit-learn",
    rtol: float = 1e-4,
    atol: float = 0.0,
    hint: str = "",
) -> None:
    """Agreement with another method's result."""
    advice = hint or f"{name} solves the same problem: train longer, or look for a wrong shape."
    theirs, ours = as_tensor(found).double().flatten(), as_tensor(reference).double().flatten()
    close(theirs, ours, rtol, atol, f"your result compared with {name}", advice)

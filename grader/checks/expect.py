"""The assertions of this field, each with a message that teaches: `from grader.checks import expect`."""

from grader.checks.answers import choice, figure_shows, order, partial, prints, words
from grader.checks.learning import accuracy_at_least, agrees_with, loss_below, loss_falls
from grader.checks.modules import (
    deterministic,
    gradients_flow,
    layers,
    optimizer,
    parameter_count,
    parameter_shapes,
    same_function,
)
from grader.checks.training import follows_device, trains
from grader.checks.values import (
    between,
    close,
    device,
    dtype,
    equal,
    finite,
    gradient,
    leaf,
    no_gradient,
    shape,
    that,
    tracks_gradient,
)

__all__ = [
    "accuracy_at_least",
    "agrees_with",
    "between",
    "choice",
    "close",
    "deterministic",
    "device",
    "dtype",
    "equal",
    "figure_shows",
    "finite",
    "follows_device",
    "gradient",
    "gradients_flow",
    "layers",
    "leaf",
    "loss_below",
    "loss_falls",
    "no_gradient",
    "optimizer",
    "order",
    "parameter_count",
    "parameter_shapes",
    "partial",
    "prints",
    "same_function",
    "shape",
    "that",
    "tracks_gradient",
    "trains",
    "words",
]

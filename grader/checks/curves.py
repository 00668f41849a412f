"""Is a function a straight line, or does it bend? And pictures of fits, regions and losses for feedback."""

from collections.abc import Callable, Sequence
from typing import Any

import torch

from grader.checks.failures import Unmet
from grader.checks.measures import measure
from grader.checks.student import Student
from grader.checks.values import as_tensor, finite
from grader.checks.views import ModuleView

__all__ = ["affine", "bend", "fit_picture", "losses_picture", "nonlinear", "regions_picture"]

Function = Callable[[torch.Tensor], Any] | ModuleView

POINTS = 201
STRAIGHT = 1e-3
"""An affine function stays closer than this to the straight line between its end values."""
BENT = 5e-2
"""A function that bends visibly deviates by more than this; both relative to the range of its values."""


def bend(f: Function, low: float, high: float) -> float:
    """How far `f` deviates from the straight line between its end values, relative to its range.

    It is taken on 201 equidistant points, given to `f` as a column; a constant has no bend.
    """
    values = _values(f, torch.linspace(low, high, POINTS).unsqueeze(1))
    if values.numel() != POINTS:
        raise Unmet(
            "There should be one output for each input.",
            expected=f"{POINTS} numbers",
            found=f"{values.numel()} numbers",
        )
    finite(values, "the outputs")
    chord = values[0] + (values[-1] - values[0]) * torch.linspace(0, 1, POINTS, dtype=torch.float64)
    spread = float(values.max() - values.min())
    return float((values - chord).abs().max()) / spread if spread > 0 else 0.0


def affine(
    f: Function,
    low: float,
    high: float,
    at_most: float = STRAIGHT,
    what: str = "the prediction",
    hint: str = "",
) -> None:
    """Between `low` and `high` the function is a straight line."""
    found = bend(f, low, high)
    measure(f"the bend of {what}", found, high=at_most)
    if not found <= at_most:
        raise Unmet(
            f"{_first_up(what)} should be a straight line, and it bends.",
            hint=hint or "Leave activation functions out: linear layers alone give straight lines.",
            expected=f"a deviation from the straight line of at most {at_most:.1%} of the range",
            found=f"{found:.1%}",
        )


def nonlinear(
    f: Function, low: float, high: float, at_least: float = BENT, what: str = "the prediction", hint: str = ""
) -> None:
    """Between `low` and `high` the function bends visibly."""
    found = bend(f, low, high)
    measure(f"the bend of {what}", found, low=at_least)
    if not found >= at_least:
        raise Unmet(
            f"{_first_up(what)} is still a straight line.",
            hint=hint or "Put an activation function, such as nn.Tanh(), between the linear layers.",
            expected=f"a deviation from the straight line of at least {at_least:.1%} of the range",
            found=f"{found:.1%}",
        )


def fit_picture(
    student: Student, f: Function, x: Any, y: Any, title: str = "What your model predicts"
) -> None:
    """Attach a picture of the data with the curve that `f` draws through them."""
    points, targets = as_tensor(x).flatten(), as_tensor(y).flatten()
    grid = torch.linspace(float(points.min()), float(points.max()), POINTS)
    curve = _values(f, grid.unsqueeze(1))
    figure, axes = _canvas(title)
    axes.plot(points.numpy(), targets.numpy(), "o", alpha=0.5, label="data")
    if curve.numel() == POINTS:
        axes.plot(grid.numpy(), curve.numpy(), label="your model")
    axes.set(xlabel="x", ylabel="y")
    axes.legend()
    student.picture(figure)


def regions_picture(
    student: Student,
    f: Function,
    x: Any,
    labels: Any,
    title: str = "Where your model says yes",
    threshold: float = 0.5,
) -> None:
    """Attach a picture of the plane: where `f` is above the threshold, and the data of two classes."""
    points, positive = as_tensor(x), as_tensor(labels).flatten().bool()
    low, high = points.min(0).values, points.max(0).values
    steps = 81
    across, up = (torch.linspace(float(low[i]), float(high[i]), steps) for i in (0, 1))
    grid = torch.cartesian_prod(across, up)
    values = _values(f, grid)
    figure, axes = _canvas(title)
    if values.numel() == len(grid):
        heights = values.reshape(steps, steps).T
        regions = (heights > threshold).float()
        axes.pcolormesh(across.numpy(), up.numpy(), regions.numpy(), cmap="RdBu", alpha=0.4, vmin=0, vmax=1)
    for mask, name in ((positive, "positive"), (~positive, "negative")):
        axes.plot(points[mask, 0].numpy(), points[mask, 1].numpy(), "o", markersize=4, label=name)
    axes.set_aspect(1)
    axes.legend()
    student.picture(figure)


def losses_picture(
    student: Student, losses: Sequence[float] | torch.Tensor, title: str = "Your losses"
) -> None:
    """Attach a picture of the loss over the course of the training."""
    values = as_tensor(losses).double().flatten()
    figure, axes = _canvas(title)
    axes.plot(range(1, values.numel() + 1), values.numpy())
    axes.set(xlabel="epoch", ylabel="loss")
    student.picture(figure)


def _values(f: Function, x: torch.Tensor) -> torch.Tensor:
    return as_tensor(f.forward(x) if isinstance(f, ModuleView) else f(x)).double().flatten()


def _canvas(title: str) -> tuple[Any, Any]:
    from matplotlib.figure import Figure  # only when something is drawn

    figure = Figure(figsize=(5, 4))
    axes = figure.add_subplot()
    axes.set_title(title)
    axes.grid(alpha=0.3)
    return figure, axes


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]

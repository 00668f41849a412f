"""What the checks of this assignment share: data, the network of section 3, pictures for the feedback."""

import csv
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from grader.checks import expect
from grader.checks.student import Student
from grader.checks.views import ModuleView
from grader.kernel.protocol import TensorView

Axes = Mapping[str, Any]
Figures = Sequence[Mapping[str, Any]]

UNJOINED = ("", " ", "none")


def read(name: str) -> torch.Tensor:
    """A table of the assignment's data folder."""
    path = Path(__file__).resolve().parents[1] / "data" / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return torch.tensor([[float(cell) for cell in row] for row in rows], dtype=torch.float64)


SINE = read("sine.csv")
MOONS, LABELS = read("moons.csv")[:, :2], read("moons.csv")[:, 2].long()
NET = read("trained_net.csv")
"""Columns: weight and bias of layer1, weight of layer2, bias of layer2 (in every row)."""


def features_of(x: torch.Tensor) -> torch.Tensor:
    """The 30 features of the given network for a column of inputs."""
    return torch.relu(x.double() * NET[:, 0] + NET[:, 1])


def net_of(x: torch.Tensor) -> torch.Tensor:
    """What the given network predicts for a column of inputs."""
    return features_of(x) @ NET[:, 2:3] + NET[0, 3]


def fresh_moons(n: int, rng: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Points and classes like those of make_moons with noise 0.2."""
    angle = torch.pi * torch.rand(n, generator=rng)
    labels = (torch.rand(n, generator=rng) < 0.5).long()  # noqa: PLR2004 - heads or tails
    outer = torch.stack([angle.cos(), angle.sin()], dim=1)
    inner = torch.stack([1 - angle.cos(), 0.5 - angle.sin()], dim=1)
    points = torch.where(labels[:, None] == 1, inner, outer)
    return points + 0.2 * torch.randn(n, 2, generator=rng), labels


def column(found: torch.Tensor, rows: int, what: str) -> torch.Tensor:
    """One number per example, of shape (n, 1) or (n,), flattened."""
    if tuple(found.shape) != (rows,):
        expect.shape(found, (rows, 1), what=what)
    return found.flatten().double()


def sine_loss(model: ModuleView, what: str) -> float:
    """Mean squared error on the sample, recomputed."""
    x, y = SINE[:, :1].float(), SINE[:, 1]
    return float((column(model.forward(x), 50, f"the output of `{what}`") - y).square().mean())


def scores_of(model: ModuleView, points: torch.Tensor, what: str) -> torch.Tensor:
    """The two scores of every point."""
    scores = model.forward(points.float())
    expect.shape(scores, (len(points), 2), what=f"the output of `{what}`", hint="One score for each class.")
    expect.finite(scores, what=f"the scores of `{what}`")
    return scores.double()


def tensors_in(value: Any) -> Iterator[torch.Tensor]:
    """Every tensor in a list, tuple or dictionary, however deep."""
    if isinstance(value, TensorView):
        yield value.data
    elif isinstance(value, Mapping):
        yield from tensors_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from tensors_in(item)


# --- figures --------------------------------------------------------------------------------------


def axes_of(figures: Figures) -> list[Axes]:
    """All axes that were drawn."""
    return [axes for figure in figures for axes in figure.get("axes", ())]


def loss_axes(figures: Figures, steps: int) -> Axes:
    """The axes with a loss curve: one line of at least so many values that falls."""
    curves = [
        (axes, axes["lines"][0]["y"])
        for axes in axes_of(figures)
        if len(axes.get("lines", ())) == 1 and len(axes["lines"][0]["y"]) >= steps
    ]
    expect.that(
        bool(curves),
        "No axes of your figure show the loss.",
        hint="Draw the losses of all steps as one line, in axes of their own.",
        expected=f"one line of {steps} losses or more",
        found="none",
    )
    axes, losses = curves[-1]
    expect.loss_falls(losses)
    return axes


def labelled(axes: Axes, xlabel: str, *ylabels: str, title: str = "") -> None:
    """Both axes have their labels (one of `ylabels`); a title with this text, of which " " is any."""
    texts = {part: str(axes.get(part, "")).lower() for part in ("title", "xlabel", "ylabel")}
    missing = [f"the label {xlabel} of the horizontal axis"] if xlabel.lower() not in texts["xlabel"] else []
    if not any(label.lower() in texts["ylabel"] for label in ylabels):
        missing.append(f"the label {ylabels[0]} of the vertical axis")
    wanted = title.strip().lower()
    if title and (not texts["title"].strip() or wanted not in texts["title"]):
        missing.append(f"a title that mentions “{wanted}”" if wanted else "a title")
    expect.that(
        not missing,
        f"Your figure lacks {' and '.join(missing)}.",
        hint="Call ax.set(title=..., xlabel=..., ylabel=...).",
    )


# --- pictures for the feedback --------------------------------------------------------------------


def show_fit(student: Student, model: ModuleView) -> None:
    """Attach the sample, the sine behind it, and what the model makes of it."""
    x = torch.linspace(-3.3, 3.3, 331)[:, None]
    y = model.forward(x)
    if importlib.util.find_spec("matplotlib") is None or y.numel() != x.numel():
        return
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.5, 3))
    axes = figure.subplots()
    axes.scatter(SINE[:, 0], SINE[:, 1], s=14, color="steelblue", label="sample")
    axes.plot(x.flatten(), x.flatten().sin(), color="grey", linestyle="--", label="sine")
    axes.plot(x.flatten(), y.flatten(), color="black", label="your model")
    axes.set(xlabel="x", ylabel="y", ylim=(-2.5, 2.5))
    axes.legend(fontsize=8)
    student.picture(figure)


def show_regions(student: Student, model: ModuleView) -> None:
    """Attach the moons with the probability of class 1 behind them."""
    if importlib.util.find_spec("matplotlib") is None:
        return
    from matplotlib.figure import Figure

    first, second = torch.meshgrid(torch.linspace(-2, 3, 101), torch.linspace(-1.5, 2, 101), indexing="ij")
    scores = model.forward(torch.stack([first.flatten(), second.flatten()], dim=1))
    if tuple(scores.shape) != (first.numel(), 2):
        return
    figure = Figure(figsize=(4.5, 3))
    axes = figure.subplots()
    share = torch.softmax(scores, dim=1)[:, 1].reshape(first.shape)
    axes.contourf(first, second, share, levels=torch.linspace(0, 1, 11), cmap="BrBG", alpha=0.4)
    axes.scatter(MOONS[:, 0], MOONS[:, 1], c=LABELS, cmap="BrBG", edgecolor="k", s=14)
    axes.set(title="Your decision regions", xlabel="Feature 1", ylabel="Feature 2")
    student.picture(figure)

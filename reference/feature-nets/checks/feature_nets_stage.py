"""A stage where hidden checks let drawing functions play, and stand-ins for what those call."""
# ruff: noqa: INP001

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch

from grader.checks.student import Student
from grader.kernel.protocol import Handle

STAGE = '''
import matplotlib.colors
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from matplotlib._pylab_helpers import Gcf
from matplotlib.axes import Axes

from grader.kernel.figures import read_open_figures


class Stage:
    """Nothing is shown, fillings are noted, and in the end everything is as before."""

    def __init__(self):
        self.show, self.old, self.notes = plt.show, {}, []

    def open(self):
        Gcf.destroy_all()
        plt.show = lambda *args, **kwargs: None
        for name in ("contourf", "pcolormesh"):
            self.old[name] = getattr(Axes, name)
            setattr(Axes, name, self.noting(self.old[name]))

    def close(self):
        for name, function in self.old.items():
            setattr(Axes, name, function)
        plt.show = self.show
        Gcf.destroy_all()

    def noting(self, draw):
        def noted(axes, *args, **kwargs):
            if len(args) >= 3:
                self.notes.append([np.asarray(a, dtype=float) for a in args[:3]])
            return draw(axes, *args, **kwargs)

        return noted

    def two_axes(self):
        return plt.subplots(1, 2)[1]

    def table(self, x, y):
        return pd.DataFrame({"x": x.flatten().numpy(), "y": y.flatten().numpy()})

    def styles(self, position):
        """Colour and opacity of every line in these axes of the newest figure."""
        lines = plt.figure(plt.get_fignums()[-1]).axes[position].lines
        return [list(matplotlib.colors.to_rgba(line.get_color(), line.get_alpha())) for line in lines]

    def figures(self):
        return read_open_figures()


def train_regression_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    return train(model, X, y, torch.nn.functional.mse_loss, num_epochs, learning_rate)


def train_classification_model(model, X, y, num_epochs=1000, learning_rate=0.1):
    target = y.flatten().long()
    return train(model, X, target, torch.nn.functional.cross_entropy, num_epochs, learning_rate)


def train(model, X, y, criterion, num_epochs, learning_rate):
    losses = []
    for _ in range(num_epochs):
        model.zero_grad()
        loss = criterion(model(X), y)
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= learning_rate * parameter.grad
        losses.append(loss.item())
    return losses


def plot_regression(model, X, y, df, ax, **plot_kwargs):
    ax.scatter(df["x"], df["y"])
    ax.plot(X.flatten(), model(X).detach().flatten(), **plot_kwargs)


def plot_classification(model, X, y, ax):
    sides = [torch.linspace(1.1 * X[:, i].min(), 1.1 * X[:, i].max(), 101) for i in (0, 1)]
    first, second = torch.meshgrid(*sides, indexing="ij")
    with torch.no_grad():
        scores = model(torch.stack([first.flatten(), second.flatten()], dim=1))
    ax.contourf(first, second, scores.softmax(1)[:, 1].reshape(first.shape))
    ax.scatter(X[:, 0], X[:, 1], c=y.flatten())
'''

LOAD = "(lambda scope: (exec(code, scope), scope)[1])({'__name__': 'stage'})"


class Stage(NamedTuple):
    """The stage in the notebook's process."""

    student: Student
    scope: Handle
    stage: Handle

    def stand_ins(self, *names: str) -> dict[str, Handle]:
        """Right functions of these names, to be bound while the student's own is called."""
        return {name: self.student.make("scope[name]", scope=self.scope, name=name) for name in names}

    def make(self, expression: str, **inputs: Any) -> Handle:
        """Evaluate an expression about the stage `s`."""
        return self.student.make(expression, s=self.stage, **inputs)

    @property
    def axes(self) -> list[dict[str, Any]]:
        """All axes that are open now."""
        figures = self.student.value("s.figures()", s=self.stage)
        return [axes for figure in figures for axes in figure["axes"]]

    def styles(self, position: int) -> list[list[float]]:
        """Red, green, blue and opacity of the lines in these axes."""
        found: list[list[float]] = self.student.value("s.styles(i)", s=self.stage, i=position)
        return found

    def fillings(self) -> list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
        """Arguments x, y, z of every contourf and pcolormesh."""
        count = int(self.student.value("len(s.notes)", s=self.stage))
        notes = []
        for i in range(min(count, 10)):
            parts = (
                self.student.tensor("s.notes[i][j]", s=self.stage, i=i, j=j).data.double() for j in range(3)
            )
            notes.append(tuple(parts))
        return notes  # type: ignore[return-value]


@contextmanager
def stage(student: Student) -> Iterator[Stage]:
    """A fresh stage; afterwards all its figures are closed."""
    scope = student.make(LOAD, code=STAGE)
    found = Stage(student, scope, student.make("scope['Stage']()", scope=scope))
    found.make("s.open()")
    try:
        yield found
    finally:
        found.make("s.close()")

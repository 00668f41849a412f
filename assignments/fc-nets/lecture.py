"""The course's side of the notebook: the samples everybody works with, and helpers from section 6 on.

You are welcome to read this, and there is nothing to change in it.
"""

from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy, mse_loss

SAMPLES = Path("samples")


def _layers(*sizes):
    """Draw the random numbers of linear layers between these sizes."""
    for inputs, outputs in pairwise(sizes):
        nn.Linear(inputs, outputs)


DRAWS = (
    ("0.2", lambda: [torch.randn(100, 1) for _ in range(2)]),
    ("0.4", lambda: torch.randn(200, 2)),
    ("0.5", lambda: torch.bernoulli(torch.full((200,), 0.5))),
    ("1.1", lambda: _layers(1, 1)),
    ("2.4", lambda: _layers(1, 1)),
    ("3.4", lambda: _layers(2, 1)),
    ("4.3", lambda: _layers(2, 1)),
    ("6.1", lambda: _layers(1, 1, 1)),
    ("6.3", lambda: _layers(1, 1, 1)),
    ("6.4", lambda: _layers(1, *[30] * 6, 1)),
    ("7.1", lambda: _layers(2, 2, 1)),
    ("7.3", lambda: _layers(2, *[50] * 6, 1)),
)
"""Who draws random numbers, in the order of the lecture."""


def rewind(task):
    """Put PyTorch's random numbers to where they are in the lecture when this task begins."""
    torch.manual_seed(42)
    for place, draw in DRAWS:
        if place == task:
            return
        draw()
    raise ValueError(f"no random numbers are drawn in task {task}")


def regression_sample():
    """x, 100 x 1, and y, 100 numbers."""
    x, y = torch.from_numpy(np.loadtxt(SAMPLES / "regression.csv", np.float32, delimiter=",", skiprows=1)).T
    return x.unsqueeze(1), y.clone()


def ring_sample(noise=True):
    """x, 200 x 2, and the labels, 200 times True or False, with or without the flipped ones."""
    table = torch.from_numpy(np.loadtxt(SAMPLES / "rings.csv", np.float32, delimiter=",", skiprows=1))
    return table[:, :2].clone(), table[:, 3 if noise else 2] == 1


def line():
    """The linear model of task 1.1, untrained."""
    rewind("1.1")
    return nn.Linear(1, 1)


def logistic(trained=False):
    """The logistic model of section 3, or the trained one of section 4."""
    rewind("3.4")
    model = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
    if trained:
        weights = {
            "0.weight": torch.tensor([[-0.003268512, -0.07642735]]),
            "0.bias": torch.tensor([0.3092711]),
        }
        model.load_state_dict(weights)
    return model


def grid(size=100):
    """Return xx and yy, size x size, over the range of the classification sample, and the points as rows."""
    x, _ = ring_sample()
    across, up = (torch.linspace(float(c.min()), float(c.max()), size) for c in x.T)
    points = torch.cartesian_prod(across, up)
    return points[:, 0].reshape(size, size), points[:, 1].reshape(size, size), points


def _train(model, x, y, loss_function, num_epochs, reporting_interval, optimizer):
    optimizer = optimizer or torch.optim.SGD(model.parameters(), lr=0.01)
    for epoch in range(num_epochs):
        loss = loss_function(model(x).flatten(), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if epoch % reporting_interval == 0:
            print(f"after {epoch} passes: loss {loss.item():.3f}")


def train_and_test_regression_model(model, num_epochs=1000, reporting_interval=100, optimizer=None):
    """Train on the regression sample (SGD with 0.01 unless you bring an optimizer), print and plot."""
    x, y = regression_sample()
    _train(model, x, y, mse_loss, num_epochs, reporting_interval, optimizer)
    plt.plot(x, y, "o", label="Actual targets")
    plt.plot(x, model(x).detach(), "x", label="Predicted targets")
    plt.grid()
    plt.legend()


def train_and_test_classification_model(model, num_epochs=1000, reporting_interval=100, optimizer=None):
    """Train on the classification sample (SGD with 0.01 unless you bring an optimizer), print and plot."""
    x, labels = ring_sample()
    _train(model, x, labels.float(), binary_cross_entropy, num_epochs, reporting_interval, optimizer)
    xx, yy, points = grid()
    plt.figure(figsize=(5, 5))
    with torch.no_grad():
        plt.contourf(xx, yy, model(points).reshape(xx.shape) > 0.5, cmap="RdBu", alpha=0.4)
    for chosen, name in ((labels, "positive"), (~labels, "negative")):
        plt.plot(*x[chosen].T, "o", label=name)
    plt.gca().set_aspect(1)
    plt.grid()
    plt.legend()

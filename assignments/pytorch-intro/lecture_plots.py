"""Drawings and a summary for the notebook: they stand in for the lecture's own plotting helpers."""

from itertools import pairwise

import numpy as np
import torch


def _plt():
    import matplotlib.pyplot as plt

    return plt


def _flat(values):
    """Numbers as a flat NumPy array, whatever they came in."""
    if isinstance(values, torch.Tensor):
        values = values.detach().cpu().numpy()
    return np.asarray(values, dtype=float).reshape(-1)


def count_params(model):
    """Print the trainable numbers of each layer, and return how many there are altogether."""
    total = 0
    print(f"{'parameter':<24}{'shape':<14}{'numbers':>8}")
    for name, parameter in model.named_parameters():
        print(f"{name:<24}{tuple(parameter.shape)!s:<14}{parameter.numel():>8}")
        total += parameter.numel() if parameter.requires_grad else 0
    print(f"{'trainable in total':<38}{total:>8}")
    return total


def draw_network(*sizes):
    """Draw a feed-forward network with so many nodes per layer."""
    plt = _plt()
    figure, axes = plt.subplots(figsize=(1.5 + 1.3 * len(sizes), 0.6 + 0.45 * max(sizes)))
    places = [[(x, (n - 1) / 2 - k) for k in range(n)] for x, n in enumerate(sizes)]
    for left, right in pairwise(places):
        for a in left:
            for b in right:
                axes.plot([a[0], b[0]], [a[1], b[1]], color="0.7", linewidth=1, zorder=1)
    for layer, colour in zip(
        places, ["tab:blue", *["tab:orange"] * (len(sizes) - 2), "tab:green"], strict=True
    ):
        axes.scatter(*zip(*layer, strict=True), s=260, color=colour, edgecolor="black", zorder=2)
    axes.set_xticks(range(len(sizes)), ["input", *["hidden"] * (len(sizes) - 2), "output"])
    axes.set_yticks([])
    axes.set_ylim(-max(sizes) / 2 - 0.2, max(sizes) / 2 + 0.2)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure


def plot_regression(X, y, prediction=None, y_range=None, title=""):
    """Scatter the data; with predictions, draw them as a line over x."""
    x = _flat(X)
    figure, axes = _plt().subplots(figsize=(5.5, 3.6))
    axes.scatter(x, _flat(y), s=10, alpha=0.6, label="data")
    if prediction is not None:
        order = np.argsort(x)
        axes.plot(x[order], _flat(prediction)[order], color="tab:red", linewidth=2, label="model")
        axes.legend()
    axes.set(xlabel="x", ylabel="y", title=title)
    if y_range is not None:
        axes.set_ylim(*y_range)
    return figure


def plot_nodes(x, contributions, prediction):
    """Draw what each hidden node contributes, and the prediction they add up to."""
    x, table = _flat(x), np.asarray(torch.as_tensor(contributions).detach(), dtype=float)
    figure, axes = _plt().subplots(figsize=(5.5, 3.6))
    for k, column in enumerate(table.T, start=1):
        axes.plot(x, column, label=f"node {k}")
    axes.plot(x, _flat(prediction), color="black", linewidth=2, label="sum + bias")
    axes.set(xlabel="x", ylabel="contribution to y")
    axes.legend()
    return figure


def plot_activations(x, functions):
    """Draw one curve per activation class."""
    figure, axes = _plt().subplots(figsize=(6, 4))
    x = torch.as_tensor(x)
    for function in functions:
        axes.plot(_flat(x), _flat(function()(x)), label=function.__name__)
    axes.set(xlabel="x", ylabel="activation", ylim=(-2, 6))
    axes.legend()
    return figure


def plot_classification_2d(X, y, model=None, transform="Sigmoid", title=""):
    """Scatter the classes; with a model, colour the plane by the class that it predicts.

    `transform`: "Sigmoid" for one logit per point, "Softmax" for one logit per class.
    """
    X, y = np.asarray(X, dtype=float), _flat(y)
    figure, axes = _plt().subplots(figsize=(4.8, 4.2))
    if model is not None:
        low, high = X.min(0) - 0.3, X.max(0) + 0.3
        across, up = np.meshgrid(np.linspace(low[0], high[0], 80), np.linspace(low[1], high[1], 80))
        grid = torch.tensor(np.stack([across.ravel(), up.ravel()], axis=1), dtype=torch.float32)
        with torch.no_grad():
            out = model(grid)
        if transform == "Softmax":
            classes = out.shape[1]
            shown, levels = out.argmax(1).double().reshape(across.shape), np.arange(classes + 1) - 0.5
        else:
            shown, levels = torch.sigmoid(out).reshape(across.shape), [0, 0.5, 1]
        colours = [f"C{k}" for k in range(len(levels) - 1)]  # those of the points
        axes.contourf(across, up, shown, levels=levels, alpha=0.3, colors=colours)
    for k in np.unique(y):
        axes.scatter(*X[y == k].T, s=14, label=f"class {k:.0f}")
    axes.set(xlabel="x1", ylabel="x2", title=title)
    axes.legend()
    return figure

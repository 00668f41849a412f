"""What the given cells of the notebook hold, recomputed by the grader, and pictures for reports."""

import numpy as np
import torch
from matplotlib.figure import Figure
from torch.nn.functional import binary_cross_entropy, binary_cross_entropy_with_logits

from grader.checks import expect

_draws = torch.tensor(np.random.RandomState(100).uniform(size=(2000, 2)))
LABELS = torch.arange(2000) % 2
_r, _theta = _draws[:, 0] + 3 * LABELS, 2 * torch.pi * _draws[:, 1]
POINTS = torch.stack([_r * torch.cos(_theta), _r * torch.sin(_theta)], dim=1)
"""The 2000 points of task 1.2, float64."""
FEATURES = POINTS.float()
TARGET = LABELS.float()

X = -10 + torch.arange(200, dtype=torch.float64) / 10
Y = torch.sin(3 * X) * torch.exp(-X / 8)
Y_FLIP = Y.flip(0)

H3 = (
    torch.tensor([[5.368, 0.568], [1.978, 2.805], [-1.386, 5.144]]),
    torch.tensor([6.476, -4.636, 6.579]),
)
H5 = (
    torch.tensor([[4.772, -0.081], [3.62, 2.549], [1.545, 4.287], [-1.244, 3.934], [3.507, -2.694]]),
    torch.tensor([4.919, -4.963, 4.776, -4.481, -4.809]),
)
REG = tuple(
    torch.tensor(numbers)
    for numbers in (
        [4.82, -8.82, 3.72, 4.83, 4.05, -2.57, -8.74, -3.32, 1.63, -3.1],
        [24.95, -82.21, 8.35, 0.83, 26.21, -0.9, -63.53, -28.73, 4.93, -12.9],
        [-5.67, 9.61, 9.72, 7.95, 6.87, 8.72, 7.36, -9.88, -16.62, -10.7],
        -2.28,
    )
)
FLIP = tuple(
    torch.tensor(numbers)
    for numbers in (
        [2.41, 3.65, -1.43, -3.12, -3.29, 5.04, 3.79, 7.8, 1.21, 5.96],
        [-20.75, -24.94, 0.24, -0.21, 21.18, -25.98, -11.62, -65.42, -3.56, 11.88],
        [22.93, 10.22, -26.75, 15.51, 12.69, 7.48, 14.1, -18.57, -27.64, -2.83],
        -1.48,
    )
)
"""Hidden weights, hidden biases, output weights, output bias of the two nets with one input."""


def hidden(layer, points):
    """What the hidden sigmoids of these weights and biases say about the points."""
    weights, biases = layer
    return torch.sigmoid(points.float() @ weights.T + biases)


def switched(net, x=X):
    """Hidden activations of a net with one input, as steps."""
    return (x.float()[:, None] * net[0] + net[1] > 0).float()


def smooth(net, x=X):
    """Predictions of a net with one input."""
    return torch.sigmoid(x.float()[:, None] * net[0] + net[1]) @ net[2] + net[3]


def stepped(net, x=X):
    """Predictions of such a net when its hidden nodes are steps."""
    return switched(net, x) @ net[2] + net[3]


def relative_errors(pred, y):
    """Mean squared error over mean square, left half and right half."""
    halves = slice(0, 100), slice(100, 200)
    return [float((pred - y)[h].square().mean() / y[h].square().mean()) for h in halves]


def fresh_points(rng, n=400):
    """New points of both classes, alternating, with their classes."""
    labels = torch.arange(2 * n) % 2
    r = torch.rand(2 * n, generator=rng) + 3 * labels
    theta = 2 * torch.pi * torch.rand(2 * n, generator=rng)
    return torch.stack([r * torch.cos(theta), r * torch.sin(theta)], dim=1), labels


def probabilities(module, points, what):
    """The module's output for these points: one probability per point, and the loss's share of each."""
    out = module.forward(points)
    expect.that(
        tuple(out.shape) in ((len(points), 1), (len(points),)),
        f"`{what}` should give one number per point.",
        hint="Two inputs, one output.",
        expected=f"({len(points)}, 1)",
        found=str(tuple(out.shape)),
    )
    expect.finite(out, what=f"the output of `{what}`")
    return out.flatten().float()


def cross_entropy(out, labels):
    """Binary cross-entropy of probabilities, or of logits when they leave the range from 0 to 1."""
    if bool(((out >= 0) & (out <= 1)).all()):
        return binary_cross_entropy(out, labels.float())
    return binary_cross_entropy_with_logits(out, labels.float())


def decided(out):
    """The class that each output stands for."""
    limit = 0.5 if bool(((out >= 0) & (out <= 1)).all()) else 0.0
    return (out > limit).long()


def regions_picture(student, module, title):
    """Attach the decision regions of a module with two inputs, and the data."""
    axis = torch.linspace(-4.3, 4.3, 80)
    grid = torch.cartesian_prod(axis, axis)
    decisions = decided(module.forward(grid).flatten()).reshape(80, 80).T
    figure = Figure(figsize=(4, 4))
    axes = figure.subplots()
    axes.contourf(axis, axis, decisions, levels=[-0.5, 0.5, 1.5], colors=["#f4c7c3", "#cfe8cf"])
    for label, colour in ((0, "tab:red"), (1, "tab:green")):
        axes.plot(*POINTS[label == LABELS][::4].T, ".", color=colour, markersize=3)
    axes.set_title(title)
    student.picture(figure)


def fit_picture(student, module, y, title):
    """Attach the curve of a module with one input, and the data."""
    figure = Figure(figsize=(6, 3))
    axes = figure.subplots()
    axes.plot(X, y, label="data")
    axes.plot(X, module.forward(X.float()[:, None]).flatten(), label="your net")
    axes.legend()
    axes.set_title(title)
    student.picture(figure)


READ = "__import__('grader.kernel.figures', fromlist=['read_open_figures']).read_open_figures()"
CLOSE = "__import__('matplotlib._pylab_helpers')._pylab_helpers.Gcf.destroy_all()"
UNSHOWN = "__import__('unittest.mock').mock.patch('matplotlib.pyplot.show', lambda *a, **k: None)"


def drawn_by(student, call, **inputs):
    """The figures that a call draws in the notebook."""
    return student.value(f"[{CLOSE}, {UNSHOWN}(lambda: {call})(), {READ}, {CLOSE}][2]", **inputs)

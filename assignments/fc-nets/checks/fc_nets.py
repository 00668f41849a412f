"""What the checks of this assignment share: the samples, and losses computed from a model's outputs."""

from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy, mse_loss

from grader.checks import expect

SAMPLES = Path(__file__).parents[1] / "samples"
UNJOINED = ("", " ", "none")


def table(name):
    """A file of numbers, without its header."""
    return torch.from_numpy(np.loadtxt(SAMPLES / name, np.float32, delimiter=",", skiprows=1))


X, Y = table("regression.csv").split(1, dim=1)
Y = Y.flatten()
RINGS = table("rings.csv")
POINTS, CLEAN, LABELS = RINGS[:, :2].contiguous(), RINGS[:, 2] == 1, RINGS[:, 3] == 1


def curve(x):
    """The wave that the regression sample was drawn from, without its noise."""
    return 2 * x + 3 * torch.sin(3 * x) + 1


def one_per_point(outputs, x, what):
    """The outputs of a model as a flat tensor, one for each row of x."""
    expect.that(
        tuple(outputs.shape) in ((len(x),), (len(x), 1)),
        f"{what} should give one number for each row.",
        hint="One output: the last layer has out_features=1.",
        expected=f"shape {(len(x), 1)}",
        found=f"shape {tuple(outputs.shape)}",
    )
    expect.finite(outputs, f"the outputs of {what}")
    return outputs.flatten()


def mse_of(model, what, x=X, y=Y):
    """The mean squared error of a model of the notebook, recomputed."""
    return mse_loss(one_per_point(model.forward(x), x, what), y)


def probabilities(model, what, x):
    """What a classifier says: its outputs if they are probabilities on the sample, else their sigmoids."""
    known = one_per_point(model.forward(POINTS), POINTS, what)
    outputs = known if x is POINTS else one_per_point(model.forward(x), x, what)
    return outputs if bool(((known >= 0) & (known <= 1)).all()) else outputs.sigmoid()


def bce_of(p, labels):
    """The cross-entropy of probabilities; those of exactly 0 or 1 count as 1e-7 away from it."""
    return binary_cross_entropy(p.clamp(1e-7, 1 - 1e-7), labels.float())


def accuracy(p, labels):
    """The share of points on the right side of 0.5."""
    return ((p > 0.5) == labels).double().mean().item()


def series_in(axes):
    """Points, label, and whether they are joined, of everything drawn with points."""
    for artist in (*axes["lines"], *axes["collections"]):
        if "x" in artist and len(artist["x"]) == len(artist["y"]):
            points = torch.tensor([artist["x"], artist["y"]], dtype=torch.float64).T
            joined = str(artist.get("style", "")).strip().lower() not in UNJOINED
            yield points, artist["label"].lower(), joined


def same_set(points, wanted):
    """Whether these are the same points, in any order."""
    rows = [sorted(p.double().mul(1e4).round().div(1e4).tolist()) for p in (points, wanted)]
    return points.shape == wanted.shape and bool(
        torch.allclose(torch.tensor(rows[0]), torch.tensor(rows[1]), rtol=0, atol=1e-3)
    )


def unjoined(axes, points, message):
    """A series of these points is not joined by a line."""
    joined = [j for p, _, j in series_in(axes) if same_set(p, points)]
    expect.that(
        not joined or not all(joined),
        message,
        hint='The points are in random order, and a line between them is a tangle: plot with "o".',
        expected="points",
        found="points joined by a line",
    )


def two_classes(figures):
    """Positive and negative points are two series with their names, or one in two colours; gives the axes."""
    everything = [a for f in figures for a in f.get("axes", ())]
    for axes in everything:
        legend = " ".join(axes["legend"] or ()).lower()
        one = [c for c in axes["collections"] if c.get("colours", 0) > 1 and len(c["x"]) == len(POINTS)]
        if one and "positive" in legend and "negative" in legend:
            return axes
    axes = expect.scatter_of(figures, POINTS[LABELS], "the 119 positive points")
    expect.scatter_of([{"axes": [axes]}], POINTS[~LABELS], "the 81 negative points")
    for points, name in ((POINTS[LABELS], "positive"), (POINTS[~LABELS], "negative")):
        labels = [label for found, label, _ in series_in(axes) if same_set(found, points)]
        expect.that(
            any(name in label for label in labels),
            f"The {name} points do not carry the label “{name}”.",
            hint='Say label="positive" for the points where y_clf is true, and "negative" for the others.',
            expected=name,
            found=", ".join(labels) or "no label",
        )
    return axes


def legend_and_title(axes, words):
    """The axes have a title, and a legend with these words."""
    legend = " ".join(axes["legend"] or ()).lower()
    expect.that(
        all(word in legend for word in words),
        "The legend is missing, or it does not name everything.",
        hint="Give each series a label, then call plt.legend().",
        expected=", ".join(words),
        found=legend or "no legend",
    )
    expect.that(
        bool(axes["title"].strip()), "The figure has no title.", hint="Say what one sees: plt.title(...)."
    )

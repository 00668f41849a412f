"""Section 1: features by hand."""

import torch
from feature_nets import SINE, UNJOINED, labelled

from grader.checks import expect, task
from grader.checks.drawn import scatter_of


@task("1.2")
def test_scatter_of_the_sample(student):
    """Your figure shows the fifty points of the sample, with x and y on its axes."""
    axes = scatter_of(student.figures, SINE, what="the sample", hint="Draw column y of df against column x.")
    single = [c for c in axes["collections"] if len(c.get("x", ())) == 50]
    loose = [s for s in axes["lines"] if s["style"].lower() in UNJOINED]
    expect.that(
        bool(single or loose),
        "Your points are joined by a line.",
        hint="Noise does not connect the points: draw single ones with sns.scatterplot or ax.scatter.",
        expected="points",
        found="a line",
    )
    labelled(axes, "x", "y")


@task("1.4")
def test_text_on_features(student):
    """You have named both questions in a sentence or two."""
    expect.words(student.text, at_least=15)


@task("1.5")
def test_collapse(student, rng):
    """collapse gives the line with the summed slope, for any weights."""
    collapse = student.function("collapse")
    for p, n in ((4, 6), (9, 5)):
        w = torch.randn(p, generator=rng, dtype=torch.float64)
        x = torch.randn(n, generator=rng, dtype=torch.float64)
        b = 1 + float(torch.rand((), generator=rng))
        expect.close(
            collapse.tensor(w, b, x),
            w.sum() * x + b,
            rtol=1e-6,
            what="the result of `collapse`",
            hint=f"The slope is the sum of all {p} weights, and the bias is added once.",
        )

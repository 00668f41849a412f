"""Section 1: a disc and a ring."""

import torch
from toy_nets_given import LABELS, POINTS, drawn_by

from grader.checks import expect, task


def radii_fit(features, target):
    """Whether these are points of the disc and of the ring."""
    r = features.norm(dim=1) - 3 * target.double()
    return bool(((r > -1e-6) & (r < 1 + 1e-6)).all())


@task("1.2")
def test_data(student):
    """features and target are the 1000 + 1000 points of seed 100."""
    features, target = student.tensor("features"), student.tensor("target")
    expect.shape(features, (2000, 2), what="`features`", hint="One row per point, 1000 points per class.")
    expect.shape(target, (2000,), what="`target`", hint="One class per point.")
    found = features.data.double()
    if torch.allclose(found, POINTS, rtol=1e-6, atol=1e-6):
        expect.that(torch.equal(target.data.long(), LABELS), "`target` should be 0, 1, 0, 1, …")
        return
    own = student.tensor("generate_binary_data(1000, seed=100)[0]").data.double()
    expect.that(
        torch.allclose(found, own) and radii_fit(found, target.data),
        "These are not the points of seed 100.",
        hint="Call generate_binary_data with 1000 and seed=100; it draws r first and then the angle.",
        expected="(-0.0963, 0.5348) as the first point",
        found=str(tuple(round(v, 4) for v in found[0].tolist())),
    )


def shows_classes(figures, points, labels, whose):
    """The figures hold one series per class, labels and a legend."""
    for label in (0, 1):
        axes = expect.scatter_of(
            figures,
            points[labels == label],
            what=f"the points of class {label} {whose}",
            hint="Pick the rows with features[target == 0], and use the arguments of the function.",
        )
    expect.figure_shows([{"axes": [axes]}], series=2, xlabel="x", ylabel="y", legend=2)
    texts = " ".join(axes["legend"])
    expect.that("0" in texts and "1" in texts, "The legend should say 0 and 1.", hint='Use label="0".')


@task("1.3")
def test_plot_of_the_data(student, rng):
    """plot_binary_data draws the points that it is given, class by class, with labels and a legend."""
    shows_classes(student.figures, POINTS, LABELS, "of our data")
    points = torch.randn(60, 2, generator=rng, dtype=torch.float64)
    labels = (torch.rand(60, generator=rng) > 0.4).long()
    figures = drawn_by(
        student, "plot_binary_data(points.numpy(), labels.numpy())", points=points, labels=labels
    )
    shows_classes(figures, points, labels, "of 60 other points")


@task("1.4")
def test_polar_features(student):
    """r2 and theta are polar coordinates, and they make logistic regression succeed."""
    r2, theta = student.tensor("r2").data.double(), student.tensor("theta").data.double()
    expect.shape(r2, (2000,), what="`r2`")
    expect.shape(theta, (2000,), what="`theta`")
    expect.close(r2, POINTS.square().sum(1), rtol=1e-5, atol=1e-6, what="`r2`", hint="Add up two squares.")
    x, y = POINTS.T
    expect.close(
        x * theta.sin(),
        y * theta.cos(),
        rtol=1e-5,
        atol=1e-5,
        what="the directions that `theta` stands for",
        hint="np.arctan2(y, x) takes y first.",
    )
    expect.between(student.value("acc_raw"), 0.4, 0.6, "`acc_raw`", hint="Fit on the raw x and y.")
    expect.between(
        student.value("acc_polar"),
        1.0,
        1.0,
        "`acc_polar`",
        hint="Fit and score on the polar features of the same rows.",
    )
    expect.words(student.value("answer_1_4"), at_least=10)

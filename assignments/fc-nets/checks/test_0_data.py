"""Section 0: the two samples."""

import torch
from fc_nets import X, Y, curve, two_classes, unjoined

from grader.checks import expect, task


@task("0.2")
def test_sample_follows_the_wave(student):
    """x_reg is a column, y_reg is flat, and the targets follow the wave with noise around it."""
    expect.equal(student.value("n_samples_reg"), 100, what="`n_samples_reg`")
    x, y = student.tensor("x_reg"), student.tensor("y_reg")
    expect.shape(x, (100, 1), what="`x_reg`", hint="torch.randn takes the sizes: 100 rows, 1 column.")
    expect.shape(
        y,
        (100,),
        what="`y_reg`",
        hint="Draw the noise as a column like x_reg (else the sum is a table of 100 x 100), then squeeze.",
    )
    for name, view in (("x_reg", x), ("y_reg", y)):
        expect.dtype(view, torch.float32, what=f"`{name}`")
        expect.tracks_gradient(view, False, what=f"`{name}`")
    rest = y.data - curve(x.data.flatten())
    expect.between(
        rest.mean(),
        -0.7,
        0.7,
        what="the mean of the noise in `y_reg`",
        hint="Centred noise comes from torch.randn (torch.rand has mean 0.5). Is the + 1 there?",
    )
    expect.between(
        rest.std(),
        1.5,
        2.5,
        what="the standard deviation of the noise in `y_reg`",
        hint="Is there 3 x inside the sine, and a 2 before the noise?",
    )


@task("0.3")
def test_scatter_of_the_sample(student):
    """The figure shows the sample as points, with labels and a grid."""
    figures = student.figures
    points = torch.cat([X, Y.unsqueeze(1)], dim=1)
    axes = expect.scatter_of(
        figures, points, "the sample", hint="First x_reg (horizontal), then y_reg (vertical)."
    )
    unjoined(axes, points, "The points are joined by a line.")
    expect.figure_shows([{"axes": [axes]}], xlabel="x", ylabel="y")
    expect.that(axes["grid"], "There is no grid.", hint="Call plt.grid().")


@task("0.4")
def test_labels_of_the_disc(student):
    """d holds the distances, and y_clf is true inside the circle of radius pi."""
    expect.equal(student.value("n_samples_clf"), 200, what="`n_samples_clf`")
    x, d, y = student.tensor("x_clf"), student.tensor("d"), student.tensor("y_clf")
    expect.shape(x, (200, 2), what="`x_clf`")
    expect.dtype(x, torch.float32, what="`x_clf`")
    expect.shape(d, (200,), what="`d`", hint="One distance for each point.")
    norms = x.data.norm(dim=1)
    expect.close(
        d.data,
        norms,
        what="`d`",
        hint="The distance is the *root* of the sum of both squares, row by row.",
    )
    expect.dtype(y, torch.bool, what="`y_clf`", hint="Keep the booleans, they will serve as masks.")
    expect.shape(y, (200,), what="`y_clf`")
    wrong = int((y.data != (norms < torch.pi)).sum())
    expect.that(
        wrong == 0,
        "Some labels in `y_clf` are wrong.",
        hint="Both conditions together, with & and brackets; without the second one the sine is "
        "positive again far outside.",
        expected="true where sin d > 0 and d < pi",
        found=f"{wrong} wrong labels",
    )


@task("0.6")
def test_scatter_of_the_classes(student):
    """The figure shows the two classes, with their names, equal scales and a grid."""
    axes = two_classes(student.figures)
    expect.that(
        axes["aspect"] != "auto",
        "The scales of the two axes differ, so the ring looks like an ellipse.",
        hint="Call plt.gca().set_aspect(1).",
        expected="equal scales",
        found="automatic scales",
    )
    expect.that(axes["grid"], "There is no grid.", hint="Call plt.grid().")

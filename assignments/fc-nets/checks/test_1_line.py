"""Section 1: the untrained line."""

import torch
from fc_nets import X, Y, legend_and_title, one_per_point, unjoined

from grader.checks import expect, task

WEIGHT, BIAS = -0.8760866, -0.5502461
FIRST_FIVE = torch.tensor([-3.0825, -2.5047, -1.7339, 2.2167, -1.4418])


@task("1.1")
def test_line_model(student):
    """reg_model is a module with one weight and one bias, and what it computes is a straight line."""
    model = student.module("reg_model")
    expect.parameter_count(
        model,
        2,
        hint="One feature, one output, and a bias. The hundred samples are rows, and not features.",
    )
    expect.shape(
        model.forward(torch.linspace(-3, 3, 7).unsqueeze(1)), (7, 1), what="the output of `reg_model`"
    )
    expect.affine(model, -3, 3, what="the output of `reg_model`")


@task("1.2")
def test_says_enough_about_features(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 20)


@task("1.3")
def test_shows_the_start(student):
    """One sees the weight and the bias that the untrained model begins with."""
    for name, number in (("weight", WEIGHT), ("bias", BIAS)):
        view = student.tensor(f"reg_model.{name}")
        expect.close(
            view.data.reshape(()),
            torch.tensor(number),
            rtol=0,
            atol=5e-5,
            what=f"`reg_model.{name}`",
            hint="Look at the model as it was given, before any training.",
        )
        expect.tracks_gradient(view, True, what=f"`reg_model.{name}`")
    expect.that(
        "reg_model" in student.source,
        "The numbers do not come from the model.",
        hint="Show reg_model.weight and reg_model.bias themselves.",
    )
    expect.prints(student.printed, numbers=[WEIGHT, BIAS], hint="Print reg_model.weight and reg_model.bias.")


@task("1.4")
def test_untrained_predictions(student):
    """y_reg_init holds the 100 predictions of the untrained line, without gradients."""
    found = student.tensor("y_reg_init")
    values = one_per_point(found.data, X, "`y_reg_init`")
    expect.tracks_gradient(
        found,
        False,
        what="`y_reg_init`",
        hint="Predict inside `with torch.no_grad():`, or detach the result.",
    )
    expect.close(
        values[:5],
        FIRST_FIVE,
        rtol=0,
        atol=1e-4,
        what="the first five of `y_reg_init`",
        hint="Call reg_model with x_reg, before it is trained.",
    )


@task("1.5")
def test_plot_before_training(student):
    """The figure shows actual and predicted targets, with legend and title."""
    figures = student.figures
    actual = torch.cat([X, Y.unsqueeze(1)], dim=1)
    predicted = torch.cat([X, WEIGHT * X + BIAS], dim=1)
    axes = expect.scatter_of(figures, actual, "the actual targets over x_reg")
    unjoined(axes, actual, "The actual targets are joined by a line.")
    if not any(line["style"] == "-" and len(line["x"]) < len(X) for line in axes["lines"]):
        expect.scatter_of([{"axes": [axes]}], predicted, "the predictions over x_reg")
    else:
        expect.straight_line(
            [{"axes": [axes]}], torch.tensor([WEIGHT, -1.0]), BIAS, "the line of the predictions"
        )
    legend_and_title(axes, ("actual", "predict"))

"""Section 6: nets for the wave. Section 5 is judged by hidden checks."""

import torch
from fc_nets import X, Y, mse_of

from grader.checks import expect, task
from grader.checks.curves import fit_picture

TRAIN = "Train it with the helper, and give it enough epochs."


@task("6.1")
def test_nested_model(student):
    """nested_model is two linear layers, trained as far as they can be."""
    model = student.module("nested_model")
    fit_picture(student, model, X, Y)
    expect.parameter_count(model, 4, hint="Two layers of one weight and one bias each.")
    expect.layers(model, ["Linear", "Linear"], hint="Only the two linear layers, and no activation yet.")
    expect.between(
        mse_of(model, "`nested_model`"),
        6.771,
        6.80,
        what="the mean squared error of `nested_model`",
        hint=TRAIN,
    )


@task("6.2")
def test_says_enough_about_nesting(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)


@task("6.3")
def test_tanh_model(student):
    """tanh_model bends, and is trained."""
    model = student.module("tanh_model")
    fit_picture(student, model, X, Y)
    expect.parameter_count(model, 4, hint="Two layers of one weight and one bias each.")
    expect.nonlinear(model, -4, 4, what="the prediction of `tanh_model`")
    expect.loss_below(
        mse_of(model, "`tanh_model`"),
        6.95,
        what="the mean squared error of `tanh_model`",
        hint=f"{TRAIN} The tanh belongs between the layers: at the end it would cap the predictions at 1.",
    )


@task("6.4")
def test_big_model(student):
    """big_model has 4741 parameters, and its curve goes close to the points."""
    model = student.module("big_model")
    fit_picture(student, model, X, Y)
    expect.parameter_count(
        model, 4741, hint="From 1 to 30, five times from 30 to 30, and from 30 to 1: seven linear layers."
    )
    expect.loss_below(
        mse_of(model, "`big_model`"),
        3.0,
        what="the mean squared error of `big_model`",
        hint=f"{TRAIN} Without activations between the layers it stays at 6.77.",
    )


@task("6.5")
def test_says_enough_about_the_curve(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)


@task("6.6")
def test_dense_grid(student):
    """x_grid covers the range of the inputs, and the figure shows data, predictions and curve."""
    x, y = student.tensor("x_grid"), student.tensor("y_reg_grid")
    expect.that(
        len(x.shape) == 2 and x.shape[0] >= 200 and x.shape[1] == 1,
        "`x_grid` should be a column of 200 inputs.",
        hint="A layer wants samples in rows and features in columns: x_grid[:, None].",
        expected="shape (200, 1)",
        found=f"shape {tuple(x.shape)}",
    )
    grid = x.data.flatten()
    expect.close(
        grid,
        torch.linspace(X.min(), X.max(), len(grid)),
        rtol=1e-4,
        what="`x_grid`",
        hint="torch.linspace from x_reg.min() to x_reg.max().",
    )
    expect.that(y.data.numel() == len(grid), "`y_reg_grid` should hold one prediction for each grid point.")
    expect.tracks_gradient(y, False, what="`y_reg_grid`", hint="Predict inside `with torch.no_grad():`.")
    figures = student.figures
    axes = [
        expect.scatter_of(figures, torch.cat([X, Y.unsqueeze(1)], dim=1), "the data"),
        expect.line_of(
            figures,
            grid,
            y.data.flatten(),
            "the curve over the grid",
            hint="Draw y_reg_grid over x_grid: the predictions at x_reg are in no order.",
        ),
    ]
    fitted = student.module("big_model").forward(X).reshape(-1, 1)
    expect.scatter_of(figures, torch.cat([X, fitted], dim=1), "the predictions at x_reg")
    expect.that(
        len(axes[-1]["legend"] or ()) >= 3,
        "The legend does not name all three series.",
        hint="Give each of them a label, then call plt.legend().",
        expected="3 entries",
        found=f"{len(axes[-1]['legend'] or ())} entries",
    )


@task("6.7")
def test_says_enough_about_overfitting(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 20)


@task("6.8")
def test_follows_the_wave(student):
    """my_reg_model bends, and follows the wave in the training sample."""
    model = student.module("my_reg_model")
    fit_picture(student, model, X, Y, title="Your design")
    expect.nonlinear(model, -3.3, 3.3, what="the prediction of `my_reg_model`")
    expect.loss_below(
        mse_of(model, "`my_reg_model`"),
        4.5,
        what="the mean squared error of `my_reg_model` on the sample",
        hint="It underfits: more hidden units (ten, say), or more epochs. An unlucky start happens too: set "
        "another seed in your cell, and look at the curve.",
    )

"""Section 7: why is the right half so much worse?"""

import torch
from torch.nn.functional import mse_loss
from toy_nets_given import FLIP, Y_FLIP, X, fit_picture, smooth, stepped

from grader.checks import expect, task

COLUMN = X.float()[:, None]


@task("7.1")
def test_left_is_better(student):
    """Relative to the size of the wave, the left half fits better, and you say why."""
    left, right = student.value("float(rel_left)"), student.value("float(rel_right)")
    expect.that(
        0 <= left < right,
        "The relative error of the left half should be the smaller one.",
        hint="Divide the mean squared error of each half by the mean of y squared in that half.",
        found=f"{left:.4g} and {right:.4g}",
    )
    expect.words(student.value("answer_7_1"))


@task("7.2")
def test_experiment_in_words(student):
    """You describe an experiment in your own words."""
    expect.words(student.text)


@task("7.4")
def test_flipped(student):
    """y_flip is y, read backwards."""
    found = student.tensor("y_flip")
    expect.shape(found, (200,), what="`y_flip`")
    expect.close(
        found.data.double(), Y_FLIP, rtol=0, atol=1e-9, what="`y_flip`", hint="The last value comes first."
    )


@task("7.5")
def test_flipped_curve(student):
    """Your figure shows the flipped wave over x."""
    expect.line_of(student.figures, X, Y_FLIP, what="the flipped wave over x", hint="plt.plot(x, y_flip)")


@task("7.6")
def test_trained_on_the_flipped_wave(student):
    """net_flip has ten hidden nodes and follows the flipped wave."""
    net = student.module("net_flip")
    expect.parameter_count(net, 31, hint="One input, ten hidden nodes, one output.")
    out = net.forward(COLUMN)
    fit_picture(student, net, Y_FLIP, "net_flip and the flipped wave")
    expect.loss_below(
        mse_loss(out.double().flatten(), Y_FLIP),
        0.75,
        what="the mean squared error of `net_flip`",
        hint="Make a new net and a new target column from y_flip, and train for 5000 epochs or more.",
    )


@task("7.7")
def test_prediction_on_the_flipped_wave(student):
    """pred_flip holds the predictions of net_flip, and both lines are drawn."""
    found = student.tensor("pred_flip")
    expect.shape(found, (200,), what="`pred_flip`", hint="Flatten it.")
    right = smooth(FLIP)
    expect.close(found.data.float(), right, rtol=1e-3, atol=2e-3, what="`pred_flip`", hint="Ask net_flip.")
    expect.line_of(student.figures, X, Y_FLIP, what="the flipped wave over x")
    expect.line_of(student.figures, X, right, what="the prediction of `net_flip` over x")


@task("7.8")
def test_right_is_better(student):
    """Now the right half fits better."""
    left, right = student.value("float(rel_left_flip)"), student.value("float(rel_right_flip)")
    expect.that(
        0 <= right < left,
        "For the flipped wave the relative error of the right half should be the smaller one.",
        hint="Relative errors, as in 7.1, from pred_flip and y_flip; left are the first 100 points.",
        found=f"left {left:.4g}, right {right:.4g}",
    )


@task("7.9")
def test_flipped_stairs(student):
    """Your figure shows data, binary and smooth prediction for the flipped wave, with a legend."""
    found = student.tensor("binary_pred_flip").data.float()
    expect.finite(found, what="`binary_pred_flip`", hint="Compare instead of dividing.")
    curves = (
        (Y_FLIP, "the data"),
        (stepped(FLIP), "the binary prediction"),
        (smooth(FLIP), "the smooth prediction"),
    )
    for y, what in curves:
        axes = expect.line_of(student.figures, X, y, what=what)
    expect.figure_shows([{"axes": [axes]}], series=3, legend=3)
    expect.that(isinstance(found, torch.Tensor) and found.numel() == 200, "One prediction per point, please.")

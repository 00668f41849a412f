"""Sections 11 to 13: curves, deep networks, activations."""

import numpy as np
import torch
from pytorch_intro_tools import array_of, column, curve_data, f32, fit_picture, within
from torch.nn.functional import mse_loss

from grader.checks import expect, task
from grader.checks.drawn import line_of, scatter_of

LOW = "Is there an activation between the layers? Train longer, or try Adam with the rate of the text."
OLD = "Make a new optimizer from this model's own parameters."


def curve_loss(student, name):
    """Mean squared error on the curve; a picture goes with the verdict."""
    module = student.module(name)
    x, y = curve_data()
    fit = column(module.forward(f32(x)[:, None]), 500)
    fit_picture(student, x, y, x, fit, f"Your {name}")
    return mse_loss(fit, f32(y))


def data_and_curve(student, fit):
    """The figure shows the data, this curve through them, and the asked-for range."""
    x, y = curve_data()
    axes = scatter_of(student.figures, np.stack([x, y], axis=1), what="the 500 data points")
    within(axes)
    if fit is not None:
        line_of(student.figures, x, fit, what="the curve of your model's predictions")


@task("11.1")
def test_curved_data(student):
    """Xn is sorted, and yn is the curve over it."""
    for name, right in zip(("Xn", "yn"), curve_data(), strict=True):
        found = array_of(student, name)
        expect.shape(found, (500,), what=f"`{name}`")
        expect.close(
            found.data,
            right,
            rtol=1e-7,
            atol=1e-9,
            what=f"`{name}`",
            hint="np.random.seed(2020), then randn, then sort; the third power is outside of the sine.",
        )


@task("11.2")
def test_curved_picture(student):
    """The picture shows the 500 points, from -25 to 25."""
    data_and_curve(student, None)


@task("11.4")
def test_sequential_style(student):
    """nonlinRegressionSeq has 10 parameters for 1-3-1, and uses nn.Sequential."""
    net = student.make("nonlinRegressionSeq(1, 3, 1)")
    expect.parameter_count(student.module(net), 10)
    expect.that(
        student.value("any(isinstance(m, torch.nn.Sequential) for m in net.modules())", net=net),
        "There is no nn.Sequential in your model.",
        hint="Put the three layers into nn.Sequential(…) in the constructor.",
    )


@task("11.5")
def test_curve_is_learned(student):
    """The mean squared error of model_nl is at most 5."""
    expect.loss_below(curve_loss(student, "model_nl"), 5.0, what="the mean squared error", hint=LOW)


@task("11.6")
def test_flat_predictions(student):
    """y_p is a flat array with the predictions of model_nl."""
    found = array_of(student, "y_p")
    expect.shape(
        found, (500,), what="`y_p`", hint="squeeze() or flatten() takes the dimension of size 1 away."
    )
    right = student.module("model_nl").forward(f32(curve_data()[0])[:, None]).flatten()
    expect.close(found.data.float(), right, rtol=1e-4, atol=1e-4, what="`y_p`")


@task("11.6")
def test_predictions_drawn(student):
    """The picture shows the data and your predictions."""
    data_and_curve(student, student.module("model_nl").forward(f32(curve_data()[0])[:, None]).flatten())


@task("11.7")
def test_contributions_drawn(student):
    """The picture has a curve for each hidden node."""
    curves = [
        line for f in student.figures for a in f["axes"] for line in a["lines"] if len(line["x"]) >= 100
    ]
    expect.that(
        len(curves) >= 3,
        "There should be one curve for each of the three nodes.",
        hint="plot_nodes(Xn, contrib, prediction) draws them.",
        expected="at least 3 curves",
        found=f"{len(curves)}",
    )


@task("11.8")
def test_sigmoid_formula(student):
    """S is the sigmoid function."""
    x = torch.linspace(-30, 30, 241, dtype=torch.float64)
    found = student.function("S").tensor(x)
    expect.close(
        found.double(),
        torch.sigmoid(x),
        rtol=0,
        atol=1e-6,
        what="`S(x)` for x from -30 to 30",
        hint="Mind the sign in the exponent: S(0) is 0.5, and S grows.",
    )


@task("12.3")
def test_small_deep_net(student):
    """The mean squared error of model_d53 is at most 5."""
    expect.loss_below(
        curve_loss(student, "model_d53"), 5.0, what="the mean squared error", hint=f"{LOW} {OLD}"
    )


@task("12.3")
def test_small_deep_net_drawn(student):
    """The picture shows the data and the predictions of model_d53."""
    data_and_curve(student, student.module("model_d53").forward(f32(curve_data()[0])[:, None]).flatten())


@task("12.4")
def test_large_deep_net(student):
    """model_d2020 has 481 parameters, and its mean squared error is at most 5."""
    expect.parameter_count(student.module("model_d2020"), 481, hint="1 in, 20 and 20 hidden, 1 out.")
    expect.loss_below(
        curve_loss(student, "model_d2020"), 5.0, what="the mean squared error", hint=f"{LOW} {OLD}"
    )


@task("12.4")
def test_large_deep_net_drawn(student):
    """The picture shows the data and the predictions of model_d2020."""
    data_and_curve(student, student.module("model_d2020").forward(f32(curve_data()[0])[:, None]).flatten())


@task("13.1")
def test_activations_drawn(student):
    """The curves are those of the named activation functions, from -6 to 6."""
    axes = [a for f in student.figures for a in f["axes"]]
    curves = [(line, a) for a in axes for line in a["lines"] if len(line["x"]) >= 50]
    known = {name: getattr(torch.nn, name)() for name in ("Sigmoid", "Tanh", "Softplus", "ReLU")}
    texts = " ".join(
        str(t)
        for a in axes
        for t in (a["title"], *(a["legend"] or ()), *a["texts"], *(s["label"] for s in a["lines"]))
    ).lower()
    expect.that(bool(curves), "No curves were drawn.", hint="plot_activations(x, functions) draws them.")
    for name, function in known.items():
        expect.that(
            any(is_curve(line, function) for line, _ in curves),
            f"There is no curve of {name} from -6 to 6.",
            hint="Make an instance of each class, nn.Tanh() for example, and draw what it makes of x.",
        )
        expect.that(name.lower() in texts, f"No curve is named {name}.", hint="Give each curve a label.")
    expect.that(len(curves) >= 5, "Five functions are asked for.", found=f"{len(curves)} curves")


def is_curve(line, function):
    """A line is this function, over the whole range."""
    x, y = torch.tensor(line["x"]), torch.tensor(line["y"])
    spans = float(x.min()) <= -5.9 and float(x.max()) >= 5.9
    return spans and torch.allclose(function(x), y, atol=1e-4)

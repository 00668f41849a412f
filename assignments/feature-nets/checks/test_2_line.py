"""Section 2: a straight line as a network."""

import torch
from feature_nets import SINE, axes_of, loss_axes, show_fit, sine_loss, tensors_in

from grader.checks import expect, task


@task("2.1")
def test_columns(student):
    """X and y are float32 tensors with one row per example."""
    for name, part in (("X", 0), ("y", 1)):
        view = student.tensor(name)
        expect.that(
            view.kind == "tensor",
            f"`{name}` is not a tensor.",
            hint="Convert the column with torch.tensor or torch.from_numpy.",
            expected="tensor",
            found=view.kind,
        )
        expect.shape(
            view,
            (50, 1),
            what=f"`{name}`",
            hint="One row per example: df[['x']] with two brackets is a table, and reshape(-1, 1) makes one.",
        )
        expect.dtype(view, torch.float32, what=f"`{name}`")
        expect.close(view.data[0, 0].double(), SINE[0, part], rtol=1e-4, what=f"the first row of `{name}`")


@task("2.2")
def test_two_parameters(student, rng):
    """LinearRegressionNN has one weight and one bias, and gives one number per row."""
    model = student.module(student.make("LinearRegressionNN()"))
    expect.parameter_count(model, 2, hint="One nn.Linear(1, 1), stored on self, has a weight and a bias.")
    found = model.forward(torch.randn(7, 1, generator=rng))
    expect.shape(found, (7, 1), what="the output of the model for seven rows")


@task("2.7")
def test_trained_line(student):
    """After ten steps lin_model has the slope 0.2988."""
    model = student.module("lin_model")
    expect.parameter_count(model, 2)
    slope = float((model.forward(torch.ones(1, 1)) - model.forward(torch.zeros(1, 1))).flatten()[0])
    loss = sine_loss(model, "lin_model")
    if not (abs(slope - 0.2988) <= 0.005 and loss <= 0.33):
        show_fit(student, model)
    steps = "Ten steps: one epoch in each of ten rounds, with the learning rate 0.1."
    expect.between(slope, 0.2938, 0.3038, what="the slope of `lin_model`", hint=steps)
    expect.loss_below(loss, 0.33, what="the loss of `lin_model`", hint=steps)


@task("2.7")
def test_training_shown(student):
    """Your figure shows how the line moves, and ten losses that fall."""
    figures = student.figures
    curve = loss_axes(figures, 10)
    steps = len(curve["lines"][0]["y"])
    expect.that(
        steps == 10,
        "The loss curve should have one value for each of the ten steps.",
        hint="Use num_epochs=1 and num_viz=10.",
        expected="10 losses",
        found=f"{steps} losses",
    )
    others = [a for a in axes_of(figures) if a is not curve]
    fits = max((len([s for s in a["lines"] if len(s["x"]) >= 2]) for a in others), default=0)
    expect.that(
        fits >= 2,
        "One cannot see how the line moves.",
        hint="Draw the fit of every round into the left axes.",
        expected="several lines beside the loss curve",
        found=f"{fits}",
    )


@task("2.8")
def test_parameters_listed(student):
    """lin_params holds the slope and the intercept of the trained line."""
    found = list(tensors_in(student.value("lin_params")))
    expect.that(
        len(found) == 2,
        "There are two parameters: a weight and a bias.",
        hint="Wrap the parameters in a list: list(lin_model.parameters()).",
        expected="2 tensors",
        found=f"{len(found)}",
    )
    numbers = torch.cat([tensor.flatten().double() for tensor in found])
    expect.that(
        numbers.numel() == 2, "Each parameter is a single number.", found=f"{numbers.numel()} numbers"
    )
    expect.close(
        numbers,
        torch.tensor([0.2988, -0.1285], dtype=torch.float64),
        rtol=0,
        atol=5e-5,
        what="slope and intercept",
        hint="Ask the trained lin_model of the given cell, and not a fresh one.",
    )


@task("2.9")
def test_update(student, rng):
    """gd_update moves a weight against its gradient."""
    update = student.function("gd_update")
    against = "Subtract the learning rate times the gradient."
    expect.close(update.tensor(3.0, 2.0, 0.1), torch.tensor(2.8), what="gd_update(3, 2, 0.1)", hint=against)
    w, grad = (torch.randn(4, 3, generator=rng, dtype=torch.float64) for _ in range(2))
    expect.close(
        update.tensor(w, grad, 0.05), w - 0.05 * grad, what="the updated tensor of weights", hint=against
    )

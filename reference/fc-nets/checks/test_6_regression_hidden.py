"""Section 6, hidden: the nets on fresh inputs."""

import torch
from fc_chain import tanh_chain
from fc_nets import X, curve, mse_of, one_per_point
from torch.nn.functional import mse_loss

from grader.checks import expect, task
from grader.checks.measures import measure


def interval(rng):
    """A fresh interval around the sample."""
    return tuple((torch.tensor([-4.0, 3.0]) + torch.rand(2, generator=rng)).tolist())


@task("6.1", hint="Two linear layers and no activation give a straight line; train it with the helper.")
def test_nested_is_straight(student, rng):
    """On fresh inputs, nested_model is a straight line."""
    expect.affine(student.module("nested_model"), *interval(rng))


@task("6.3", hint="The tanh belongs between the two layers.")
def test_tanh_bends(student, rng):
    """On fresh inputs, tanh_model bends."""
    expect.nonlinear(student.module("tanh_model"), *interval(rng))


@task(
    "6.4", hint="A tanh after each of the six hidden layers, none after the last layer, each layer used once."
)
def test_big_model_is_a_chain(student, rng):
    """On fresh inputs, big_model computes six times linear and tanh, and linear once more."""
    model = student.module("big_model")
    x = 2 * torch.randn(40, 1, generator=rng)
    found = one_per_point(model.forward(x), x, "`big_model`")
    expect.close(
        found, tanh_chain(model, x).flatten(), rtol=1e-3, atol=1e-3, what="the output of `big_model`"
    )


@task("6.6", hint="Let big_model predict for x_grid, row by row, and keep the order.")
def test_grid_predictions_at_random_places(student, rng):
    """At random places, y_reg_grid is what big_model predicts there."""
    x, y = student.tensor("x_grid").data, student.tensor("y_reg_grid").data.flatten()
    expect.that(x.dim() == 2 and len(x) == len(y), "The shapes do not fit together.")
    at = torch.randint(len(x), (50,), generator=rng)
    right = student.module("big_model").forward(x[at]).flatten()
    expect.close(y[at], right, rtol=1e-4, atol=1e-4, what="`y_reg_grid`")


@task(
    "6.8",
    weight=2,
    hint="Too few units or epochs, and the net misses the wave; too many, and it chases the noise: "
    "then its training error is far below 4, and its curve has spikes. Look at the curve, and try a smaller "
    "net or fewer epochs.",
)
def test_just_right_on_fresh_data(student, rng):
    """Your net predicts fresh samples well."""
    x = 1.5 * torch.randn(20_000, 1, generator=rng)
    x = x[((x >= X.min()) & (x <= X.max())).flatten()]
    y = curve(x.flatten()) + 2 * torch.randn(len(x), generator=rng)
    model = student.module("my_reg_model")
    fresh = float(mse_of(model, "`my_reg_model`", x, y))
    measure("the fresh mean squared error of `my_reg_model`", fresh, high=5.6)
    if 5.6 < fresh <= 6.0:
        expect.partial(0.5, f"On fresh data your error is {fresh:.2f}: nearly there, 5.6 is the limit.")
    expect.loss_below(
        mse_loss(model.forward(x).flatten(), y), 5.6, what="the mean squared error on fresh data"
    )

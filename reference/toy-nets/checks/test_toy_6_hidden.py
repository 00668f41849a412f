"""Section 6, hidden."""

import torch
from torch.nn.functional import mse_loss
from toy_nets_given import REG, X, Y, stepped, switched

from grader.checks import expect, task


def generated(student, *args, **kwargs):
    """x and y of one call."""
    found = student.function("generate_regression_data")(*args, **kwargs).value
    expect.that(isinstance(found, tuple | list) and len(found) == 2, "The function should return x and y.")
    return [torch.as_tensor(getattr(part, "data", part)).double().flatten() for part in found]


@task("6.1", hint="200 points by default, from -10 to 9.9; look at the signs in the formula.")
def test_default_curve(student):
    """By default there are 200 points of the wave."""
    for found, right in zip(generated(student), (X, Y), strict=True):
        expect.close(found, right, rtol=1e-9, atol=1e-9)


@task("6.1", hint="L and stepsize decide; the right end is not part of it.")
def test_other_range(student):
    """Range and step follow the arguments."""
    x, y = generated(student, L=2, stepsize=0.5)
    right = torch.arange(-4, 4, dtype=torch.float64) / 2
    expect.close(x, right, rtol=1e-9, atol=1e-9)
    expect.close(y, torch.sin(3 * right) * torch.exp(-right / 8), rtol=1e-9, atol=1e-9)


@task("6.4", reveal=True)
def test_factor(student):
    """You know what the factor changes, and what it does not."""
    expect.choice(
        [student.value("float(gradient_ratio)"), student.value("bool(same_optimum)")],
        [2, True],
        hint="Multiply a function by a constant: what happens to its slope, and to the place of its minimum?",
    )


@task("6.6", hint="Between the points the net should follow the wave as well: train net_reg itself.")
def test_between_the_points(student, rng):
    """The net follows the wave between the points, too."""
    x = -10 + 19.9 * torch.rand(300, 1, generator=rng)
    out = student.module("net_reg").forward(x)
    expect.shape(out, (300, 1))
    right = torch.sin(3 * x) * torch.exp(-x / 8)
    expect.loss_below(mse_loss(out, right), 0.6, what="the error between the points")


@task("6.7", hint="A new net for each width; one node can do next to nothing, many nodes can do a lot.")
def test_levels(student):
    """One node does next to nothing, many nodes do a lot."""
    losses = student.value("{int(k): float(v) for k, v in loss_by_h.items()}")
    expect.between(losses.get(1, 0.0), 1.0, 1.35, "the loss with one node")
    expect.loss_below(losses[max(losses)], 0.65, what="the loss with the most nodes")
    expect.that(min(losses.values()) < losses[1] / 2, "More nodes do not help.")


@task("6.10", hint="delta is -b / w, node by node, with the hidden layer of net_reg.")
def test_switch_positions(student):
    """The ten positions are right."""
    delta = student.tensor("delta").data.float().flatten()
    expect.close(delta, -REG[1] / REG[0], rtol=1e-3, atol=1e-3)


@task("6.13", hint="1 where w x + b is positive, 0 elsewhere.")
def test_steps(student):
    """The steps are at the right places."""
    found = student.tensor("binary_activations").data.float()
    expect.close(found, switched(REG), rtol=0, atol=0)


@task("6.14", hint="Output weights times binary activations, plus the output bias; no further activation.")
def test_stairs(student):
    """The levels are right."""
    found = student.tensor("binary_pred").data.float().flatten()
    expect.close(found, stepped(REG), rtol=1e-4, atol=1e-3)

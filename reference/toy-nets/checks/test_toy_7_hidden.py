"""Section 7, hidden."""

import torch
from torch.nn.functional import mse_loss
from toy_nets_given import FLIP, REG, Y_FLIP, X, Y, relative_errors, smooth, stepped

from grader.checks import expect, task


@task("7.1", hint="Mean squared error of the half, divided by the mean of y squared in the same half.")
def test_relative_errors(student):
    """Both relative errors are right."""
    for name, right in zip(("rel_left", "rel_right"), relative_errors(smooth(REG).double(), Y), strict=True):
        expect.close(student.value(f"float({name})"), right, rtol=0.01, atol=1e-3, what=f"`{name}`")


@task("7.3", hint="Square the difference divided by the target, take the mean, and halve it.")
def test_percentage_error(student, rng):
    """pct_loss is right for targets away from zero."""
    sign = torch.sign(torch.randn(30, generator=rng))
    t = sign * (0.5 + torch.rand(30, generator=rng))
    p = t + 0.3 * torch.randn(30, generator=rng)
    right = 0.5 * ((t - p) / t).square().mean()
    found = student.function("pct_loss").tensor(t, p).float()
    twice = torch.allclose(found, 2 * right, rtol=1e-2)
    expect.close(found, right * (2 if twice else 1), rtol=1e-2)


@task("7.4", hint="Make a copy of the reversed array: PyTorch takes no negative strides. Leave y as it is.")
def test_own_array(student):
    """y_flip is an array of its own that PyTorch takes, and y has stayed."""
    expect.close(student.tensor("torch.tensor(y_flip)").data.double(), Y_FLIP, rtol=0, atol=1e-9)
    expect.close(student.tensor("y").data.double(), Y, rtol=0, atol=1e-9)


@task("7.6", hint="Between the points the net should follow the flipped wave as well.")
def test_flipped_between_the_points(student, rng):
    """The net follows the flipped wave between the points, too."""
    x = -10 + 19.9 * torch.rand(300, 1, generator=rng)
    out = student.module("net_flip").forward(x)
    expect.shape(out, (300, 1))
    back = -0.1 - x
    expect.loss_below(mse_loss(out, torch.sin(3 * back) * torch.exp(-back / 8)), 0.9, what="the error")


@task("7.8", hint="As in 7.1, with pred_flip and y_flip; the first 100 points are the left half.")
def test_relative_errors_of_the_flipped_wave(student):
    """Both relative errors are right."""
    right = relative_errors(smooth(FLIP).double(), Y_FLIP)
    for name, value in zip(("rel_left_flip", "rel_right_flip"), right, strict=True):
        expect.close(student.value(f"float({name})"), value, rtol=0.01, atol=1e-3, what=f"`{name}`")


@task("7.9", hint="Steps of net_flip's own nodes, through net_flip's own output layer.")
def test_stairs_of_the_flipped_net(student):
    """The levels are right."""
    found = student.tensor("binary_pred_flip").data.float().flatten()
    expect.that(found.numel() == len(X), "One prediction per point.")
    expect.close(found, stepped(FLIP), rtol=1e-4, atol=1e-3)
    expect.that(bool(torch.isfinite(found).all()), "NaN")

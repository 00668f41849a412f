"""Section 2, hidden: fresh steps and errors, and the line beside the closed form."""

import torch
from fc_nets import X, Y, one_per_point
from torch.nn.functional import mse_loss

from grader.checks import expect, task


@task("2.2", hint="w minus lr times grad, element by element, for any shape and any learning rate.")
def test_step_like_sgd(student, rng):
    """The step is the one that optim.SGD makes."""
    for shape in ((7,), (3, 4)):
        w, grad = torch.randn(shape, generator=rng), torch.randn(shape, generator=rng)
        lr = float(torch.rand((), generator=rng)) + 0.01
        parameter = torch.nn.Parameter(w.clone())
        parameter.grad = grad.clone()
        torch.optim.SGD([parameter], lr=lr).step()
        found = student.function("sgd_step").tensor(w, grad, lr)
        expect.close(found, parameter.detach(), rtol=1e-5, atol=1e-6, what="the result of `sgd_step`")


@task("2.3", hint="The mean of the squares: no sum, no half, no absolute values.")
def test_error_on_fresh_numbers(student, rng):
    """mse is right for fresh numbers."""
    one, other = 5 * torch.randn(31, generator=rng), 5 * torch.randn(31, generator=rng)
    found = student.function("mse").tensor(one, other)
    expect.close(found.reshape(-1), mse_loss(one, other).reshape(-1), rtol=1e-5, what="the result of `mse`")


@task("2.3", hint="Flatten both before you subtract: a column minus a flat tensor is a table.")
def test_column_against_flat(student, rng):
    """mse pairs a column of predictions with flat targets."""
    if student.value("mse is torch.nn.functional.mse_loss or isinstance(mse, torch.nn.MSELoss)"):
        return  # PyTorch's own warns about the shapes
    one, other = torch.randn(12, 1, generator=rng), torch.randn(12, generator=rng)
    found = student.function("mse").tensor(one, other)
    expect.close(found.reshape(-1), mse_loss(one.flatten(), other).reshape(-1), rtol=1e-5, what="`mse`")


@task(
    "2.4", hint="Least squares gives a slope of 2.057 and an intercept of 1.151; train until you are close."
)
def test_line_beside_least_squares(student, rng):
    """On fresh inputs, the trained line is close to the line of least squares."""
    model = student.module("reg_model")
    expect.affine(model, -4, 4)
    slope, intercept = torch.linalg.lstsq(torch.cat([X, torch.ones_like(X)], dim=1), Y.unsqueeze(1)).solution
    ends = one_per_point(model.forward(torch.tensor([[0.0], [1.0]])), torch.zeros(2, 1), "`reg_model`")
    expect.between(ends[0] - intercept, -0.25, 0.25, what="the error of the intercept")
    expect.between(ends[1] - ends[0] - slope, -0.15, 0.15, what="the error of the slope")
    x = 6 * torch.rand(25, 1, generator=rng) - 3
    found = one_per_point(model.forward(x), x, "`reg_model`")
    off = (found - (slope * x + intercept).flatten()).abs().max()
    expect.between(off, 0, 0.7, what="the largest distance from the line of least squares")

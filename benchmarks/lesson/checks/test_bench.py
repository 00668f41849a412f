"""The checks of the benchmark's notebook in our own format; the asserts in ../tasks.py say the same."""

import torch

from grader.checks import expect, task


@task("1")
def test_tensors(student):
    """Inputs are standardised, and both are columns of float32."""
    for name in ("x", "y"):
        expect.dtype(student.tensor(name), torch.float32)
        expect.shape(student.tensor(name), (200, 1))
    x, y = student.tensor("x").data, student.tensor("y").data
    expect.between(x.mean().item(), -1e-4, 1e-4, what="the mean of x")
    expect.between(x.std().item(), 0.99, 1.01, what="the standard deviation of x")
    score = student.tensor("score").data
    expect.between(
        y.mean().item() - score.mean().item(), -0.01, 0.01, what="the mean of y less that of score"
    )


@task("2")
def test_loader_and_model(student):
    """The loader gives shuffled batches of 10, and the model is a line."""
    expect.equal(student.value("loader.batch_size"), 10, what="the batch size")
    expect.equal(student.value("len(loader)"), 20, what="the number of batches")
    expect.equal(student.value("type(loader.sampler).__name__"), "RandomSampler", what="the sampler")
    expect.parameter_count(student.module("model"), 2)


@task("3")
def test_trained_line(student):
    """The loss falls over 60 epochs, and the line is that of least squares."""
    losses = student.value("losses")
    expect.equal(len(losses), 60, what="the number of losses")
    expect.loss_falls(losses)
    hours, score = student.tensor("hours").data, student.tensor("score").data
    columns = torch.stack([hours, torch.ones_like(hours)], dim=1)
    line = columns @ torch.linalg.lstsq(columns, score.unsqueeze(1)).solution
    fit = student.module("model").forward(student.tensor("x").data)
    distance = (fit - line).abs().mean().item()
    expect.between(distance, 0, 0.5, what="the mean distance to the line of least squares")


@task("4")
def test_agrees_with_least_squares(student):
    """Slope and intercept are those of least squares."""
    hours, score = student.tensor("hours").data, student.tensor("score").data
    columns = torch.stack([hours, torch.ones_like(hours)], dim=1)
    best = torch.linalg.lstsq(columns, score.unsqueeze(1)).solution.flatten()
    expect.agrees_with(student.tensor("slope").data, best[0], name="least squares", rtol=1e-6)
    expect.agrees_with(student.tensor("intercept").data, best[1], name="least squares", rtol=1e-6)


@task("5")
def test_network(student):
    """A 1-3-1 network follows the curve."""
    net = student.module("net")
    expect.parameter_count(net, 10)
    t, curve = student.tensor("t").data, student.tensor("curve").data
    expect.loss_below(((net.forward(t) - curve) ** 2).mean(), 0.01)


@task("6")
def test_gradient(student):
    """The gradient at w = 1."""
    hours, score = student.tensor("hours").data, student.tensor("score").data
    exact = 2 * ((hours - score) * hours).mean().item()
    found = student.tensor("gradient").item()
    expect.between(found - exact, -1e-3, 1e-3, what="the error of the gradient")

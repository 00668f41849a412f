"""Section 5: which way is down."""

import torch

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])
START_W = torch.tensor([[0.5896, -0.5372, 0.7526], [0.6566, 0.9928, 0.6209]])


def errors_of(student):
    """What the current w and b predict, minus the targets, recomputed."""
    w, b = student.tensor("w"), student.tensor("b")
    expect.shape(w, (2, 3), what="`w`", hint="Keep the w of the given cell.")
    expect.shape(b, (2,), what="`b`", hint="Keep the b of the given cell.")
    return (INPUTS @ w.data.float().T + b.data.float() - TARGETS).double()


@task("5.1")
def test_gradient_of_weights(student):
    """w.grad is the gradient of the mean squared error."""
    right = (2 / 10 * errors_of(student).T @ INPUTS.double()).float()
    gradient = student.maybe_tensor("w.grad")
    expect.that(
        gradient is not None,
        "`w.grad` is still empty.",
        hint="Call backward() on the loss.",
        expected="a gradient",
        found="None",
    )
    expect.shape(gradient, (2, 3), what="`w.grad`")
    expect.gradient(
        gradient,
        right,
        rtol=1e-4,
        what="`w.grad`",
        hint="Call backward() once, on the loss that averages over all ten elements.",
    )


@task("5.2")
def test_gradient_of_biases(student):
    """grad_b is the gradient of the mean squared error with respect to b."""
    right = (2 / 10 * errors_of(student).sum(0)).float()
    gradient = student.tensor("grad_b")
    expect.shape(gradient, (2,), what="`grad_b`", hint="There is one number for each of the two biases.")
    expect.gradient(
        gradient,
        right,
        rtol=1e-4,
        what="`grad_b`",
        hint="The backward pass of 5.1 has filled b.grad already: read it as it is.",
    )


@task("5.4")
def test_gradients_are_reset(student):
    """The gradients of w and b are zero, and w itself is unharmed."""
    expect.no_gradient(student.maybe_tensor("w.grad"), what="`w.grad`")
    expect.no_gradient(
        student.maybe_tensor("b.grad"), what="`b.grad`", hint="The biases have a gradient too."
    )
    expect.close(
        student.tensor("w").data,
        START_W,
        rtol=0,
        atol=1e-6,
        what="`w`",
        hint="Reset w.grad, and leave w as it is.",
    )

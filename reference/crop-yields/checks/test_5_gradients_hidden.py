"""Section 5, hidden: slopes in random directions, and the key of 5.3."""

import torch

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]).double()
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]]).double()
HINT = "One backward pass of the mean squared error fills both gradients; a second one adds to them."
UP = {"rises", "rise", "up", "increases", "increase", "grows", "higher", "larger"}
DOWN = {"falls", "fall", "down", "decreases", "decrease", "shrinks", "lower", "smaller"}


def loss_at(w, b):
    """The mean squared error of these parameters."""
    return (INPUTS @ w.T + b - TARGETS).square().mean()


def parameters(student):
    """The notebook's w and b."""
    w, b = student.tensor("w"), student.tensor("b")
    expect.shape(w, (2, 3))
    expect.shape(b, (2,))
    return w.data.double(), b.data.double()


@task("5.1", hint=HINT)
def test_slope_in_random_directions(student, rng):
    """w.grad predicts how the loss changes in any direction."""
    w, b = parameters(student)
    gradient = student.maybe_tensor("w.grad")
    expect.that(gradient is not None, "`w.grad` is empty.")
    expect.shape(gradient, (2, 3))
    for _ in range(3):
        step = torch.randn(2, 3, generator=rng, dtype=torch.float64)
        slope = (loss_at(w + 1e-3 * step, b) - loss_at(w - 1e-3 * step, b)) / 2e-3
        expect.close(
            (gradient.data.double() * step).sum(), slope, rtol=1e-3, atol=1.0, what="the slope of the loss"
        )


@task("5.2", hint=HINT)
def test_bias_slope_in_random_directions(student, rng):
    """grad_b predicts how the loss changes in any direction."""
    w, b = parameters(student)
    gradient = student.tensor("grad_b")
    expect.shape(gradient, (2,))
    for _ in range(3):
        step = torch.randn(2, generator=rng, dtype=torch.float64)
        slope = (loss_at(w, b + 1e-3 * step) - loss_at(w, b - 1e-3 * step)) / 2e-3
        expect.close(
            (gradient.data.double() * step).sum(), slope, rtol=1e-3, atol=0.01, what="the slope of the loss"
        )


@task("5.3", reveal=True)
def test_sign_of_the_gradient(student):
    """You know what the sign of a gradient says about the loss."""
    answer = student.choice("answer_5_3")
    keys = ("positive up", "positive down", "negative up", "negative down")
    found = (
        {str(key).strip().lower(): str(value) for key, value in answer.items()}
        if isinstance(answer, dict)
        else {}
    )
    expect.that(
        set(found) == set(keys) and all(value in UP | DOWN for value in found.values()),
        "`answer_5_3` is not of the form that the task asks for.",
        hint='Write a dictionary with the four keys of the table; each value is "rises" or "falls".',
    )
    expect.that(
        [found[key] in UP for key in keys] == [True, False, False, True],
        "Not all four are right.",
        hint="The gradient is a slope: think of a step forwards and a step backwards on a hillside.",
    )

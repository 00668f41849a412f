"""Section 3, hidden: the model on fresh regions."""

import torch

from grader.checks import expect, task

HINT = "It should be x times w transposed, plus b, for any number of rows, with the w and b of the moment."


@task("3.2", hint=HINT)
def test_model_is_linear(student, rng):
    """Your model computes the weighted sums plus the biases."""
    model = student.function("model")
    w, b = student.tensor("w").data, student.tensor("b").data
    x = 100 * torch.rand(7, 3, generator=rng)
    found = model.tensor(x)
    expect.shape(found, (7, 2))
    expect.close(found, x @ w.T + b, rtol=1e-5, atol=1e-3, what="the output of `model` on fresh input")
    fresh_w, fresh_b = torch.randn(2, 3, generator=rng), torch.randn(2, generator=rng)
    found = model(x, globals={"w": fresh_w, "b": fresh_b}).value
    expect.close(
        found,
        x @ fresh_w.T + fresh_b,
        rtol=1e-5,
        atol=1e-3,
        what="the output of `model` with another w and b",
    )

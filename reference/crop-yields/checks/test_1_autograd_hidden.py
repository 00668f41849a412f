"""Section 1, hidden: derivatives on fresh numbers."""

import torch

from grader.checks import expect, task


@task("1.4", hint="Call y.backward() once, with x not tracked and w and b as they are.")
def test_derivatives_predict_changes(student, rng):
    """The derivatives say how y changes when w and b change."""
    x, w, b = (student.tensor(name).data.double().reshape(()) for name in ("x", "w", "b"))
    slopes = []
    for name in ("w", "b"):
        gradient = student.maybe_tensor(f"{name}.grad")
        expect.that(
            gradient is not None and gradient.data.numel() == 1, f"`{name}.grad` holds no derivative."
        )
        slopes.append(gradient.data.double().reshape(()))
    for step_w, step_b in torch.randn(5, 2, generator=rng, dtype=torch.float64):
        change = ((w + step_w) * x + (b + step_b)) - (w * x + b)
        expect.close(
            slopes[0] * step_w + slopes[1] * step_b, change, rtol=1e-6, atol=1e-6, what="the change of y"
        )
    expect.that(student.maybe_tensor("x.grad") is None, "`x` has a gradient.", hint="Track w and b only.")

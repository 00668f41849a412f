"""Section 1, hidden: derivatives on fresh numbers."""

import torch

from grader.checks import expect, task


@task("1.4", hint="Call y.backward() once, with x not tracked and w and b as they are.")
def test_derivatives_predict_changes(student, rng):
    """The derivatives say how y changes when w and b change."""
    start = [student.tensor(name).data.double() for name in ("x", "w", "b")]
    expect.that(all(v.numel() == 1 for v in start), "`x`, `w` and `b` should be single numbers.")
    x, w, b = (v.reshape(()) for v in start)
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

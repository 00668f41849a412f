"""Section 1, hidden: the untrained line on fresh inputs."""

import torch
from fc_nets import X, one_per_point

from grader.checks import expect, task


@task("1.4", hint="Predict for all rows of x_reg, with the model as it was given, and do not train it.")
def test_untrained_everywhere(student, rng):
    """The predictions are those of the untrained line, and the line is still untrained."""
    x = 3 * torch.randn(20, 1, generator=rng)
    model = student.module("reg_model")
    expect.close(
        one_per_point(model.forward(x), x, "`reg_model`"), (-0.8760866 * x - 0.5502461).flatten(), rtol=1e-4
    )
    found = one_per_point(student.tensor("y_reg_init").data, X, "`y_reg_init`")
    expect.close(found, (-0.8760866 * X - 0.5502461).flatten(), rtol=1e-4, what="`y_reg_init`")

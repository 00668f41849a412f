"""Section 4, hidden: the loss function on fresh tensors."""

import torch
from torch.nn.functional import mse_loss

from grader.checks import expect, task


@task("4.1", hint="Square the differences, and divide their sum by the number of all elements, not of rows.")
def test_mean_squared_error(student, rng):
    """mse is the mean of the squared differences."""
    mse = student.function("mse")
    for rows, columns in ((5, 2), (7, 3)):
        one, other = (torch.randn(rows, columns, generator=rng, dtype=torch.float64) for _ in range(2))
        found = mse.tensor(one, other)
        expect.that(
            found.numel() == 1, "`mse` should return a single number.", hint="Average over all elements."
        )
        expect.close(
            found.double().reshape(()),
            mse_loss(one, other),
            rtol=1e-6,
            atol=0,
            what=f"the result of `mse` for {rows} x {columns} input",
        )

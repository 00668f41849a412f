"""Section 4: how wrong the model is."""

import torch

from grader.checks import expect, task

TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])


@task("4.2")
def test_initial_loss(student):
    """loss is the mean squared error of your predictions."""
    loss, preds = student.tensor("loss"), student.tensor("preds")
    expect.shape(preds, (5, 2), what="`preds`", hint="First get task 3.3 right.")
    expect.that(
        loss.data.numel() == 1,
        "`loss` should be a single number.",
        hint="Average over all elements.",
        expected="one element",
        found=f"shape {tuple(loss.shape)}",
    )
    right = (preds.data.double() - TARGETS).square().mean()
    expect.close(
        loss.data.double().reshape(()),
        right,
        rtol=1e-4,
        atol=0,
        what="`loss`",
        hint="Average over all ten elements: twice the value means that you have divided by the five rows.",
    )
    expect.that(
        loss.has_grad_fn,
        "`loss` has forgotten how it was computed.",
        hint="Keep it a tensor, without item() or detach(): the next task differentiates it.",
        expected="a grad_fn",
        found="none",
    )

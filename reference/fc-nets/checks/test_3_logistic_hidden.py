"""Section 3, hidden: the logistic model and the grid decisions at random places."""

import torch
from fc_nets import one_per_point

from grader.checks import expect, task


@task("3.4", hint="nn.Linear(2, 1), followed by nn.Sigmoid(), and nothing else.")
def test_logit_is_linear(student, rng):
    """Behind the sigmoid the model is linear."""
    model = student.module("model_clf")
    a, b = torch.randn(20, 2, generator=rng), torch.randn(20, 2, generator=rng)
    outputs = [one_per_point(model.forward(x), x, "`model_clf`") for x in (a, b, a + b, torch.zeros(20, 2))]
    if student.value("getattr(model_clf, 'logits', False)") is not True:
        outputs = [p.double().logit() for p in outputs]
    expect.finite(torch.stack(outputs), "the logits of the outputs")
    bent = (outputs[0] + outputs[1] - outputs[2] - outputs[3]).abs().max()
    expect.between(bent, 0, 1e-3, what="the deviation of the logit from a linear function")


@task(
    "3.7",
    hint="Reshape the decisions to the shape of xx: place by place they belong to (xx[i, j], yy[i, j]).",
)
def test_decisions_at_random_places(student, rng):
    """At random places of the grid, grid_preds is what the model decides there."""
    xx, yy, found = (student.tensor(name).data for name in ("xx", "yy", "grid_preds"))
    expect.that(xx.shape == yy.shape == found.shape and xx.dim() == 2, "The shapes do not fit together.")
    at = torch.randint(xx.numel(), (50,), generator=rng)
    x = torch.stack([xx.float().ravel()[at], yy.float().ravel()[at]], dim=1)
    p = one_per_point(student.module("model_clf").forward(x), x, "`model_clf`")
    sure = (p - 0.5).abs() > 1e-4
    wrong = int((((found.ravel()[at] > 0.5) != (p > 0.5)) & sure).sum())
    expect.that(wrong == 0, "Some decisions do not belong to their places.", found=f"{wrong} of 50")

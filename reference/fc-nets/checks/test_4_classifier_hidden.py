"""Section 4, hidden: cross-entropy of fresh probabilities, and the classifier beside the best one."""

import torch
from fc_nets import LABELS, POINTS, bce_of, probabilities
from torch.nn.functional import binary_cross_entropy

from grader.checks import expect, task


@task("4.2", hint="The mean of -y log p - (1 - y) log(1 - p), with natural logarithms.")
def test_cross_entropy_of_fresh_numbers(student, rng):
    """bce is right for fresh probabilities and labels, and its slope too."""
    p = 0.01 + 0.98 * torch.rand(100, generator=rng)
    y = (torch.rand(100, generator=rng) > 0.4).float()
    found = student.function("bce").tensor(p, y)
    expect.close(
        found.reshape(-1), binary_cross_entropy(p, y).reshape(-1), rtol=1e-5, what="the result of `bce`"
    )
    leaf = student.make("torch.as_tensor(p).clone().requires_grad_()", p=p)
    slope = student.tensor("torch.autograd.grad(bce(leaf, y), leaf)[0]", leaf=leaf, y=y).data
    expect.that(torch.equal(slope < 0, y == 1), "The slope of the loss has the wrong sign.")


def best_logistic():
    """Weights and bias of the best logistic model, by Newton's method."""
    x = torch.cat([POINTS, torch.ones(len(POINTS), 1)], dim=1).double()
    y, w = LABELS.double(), torch.zeros(3, dtype=torch.float64)
    for _ in range(10):
        p = (x @ w).sigmoid()
        w = w + torch.linalg.solve((x.T * (p * (1 - p))) @ x, x.T @ (y - p))
    return w


@task(
    "4.3", hint="Cross-entropy, 1000 epochs, and an output that is squeezed before it meets the flat labels."
)
def test_classifier_beside_the_best(student, rng):
    """On fresh points, the probabilities are close to those of the best logistic model."""
    model = student.module("model_clf")
    w = best_logistic()
    x = 2.5 * torch.randn(200, 2, generator=rng)
    right = (x.double() @ w[:2] + w[2]).sigmoid()
    found = probabilities(model, "`model_clf`", x).double()
    expect.between(
        (found - right).abs().mean(), 0, 0.06, what="the mean distance from the best probabilities"
    )
    best = bce_of((POINTS.double() @ w[:2] + w[2]).sigmoid().float(), LABELS)
    gap = bce_of(probabilities(model, "`model_clf`", POINTS), LABELS) - best
    expect.between(gap, -1e-5, 0.004, what="the distance from the best cross-entropy")

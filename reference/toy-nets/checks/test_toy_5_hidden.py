"""Section 5, hidden: ReLU nets and logits on fresh points."""

import torch
from torch.nn.functional import binary_cross_entropy_with_logits
from toy_nets_given import FEATURES, LABELS, decided, fresh_points, probabilities

from grader.checks import expect, task


@task("5.1", hint="net_relu has ReLU at its hidden nodes, five of them or more, and knows disc and ring.")
def test_relu_net(student, rng):
    """net_relu is a ReLU net, and right on fresh points."""
    module = student.module("net_relu")
    points, labels = fresh_points(rng)
    out = probabilities(module, points, "net_relu")
    expect.accuracy_at_least(decided(out), labels, 0.99)
    expect.that(module.count >= 21, "The net has fewer than five hidden nodes.")
    part = list(module.state.values())
    if len(part) == 4:
        score = torch.relu(points @ part[0].T + part[1]) @ part[2].T + part[3]
        agrees = torch.equal(torch.gt(score.flatten(), 0), torch.gt(decided(out), 0))
        steady = torch.allclose(torch.sigmoid(score.flatten()), out, atol=1e-3)
        leaky = any("LeakyReLU" in layer.type for layer in module.layers)
        expect.that(steady or agrees or leaky, "The hidden activation is no ReLU.")
    else:
        expect.that(any("ReLU" in layer.type for layer in module.layers), "The hidden activation is no ReLU.")


@task("5.5", hint="No activation at the output, nn.BCEWithLogitsLoss as the criterion, and long enough.")
def test_logits(student):
    """net_logits gives logits, and they fit the data."""
    module = student.module("net_logits")
    out = module.forward(FEATURES).flatten()
    expect.shape(out, (2000,))
    expect.finite(out)
    expect.that(bool(out.min() < 0) and bool(out.max() > 1), "The outputs look like probabilities.")
    expect.loss_below(binary_cross_entropy_with_logits(out, LABELS.float()), 0.12, what="the loss")

"""Section 8: a first neural network."""

import torch
from torch.nn.functional import mse_loss

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]).repeat(3, 1)
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]]).repeat(3, 1)


@task("8.2")
def test_new_objects(student, rng):
    """opt_net trains model_net, and loss_fn is the mean squared error."""
    outputs = student.module("model_net").forward(torch.randn(4, 3, generator=rng))
    expect.shape(outputs, (4, 2), what="the output of `model_net`")
    expect.optimizer(student, "opt_net", module="model_net")
    if student.value("type(opt_net).__name__") == "SGD":
        rate = student.value("float(opt_net.param_groups[0]['lr'])")
        expect.close(rate, 1e-5, rtol=1e-6, atol=0, what="the learning rate", hint="Say lr=1e-5.")
    one, other = torch.randn(6, 2, generator=rng), torch.randn(6, 2, generator=rng)
    expect.close(
        student.function("loss_fn").tensor(one, other),
        mse_loss(one, other),
        what="the result of `loss_fn`",
        hint="Take F.mse_loss, as before.",
    )


@task("8.3")
def test_trained_net(student):
    """The trained model_net has a loss of at most 150."""
    outputs = student.module("model_net").forward(INPUTS)
    expect.shape(outputs, (15, 2), what="the output of `model_net`")
    loss = mse_loss(outputs, TARGETS)
    dead = loss.item() > 1000 and bool((outputs - outputs[0]).abs().max() < 1e-3)
    expect.loss_below(
        loss,
        150,
        what="the loss of `model_net`",
        hint="All ReLU units are off, and a dead net never learns: check the reset, or set another seed."
        if dead
        else "Train for 100 epochs, with the optimiser that belongs to model_net.",
    )

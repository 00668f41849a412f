"""Section 8, hidden: the network on fresh inputs."""

import torch
from torch.nn.functional import mse_loss, relu

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])


@task(
    "8.1",
    hint="Make layers from 3 to 3 and from 3 to 2, and store both on self: there PyTorch finds them.",
)
def test_layers_of_the_net(student, rng):
    """SimpleNet has two linear layers and 20 numbers to learn."""
    net = student.module(student.make("SimpleNet()"))
    expect.parameter_count(net, 20)
    expect.parameter_shapes(net, [(3, 3), (3,), (2, 3), (2,)])
    expect.shape(net.forward(torch.randn(4, 3, generator=rng)), (4, 2))


@task("8.1", hint="The ReLU belongs between the two linear layers, and nowhere else.")
def test_net_is_linear_relu_linear(student, rng):
    """SimpleNet computes linear, ReLU, linear."""
    net = student.module(student.make("SimpleNet()"))
    expect.parameter_count(net, 20)
    part = {tuple(value.shape): value for value in net.state.values()}
    expect.that(
        set(part) == {(3, 3), (3,), (2, 3), (2,)},
        "The layers do not have the sizes that the task asks for.",
    )
    x = 10 * torch.randn(64, 3, generator=rng)
    hidden = relu(x @ part[3, 3].T + part[3,])
    expect.close(
        net.forward(x),
        hidden @ part[2, 3].T + part[2,],
        rtol=1e-5,
        atol=1e-4,
        what="the output of `SimpleNet`",
    )


@task("8.3", hint="Train model_net itself, for 100 epochs.")
def test_net_between_the_regions(student, rng):
    """The trained model_net also suits regions that lie between the known ones."""
    shares = torch.rand(64, 5, generator=rng)
    shares = shares / shares.sum(1, keepdim=True)
    found = student.module("model_net").forward(shares @ INPUTS)
    expect.shape(found, (64, 2))
    expect.loss_below(mse_loss(found, shares @ TARGETS), 150, what="the loss on fresh regions")

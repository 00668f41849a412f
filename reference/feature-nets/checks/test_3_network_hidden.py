"""Section 3, hidden: the network on copied weights, the fresh sine, and hooks of our own."""

import torch
from feature_nets import NET, column, features_of, net_of

from grader.checks import expect, task


def layers_of(model, features):
    """Weights and biases by their shapes."""
    shapes = [(features, 1), (features,), (1, features), (1,)]
    expect.parameter_shapes(model, shapes)
    by_shape = {tuple(value.shape): value for value in model.state.values()}
    return [by_shape[shape] for shape in shapes]


@task("3.2", hint="num_features is the size of the hidden layer; without argument it is 30.")
def test_sizes(student):
    """SimpleNN has 91 parameters by default, and as many features as it is asked for."""
    expect.parameter_count(student.module(student.make("SimpleNN()")), 91)
    expect.parameter_count(student.module(student.make("SimpleNN(7)")), 22)
    expect.parameter_count(student.module(student.make("SimpleNN(num_features=12)")), 37)


@task("3.2", weight=2, hint="First layer1, then the ReLU on its output, then layer2, and nothing after that.")
def test_forward(student, rng):
    """SimpleNN computes layer2(relu(layer1(x)))."""
    model = student.module(student.make("SimpleNN(11)"))
    w1, b1, w2, b2 = layers_of(model, 11)
    x = 4 * torch.randn(40, 1, generator=rng)
    right = (x @ w1.T + b1).clamp(min=0) @ w2.T + b2
    expect.close(model.forward(x), right, rtol=1e-5, what="the output of the network")


@task(
    "3.2", hint="Store nn.ReLU() as self.activation, and call it in forward: the hook of 3.5 listens there."
)
def test_activation_is_a_module(student, rng):
    """The attribute activation is the module that computes the features."""
    model = student.module(student.make("SimpleNN(9)"))
    w1, b1, _, _ = layers_of(model, 9)
    x = 4 * torch.randn(20, 1, generator=rng)
    found = model.output_of("activation", x)
    expect.close(found, (x @ w1.T + b1).clamp(min=0), what="the output of activation")
    types = {layer.name: layer.type for layer in model.layers}
    both = types.get("layer1") == types.get("layer2") == "Linear"
    expect.that(both, "layer1 and layer2 should be linear layers.")


@task("3.3", hint="Train model_simple itself, all 300 steps.")
def test_follows_the_sine(student, rng):
    """Between the points of the sample the network is close to the true sine."""
    x = 6 * torch.rand(4000, 1, generator=rng) - 3
    found = column(student.module("model_simple").forward(x), 4000, "the output of `model_simple`")
    expect.loss_below((found - x[:, 0].sin()).square().mean().sqrt(), 0.35, what="the distance to the sine")


@task("3.5", hint="Listen at net.activation, store its output (detached), and call net with probe.")
def test_captured(student):
    """activation holds the features for the probe."""
    found = student.tensor("activation['activation']")
    probe = torch.linspace(-3, 3, 13)[:, None]
    expect.shape(found, (13, 30), what="the stored tensor")
    expect.close(found.data.double(), features_of(probe), rtol=0, atol=1e-5, what="the stored features")
    expect.tracks_gradient(found, False, what="the stored tensor")


@task(
    "3.5",
    hint="getActivation returns a function of module, input and output that stores the output by its name.",
)
def test_hook(student, rng):
    """A hook from getActivation stores the output of any module, under its name."""
    layer = student.make("nn.Linear(2, 4)")
    student.make("m.register_forward_hook(getActivation('elsewhere'))", m=layer)
    x = torch.randn(5, 2, generator=rng)
    right = student.module(layer).forward(x)
    found = student.tensor("activation['elsewhere']")
    expect.shape(found, (5, 4), what="what the hook has stored")
    expect.close(found, right, what="what the hook has stored")


@task(
    "3.7",
    hint="h1.remove() takes the hook off; it must be the handle that register_forward_hook has returned.",
)
def test_no_hook_left(student):
    """No hook is left on net, and what was caught is still there."""
    left = student.value("sum(len(m._forward_hooks) for m in net.modules())")
    expect.equal(left, 0, what="the number of hooks on `net`")
    student.tensor("activation['activation']")


@task("3.9", hint="The sum of all columns plus the bias of layer2 must be the prediction.")
def test_sum_is_the_prediction(student, rng):
    """The weighted features add up to what the network predicts."""
    weighted = student.tensor("weighted").data.double()
    expect.shape(weighted, (661, 30), what="`weighted`")
    rows = torch.randint(0, 661, (40,), generator=rng)
    right = net_of((-3.3 + 0.01 * rows.double())[:, None])
    expect.close(weighted[rows].sum(1, keepdim=True) + NET[0, 3], right, rtol=0, atol=1e-4, what="the sums")

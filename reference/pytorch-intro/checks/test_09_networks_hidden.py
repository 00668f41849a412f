"""Sections 9 and 10, hidden: classes, loaders and trained models on fresh inputs."""

import torch
from pytorch_intro_tools import (
    by_shape,
    column,
    compare_row,
    deals,
    least_squares,
    part,
    regression_data,
    table_of,
)

from grader.checks import expect, task


@task("9.1", hint="Call super().__init__() first, and give the linear layer both sizes.")
def test_linear_class(student):
    """linearRegression(3, 2) is an nn.Module with 8 parameters."""
    net = student.module(student.make("linearRegression(3, 2)"))
    expect.parameter_count(net, 8)
    expect.parameter_shapes(net, [(2, 3), (2,)])


@task("9.1", hint="forward hands the input to the linear layer and returns the result as it is.")
def test_linear_forward(student, rng):
    """The forward pass is x times W transposed, plus b."""
    net = student.module(student.make("linearRegression(3, 2)"))
    weight, bias = part(by_shape(net), (2, 3), (2,))
    for _ in range(20):
        x = 3 * torch.randn(6, 3, generator=rng)
        expect.close(net.forward(x), x @ weight.T + bias, rtol=1e-5, atol=1e-5, what="the output")


@task("9.1", hint="Leave the shape to the layer: it takes one example as well as a batch.")
def test_linear_single_example(student, rng):
    """It takes a single example, too."""
    net = student.module(student.make("linearRegression(4, 3)"))
    weight, bias = part(by_shape(net), (3, 4), (3,))
    x = torch.randn(4, generator=rng)
    found = net.forward(x)
    expect.shape(found, (3,))
    expect.close(found, weight @ x + bias, rtol=1e-5, atol=1e-5, what="the output for one example")


@task("9.4", hint="Copy the values: clone() each of them, or use copy.deepcopy.")
def test_snapshot_is_a_copy(student):
    """The snapshot does not change with the model."""
    live = "{p.data_ptr() for p in model_lin.parameters()}"
    shared = student.value(
        f"(lambda live: any(torch.as_tensor(v).data_ptr() in live for v in sd_before.values()))({live})"
    )
    expect.that(shared is False, "The snapshot is the live state.")


@task("9.9", hint="Pairs of X_t and y_t, all of them, shuffled anew in each epoch.")
def test_loader_deals_all(student):
    """Each epoch deals every pair once, in a new order."""
    deals(student, "dataloader", *regression_data(1), 10, "")


@task("9.12", hint="After 30 epochs, slope and intercept are close to those of scikit-learn.")
def test_line_agrees(student, rng):
    """Slope and intercept agree with scikit-learn's."""
    module = student.module("model_lin")
    x = 0.5 + torch.rand(5, 1, generator=rng)
    found = column(module.forward(torch.cat([torch.zeros(1, 1), x])), 6)
    intercept, slope = (float(v) for v in least_squares(1))
    expect.between(found[0], intercept - 0.40, intercept + 0.40, what="the intercept")
    for value, at in zip(found[1:], x.flatten(), strict=True):
        expect.between((value - found[0]) / at, slope - 0.30, slope + 0.30, what="the slope")


@task("9.13", hint="The second row holds the bias and the weight of model_lin, rounded to two decimals.")
def test_network_row(student):
    """The row of the network is right."""
    compare_row(table_of(student, "cmp"), "pytorch", {"w0": -0.74, "w1": 45.47}, "cmp")


@task("9.15", hint="Make the optimizer from the parameters of the new model, in the same function.")
def test_fresh_pair(student):
    """The optimizer belongs to the model that comes with it."""
    held = student.value(
        "(lambda pair: [[any(p is q for q in pair[0].parameters()) for g in pair[1].param_groups "
        "for p in g['params']], len(list(pair[0].parameters()))])(fresh_start())"
    )
    expect.that(
        isinstance(held, list) and all(held[0]) and len(held[0]) == held[1] == 2,
        "The optimizer does not hold the parameters of the model.",
    )


@task("9.15", hint="Each call draws new random weights, far away from the trained ones.")
def test_fresh_weights(student):
    """Each call gives other, untrained weights."""
    drawn = student.value(
        "[[float(p.detach().sum()) for p in fresh_start()[0].parameters()] for _ in range(2)]"
    )
    expect.that(drawn[0] != drawn[1], "Two calls give the same weights.")
    for weights in drawn:
        expect.that(all(abs(w) <= 1 and w != 0 for w in weights), "The weights are no fresh random ones.")


@task("10.3", hint="100 epochs on all three features; slopes and intercept should agree with scikit-learn.")
def test_slopes_agree(student, rng):
    """Slopes and intercept agree with scikit-learn's."""
    module = student.module("model_lin3")
    base = column(module.forward(torch.zeros(1, 3)), 1)
    right = least_squares(3)
    expect.between(base, float(right[0]) - 0.50, float(right[0]) + 0.50, what="the intercept")
    far = 1 + torch.rand(1, generator=rng)
    slopes = (column(module.forward(far * torch.eye(3)), 3) - base) / far
    for number, (slope, wanted) in enumerate(zip(slopes, right[1:], strict=True), 1):
        expect.between(slope, float(wanted) - 0.60, float(wanted) + 0.60, what=f"slope {number}")

"""Section 2: a network."""

import math

import torch
from toy_nets_given import FEATURES

from grader.checks import expect, task

SHAPES = [(1,), (1, 2), (2,), (2, 2)]


@task("2.2")
def test_first_network(student):
    """net has two inputs, two hidden sigmoid nodes and a probability as its output."""
    net = student.module("net")
    expect.parameter_count(net, 9, hint="Two inputs, one output, one hidden layer of two nodes.")
    expect.parameter_shapes(net, SHAPES)
    part = {tuple(value.shape): value for value in net.state.values()}
    x = FEATURES[:100]
    inner = torch.sigmoid(x @ part[2, 2].T + part[2,])
    out = net.forward(x)
    expect.shape(out, (100, 1), what="the output of `net`")
    expect.close(
        out,
        torch.sigmoid(inner @ part[1, 2].T + part[1,]),
        atol=1e-5,
        what="the outputs of `net`",
        hint="nn.Sigmoid() goes in twice: as the activation and as the output activation.",
    )


@task("2.3")
def test_inventory(student):
    """param_shapes lists the four tensors, and n_free counts their numbers."""
    found = student.value(
        "[v for v in param_shapes.values()] if isinstance(param_shapes, dict) else param_shapes"
    )
    shapes = [tuple(s) if isinstance(s, list | tuple) else (s,) for s in found]
    sizes = sorted(math.prod(s) for s in shapes)
    fits = sorted(shapes) == sorted(SHAPES) or sizes == [1, 2, 2, 4]
    expect.that(
        fits,
        "These are not the shapes of the net's four tensors.",
        hint="[p.shape for p in net.parameters()] lists them all.",
        found=str(found),
    )
    expect.equal(student.value("n_free"), 9, what="`n_free`", hint="Weights and biases, of both layers.")


@task("2.4")
def test_module_list(student):
    """You have counted what a list and what a ModuleList registers."""
    expect.equal(student.value("n_list"), 3, what="`n_list`", hint="Count what parameters() really gives.")
    expect.equal(
        student.value("n_modulelist"), 9, what="`n_modulelist`", hint="Two inputs, two nodes, one output."
    )
    expect.words(student.value("answer_2_4"))


@task("2.6")
def test_graph_in_words(student):
    """You say in your own words what PyTorch builds."""
    expect.words(student.text, at_least=10)

"""Section 4, hidden: fresh points, the lines, the regions."""

import torch
from toy_nets_given import (
    FEATURES,
    H3,
    LABELS,
    cross_entropy,
    decided,
    fresh_points,
    hidden,
    probabilities,
)

from grader.checks import expect, task


@task("4.3", hint="The net should know the disc and the ring, not just these points: train a bit longer.")
def test_three_nodes_on_fresh_points(student, rng):
    """The net with three nodes is right on fresh points."""
    points, labels = fresh_points(rng, 1000)
    out = probabilities(student.module("net_h3"), points, "net_h3")
    expect.accuracy_at_least(decided(out), labels, 0.99)
    expect.loss_below(cross_entropy(out, labels), 0.14, what="the loss on fresh points")


@task("4.4", hint="Take the losses of your own three nets.")
def test_losses_are_those_of_the_nets(student):
    """The losses in the dictionary belong to the three nets."""
    losses = student.value("{int(k): float(v) for k, v in losses_by_h.items()}")
    for nodes in (1, 2, 3):
        out = probabilities(student.module(f"net_h{nodes}"), FEATURES, f"net_h{nodes}")
        found = losses.get(nodes, float("nan"))
        expect.close(found, float(cross_entropy(out, LABELS)), rtol=0, atol=0.02, what=f"the loss of {nodes}")


@task("4.7", hint="Where w1 x + w2 y + b = 0: y = -(b + w1 x) / w2, for each node with its own numbers.")
def test_lines_of_the_nodes(student):
    """Each of the three lines is the one of its node."""
    figures = student.figures
    if any("levels" in c for f in figures for a in f["axes"] for c in a["collections"]):
        return
    for weights, bias in zip(*H3, strict=True):
        expect.straight_line(figures, weights, float(bias), what="the line of a node")


@task("4.8", reveal=True)
def test_regions(student):
    """You know into how many regions the lines cut the plane, and how many are green."""
    expect.choice(
        [student.value("n_regions"), student.value("n_green")],
        [7, 6],
        hint="Look at the picture: one triangle, and the regions that touch it at an edge or a corner.",
    )


@task("4.9", hint="The activation of net_h3.hidden, with weights and biases, for the points in their order.")
def test_coordinates_of_the_points(student):
    """The new coordinates are the hidden activations."""
    found = student.tensor("features_layer1_3d").data.float()
    expect.close(found, hidden(H3, FEATURES), rtol=1e-4, atol=1e-5)


@task("4.11", hint="Fit the plane in the space of the three hidden activations, and keep its numbers.")
def test_plane_on_fresh_points(student, rng):
    """The plane separates the hidden activations of fresh points."""
    points, labels = fresh_points(rng)
    weights = student.tensor("plane_w").data.float().flatten()
    expect.shape(weights, (3,))
    offset = student.tensor("plane_c").data.float().flatten()
    expect.shape(offset, (1,))
    score = hidden(H3, points) @ weights + offset
    expect.accuracy_at_least(torch.gt(score, 0).long(), labels, 0.99)

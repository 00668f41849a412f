"""Section 4: how many hidden nodes?"""

import torch
from toy_nets_given import (
    FEATURES,
    H3,
    LABELS,
    POINTS,
    cross_entropy,
    decided,
    hidden,
    probabilities,
    regions_picture,
)

from grader.checks import expect, task

RECIPE = "Train on all points with 10 000 epochs of 1e-3, or 600 of 5e-2."


def loss_of_net(student, name, count):
    """The recomputed loss of a net with that many numbers to learn."""
    module = student.module(name)
    expect.parameter_count(module, count, hint="Two inputs, one hidden layer, one output.")
    out = probabilities(module, FEATURES, name)
    regions_picture(student, module, f"What {name} says")
    return cross_entropy(out, LABELS), out


def agrees(student, name, loss):
    """The notebook's own figure is the recomputed one."""
    expect.close(
        float(student.value(f"float({name})")),
        float(loss),
        rtol=0,
        atol=0.02,
        what=f"`{name}`",
        hint="Compute the loss of the trained net on all points.",
    )


@task("4.1")
def test_one_node(student):
    """A net with one hidden node gets stuck at a loss above one half."""
    loss, _ = loss_of_net(student, "net_h1", 5)
    expect.between(
        loss,
        0.5,
        0.65,
        "the loss of `net_h1`",
        hint=RECIPE + " At 0.6931 the start was an unlucky one: set another seed.",
    )
    agrees(student, "loss_h1", loss)


@task("4.2")
def test_two_nodes(student):
    """A net with two hidden nodes comes down to about 0.23."""
    loss, out = loss_of_net(student, "net_h2", 9)
    expect.between(loss, 0.2, 0.3, "the loss of `net_h2`", hint=RECIPE)
    expect.accuracy_at_least(decided(out), LABELS, 0.88)
    agrees(student, "loss_h2", loss)


@task("4.3")
def test_three_nodes(student):
    """A net with three hidden nodes tells the classes apart."""
    loss, out = loss_of_net(student, "net_h3", 13)
    expect.loss_below(loss, 0.12, what="the loss of `net_h3`", hint=RECIPE)
    expect.accuracy_at_least(decided(out), LABELS, 0.99)
    agrees(student, "loss_h3", loss)


@task("4.4")
def test_losses(student):
    """losses_by_h has a loss for one, two and three nodes, and you explain them."""
    losses = student.value("{int(k): float(v) for k, v in losses_by_h.items()}")
    for nodes, low, high in ((1, 0.5, 0.7), (2, 0.2, 0.3), (3, 0.0, 0.12)):
        expect.that(
            nodes in losses, f"`losses_by_h` has no entry for {nodes}.", hint="Its keys are 1, 2 and 3."
        )
        expect.between(
            losses[nodes],
            low,
            high,
            f"the loss with {nodes} node{'s' * (nodes > 1)}",
            hint="Take the losses of 4.1 to 4.3.",
        )
    expect.words(student.value("answer_4_4"))


@task("4.5")
def test_weights_and_biases(student):
    """weights and biases are those of the hidden layer, as arrays."""
    for name, right in (("weights", H3[0]), ("biases", H3[1])):
        found = student.tensor(name)
        expect.shape(
            found, tuple(right.shape), what=f"`{name}`", hint="One row (or one number) per hidden node."
        )
        expect.close(found.data.float(), right, rtol=1e-4, what=f"`{name}`")
        expect.that(
            found.kind == "ndarray",
            f"`{name}` should be a NumPy array.",
            hint="Detach it, then call .numpy().",
            found=found.kind,
        )


@task("4.6")
def test_back_to_numpy(student):
    """features and target are arrays again, and target is flat."""
    for name, right in (("features", FEATURES), ("target", LABELS)):
        found = student.tensor(name)
        expect.that(
            found.kind == "ndarray", f"`{name}` should be a NumPy array.", hint="Call .numpy() on it."
        )
        expect.shape(
            found,
            tuple(right.shape),
            what=f"`{name}`",
            hint="A column cannot pick rows: flatten it." if name == "target" else "",
        )
        expect.close(found.data.float(), right.float(), what=f"`{name}`")


@task("4.7")
def test_picture_of_the_lines(student):
    """Your figure shows both classes, three lines, labels and a legend, and fits the data."""
    figures = student.figures
    for label in (0, 1):
        axes = expect.scatter_of(figures, POINTS[label == LABELS], what=f"the points of class {label}")
    drawn = [c for c in axes["collections"] if "levels" in c]
    drawn += [line for line in axes["lines"] if 2 <= len(line["x"]) < 1000]
    expect.that(
        len(drawn) >= 3,
        "There should be one line for each of the three hidden nodes.",
        hint="Go through the three rows of weights, and join two points for each.",
        expected="3 lines",
        found=f"{len(drawn)}",
    )
    expect.figure_shows([{"axes": [axes]}], series=5, xlabel="x", ylabel="y", legend=2)
    for limits, column, which in (("xlim", 0, "plt.xlim"), ("ylim", 1, "plt.ylim")):
        right = [float(POINTS[:, column].min()), float(POINTS[:, column].max())]
        expect.close(
            sorted(axes[limits]),
            right,
            rtol=0,
            atol=0.5,
            what=f"the limits of the {limits[0]} axis",
            hint=f"Set them with {which} to the smallest and the largest value of the data.",
        )


@task("4.9")
def test_new_coordinates(student):
    """features_layer1_3d has three numbers between 0 and 1 for each point."""
    found = student.tensor("features_layer1_3d")
    expect.shape(
        found, (2000, 3), what="`features_layer1_3d`", hint="The hidden layer's output: one column per node."
    )
    expect.finite(found, what="`features_layer1_3d`")
    expect.that(
        bool(((found.data >= 0) & (found.data <= 1)).all()),
        "Some of these activations are not between 0 and 1.",
        hint="The activation belongs to the hidden layer: apply it to what the linear layer gives.",
        expected="0 to 1",
        found=f"{float(found.data.min()):.3g} to {float(found.data.max()):.3g}",
    )


@task("4.10")
def test_hidden_space(student):
    """Your 3-D figure shows the hidden activations of both classes, with a legend."""
    space = expect.axes_3d(student.figures)
    points = hidden(H3, FEATURES)
    for label in (0, 1):
        axes = expect.scatter_of(
            [{"axes": space}],
            points[label == LABELS],
            what=f"the hidden activations of class {label}",
            hint="Use the columns 0, 1 and 2, and the rows of one class at a time.",
        )
    expect.figure_shows([{"axes": [axes]}], series=2, legend=2)


@task("4.11")
def test_plane(student):
    """In the hidden space a plane separates the classes."""
    expect.close(
        torch.tensor(student.tensor("plane_w").data.numel()), torch.tensor(3), what="the size of `plane_w`"
    )
    expect.between(
        student.value("float(acc_hidden)"),
        0.99,
        1.0,
        "`acc_hidden`",
        hint="Fit on the three columns of features_layer1_3d.",
    )

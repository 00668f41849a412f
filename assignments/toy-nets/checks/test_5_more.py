"""Section 5: more nodes, other activations."""

import itertools
import re

from toy_nets_given import (
    FEATURES,
    H5,
    LABELS,
    cross_entropy,
    decided,
    hidden,
    probabilities,
    regions_picture,
)

from grader.checks import expect, task


@task("5.1")
def test_relu_losses(student):
    """relu_losses tells at which size the loss comes close to zero, and net_relu shows it."""
    losses = student.value("{int(k): float(v) for k, v in relu_losses.items()}")
    sizes = sorted(losses)
    expect.that(
        len(sizes) >= 3 and sizes[0] <= 3 and sizes[-1] >= 5,
        "`relu_losses` should have three sizes or more, from at most 3 nodes to at least 5.",
        found=str(sizes),
    )
    expect.that(
        all(losses[h] > 0.1 for h in sizes if h <= 2),
        "Two nodes cannot fence in a disc, with ReLU neither.",
        hint="Is the loss the one of the net with that many nodes?",
    )
    expect.loss_below(min(losses.values()), 0.05, what="the best of your losses")
    module = student.module("net_relu")
    out = probabilities(module, FEATURES, "net_relu")
    regions_picture(student, module, "What net_relu says")
    expect.loss_below(
        cross_entropy(out, LABELS), 0.05, what="the loss of `net_relu`", hint="Take more nodes."
    )
    expect.words(student.value("answer_5_1"), at_least=10)


@task("5.2")
def test_five_nodes(student):
    """A net with five sigmoid nodes tells the classes apart."""
    module = student.module("net_h5")
    expect.parameter_count(module, 21, hint="Two inputs, one hidden layer of five nodes, one output.")
    out = probabilities(module, FEATURES, "net_h5")
    regions_picture(student, module, "What net_h5 says")
    hint = "10 000 epochs with 1e-3, or 600 with 5e-2."
    expect.loss_below(cross_entropy(out, LABELS), 0.05, what="the loss of `net_h5`", hint=hint)
    expect.accuracy_at_least(decided(out), LABELS, 0.999)


def shows_triple(figures, triple):
    """Some 3-D axes hold these three columns of the activations, class by class."""
    points = hidden(H5, FEATURES)[:, triple]
    for label in (0, 1):
        axes = expect.scatter_of(
            figures,
            points[label == LABELS],
            what=f"class {label} in the coordinates {triple}",
            hint="Compute the activations with net_h5, and pick these columns, in this order.",
        )
    return axes


@task("5.3")
def test_other_coordinates(student):
    """Four 3-D plots show the hidden activations of net_h5 in the four triples of coordinates."""
    found = student.tensor("activations_h5")
    expect.close(found.data.float(), hidden(H5, FEATURES), rtol=1e-4, atol=1e-5, what="`activations_h5`")
    space = expect.axes_3d(student.figures, at_least=4)
    for triple in ((0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3)):
        shows_triple([{"axes": space}], triple)


@task("5.4")
def test_all_triples(student):
    """All ten triples are drawn, each with a title that names it."""
    figures = student.figures
    space = expect.axes_3d(figures, at_least=10)
    titles = [a["title"] for a in space]
    if len(space) == len(figures):
        titles = [a["title"] or f["title"] for f in figures for a in f["axes"]]
    named = [tuple(sorted(map(int, re.findall(r"(?<!\w)\d+", title)[-3:]))) for title in titles]
    right = list(itertools.combinations(range(5), 3))
    from_one = [tuple(i + 1 for i in triple) for triple in right]
    expect.that(
        len(named) == 10,
        "There are ten ways to choose three of five, without regard to their order.",
        hint="itertools.combinations(range(5), 3) gives each choice once.",
        expected="10 plots",
        found=f"{len(named)} plots",
    )
    expect.that(
        sorted(named) in (right, from_one),
        "Each title should name the three coordinates of its plot.",
        hint='For example plt.title(f"coordinates {triple}").',
        found=", ".join(titles[:3]),
    )
    for triple in right:
        shows_triple([{"axes": space}], triple)


@task("5.6")
def test_cleared(student):
    """The old variables are gone."""
    for name in ("features", "target", "features_layer1_3d", "net"):
        expect.that(
            not student.defined(name) or student.value(f"{name} is None"),
            f"`{name}` is still there.",
            hint=f"{name} = None",
        )

"""Section 1, hidden: the data and where they come from."""

import torch
from toy_nets_given import LABELS

from grader.checks import expect, task


def drawn(student, *args, **kwargs):
    """features and target of one call."""
    found = student.function("generate_binary_data")(*args, **kwargs).value
    expect.that(
        isinstance(found, tuple | list) and len(found) == 2, "The function should return features and target."
    )
    features, target = (torch.as_tensor(getattr(part, "data", part)).double() for part in found)
    return features, target


def radii(features, target, label):
    """Distances from the centre of the points of a class."""
    return features[target.flatten() == label].norm(dim=1)


@task("1.1", hint="N_examples points of each class; features has a row per point, target a number per point.")
def test_sizes(student):
    """The sizes follow N_examples."""
    features, target = drawn(student, 7, seed=3)
    expect.shape(features, (14, 2))
    expect.shape(target, (14,))


@task("1.1", hint="In each round first a point of class 0, then a point of class 1.")
def test_alternating(student):
    """The classes alternate."""
    _, target = drawn(student, N_examples=9, seed=5)
    expect.close(target.flatten(), (torch.arange(18) % 2).double())


@task(
    "1.1", weight=2, hint="r is a uniform number, or 3 plus one: draw it as it is. The angle goes all around."
)
def test_disc_and_ring(student):
    """Radii and angles are spread as the task says."""
    features, target = drawn(student, 4000, seed=11)
    expect.shape(features, (8000, 2))
    expect.shape(target, (8000,))
    for label, low in ((0, 0.0), (1, 3.0)):
        r = radii(features, target, label)
        expect.that(r.numel() == 4000, "There are too many or too few points of a class.")
        expect.that(bool(((r > low - 1e-6) & (r < low + 1 + 1e-6)).all()), "The radii are off.")
        expect.between(r.median(), low + 0.45, low + 0.55, "the middle radius")
    expect.that(bool(features.mean(0).abs().max() < 0.2), "The points are not spread all around.")


@task("1.1", hint="Call np.random.seed(seed), but only if there is a seed.")
def test_seed(student):
    """A seed repeats the points, and without a seed they are new each time."""
    one, other = drawn(student, 5, seed=1)[0], drawn(student, 5, seed=1)[0]
    expect.close(one, other)
    expect.that(not torch.allclose(one, drawn(student, 5, seed=2)[0]), "Another seed gives the same points.")
    differ = student.value("bool((generate_binary_data(5)[0] != generate_binary_data(5)[0]).any())")
    expect.that(differ, "Without a seed the same points come again.")


@task("1.2", hint="1000 points of each class, one row per point.")
def test_two_classes_of_points(student):
    """The data hold 1000 points of either kind."""
    features, target = student.tensor("features").data.double(), student.tensor("target").data
    expect.shape(features, (2000, 2))
    expect.shape(target, (2000,))
    r = features.norm(dim=1)
    expect.close((r > 2).long(), LABELS)


@task("1.4", hint="A straight line through raw x and y does little better than guessing.")
def test_raw_accuracy(student):
    """Logistic regression on raw coordinates is close to guessing."""
    expect.between(student.value("acc_raw"), 0.47, 0.56, "`acc_raw`")
    expect.that(bool(student.tensor("r2").data.max() > 9), "The squares are not those of the ring.")

"""Section 4, hidden: all the values, and the functions on fresh scores."""

import torch
from feature_nets import LABELS, MOONS

from grader.checks import expect, task

SCORES = torch.tensor([[-1.1592, 1.0303], [-1.8874, 2.4653], [-2.6156, 3.9003]], dtype=torch.float64)
FIGURES = torch.tensor([[0.1007, 0.8993], [0.0127, 0.9873], [0.0015, 0.9985]], dtype=torch.float64)


@task("4.1", hint="make_moons(n_samples=200, noise=0.2, random_state=42), converted as it is.")
def test_all_moons(student):
    """X and y hold all 200 points and classes."""
    expect.close(student.tensor("X").data.double(), MOONS, rtol=1e-6, what="`X`")
    expect.equal(
        int((student.tensor("y").data.flatten().long() != LABELS).sum()),
        0,
        what="the number of wrong classes",
    )


@task("4.3", hint="One linear layer from 2 to num_classes; its output is returned as it is.")
def test_raw_scores(student, rng):
    """The scores are those of the linear layer, for any number of classes."""
    for classes in (2, 3):
        model = student.module(student.make("LinearClassificationNN(num_classes=k)", k=classes))
        expect.parameter_shapes(model, [(classes, 2), (classes,)])
        state = {value.dim(): value for value in model.state.values()}
        x = 3 * torch.randn(8, 2, generator=rng)
        expect.close(model.forward(x), x @ state[2].T + state[1], what="the scores")


@task("4.5", hint="torch.softmax needs dim=1: the classes are in the columns.")
def test_lecture_probabilities(student):
    """probs_example are the probabilities of the lecture."""
    found = student.tensor("probs_example").data.double()
    expect.close(found, SCORES.softmax(1), rtol=0, atol=1e-5, what="`probs_example`")
    expect.close(found, FIGURES, rtol=0, atol=1e-4, what="`probs_example`")


@task("4.6", hint="Take exp of every score, and divide by the sum over the last dimension: dim=-1.")
def test_softmax(student, rng):
    """softmax turns scores into probabilities, for a table and for a vector."""
    softmax = student.function("softmax")
    for shape in ((6, 4), (5,), (3, 3)):
        scores = 2 * torch.randn(shape, generator=rng, dtype=torch.float64)
        expect.close(softmax.tensor(scores), scores.softmax(-1), rtol=1e-6, what="the result of `softmax`")


@task("4.7", hint="Column 0 is 1 where the class is 0, column 1 is 1 where the class is 1.")
def test_one_hot_of_labels(student):
    """y_one_hot has its ones where the classes are."""
    found = student.tensor("y_one_hot").data
    expect.shape(found, (200, 2), what="`y_one_hot`")
    expect.equal(int((found.argmax(dim=1) != LABELS).sum()), 0, what="the number of wrong rows")

"""Section 4, second half: trained classifiers."""

import torch
from feature_nets import LABELS, MOONS, axes_of, loss_axes, scores_of, show_regions
from torch.nn.functional import cross_entropy

from grader.checks import expect, task
from grader.checks.drawn import axes_count, contour_drawn

GIVEN_WEIGHT = torch.tensor([[-0.9068, 1.9457], [0.3195, -2.0868]], dtype=torch.float64)
GIVEN_BIAS = torch.tensor([-0.3121, 0.2294], dtype=torch.float64)
BENT = ("Tanh", "Sigmoid", "GELU", "ELU", "SiLU", "LeakyReLU", "Softplus")


def classes_in(student, name):
    """200 predicted classes, as whole numbers."""
    found = student.tensor(name).data
    expect.that(
        tuple(found.shape) in ((200,), (200, 1)),
        f"`{name}` should hold one class for each of the 200 points.",
        hint="The classes are in the columns of the scores: look for the largest along dim=1.",
        expected="shape (200,)",
        found=f"shape {tuple(found.shape)}",
    )
    return found.flatten().long()


def check_regions_figure(student, epochs):
    """Two axes: filled regions, and a falling loss."""
    figures = student.figures
    axes_count(figures, 2, hint="Use your plot_classification_model_training: regions left, losses right.")
    contour_drawn(figures, filled=True)
    loss_axes(figures, epochs)
    points = [c for a in axes_of(figures) for c in a["collections"] if "x" in c]
    expect.that(bool(points), "The points of the moons are missing.", hint="Draw them over the regions.")


@task("4.9", weight=2)
def test_trained_linear_classifier(student):
    """The cross-entropy of lin_clf is close to its optimum of 0.3113."""
    model = student.module("lin_clf")
    expect.parameter_count(model, 6)
    loss = cross_entropy(scores_of(model, MOONS, "lin_clf"), LABELS).item()
    if not 0.3110 <= loss <= 0.3150:
        show_regions(student, model)
    expect.between(
        loss,
        0.3110,
        0.3150,
        what="the cross-entropy of `lin_clf`",
        hint="Train it for 1000 epochs with raw scores: a softmax in forward() would be one too many.",
    )


@task("4.9")
def test_losses_kept(student):
    """losses holds the loss of each of the 1000 epochs."""
    losses = student.value("losses")
    expect.that(
        isinstance(losses, list | tuple) and all(isinstance(loss, float) for loss in losses),
        "`losses` should be a list of plain numbers.",
        hint="Keep what your function returns.",
    )
    expect.equal(len(losses), 1000, what="the length of `losses`", hint="One loss for each of 1000 epochs.")
    expect.loss_falls(losses)


@task("4.10", weight=2)
def test_predicted_classes(student):
    """preds are the classes with the highest score."""
    right = (MOONS @ GIVEN_WEIGHT.T + GIVEN_BIAS).argmax(dim=1)
    expect.equal(
        int((classes_in(student, "preds") != right).sum()),
        0,
        what="the number of wrong classes in `preds`",
        hint="Take lin_clf(X).argmax(dim=1), with the lin_clf of the given cell.",
    )


@task("4.10")
def test_accuracy(student):
    """accuracy is the share of points that are classified correctly."""
    expect.between(
        student.tensor("accuracy").data.double(),
        0.83,
        0.84,
        what="`accuracy`",
        hint="Compare with y.flatten(): 200 numbers beside a 200 x 1 column give a 200 x 200 table.",
    )


@task("4.14")
def test_linear_regions_shown(student):
    """Your figure shows the regions of a trained linear classifier, and its loss."""
    model = student.module("lin_clf_shown")
    expect.parameter_count(model, 6, hint="lin_clf_shown should be a LinearClassificationNN.")
    loss = cross_entropy(scores_of(model, MOONS, "lin_clf_shown"), LABELS)
    expect.loss_below(
        loss,
        0.3150,
        what="the loss of `lin_clf_shown`",
        hint="Let your plotting function train it, for 1000 epochs.",
    )
    check_regions_figure(student, 1000)


@task("4.16", weight=2)
def test_trained_network(student):
    """clf_model has 100 features, a loss of at most 0.18, and gets at least 95 % right."""
    model = student.module("clf_model")
    expect.parameter_count(
        model, 502, hint="Ask for num_features=100; 52 parameters mean that you have kept the default of 10."
    )
    scores = scores_of(model, MOONS, "clf_model")
    loss = cross_entropy(scores, LABELS).item()
    accuracy = (scores.argmax(dim=1) == LABELS).double().mean().item()
    if loss > 0.18 or accuracy < 0.95:
        show_regions(student, model)
        if loss <= 0.25 and accuracy >= 0.90 and any(layer.type in BENT for layer in model.layers):
            expect.partial(
                0.5,
                f"The loss is {loss:.3f}, and {accuracy:.1%} are right.",
                hint="With this activation function training takes longer: try 3000 epochs.",
            )
    expect.loss_below(
        loss,
        0.18,
        what="the loss of `clf_model`",
        hint="Train for 1000 epochs. 0.31 means that nothing bends: is the ReLU in forward()?",
    )
    expect.accuracy_at_least(scores.argmax(dim=1), LABELS, 0.95)


@task("4.16")
def test_regions_shown(student):
    """Your figure shows the regions of the network, and its loss."""
    check_regions_figure(student, 100)


@task("4.17")
def test_text_on_both(student):
    """You have compared both classifiers in a sentence or two."""
    expect.words(student.text, at_least=15)

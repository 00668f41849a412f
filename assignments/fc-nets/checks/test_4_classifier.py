"""Section 4: the trained linear classifier."""

import torch
from fc_nets import LABELS, POINTS, accuracy, bce_of, legend_and_title, probabilities, two_classes

from grader.checks import expect, task
from grader.checks.curves import losses_picture, regions_picture


@task("4.1")
def test_numeric_labels(student):
    """y_clf_int holds the labels as zeros and ones."""
    found = student.tensor("y_clf_int")
    expect.shape(found, (200,), what="`y_clf_int`", hint="Keep the labels flat.")
    expect.that(
        found.dtype != torch.bool,
        "`y_clf_int` still holds booleans.",
        hint="Convert with .int() or .float().",
        expected="numbers",
        found="torch.bool",
    )
    expect.close(
        found.data.double(), LABELS.double(), what="`y_clf_int`", hint="1 stands for true and 0 for false."
    )


@task("4.2")
def test_cross_entropy(student):
    """For p = 0.3 and y = 1 the cross-entropy is 1.2040, and several points are averaged."""
    bce = student.function("bce")
    for p, y, right in (([0.3], [1.0], 1.2040), ([0.3], [0.0], 0.3567), ([0.5, 0.2], [1.0, 0.0], 0.4581)):
        found = bce.tensor(torch.tensor(p), torch.tensor(y))
        expect.that(found.numel() == 1, "`bce` should return one number.", hint="Take the mean at the end.")
        expect.close(
            found.reshape(()),
            torch.tensor(right),
            rtol=0,
            atol=1e-4,
            what="the result of `bce`",
            hint="Natural logarithms, both terms, and the mean.",
        )


@task("4.3")
def test_trained_classifier(student):
    """The trained model_clf is about as good as a linear classifier can be."""
    model = student.module("model_clf")
    regions_picture(student, lambda x: probabilities(model, "`model_clf`", x), POINTS, LABELS)
    losses = student.value("[float(v) for v in clf_losses]")
    if len(losses) > 1:
        losses_picture(student, losses)
    p = probabilities(model, "`model_clf`", POINTS)
    share = (p > 0.5).double().mean().item()
    expect.that(
        0 < share < 1,
        "All predictions are equal.",
        hint="Look at the shapes in the loss: outputs in a column and flat labels make a table.",
        expected="both classes predicted",
        found="one class only",
    )
    expect.between(
        bce_of(p, LABELS),
        0.6699,
        0.674,
        what="the cross-entropy of `model_clf`, recomputed,",
        hint="1000 epochs, with cross-entropy as the loss. Is the output squeezed? And the gradients reset?",
    )
    expect.between(accuracy(p, LABELS), 0.62, 0.67, what="the accuracy of `model_clf`")
    expect.loss_falls(losses)


@task("4.4")
def test_log_of_the_classifier(student):
    """The output names the loss of every 100th epoch, as it was recorded."""
    losses = student.value("[float(v) for v in clf_losses]")
    expect.that(
        len(losses) >= 101, "`clf_losses` is too short.", hint="First finish task 4.3.", found=len(losses)
    )
    expect.prints(
        student.printed,
        numbers=losses[:1000:100],
        hint="Print clf_losses[i] for i = 0, 100, 200 and so on, with three digits or more.",
    )


@task("4.5")
def test_regions_after_training(student):
    """grid_preds are the decisions of the trained model, and the figure shows them."""
    points = student.tensor("grid_pts").data
    p = student.module("model_clf").forward(points).flatten()
    found = student.tensor("grid_preds").data.flatten()
    expect.that(
        found.numel() == p.numel(), "`grid_preds` should hold one decision for each point of the grid."
    )
    wrong = int(((found > 0.5) != (p > 0.5))[(p - 0.5).abs() > 1e-5].sum())
    expect.that(
        wrong == 0,
        "`grid_preds` are not the decisions of the trained model.",
        hint="Compute them again: they do not change by themselves.",
        expected="true where p > 0.5",
        found=f"{wrong} of {p.numel()} wrong",
    )
    axes = two_classes(student.figures)
    expect.contour_drawn([{"axes": [axes]}])
    legend_and_title(axes, ("positive", "negative"))


@task("4.6")
def test_says_enough_about_the_failure(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)

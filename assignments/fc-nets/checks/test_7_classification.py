"""Section 7: nets for the disc and the ring."""

from fc_nets import LABELS, POINTS, bce_of, probabilities

from grader.checks import expect, task
from grader.checks.curves import regions_picture


def judge_classifier(student, name, loss, share, hint):
    """The classifier of that name reaches this cross-entropy and accuracy on the sample."""
    model = student.module(name)
    what = f"`{name}`"
    regions_picture(student, lambda x: probabilities(model, what, x), POINTS, LABELS)
    p = probabilities(model, what, POINTS)
    if loss is not None:
        expect.loss_below(bce_of(p, LABELS), loss, what=f"the cross-entropy of {what}", hint=hint)
    expect.accuracy_at_least(p > 0.5, LABELS, share, hint=hint)


@task("7.1")
def test_small_classifier(student):
    """small_clf has nine parameters, and does better than a straight boundary."""
    expect.parameter_count(
        student.module("small_clf"), 9, hint="From 2 to 2, and from 2 to 1, both with biases."
    )
    hint = "Is there a tanh between the layers and a sigmoid at the end? And it needs many epochs."
    judge_classifier(student, "small_clf", 0.60, 0.72, hint)


@task("7.2")
def test_says_enough_about_maps(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)


@task("7.3")
def test_big_classifier(student):
    """big_clf has 12 951 parameters, and fits its sample closely."""
    expect.parameter_count(
        student.module("big_clf"),
        12951,
        hint="From 2 to 50, five times from 50 to 50, and from 50 to 1: seven linear layers.",
    )
    hint = "Train it with the helper, and give it enough epochs. Are there activations between the layers?"
    judge_classifier(student, "big_clf", 0.32, 0.87, hint)


@task("7.4")
def test_says_enough_about_the_big_map(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)


@task("7.5")
def test_finds_the_disc(student):
    """my_clf_model is right about most of its training points."""
    hint = "It underfits: a few more hidden units (four to ten), or more epochs. Try another seed, too."
    judge_classifier(student, "my_clf_model", None, 0.80, hint)

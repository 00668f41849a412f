"""Section 7, hidden: the classifiers on fresh points, and the key of 7.6."""

import torch
from fc_chain import tanh_chain
from fc_nets import accuracy, bce_of, one_per_point, probabilities

from grader.checks import expect, task

WORDS = ("bias", "differentiable", "overfit")
KEY = {"bias": "c", "differentiable": "a", "overfit": "b"}


def fresh_rings(rng, size=20_000):
    """Fresh points with their clean and their noisy labels."""
    x = 2.5 * torch.randn(size, 2, generator=rng)
    d = x.norm(dim=1)
    clean = d < torch.pi
    flipped = torch.rand(size, generator=rng) < 0.3 * 0.49 / ((d - torch.pi) ** 2 + 0.49)
    return x, clean, clean ^ flipped


@task("7.1", hint="A tanh (or another activation) after the first layer, and enough epochs.")
def test_small_classifier_on_fresh_points(student, rng):
    """small_clf has two hidden units, and beats a straight boundary on fresh points."""
    model = student.module("small_clf")
    expect.parameter_shapes(model, [(2, 2), (2,), (1, 2), (1,)])
    x, clean, labels = fresh_rings(rng)
    p = probabilities(model, "`small_clf`", x)
    expect.loss_below(bce_of(p, labels), 0.65, what="the cross-entropy on fresh points")
    expect.between(accuracy(p, clean), 0.68, 1, what="the accuracy on fresh points")


@task("7.3", hint="A tanh after each of the six hidden layers, and a sigmoid after the last layer.")
def test_big_classifier_is_a_chain(student, rng):
    """On fresh inputs, big_clf computes six times linear and tanh, then linear and the sigmoid."""
    model = student.module("big_clf")
    x = 2.5 * torch.randn(40, 2, generator=rng)
    right = tanh_chain(model, x).flatten()
    found = one_per_point(model.forward(x), x, "`big_clf`")
    if bool(((found >= 0) & (found <= 1)).all()):
        right = right.sigmoid()
    expect.close(found, right, rtol=1e-3, atol=1e-3, what="the output of `big_clf`")


@task(
    "7.5",
    weight=2,
    hint="Too small a net misses the disc; too large a one, or too many passes, builds islands around single "
    "points. Look at your picture, and change the size, the number of passes or the learning rate.",
)
def test_just_right_on_fresh_points(student, rng):
    """Your classifier finds the disc on fresh points."""
    x, clean, labels = fresh_rings(rng)
    p = probabilities(student.module("my_clf_model"), "`my_clf_model`", x)
    expect.loss_below(bce_of(p, labels), 0.50, what="the cross-entropy on fresh points")
    expect.between(accuracy(p, clean), 0.86, 1, what="the agreement with the clean rule on fresh points")


@task("7.6", reveal=True)
def test_concepts(student):
    """You know which statement belongs to which word."""
    answer = student.choice("answer_7_6")
    if isinstance(answer, str):
        answer = [letter for letter in answer if letter.isalpha()]
    if isinstance(answer, list):
        answer = dict(zip(WORDS, answer, strict=False))
    expect.that(
        isinstance(answer, dict) and set(answer) == set(WORDS) and set(answer.values()) <= set("abc"),
        "`answer_7_6` is not of the form that the task asks for.",
        hint='A dictionary with the keys "bias", "differentiable" and "overfit", and letters as values',
    )
    expect.choice(answer, KEY, hint="Read the three boxes again: what goes wrong in each of them, and when?")

"""Section 0, hidden: the samples number by number."""

import torch
from fc_nets import CLEAN, LABELS, POINTS, X, Y

from grader.checks import expect, task

STREAM = "Leave the seed cell as it is, and draw with torch, in the order of the text, once."


@task("0.2", hint=STREAM)
def test_sample_number_by_number(student):
    """The sample is the one that the seed gives."""
    expect.close(student.tensor("x_reg").data, X, rtol=1e-6, atol=1e-6, what="`x_reg`")
    expect.close(student.tensor("y_reg").data, Y, rtol=1e-6, atol=2e-6, what="`y_reg`")


@task("0.4", hint=STREAM)
def test_points_number_by_number(student):
    """The points are those that the seed gives, with the labels of the disc."""
    expect.close(student.tensor("x_clf").data, POINTS, rtol=1e-6, atol=1e-6, what="`x_clf`")
    found = student.tensor("y_clf").data
    expect.shape(found, (200,))
    expect.that(torch.equal(found.bool(), CLEAN), "Some labels are wrong.")


@task("0.5", hint="Follow the formula: at most 0.3, and largest where d is pi. Square the width as well.")
def test_flip_probabilities(student):
    """pgivd holds the probabilities of the formula."""
    d = POINTS.double().norm(dim=1)
    right = 0.3 * 0.49 / ((d - torch.pi) ** 2 + 0.49)
    expect.close(student.tensor("pgivd").data.double(), right, rtol=1e-4, atol=1e-6, what="`pgivd`")


@task(
    "0.5",
    weight=2,
    hint="One Bernoulli draw with these probabilities; invert y_clf where it is true. Compare y_clf with "
    "the clean rule: 22 labels must differ.",
)
def test_flipped_labels(student):
    """Exactly the drawn labels are inverted."""
    swaps, labels = student.tensor("swaps"), student.tensor("y_clf")
    for view in (swaps, labels):
        expect.shape(view, (200,))
        expect.dtype(view, torch.bool)
    expect.that(torch.equal(swaps.data, CLEAN != LABELS), "`swaps` is another draw.")
    wrong = int((labels.data != LABELS).sum())
    expect.that(wrong == 0, "Some labels are not what they should be.", found=f"{wrong} of 200")

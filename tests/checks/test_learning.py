"""Assertions about training."""

import math

import pytest
import torch

from grader.checks import expect
from grader.checks.failures import Unmet
from grader.checks.measures import collected
from grader.kernel.protocol import TensorView
from tests.checks.test_values import unmet


def test_loss_at_the_limit_passes():
    expect.loss_below(TensorView(torch.tensor(0.5)), 0.5)


@pytest.mark.parametrize("loss", [0.6, math.nan, math.inf, -math.inf])
def test_loss_above_the_limit_or_not_finite_fails(loss):
    unmet(expect.loss_below, loss, 0.5)


@pytest.mark.parametrize("loss", [torch.zeros(5), torch.zeros(0), torch.tensor(0.1j)])
def test_loss_that_is_no_single_number_fails_with_words(loss):
    assert "single number" in unmet(expect.loss_below, loss, 0.5).message


def test_loss_is_noted_with_its_limit():
    with collected() as found:
        expect.loss_below(0.25, 0.5, "the loss on the test set")
    assert [(m.what, m.value, m.high) for m in found] == [("the loss on the test set", "0.25", 0.5)]


def test_failed_loss_is_noted_too():
    with collected() as found, pytest.raises(Unmet):
        expect.loss_below(0.75, 0.5)
    assert found[0].value == "0.75"


@pytest.mark.parametrize("losses", [[3.0, 2.0, 1.0], [3.0, 9.0, 2.9], torch.tensor([2.0, 1.0])])
def test_losses_that_fall_pass(losses):
    expect.loss_falls(losses)


@pytest.mark.parametrize(
    "losses", [[], [1.0], [1.0, 1.0], [1.0, 2.0], [2.0, math.nan, 1.0], [2.0, 1.0, math.nan]]
)
def test_losses_that_do_not_fall_fail(losses):
    unmet(expect.loss_falls, losses)


def test_accuracy_counts_equal_labels():
    labels = torch.tensor([0, 1, 2, 1])
    expect.accuracy_at_least(labels, labels, 1.0)
    expect.accuracy_at_least(labels[:, None], labels, 1.0)
    expect.accuracy_at_least(torch.tensor([0, 1, 2, 2]), labels, 0.75)
    failure = unmet(expect.accuracy_at_least, torch.tensor([0, 1, 2, 2]), labels, 0.8)
    assert failure.message.startswith("75.0% of the predictions are right")


def test_accuracy_of_nothing_or_of_nan_fails():
    unmet(expect.accuracy_at_least, torch.zeros(0), torch.zeros(0), 0.0)
    unmet(expect.accuracy_at_least, torch.tensor([math.nan]), torch.tensor([0.0]), 0.5)


def test_accuracy_needs_one_prediction_per_example():
    assert (
        "one predicted class" in unmet(expect.accuracy_at_least, torch.zeros(3), torch.zeros(4), 0.5).message
    )


def test_agreement_is_of_all_numbers_whatever_their_shape():
    expect.agrees_with(torch.tensor([[1.0, 2.0]]), [1.0, 2.0])
    failure = unmet(expect.agrees_with, [1.0, 2.1], [1.0, 2.0], "least squares")
    assert "least squares" in failure.message + failure.hint
    unmet(expect.agrees_with, [1.0, math.nan], [1.0, 2.0])

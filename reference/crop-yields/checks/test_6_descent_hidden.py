"""Section 6, hidden: the key of 6.1, and trained parameters on fresh regions."""

import torch

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])
START_W = torch.tensor([[0.5896, -0.5372, 0.7526], [0.6566, 0.9928, 0.6209]])
START_B = torch.tensor([1.3376, 1.0164])
ORDERS = (list("dbeac"), list("cdbea"), list("dcbea"), list("dbcea"))
"""The reset works anywhere except between the gradients and the change."""


def predict(student, x):
    """What the notebook's w and b predict for x."""
    w, b = student.tensor("w"), student.tensor("b")
    expect.shape(w, (2, 3))
    expect.shape(b, (2,))
    return x @ w.data.float().T + b.data.float()


def between_regions(rng):
    """Regions that lie between the known ones, and their harvests."""
    shares = torch.rand(64, 5, generator=rng)
    shares = shares / shares.sum(1, keepdim=True)
    return shares @ INPUTS, shares @ TARGETS


@task("6.1", reveal=True)
def test_order_of_the_steps(student):
    """You know the order of the five steps."""
    answer = student.choice("answer_6_1")
    parts = answer if isinstance(answer, list | tuple) else [answer]
    letters = [letter for letter in "".join(map(str, parts)).lower() if letter.isalpha()]
    expect.that(
        sorted(letters) == list("abcde"),
        "`answer_6_1` should have each of the five letters once.",
        hint='Write a list such as ["A", "B", "C", "D", "E"].',
    )
    expect.order(
        letters,
        letters if letters in ORDERS else ORDERS[0],
        hint="Ask of each step what it needs: which of the others must have happened before?",
    )


@task("6.2", hint="Take 1e-5 times the gradient off w and off b, once.")
def test_step_on_fresh_regions(student, rng):
    """After the step, fresh regions get the predictions that they should."""
    x = 40 + 100 * torch.rand(16, 3, generator=rng)
    errors = INPUTS @ START_W.T + START_B - TARGETS
    right = x @ (START_W - 2e-6 * errors.T @ INPUTS).T + START_B - 2e-6 * errors.sum(0)
    expect.close(predict(student, x), right, rtol=0, atol=0.02, what="predictions for fresh regions")


@task("6.4", hint="Train w and b themselves, for 100 full rounds, and reset the gradients in each.")
def test_hand_trained_between_the_regions(student, rng):
    """The trained w and b also suit regions that lie between the known ones."""
    x, y = between_regions(rng)
    expect.loss_below((predict(student, x) - y).square().mean(), 300, what="the loss on fresh regions")

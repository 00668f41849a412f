"""Section 6: gradient descent by hand."""

import torch

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])
START_W = torch.tensor([[0.5896, -0.5372, 0.7526], [0.6566, 0.9928, 0.6209]])
START_B = torch.tensor([1.3376, 1.0164])
START_LOSS = 5070.77
LOSS_100 = 300
"""After 1 + 100 steps of 1e-5 the loss is 289.79."""


def predictions(w, b):
    """What these parameters predict for the five regions."""
    expect.shape(w, (2, 3), what="`w`", hint="Let w keep its shape.")
    expect.shape(b, (2,), what="`b`", hint="Let b keep its shape.")
    expect.finite(w, what="`w`")
    expect.finite(b, what="`b`")
    return INPUTS @ w.data.float().T + b.data.float()


def loss_now(student):
    """The loss of the notebook's w and b, recomputed."""
    return (predictions(student.tensor("w"), student.tensor("b")) - TARGETS).square().mean()


@task("6.2")
def test_one_step(student):
    """w and b have made exactly one step downhill, and are ready for the next."""
    w, b = student.tensor("w"), student.tensor("b")
    now = loss_now(student)
    expect.that(
        now.item() < START_LOSS * 1.001,
        "The loss has grown.",
        hint="Go against the gradient: subtract it. And mind the step size of 1e-5.",
        expected=f"less than {START_LOSS}",
        found=f"{now.item():.2f}",
    )
    errors = INPUTS @ START_W.T + START_B - TARGETS
    expect.close(
        w.data,
        START_W - 1e-5 * 0.2 * errors.T @ INPUTS,
        rtol=0,
        atol=1e-4,
        what="`w`",
        hint="Take off 1e-5 times the gradient of the loss, once.",
    )
    expect.close(
        b.data,
        START_B - 1e-5 * 0.2 * errors.sum(0),
        rtol=0,
        atol=1e-4,
        what="`b`",
        hint="The biases make the same kind of step as w.",
    )
    for name, view in (("w", w), ("b", b)):
        expect.tracks_gradient(
            view,
            True,
            what=f"`{name}`",
            hint=f"Use {name} -= ... inside torch.no_grad(): {name} = {name} - ... makes a new tensor.",
        )
        expect.leaf(view, what=f"`{name}`")
        gradient = student.maybe_tensor(f"{name}.grad")
        expect.no_gradient(gradient, what=f"`{name}.grad`", hint="Reset the gradients after the step.")


@task("6.3")
def test_loss_after_one_step(student):
    """loss_after1 is the loss of the changed w and b."""
    now = loss_now(student)
    expect.loss_below(
        now,
        START_LOSS * 0.99,
        what="the loss of w and b",
        hint="Your w and b have not improved: see task 6.2.",
    )
    expect.close(
        student.tensor("loss_after1").data.float().reshape(-1),
        now.reshape(-1),
        rtol=1e-4,
        atol=0,
        what="`loss_after1`",
        hint="Predict again with the changed w and b, then compute the loss on all five rows.",
    )


@task("6.4")
def test_training_by_hand(student):
    """After 100 epochs the loss of w and b is below 300, and loss100 says what it is."""
    now = loss_now(student)
    expect.loss_below(
        now,
        LOSS_100,
        what="the loss of w and b",
        hint="Make 100 full rounds, and in each of them subtract the gradients and reset them.",
    )
    expect.close(
        student.tensor("loss100").data.float().reshape(-1),
        now.reshape(-1),
        rtol=2e-3,
        atol=0,
        what="`loss100`",
        hint="Compute the loss once more after the loop: the one inside is from before the last step.",
    )


@task("6.5")
def test_predictions_after_training(student):
    """preds are what the trained w and b predict."""
    now = loss_now(student)
    expect.loss_below(
        now, 0.2 * START_LOSS, what="the loss of w and b", hint="Use the trained w and b of task 6.4."
    )
    preds = student.tensor("preds")
    expect.shape(preds, (5, 2), what="`preds`")
    expect.close(
        preds.data,
        predictions(student.tensor("w"), student.tensor("b")),
        rtol=0,
        atol=0.05,
        what="`preds`",
        hint="Predict again: older predictions do not change by themselves.",
    )

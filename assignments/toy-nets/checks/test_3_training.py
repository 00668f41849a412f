"""Section 3: training."""

import math

import torch
from torch.nn.functional import binary_cross_entropy
from toy_nets_given import FEATURES, LABELS, TARGET, cross_entropy, probabilities

from grader.checks import expect, task

START = [0.1633, -0.6155, 0.03, -0.6257, 0.0674, -0.2066, 0.2191, -0.3275, 0.0155]
TRAINED = [-4.65, -4.16, -4.52, -4.18, 6.6, -6.38, -8.21, 8.4, 6.0]


def outputs(numbers):
    """What the given net with these nine numbers says about the data."""
    n = torch.tensor(numbers)
    inner = torch.sigmoid(FEATURES @ n[:4].reshape(2, 2).T + n[4:6])
    return torch.sigmoid(inner @ n[6:8] + n[8])


@task("3.1")
def test_feel_for_the_loss(student):
    """bce_values holds the four losses."""
    values = student.value("[float(v) for v in bce_values]")
    expect.close(
        values,
        [4.60517, 1.203973, 0.693147, 0.0],
        rtol=0,
        atol=5e-5,
        what="`bce_values`",
        hint="criterion(probability, true class), in this order: the true class is 1 all four times.",
    )
    p, y = torch.tensor([0.2, 0.9]), torch.tensor([0.0, 1.0])
    expect.close(student.function("criterion").tensor(p, y), binary_cross_entropy(p, y), what="`criterion`")


@task("3.2")
def test_formula(student):
    """bce(p, y) is the binary cross-entropy, by its formula."""
    p, y = torch.tensor([0.9, 0.2, 0.6, 0.5]), torch.tensor([1.0, 0.0, 0.0, 1.0])
    found = student.function("bce").tensor(p, y)
    right = binary_cross_entropy(p, y)
    wrong = -(y * p.log()).sum() + ((1 - y) * (1 - p).log()).sum()
    hint = "Use the natural logarithm, torch.log."
    if any(torch.allclose(found, wrong / k, rtol=1e-4) for k in (1, 4)):
        hint = "The minus belongs to both terms: put them into brackets."
    scale = 4 if abs(float(found.mean()) - 4 * float(right)) < abs(float(found.mean()) - float(right)) else 1
    expect.close(found, right * scale, rtol=1e-4, what="the result of `bce`", hint=hint)


@task("3.3")
def test_optimiser(student):
    """optimizer moves the parameters of net."""
    expect.optimizer(student, "optimizer", module="net")
    if student.value("type(optimizer).__name__") == "Adam":
        expect.optimizer(student, "optimizer", module="net", lr=1e-2)


@task("3.4")
def test_update_rule(student):
    """gd_step makes one step downhill."""
    step = student.function("gd_step")
    hint = "Subtract eta times the gradient, and return the result."
    for w, grad, eta, right in ((3.0, 2.0, 0.1, 2.8), (-1.0, 4.0, 0.5, -3.0)):
        expect.close(
            float(step.tensor(w, grad, eta)), right, rtol=1e-5, what="the result of `gd_step`", hint=hint
        )
    w, grad = torch.tensor([1.0, -2.0]), torch.tensor([0.5, 1.0])
    expect.close(step.tensor(w, grad, 0.2), w - 0.2 * grad, what="the result of `gd_step`", hint=hint)


@task("3.5")
def test_tensors(student):
    """features and target are float32 tensors on the device."""
    for name, right in (("features", FEATURES), ("target", TARGET)):
        found = student.tensor(name)
        expect.that(found.kind != "ndarray", f"`{name}` is an array still.", hint="Use torch.from_numpy.")
        expect.dtype(found, torch.float32, what=f"`{name}`")
        expect.device(found, "cpu", what=f"`{name}`")
        expect.close(found.data.reshape(right.shape), right, what=f"`{name}`")


@task("3.6")
def test_first_loss(student):
    """first_loss compares every prediction with its own target."""
    found = student.tensor("first_loss").data.float()
    expect.that(
        found.numel() == 1,
        "`first_loss` should be a single number.",
        hint="nn.BCELoss() averages over all points by itself.",
        expected="one element",
        found=f"shape {tuple(found.shape)}",
    )
    expect.close(
        found.reshape(()),
        binary_cross_entropy(outputs(START), TARGET),
        rtol=1e-4,
        atol=0,
        what="`first_loss`",
        hint="Take nn.BCELoss, and give both sides the shape (2000, 1), or both the shape (2000,).",
    )


@task("3.7")
def test_hundred_epochs(student):
    """net_first has learned a little in 100 epochs, and first_losses tells how."""
    losses = student.value("[float(v) for v in first_losses]")
    expect.that(
        len(losses) == 100,
        "`first_losses` should have one loss per epoch.",
        hint="Append loss.item() in each of the 100 epochs.",
        expected="100 numbers",
        found=f"{len(losses)} numbers",
    )
    expect.finite(torch.tensor(losses), what="`first_losses`")
    final = float(cross_entropy(probabilities(student.module("net_first"), FEATURES, "net_first"), LABELS))
    hint = (
        "Zero the gradients before backward, step after it, and take the optimiser of this very net. "
        "After changes run the given cell above once more: it makes a fresh net."
    )
    expect.loss_below(final, losses[0] - 0.005, what="the loss of `net_first`", hint=hint)
    expect.loss_below(final, 0.6935, what="the loss of `net_first`", hint=hint)
    expect.prints(student.printed, numbers=losses[::10], hint="Print the loss of every tenth epoch.")


@task("3.8")
def test_when_to_stop_in_words(student):
    """You say in your own words when to stop."""
    expect.words(student.text)


@task("3.10")
def test_shuffling(student):
    """The gradients do not depend on the order of the rows."""
    found = student.value("float(grad_diff)")
    expect.that(math.isfinite(found) and found >= 0, "`grad_diff` should be a size: zero or more.")
    expect.between(
        found,
        0,
        1e-5,
        "`grad_diff`",
        hint="Permute features and target in the same way, and reset the gradients in between.",
    )
    expect.words(student.value("answer_3_10"), at_least=8)


@task("3.11")
def test_hard_predictions(student):
    """hard_pred is 1 where the probability is above one half, and 0 elsewhere."""
    found = student.tensor("hard_pred").data.float()
    expect.that(
        found.numel() == 2000, "There should be one decision per point.", found=str(tuple(found.shape))
    )
    expect.close(
        found.flatten(),
        (outputs(TRAINED) > 0.5).float(),
        rtol=0,
        atol=0,
        what="`hard_pred`",
        hint="Compare the probabilities with 0.5.",
    )


@task("3.12")
def test_on_the_cpu(student):
    """net, features and target are on the CPU."""
    for parameter in student.module("net").parameters:
        expect.that(
            parameter.device == "cpu",
            f"The parameter `{parameter.name}` of `net` is on {parameter.device}.",
            hint="The model has to move as well: net.cpu().",
        )
    for name in ("features", "target"):
        expect.device(student.tensor(name), "cpu", what=f"`{name}`", hint="Use .cpu() and keep the result.")

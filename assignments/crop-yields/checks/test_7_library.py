"""Section 7: the same with PyTorch's own parts."""

import re

import torch
from torch.nn.functional import mse_loss

from grader.checks import expect, task

INPUTS = torch.tensor([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]).repeat(3, 1)
TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]]).repeat(3, 1)


def numbers_in(text):
    """All numbers in a text."""
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e[+-]?\d+)?", text)]


def times_shown(numbers, table):
    """How often the whole table is among the numbers."""
    wanted = table.flatten().tolist()
    return min(numbers.count(value) // wanted.count(value) for value in wanted)


def shown(numbers, value):
    """Whether a value is among the numbers, up to the sign and to rounding."""
    return any(abs(abs(number) - abs(value)) <= 0.06 + 0.002 * abs(value) for number in numbers)


@task("7.1")
def test_fifteen_rows(student):
    """inputs and targets are float32 tensors of the five rows, three times over."""
    for name, table in (("inputs", INPUTS), ("targets", TARGETS)):
        view = student.tensor(name)
        expect.that(
            view.kind == "tensor",
            f"`{name}` is not a tensor.",
            hint="The function torch.from_numpy makes a tensor of an array.",
            expected="tensor",
            found=view.kind,
        )
        expect.shape(
            view, tuple(table.shape), what=f"`{name}`", hint="Three years of five regions are fifteen rows."
        )
        expect.dtype(view, torch.float32, what=f"`{name}`")
        expect.close(
            view.data, table, what=f"`{name}`", hint="First all five regions of one year, then the next year."
        )


@task("7.2")
def test_dataset_pairs_rows(student):
    """train_ds has fifteen rows, each with its inputs and its targets."""
    expect.equal(
        student.value("len(train_ds)"),
        15,
        what="the length of `train_ds`",
        hint="Build it from all fifteen rows.",
    )
    for part, table, name in ((0, INPUTS, "inputs"), (1, TARGETS, "targets")):
        rows = student.tensor(f"torch.stack([train_ds[i][{part}] for i in range(15)])")
        expect.close(
            rows.data,
            table,
            what=f"the {name} in `train_ds`",
            hint="Give TensorDataset both tensors, inputs first.",
        )


@task("7.3")
def test_loader_deals_all_rows(student):
    """One epoch of train_dl is three shuffled batches of five, with every row once."""
    expect.equal(
        student.value("batch_size"), 5, what="`batch_size`", hint="Three batches of five make fifteen rows."
    )
    expect.equal(
        student.value("[len(batch[0]) for batch in train_dl]"),
        [5, 5, 5],
        what="the sizes of the batches",
        hint="Give the loader the batch size.",
    )
    dealt = student.tensor("torch.cat([torch.cat(list(batch), dim=1) for batch in train_dl])").data
    rows = torch.cat([INPUTS, TARGETS], dim=1)
    expect.close(
        torch.tensor(sorted(dealt.tolist())),
        torch.tensor(sorted(rows.tolist())),
        what="one epoch of sorted rows",
        hint="Build the loader from train_ds, so that inputs and targets stay together.",
    )
    expect.that(
        not torch.equal(dealt, rows),
        "The rows come in their old order.",
        hint="Ask the loader to shuffle.",
        expected="a random order",
        found="the order of the table",
    )


@task("7.4")
def test_linear_layer(student, rng):
    """model_lin is a fresh linear layer from three inputs to two outputs."""
    model = student.module("model_lin")
    expect.parameter_count(model, 8, hint="There should be 2 x 3 weights and 2 biases.")
    expect.parameter_shapes(model, [(2, 3), (2,)])
    values = torch.cat([value.flatten() for value in model.state.values()])
    expect.that(
        bool((values.abs() <= 3**-0.5 + 1e-6).all()) and values.unique().numel() > 1,
        "These are not the numbers that a fresh layer starts with.",
        hint="Leave the start to nn.Linear.",
        expected="random numbers between -0.577 and 0.577",
        found=f"{values.min().item():.3f} to {values.max().item():.3f}",
    )
    expect.shape(model.forward(torch.randn(4, 3, generator=rng)), (4, 2), what="the output of `model_lin`")


@task("7.5")
def test_optimizer(student):
    """opt trains model_lin, with steps that are small enough."""
    expect.optimizer(student, "opt", module="model_lin")
    kind = student.value("type(opt).__name__")
    rate = student.value("float(opt.param_groups[0]['lr'])")
    if kind == "SGD":
        expect.close(rate, 1e-5, rtol=1e-6, atol=0, what="the learning rate", hint="Say lr=1e-5.")
    else:
        expect.between(
            rate,
            1e-4,
            0.5,
            what="the learning rate",
            hint=f"The task asks for SGD; {kind} needs a rate of its own.",
        )


@task("7.6")
def test_loss_function(student, rng):
    """loss_fn is the mean squared error."""
    one, other = torch.randn(6, 2, generator=rng), torch.randn(6, 2, generator=rng)
    expect.close(
        student.function("loss_fn").tensor(one, other),
        mse_loss(one, other),
        what="the result of `loss_fn`",
        hint="Take F.mse_loss, or an object of nn.MSELoss.",
    )


@task("7.7")
def test_initial_loss(student):
    """loss_init is the loss of the untrained model_lin on all fifteen rows."""
    right = mse_loss(student.module("model_lin").forward(INPUTS), TARGETS)
    expect.that(
        right.item() > 500,
        "`model_lin` is trained already.",
        hint="Compute loss_init before you train.",
        expected="a loss of some thousands",
        found=f"{right.item():.2f}",
    )
    expect.close(
        student.tensor("loss_init").data.float().reshape(-1),
        right.reshape(-1),
        rtol=1e-4,
        atol=0,
        what="`loss_init`",
        hint="Let loss_fn compare model_lin(inputs) with targets, all fifteen rows.",
    )


@task("7.9")
def test_trained_layer(student):
    """The trained model_lin has a loss of at most 100."""
    outputs = student.module("model_lin").forward(INPUTS)
    expect.shape(outputs, (15, 2), what="the output of `model_lin`")
    expect.loss_below(
        mse_loss(outputs, TARGETS),
        100,
        what="the loss of `model_lin`",
        hint="Train for 100 epochs, with the optimiser of model_lin, and step and reset for every batch.",
    )


@task("7.10")
def test_layer_predictions(student):
    """preds are the predictions of the trained model_lin."""
    preds = student.tensor("preds")
    expect.shape(preds, (15, 2), what="`preds`", hint="One row for each of the fifteen rows.")
    expect.close(
        preds.data,
        student.module("model_lin").forward(INPUTS),
        rtol=1e-5,
        atol=1e-3,
        what="`preds`",
        hint="Call model_lin with all inputs, after the training.",
    )
    for year in (1, 2):
        expect.close(
            preds.data[5 * year : 5 * year + 5],
            preds.data[:5],
            rtol=0,
            atol=1e-4,
            what=f"the predictions of year {year + 1}, beside those of year 1",
        )


@task("7.11")
def test_shows_the_fifteen_targets(student):
    """One can compare the predictions with all fifteen targets."""
    numbers = numbers_in(student.printed)
    fine = times_shown(numbers, TARGETS) > 0
    if not fine and student.defined("preds"):
        preds = student.tensor("preds")
        if tuple(preds.shape) == (15, 2):
            gaps = (preds.data - TARGETS).abs()
            every = len(numbers) >= 30 and all(shown(numbers, gap) for gap in gaps.flatten().tolist())
            fine = every or (0 < len(numbers) < 10 and shown(numbers, gaps.mean().item()))
    expect.that(
        fine,
        "Neither the fifteen targets nor the differences to them are in the output.",
        hint="Use print(targets), or print(preds - targets).",
        expected="15 rows of targets",
        found=f"{len(numbers)} numbers",
    )

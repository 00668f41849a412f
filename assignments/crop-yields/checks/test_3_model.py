"""Section 3: a linear model by hand."""

import re

import torch

from grader.checks import expect, task

TARGETS = torch.tensor([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])


def numbers_in(text):
    """All numbers in a text."""
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e[+-]?\d+)?", text)]


def times_shown(numbers, table):
    """How often the whole table is among the numbers."""
    wanted = table.flatten().tolist()
    return min(numbers.count(value) // wanted.count(value) for value in wanted)


def all_shown(numbers, values):
    """Whether each value is among the numbers, up to the sign and to rounding."""
    return all(any(abs(abs(n) - abs(v)) <= 0.06 + 0.002 * abs(v) for n in numbers) for v in values)


@task("3.1")
def test_random_parameters(student):
    """w and b are random, have the right shapes and can be learned."""
    w, b = student.tensor("w"), student.tensor("b")
    expect.shape(w, (2, 3), what="`w`", hint="One row per harvest, one column per measurement.")
    expect.that(
        tuple(b.shape) in ((2,), (1, 2)),
        "`b` has the wrong shape.",
        hint="One bias per harvest is enough: PyTorch repeats it for every region.",
        expected="shape (2,)",
        found=f"shape {tuple(b.shape)}",
    )
    for name, view in (("w", w), ("b", b)):
        expect.dtype(view, torch.float32, what=f"`{name}`")
        expect.finite(view, what=f"`{name}`")
        expect.tracks_gradient(
            view, True, what=f"`{name}`", hint="Say requires_grad=True, or call requires_grad_() afterwards."
        )
        expect.leaf(view, what=f"`{name}`")
        expect.that(
            view.data.unique().numel() == view.data.numel(),
            f"`{name}` does not look random.",
            hint="The function torch.randn draws from the standard normal distribution.",
            expected="numbers that differ",
            found="equal numbers",
        )


@task("3.3")
def test_first_predictions(student):
    """preds are your model's predictions for the five regions."""
    preds = student.tensor("preds")
    expect.shape(preds, (5, 2), what="`preds`", hint="One row per region, one column per harvest.")
    expect.close(
        preds.data,
        student.function("model").tensor(student.tensor("inputs").data),
        rtol=0,
        atol=0.01,
        what="`preds`",
        hint="Call your model with all inputs at once.",
    )


@task("3.4")
def test_shows_the_five_targets(student):
    """One can compare the predictions with the targets."""
    shown = numbers_in(student.printed)
    times = times_shown(shown, TARGETS)
    expect.that(
        times < 3,
        "These are more rows than our five regions.",
        hint="Print the five rows of targets that belong to preds.",
        expected="5 rows",
        found=f"each row {times} times",
    )
    fine = times > 0
    if not fine and student.defined("preds"):
        gaps = (
            (student.tensor("preds").data - TARGETS).abs()
            if tuple(student.tensor("preds").shape) == (5, 2)
            else None
        )
        if gaps is not None:
            fine = all_shown(shown, gaps.flatten().tolist()) or all_shown(shown, [gaps.max().item()])
    expect.that(
        fine,
        "Neither the targets nor the differences to them are in the output.",
        hint="Use print(targets), or print(preds - targets).",
        expected="the targets of the five regions",
        found=f"{len(shown)} numbers",
    )

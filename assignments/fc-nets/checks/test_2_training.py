"""Section 2: the training loop."""

import torch
from fc_nets import X, Y, mse_of, series_in, unjoined

from grader.checks import expect, task
from grader.checks.curves import fit_picture, losses_picture

BEST = 6.771
"""No line has a lower mean squared error on the sample (6.7713)."""


@task("2.1")
def test_says_enough_about_the_sign(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)


@task("2.2")
def test_step_by_hand(student):
    """From 3, with gradient 2 and learning rate 0.1, the step leads to 2.8."""
    step = student.function("sgd_step")
    for w, grad, lr, right in ((3.0, 2.0, 0.1, 2.8), ([1.0, -1.0], [0.5, 4.0], 0.5, [0.75, -3.0])):
        expect.close(
            step.tensor(torch.tensor(w), torch.tensor(grad), lr),
            torch.tensor(right),
            rtol=0,
            atol=1e-6,
            what="the result of `sgd_step`",
            hint="Subtract the learning rate times the gradient: with a plus the loss grows.",
        )


@task("2.3")
def test_mean_squared_error(student):
    """mse is the mean of the squared differences, and can be differentiated."""
    y = torch.tensor([1.0, 1, 1])
    mse = student.function("mse")
    hint = "Take the differences, square each of them, and take the mean."
    found = mse.tensor(torch.tensor([1.0, 2, 5]), y)
    expect.that(found.numel() == 1, "`mse` should return one number.", hint=hint, found=tuple(found.shape))
    expect.close(found.reshape(()), torch.tensor(17 / 3), what="the result of `mse`", hint=hint)
    expect.close(
        mse.tensor(y, y).reshape(()), torch.tensor(0.0), atol=1e-7, what="the error of a perfect guess"
    )
    guess = student.make("torch.tensor([1.0, 2.0, 5.0], requires_grad=True)")
    expect.that(
        student.tensor("mse(guess, y)", guess=guess, y=y).has_grad_fn,
        "The result of `mse` cannot be differentiated.",
        hint="Stay with tensors: no item(), no detach(), no NumPy.",
        expected="a grad_fn",
        found="none",
    )


@task("2.4")
def test_trained_line(student):
    """The trained line is about as good as a line can be."""
    model = student.module("reg_model")
    fit_picture(student, model, X, Y, title="Your line")
    losses = student.value("[float(v) for v in losses]")
    if len(losses) > 1:
        losses_picture(student, losses)
    expect.between(
        mse_of(model, "`reg_model`"),
        BEST,
        6.95,
        what="the mean squared error of `reg_model`, recomputed,",
        hint="Look at the order of the five steps, clear the gradients in each round, make 100 rounds, and "
        "squeeze the prediction: a column minus flat targets is a table of 100 x 100.",
    )
    kinds = set(student.value("[type(v).__name__ for v in losses]"))
    expect.that(
        kinds <= {"float", "float32", "float64"},
        "`losses` should hold plain numbers.",
        hint="Append loss.item(): a tensor would keep the whole computation in memory.",
        expected="floats",
        found=", ".join(sorted(kinds)),
    )
    expect.that(len(losses) >= 50, "`losses` is too short.", hint="One loss per epoch.", found=len(losses))
    expect.loss_falls(losses)


@task("2.5")
def test_progress_log(student):
    """The output names the loss of every 20th epoch, as it was recorded."""
    losses = student.value("[float(v) for v in losses]")
    expect.that(
        "grad_fn" not in student.printed,
        "You print tensors with their whole history.",
        hint="A number is enough: item() takes it out of the tensor.",
        expected="numbers",
        found="grad_fn",
    )
    expect.that(len(losses) >= 41, "`losses` is too short.", hint="First finish task 2.4.", found=len(losses))
    expect.prints(
        student.printed,
        numbers=losses[:100:20],
        hint="For the epochs 0, 20, 40, 60 and 80, print losses[i] with three digits or more.",
    )


def lines_of(axes):
    """Slope and intercept of every joined line that is straight and goes from left to right."""
    for points, _, joined in series_in(axes):
        if not joined or len(points) < 2:
            continue
        x, y = points.T
        reach = x[-1] - x[0]
        if reach <= 0 or bool((x.diff() < 0).any()):
            continue
        slope = (y[-1] - y[0]) / reach
        if bool((y - y[0] - slope * (x - x[0])).abs().max() < 1e-3 * (1 + y.abs().max())):
            yield round(slope.item(), 3), round((y[0] - slope * x[0]).item(), 3)


@task("2.6")
def test_snapshots(student):
    """The figure shows five moments of the moving line, the data, and a legend titled Epoch."""
    figures = student.figures
    data = torch.cat([X, Y.unsqueeze(1)], dim=1)
    axes = expect.scatter_of(figures, data, "the sample")
    unjoined(axes, data, "The data are joined by a line.")
    found = list(lines_of(axes))
    expect.that(
        len(found) >= 5,
        "There are not five straight lines in your figure.",
        hint="Draw inside the loop, whenever i % 20 is 0, and over the sorted inputs.",
        expected="5 lines from left to right",
        found=len(found),
    )
    expect.that(
        len(set(found)) >= 5,
        "Your lines are all in the same place.",
        hint="Draw each line at its own moment, inside the loop, and not after the training.",
        expected="5 different lines",
        found=f"{len(set(found))} different",
    )
    expect.that(
        "epoch" in axes["legend_title"].lower(),
        "The legend has no title that says Epoch.",
        hint='plt.legend(title="Epoch")',
        expected="Epoch",
        found=axes["legend_title"] or "no title",
    )


@task("2.7")
def test_says_enough_about_the_line(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)

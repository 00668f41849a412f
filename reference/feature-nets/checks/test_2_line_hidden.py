"""Section 2, hidden: training and drawing with models and data of our own."""

import re
from itertools import pairwise
from typing import NamedTuple

import torch
from feature_nets import SINE, labelled
from feature_nets_stage import stage

from grader.checks import expect, task
from grader.checks.drawn import line_of, scatter_of

DEFAULTS = (
    "{n: p.default for n, p in __import__('inspect').signature(f).parameters.items() "
    "if n in ('num_epochs', 'learning_rate')}"
)
X, Y = SINE[:, :1].float(), SINE[:, 1:].float()
NET = "nn.Sequential(nn.Linear(1, 30), nn.ReLU(), nn.Linear(30, 1))"
TRAIN = "train_regression_model"
SHOW = "plot_regression_model_training"


class Line(NamedTuple):
    """Weight and bias of nn.Linear(1, 1)."""

    w: torch.Tensor
    b: torch.Tensor

    def after(self, steps, x, y, rate=0.1):
        """The line after gradient descent on the mean squared error, and the losses before each step."""
        w, b, losses = self.w.double(), self.b.double(), []
        x, y = x.double(), y.double()
        for _ in range(steps):
            off = x * w + b - y
            losses.append(float(off.square().mean()))
            w, b = w - rate * 2 * (off * x).mean(), b - rate * 2 * off.mean()
        return Line(w, b), losses


def line_in(student, model):
    """The line that a handle on nn.Linear(1, 1) is now."""
    state = student.module(model).state
    return Line(state["weight"].reshape(()), state["bias"].reshape(()))


def fresh_data(rng, n=40):
    """Other data: a noisy parabola."""
    x = torch.linspace(-2, 2, n)[:, None]
    return x, x.square() - 1 + 0.2 * torch.randn(n, 1, generator=rng)


def same_line(found, right, what):
    """Two lines, compared."""
    for part, name in ((0, "weight"), (1, "bias")):
        expect.close(found[part].double(), right[part].double(), rtol=0, atol=1e-5, what=f"the {name} {what}")


def losses_of(value):
    """A returned list of plain numbers."""
    fine = isinstance(value, list | tuple) and value and all(isinstance(loss, float) for loss in value)
    expect.that(bool(fine), "The function should return a list of plain numbers.", hint="Append loss.item().")
    return torch.tensor(value, dtype=torch.float64)


@task("2.1", hint="Column x of df goes into X and column y into y, all fifty rows in their order.")
def test_all_rows(student):
    """X and y hold the whole sample."""
    for name, values in (("X", SINE[:, :1]), ("y", SINE[:, 1:])):
        expect.close(student.tensor(name).data.double(), values, rtol=1e-6, what=f"`{name}`")


@task("2.2", hint="The output of the linear layer is the prediction: nothing comes after it.")
def test_line(student, rng):
    """LinearRegressionNN computes weight times x plus bias."""
    model = student.module(student.make("LinearRegressionNN()"))
    expect.parameter_count(model, 2)
    state = {value.dim(): value for value in model.state.values()}
    expect.that(set(state) == {1, 2}, "One weight and one bias are needed.")
    x = 10 * torch.randn(20, 1, generator=rng)
    expect.close(model.forward(x), x * state[2].reshape(()) + state[1], what="the output of the model")


@task(
    "2.3", hint="Return a list with one plain number per epoch (loss.item()); the defaults are 1000 and 0.1."
)
def test_list_of_losses(student, rng):
    """The function has its defaults and returns one number per epoch."""
    found = student.value(DEFAULTS, f=student.make(TRAIN))
    expect.equal(found, {"num_epochs": 1000, "learning_rate": 0.1}, what="the defaults")
    call = student.function(TRAIN)(student.make("nn.Linear(1, 1)"), *fresh_data(rng), num_epochs=7)
    expect.equal(len(losses_of(call.value)), 7, what="the number of losses")


@task(
    "2.3",
    weight=3,
    hint="Reset, predict, loss, backward, step: on the model and the data that are passed in.",
)
def test_steps(student, rng):
    """One epoch is one step of gradient descent on the mean squared error."""
    x, y = fresh_data(rng)
    for epochs in (1, 3):
        model = student.make("nn.Linear(1, 1)")
        start = line_in(student, model)
        losses = losses_of(student.function(TRAIN)(model, x, y, num_epochs=epochs, learning_rate=0.05).value)
        right, ours = start.after(epochs, x, y, rate=0.05)
        expect.close(losses[0], torch.tensor(ours[0]).double(), rtol=1e-5, what="the first loss")
        if re.search(r"optim\.(?!SGD\b)[A-Z]", student.source):  # another optimiser takes other steps
            continue
        same_line(line_in(student, model), right, f"after {epochs} epochs")


@task("2.3", hint="Hand learning_rate on to the optimiser.")
def test_learning_rate(student, rng):
    """The learning rate is used: with 0 nothing changes."""
    x, y = fresh_data(rng)
    model = student.make("nn.Linear(1, 1)")
    start = line_in(student, model)
    losses = losses_of(student.function(TRAIN)(model, x, y, num_epochs=5, learning_rate=0.0).value)
    expect.close(losses, losses[:1].expand(len(losses)), rtol=1e-6, what="the losses without learning")
    same_line(line_in(student, model), start, "without learning")


@task(
    "2.3",
    weight=3,
    hint="A line should get to 0.301 in 300 epochs, and a network with 30 features clearly below that.",
)
def test_trains(student):
    """The function trains a line and a network on the sine."""
    train = student.function(TRAIN)
    # the net has smaller steps and more of them: with 0.1 one start in two hundred runs away
    plans = (("nn.Linear(1, 1)", 300, 0.1, 0.2990, 0.3030), (NET, 600, 0.05, 0.0, 0.28))
    for make, epochs, rate, low, high in plans:
        model = student.make(make)
        train(model, X, Y, num_epochs=epochs, learning_rate=rate)
        loss = (student.module(model).forward(X) - Y).square().mean()
        expect.finite(loss, what="the loss after training")
        expect.between(loss, low, high, what=f"the loss after {epochs} epochs")


@task("2.4", reveal=True)
def test_order_of_annotations(student):
    """You know the order of the seven steps."""
    answer = student.choice("answer_2_4")
    digits = [int(c) for c in re.findall(r"\d", str(answer))]
    expect.that(
        sorted(digits) == list(range(1, 8)),
        "`answer_2_4` should have each of the numbers 1 to 7 once.",
        hint="Write a list such as [1, 2, 3, 4, 5, 6, 7].",
    )
    expect.order(
        digits,
        [4, 2, 6, 7, 3, 1, 5],
        hint="Ask of each step what it needs: there is no error to carry backwards before there is a loss.",
    )


@task("2.5", hint="Draw into the axes that are passed in: the points of df, and one line through model(X).")
def test_draws_points_and_line(student, rng):
    """plot_regression draws the sample and the model into the given axes."""
    x, y = fresh_data(rng)
    model = student.make("nn.Linear(1, 1)")
    w, b = line_in(student, model)
    with stage(student) as s:
        axes = s.make("s.two_axes()")
        first = student.make("axes[0]", axes=axes)
        student.function("plot_regression")(model, x, y, s.make("s.table(x, y)", x=x, y=y), first)
        figures = [{"axes": s.axes[:1]}]
        expect.that(not s.axes[1]["lines"] and not s.axes[1]["collections"], "It draws into other axes.")
    scatter_of(figures, torch.cat([x, y], dim=1), what="the sample")
    line_of(figures, x, x * w + b, what="the prediction")


@task("2.5", hint="Hand **plot_kwargs on to the function that draws the line.")
def test_hands_on_keywords(student, rng):
    """Further arguments of plot_regression go to the line."""
    x, y = fresh_data(rng)
    with stage(student) as s:
        ax = s.make("s.two_axes()[0]")
        table = s.make("s.table(x, y)", x=x, y=y)
        model = student.make("nn.Linear(1, 1)")
        student.function("plot_regression")(model, x, y, table, ax, color="red", alpha=0.35)
        styles = s.styles(0)
    expect.that(
        any(abs(r - 1) + g + b + abs(alpha - 0.35) < 1e-6 for r, g, b, alpha in styles),
        "Colour and transparency do not arrive at the line.",
        expected="a red line of opacity 0.35",
        found=f"{len(styles)} other lines",
    )


def shown_training(student, rng, epochs=3, rounds=4):
    """Let the student's function show a training: fits, opacities, curve, line before and after."""
    x, y = fresh_data(rng)
    with stage(student) as s:
        model = student.make("nn.Linear(1, 1)")
        start = line_in(student, model)
        ours = s.stand_ins("train_regression_model", "plot_regression")
        table = s.make("s.table(x, y)", x=x, y=y)
        student.function(SHOW)(model, x, y, table, num_epochs=epochs, num_viz=rounds, globals=ours)
        axes = s.axes
        expect.equal(len(axes), 2, what="the number of axes")
        position = next((i for i, a in enumerate(axes) if len(a["lines"]) == 1), 1)
        opacities = [alpha for *_, alpha in s.styles(1 - position)]
        return axes[1 - position], opacities, axes[position], start, line_in(student, model), (x, y)


@task(
    "2.6",
    weight=2,
    hint="One fit per round in the left axes, with alpha=j/num_viz: early rounds are fainter.",
)
def test_fits_over_time(student, rng):
    """On the left there is one fit per round, from faint to dark."""
    fits, opacities, _, start, _, (x, y) = shown_training(student, rng)
    expect.equal(len(fits["lines"]), 4, what="the number of fits")
    expect.that(
        all(one < two for one, two in pairwise(opacities)),
        "Later fits are not darker.",
    )
    drawn = [line["y"] for line in fits["lines"]]
    expect.that(all(len(values) == len(x) for values in drawn), "A fit should have one point per example.")
    for j in (1, 3):  # drawn before the round or after it
        options = [start.after(3 * rounds, x, y)[0] for rounds in (j, j + 1)]
        off = [(torch.tensor(drawn[j]).double() - (x[:, 0] * o.w + o.b)).abs().max() for o in options]
        expect.that(float(min(off)) < 1e-3, "The fits do not show the model as it is in each round.")
    expect.that(bool(fits["title"].strip()), "The left axes have no title.")


@task("2.6", weight=2, hint="Collect the losses of all rounds, and mind limits and labels of the right axes.")
def test_loss_curve(student, rng):
    """On the right there are the losses of all rounds, with limits and labels."""
    _, _, curve, start, _, (x, y) = shown_training(student, rng)
    expect.equal(len(curve["lines"]), 1, what="the number of loss curves")
    losses = torch.tensor(curve["lines"][0]["y"], dtype=torch.float64)
    _, ours = start.after(12, x, y)
    expect.close(losses, torch.tensor(ours).double(), rtol=1e-3, what="the losses of all rounds")
    labelled(curve, "Training Steps", "MSE Loss", title=" ")
    expect.close(torch.tensor(curve["xlim"]), torch.tensor([0.0, 12.0]), atol=0.01, what="the limits of x")
    expect.close(curve["ylim"][0], 0.0, atol=1e-6, what="the lower limit of y")
    top = 1.1 * max(ours)
    expect.between(curve["ylim"][1], 0.95 * top, 1.05 * top, what="the upper limit of y")


@task("2.6", hint="Train the model that is passed in, num_epochs in each of num_viz rounds.")
def test_trains_in_place(student, rng):
    """Afterwards the model is trained."""
    _, _, _, start, end, (x, y) = shown_training(student, rng)
    same_line(end, start.after(12, x, y)[0], "after all rounds")

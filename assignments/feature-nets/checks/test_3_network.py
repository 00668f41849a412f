"""Section 3: thirty learned features."""

import torch
from feature_nets import NET, SINE, axes_of, features_of, labelled, loss_axes, net_of, show_fit, sine_loss

from grader.checks import expect, task
from grader.checks.drawn import scatter_of
from grader.checks.failures import Unmet

XX = torch.linspace(-3.3, 3.3, 661, dtype=torch.float64)[:, None]


def curves_in(axes, table):
    """How many columns of the table are drawn as lines over XX in these axes, each line used once."""
    lines = [
        torch.tensor(s["y"], dtype=torch.float64)
        for s in axes["lines"]
        if len(s["x"]) == 661
        and torch.allclose(torch.tensor(s["x"], dtype=torch.float64), XX[:, 0], atol=5e-3)
    ]
    found = 0
    for values in table.T:
        match = next((i for i, line in enumerate(lines) if torch.allclose(line, values, atol=1e-3)), None)
        if match is not None:
            lines.pop(match)
            found += 1
    return found


def best_axes(student, table):
    """The axes that show most columns of the table, and how many."""
    axes = axes_of(student.figures)
    expect.that(
        bool(axes), "No figure was drawn.", hint="Make axes with plt.subplots() and draw with ax.plot."
    )
    return max(((a, curves_in(a, table)) for a in axes), key=lambda pair: pair[1])


@task("3.1")
def test_relu(student, rng):
    """relu keeps positive numbers and replaces negative ones by zero."""
    relu = student.function("relu")
    for shape in ((11,), (4, 6)):
        z = 10 * torch.rand(shape, generator=rng, dtype=torch.float64) - 5
        expect.close(
            relu.tensor(z),
            z.clamp(min=0),
            what="the result of `relu`",
            hint="Compare every element with 0, keep the larger one: torch.where, clamp or maximum do that.",
        )


@task("3.3")
def test_trained_net(student):
    """model_simple has 91 parameters and a mean squared error of at most 0.20."""
    model = student.module("model_simple")
    expect.that(
        model.count >= 31,
        "This network is too small for the sine.",
        hint="SimpleNN() has 30 features by default, and 91 parameters.",
        expected="91 trainable numbers",
        found=f"{model.count}",
    )
    with_nan = "The training diverged: the learning rate is too large for this width."
    out = model.forward(SINE[:, :1].float())
    expect.that(bool(torch.isfinite(out).all()), "The network predicts NaN.", hint=with_nan)
    loss = sine_loss(model, "model_simple")
    if loss > 0.20:
        show_fit(student, model)
    expect.loss_below(
        loss,
        0.20,
        what="the loss of `model_simple`",
        hint="Train for 10 epochs in each of 30 rounds. A line stays at 0.30: is the ReLU in forward()?",
    )


@task("3.3")
def test_training_shown(student):
    """Your figure shows the fits and a falling loss."""
    figures = student.figures
    curve = loss_axes(figures, 100)
    fits = max((len(a["lines"]) for a in axes_of(figures) if a is not curve), default=0)
    expect.that(
        fits >= 2,
        "One cannot see how the fit changes.",
        hint="Draw the fit of every round into the left axes.",
        expected="several fits beside the loss curve",
        found=f"{fits}",
    )


@task("3.4")
def test_text_on_features(student):
    """You have described the features in a sentence or two."""
    expect.words(student.text, at_least=15)


@task("3.6")
def test_range_and_prediction(student):
    """xx runs from -3.3 to 3.3 in steps of 0.01, as a column, and yy is what net says."""
    xx, yy = student.tensor("xx").data.double(), student.tensor("yy").data.double()
    expect.shape(xx, (None, 1), what="`xx`", hint="Add the column dimension with unsqueeze(1).")
    steps = xx[1:, 0] - xx[:-1, 0]
    expect.that(
        len(xx) > 600 and bool((steps - 0.01).abs().max() <= 1e-4),
        "`xx` should go in steps of 0.01.",
        hint="torch.arange takes start, end and step.",
        expected="661 numbers in steps of 0.01",
        found=f"{len(xx)} numbers",
    )
    expect.between(
        xx[0, 0], -3.32, -3.28, what="the first number of `xx`", hint="Start at 1.1 times the smallest."
    )
    expect.between(
        xx[-1, 0], 3.28, 3.32, what="the last number of `xx`", hint="Go up to 1.1 times the largest."
    )
    expect.shape(yy, (len(xx), 1), what="`yy`", hint="One prediction for each row of xx.")
    expect.close(yy, net_of(xx), rtol=0, atol=1e-4, what="`yy`", hint="Call net with xx.")


@task("3.8")
def test_features_drawn(student):
    """Your figure shows the thirty features over x."""
    table = features_of(XX)
    active = int((table > 0).any(dim=0).sum())
    axes, found = best_axes(student, table)
    if found < active or (found < 30 and found != active):
        raise Unmet(
            "Not all features are in your figure.",
            hint="One line for each column: ax.plot(xx.numpy(), features.numpy()), with xx first.",
            expected="30 lines of 661 points",
            found=f"{found} of them",
        )
    labelled(axes, "x", "phi", "φ", "ϕ", title=" ")
    if found < 30:
        expect.partial(1.0, f"You have left out the {30 - active} features that are zero everywhere.")


@task("3.9")
def test_weighted_features(student):
    """weighted holds the features times the weights of the output layer."""
    weighted = student.tensor("weighted")
    expect.shape(
        weighted, (661, 30), what="`weighted`", hint="One column per feature: do not add them up yet."
    )
    expect.close(
        weighted.data.double(),
        features_of(XX) * NET[:, 2],
        rtol=0,
        atol=1e-4,
        what="`weighted`",
        hint="Multiply column i of features by weight i of net.layer2, with its sign, without the bias.",
    )


@task("3.9")
def test_weighted_features_drawn(student):
    """Your figure shows thirty weighted features and the sample."""
    _, found = best_axes(student, features_of(XX) * NET[:, 2])
    expect.that(
        found >= 28,
        "Not all weighted features are in your figure.",
        hint="One line for each column: ax.plot(xx.numpy(), weighted.numpy()).",
        expected="30 lines of 661 points",
        found=f"{found} of them",
    )
    scatter_of(student.figures, SINE, what="the sample", hint="Add ax.scatter(X, y) to the same axes.")


@task("3.10")
def test_text_on_the_theorem(student):
    """You have said what the theorem promises and what not."""
    expect.words(student.text, at_least=15)


@task("3.11")
def test_neuron(student, rng):
    """neuron applies sigma to the weighted sum plus bias, for one example and for many."""
    neuron = student.function("neuron")
    w, one = (torch.randn(5, generator=rng, dtype=torch.float64) for _ in range(2))
    many = torch.randn(4, 5, generator=rng, dtype=torch.float64)
    b = 1 + float(torch.rand((), generator=rng))
    for x, name in ((one, "a vector"), (many, "a table of four examples")):
        for sigma, ours in (("torch.tanh", torch.tanh), ("torch.relu", torch.relu)):
            found = neuron.tensor(x, w, b, student.expression(sigma))
            expect.close(
                found,
                ours(x @ w + b),
                what=f"the result of `neuron` for {name}",
                hint="Multiply and add up (x @ w does both), add the bias, and then apply sigma.",
            )

"""Section 6: regression."""

import torch
from torch.nn.functional import mse_loss
from toy_nets_given import REG, X, Y, drawn_by, fit_picture, smooth, stepped

from grader.checks import expect, task

COLUMN = X.float()[:, None]


def shows_curve(figures, x, y, what):
    """One line through x and y, with labels."""
    axes = expect.line_of(figures, x, y, what=what)
    expect.figure_shows([{"axes": [axes]}], xlabel="x", ylabel="y")


@task("6.2")
def test_plot_of_the_curve(student, rng):
    """plot_regression_data draws the curve that it is given, and labels the axes."""
    shows_curve(student.figures, X, Y, "our curve")
    x, y = torch.linspace(0, 3, 30), torch.randn(30, generator=rng)
    figures = drawn_by(student, "plot_regression_data(a.numpy(), b.numpy())", a=x, b=y)
    shows_curve(figures, x, y, "another curve that was passed in")


@task("6.3")
def test_linear_output_in_words(student):
    """You say in your own words why the output has no activation."""
    expect.words(student.text, at_least=10)


@task("6.4")
def test_half_mse(student, rng):
    """half_mse is half of the mean squared error."""
    a, b = torch.randn(6, 1, generator=rng), torch.randn(6, 1, generator=rng)
    expect.close(
        student.function("half_mse").tensor(a, b),
        mse_loss(a, b) / 2,
        rtol=1e-5,
        what="the result of `half_mse`",
        hint="The mean of all squared differences, times one half.",
    )


@task("6.5")
def test_regression_net(student):
    """net_reg has ten hidden nodes and a free output, and the data are float32 columns."""
    net = student.module("net_reg")
    expect.parameter_count(net, 31, hint="One input, ten hidden nodes, one output.")
    for name, right in (("features", X), ("target", Y)):
        found = student.tensor(name)
        expect.that(found.kind != "ndarray", f"`{name}` should be a tensor.", hint="Use torch.tensor(…).")
        expect.shape(found, (200, 1), what=f"`{name}`", hint="Reshape it to (-1, 1).")
        expect.dtype(found, torch.float32, what=f"`{name}`", hint="Call .float() on it.")
        expect.close(found.data, right.float()[:, None], rtol=1e-5, what=f"`{name}`")
    part = list(net.state.values())
    inner = torch.sigmoid(COLUMN @ part[0].T + part[1])
    expect.close(
        net.forward(COLUMN),
        inner @ part[2].T + part[3],
        atol=1e-4,
        what="the output of `net_reg`",
        hint="Sigmoids at the hidden nodes; None as the output activation.",
    )


@task("6.6")
def test_trained(student):
    """The trained net_reg follows the wave: its mean squared error is at most 0.45."""
    net = student.module("net_reg")
    out = net.forward(COLUMN)
    expect.shape(out, (200, 1), what="the output of `net_reg`")
    fit_picture(student, net, Y, "net_reg and the data")
    loss = mse_loss(out.double().flatten(), Y)
    flat = bool((out - out.mean()).abs().max() < 0.3)
    expect.loss_below(
        loss,
        0.45,
        what="the mean squared error of `net_reg`",
        hint="It predicts nearly the same everywhere. Shapes in nn.MSELoss? It only warns when they differ."
        if flat
        else "Ten nodes need 20 000 epochs with 1e-2; 30 nodes need 5000.",
    )


@task("6.7")
def test_widths(student):
    """loss_by_h has losses for four widths or more, from one node to eight or more."""
    losses = student.value("{int(k): float(v) for k, v in loss_by_h.items()}")
    expect.that(
        len(losses) >= 4 and 1 in losses and max(losses) >= 8,
        "`loss_by_h` should have at least four widths, one of them 1 and one of them 8 or more.",
        found=str(sorted(losses)),
    )
    expect.finite(torch.tensor(list(losses.values())), what="`loss_by_h`")
    expect.that(
        len(set(losses.values())) > 2,
        "The losses of different nets are different.",
        hint="Make a new net inside the loop, with as many nodes as the loop says.",
    )


@task("6.8")
def test_predictions(student):
    """pred holds the 200 predictions, as a flat array."""
    found = student.tensor("pred")
    expect.that(
        found.kind == "ndarray",
        "`pred` should be a NumPy array.",
        hint="Detach it, then call .numpy().",
        found=found.kind,
    )
    expect.shape(found, (200,), what="`pred`", hint="Flatten it.")
    expect.close(found.data.float(), smooth(REG), rtol=1e-3, atol=1e-3, what="`pred`")


@task("6.9")
def test_curve_and_prediction(student):
    """Your figure shows the data and the prediction over x."""
    expect.line_of(student.figures, X, Y, what="the data over x")
    expect.line_of(student.figures, X, smooth(REG), what="the prediction of `net_reg` over x")


@task("6.10")
def test_switches_are_undecided(student):
    """Each node is at one half where you say that it switches."""
    delta = student.tensor("delta").data.float()
    expect.that(delta.numel() == 10, "There should be ten switch positions.", found=str(tuple(delta.shape)))
    halves = torch.sigmoid(REG[0] * delta.flatten() + REG[1])
    expect.close(
        halves,
        torch.full((10,), 0.5),
        rtol=0,
        atol=1e-3,
        what="the activations at `delta`",
        hint="Solve w x + b = 0 for x. And keep the order of the nodes.",
    )


@task("6.11")
def test_switch_in_words(student):
    """You say in your own words what happens at a switch."""
    expect.words(student.text, at_least=10)


@task("6.12")
def test_activations(student):
    """activations holds what the ten hidden nodes say, one column per node."""
    found = student.tensor("activations")
    expect.shape(found, (200, 10), what="`activations`", hint="One row per point, one column per node.")
    expect.close(
        found.data.float(),
        torch.sigmoid(COLUMN * REG[0] + REG[1]),
        rtol=0,
        atol=1e-4,
        what="`activations`",
        hint="The activation of what the hidden layer gives.",
    )


@task("6.13")
def test_zeros_and_ones(student):
    """binary_activations is 200 x 10, and every entry is 0 or 1."""
    found = student.tensor("binary_activations")
    expect.shape(found, (200, 10), what="`binary_activations`")
    expect.finite(
        found.data.float(),
        what="`binary_activations`",
        hint="Zero divided by zero is NaN: compare instead of dividing.",
    )
    values = found.data.float()
    expect.that(
        bool(((values == 0) | (values == 1)).all()), "Every entry should be 0 or 1.", hint="Compare with 0."
    )


@task("6.14")
def test_few_levels(student):
    """binary_pred is a flight of stairs: ten nodes make at most eleven levels."""
    found = student.tensor("binary_pred").data.float()
    expect.that(
        found.numel() == 200, "There should be one prediction per point.", found=str(tuple(found.shape))
    )
    expect.finite(found, what="`binary_pred`")
    levels = len((found / 1e-4).round().unique())
    expect.that(
        levels <= 11,
        "These are too many different values for ten switches.",
        hint="Send binary_activations through the output layer, and nothing else.",
        expected="at most 11 values",
        found=f"{levels} values",
    )


@task("6.15")
def test_three_lines(student):
    """Your figure shows data, binary and smooth prediction, with a legend."""
    for y, what in (
        (Y, "the data"),
        (stepped(REG), "the binary prediction"),
        (smooth(REG), "the smooth prediction"),
    ):
        axes = expect.line_of(student.figures, X, y, what=what)
    texts = " ".join(axes["legend"] or ()).lower()
    missing = [word for word in ("data", "binary", "pred") if word not in texts]
    expect.that(
        not missing,
        f"The legend lacks: {', '.join(missing)}.",
        hint="Give each line a label, and call plt.legend().",
    )

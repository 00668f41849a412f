"""Section 3: the untrained classifier."""

import torch
from fc_nets import POINTS, legend_and_title, one_per_point, two_classes

from grader.checks import expect, task

FIRST_TEN = torch.tensor([0.6701, 0.8487, 0.7813, 0.4899, 0.8440, 0.2253, 0.3412, 0.4453, 0.4484, 0.5387])


@task("3.1")
def test_label_values(student):
    """label_values are the two truth values."""
    expect.that(
        student.value("len(label_values)") == 2,
        "`label_values` should hold two values.",
        hint="Tensors have a method unique(). Python's set() finds 200 different objects in a tensor.",
        expected="2 values",
        found=student.value("len(label_values)"),
    )
    expect.equal(student.value("sorted(bool(v) for v in label_values)"), [False, True], what="`label_values`")
    kinds = set(student.value("[str(getattr(v, 'dtype', type(v).__name__)) for v in label_values]"))
    expect.that(
        kinds <= {"bool", "torch.bool"},
        "The labels are no booleans any more.",
        hint="Look at y_clf as it is, without converting it.",
        expected="bool",
        found=", ".join(sorted(kinds)),
    )


@task("3.2")
def test_sigmoid_curve(student):
    """x_plt and y_plt hold the curve of the sigmoid, and the figure shows it."""
    x, y = student.tensor("x_plt"), student.tensor("y_plt")
    right = torch.linspace(-10, 10, 100)
    expect.shape(x, (100,), what="`x_plt`", hint="torch.linspace(start, end, how many)")
    expect.close(x.data.float(), right, what="`x_plt`")
    expect.shape(y, (100,), what="`y_plt`")
    expect.close(
        y.data.float(),
        right.sigmoid(),
        rtol=0,
        atol=1e-6,
        what="`y_plt`",
        hint="1 / (1 + exp(-x)), or torch.sigmoid. The tanh has another range.",
    )
    figures = student.figures
    axes = expect.line_of(figures, right, right.sigmoid(), "the curve of the sigmoid")
    upright = any(len(line["x"]) > 1 and not any(line["x"]) for line in axes["lines"])
    expect.that(
        upright or any(c["kind"] == "LineCollection" for c in axes["collections"]),
        "There is no vertical line at 0.",
        hint="plt.axvline(0) draws one.",
    )
    expect.figure_shows([{"axes": [axes]}], title="sigmoid", xlabel="input", ylabel="output")


@task("3.3")
def test_says_enough_about_thresholds(student):
    """The answer is long enough to be read by a person."""
    expect.words(student.text, 15)


@task("3.4")
def test_logistic_model(student, rng):
    """model_clf has three parameters, and gives one probability for each point."""
    model = student.module("model_clf")
    expect.parameter_count(model, 3, hint="Two inputs, one output, one bias.")
    x = 2.5 * torch.randn(9, 2, generator=rng)
    outputs = one_per_point(model.forward(x), x, "`model_clf`")
    if student.value("getattr(model_clf, 'logits', False)") is True:
        outputs = outputs.sigmoid()
    expect.that(
        bool(((outputs > 0) & (outputs < 1)).all()),
        "The outputs are no probabilities.",
        hint="End with nn.Sigmoid(). A softmax over a single output always gives 1.",
        expected="numbers between 0 and 1",
        found=f"{outputs.min().item():.3g} to {outputs.max().item():.3g}",
    )
    expect.that(
        bool(outputs.std() > 1e-4),
        "All outputs are the same.",
        hint="The output should depend on both inputs.",
    )


@task("3.5")
def test_first_probabilities(student):
    """p_init holds what the untrained model says, without gradients."""
    found = student.tensor("p_init")
    expect.that(
        tuple(found.shape) in ((200, 1), (200,), (10, 1), (10,)),
        "`p_init` should hold one probability for each point.",
        hint="Call model_clf with x_clf.",
        expected="shape (200, 1)",
        found=f"shape {tuple(found.shape)}",
    )
    expect.tracks_gradient(found, False, what="`p_init`", hint="Predict inside `with torch.no_grad():`.")
    right = student.module("model_clf").forward(POINTS).flatten()
    values = found.data.flatten()
    expect.close(
        values[:10],
        FIRST_TEN,
        rtol=0,
        atol=1e-4,
        what="the first ten of `p_init`",
        hint="Probabilities, after the sigmoid.",
    )
    expect.close(values, right[: len(values)], rtol=1e-5, what="`p_init`")


@task("3.6")
def test_decisions(student):
    """decisions says for which points the probability is above 0.5."""
    found = student.tensor("decisions").data.flatten()
    right = student.module("model_clf").forward(POINTS).flatten() > 0.5
    expect.that(
        len(found) in (10, 200),
        "`decisions` should hold one decision for each point.",
        expected="200 decisions",
        found=f"{len(found)}",
    )
    expect.that(
        bool(((found == 0) | (found == 1)).all()),
        "`decisions` should hold truth values.",
        hint="Compare the probabilities with 0.5.",
    )
    wrong = int((found.bool() != right[: len(found)]).sum())
    expect.that(
        wrong == 0,
        "Some decisions are wrong.",
        hint="Compare the probabilities themselves with 0.5, without rounding them first.",
        expected="true where p > 0.5",
        found=f"{wrong} wrong decisions",
    )


@task("3.7")
def test_grid_points(student):
    """The grid covers the range of the data, and grid_pts lists its points in the same order."""
    xx, yy, points = (student.tensor(name) for name in ("xx", "yy", "grid_pts"))
    expect.that(
        len(xx.shape) == 2 and min(xx.shape) >= 50 and tuple(xx.shape) == tuple(yy.shape),
        "`xx` and `yy` should be 100 x 100.",
        hint="torch.meshgrid makes both of two rows of 100 numbers.",
        expected="(100, 100)",
        found=f"{tuple(xx.shape)} and {tuple(yy.shape)}",
    )
    for i, (name, view) in enumerate((("xx", xx), ("yy", yy))):
        values = view.data.float()
        ends = torch.stack([values.min(), values.max()])
        expect.close(
            ends,
            torch.stack([POINTS[:, i].min(), POINTS[:, i].max()]),
            rtol=1e-4,
            what=f"the smallest and largest of `{name}`",
            hint="xx goes over the range of the first column of x_clf, yy over that of the second.",
        )
    expect.shape(
        points,
        (xx.data.numel(), 2),
        what="`grid_pts`",
        hint="One row for each point of the grid; stack along the second dimension, or transpose.",
    )
    expect.close(
        points.data.float(),
        torch.stack([xx.data.float().ravel(), yy.data.float().ravel()], dim=1),
        what="the points of `grid_pts`",
        hint="The first column is xx, flattened, the second is yy.",
    )
    expect.shape(student.tensor("grid_preds"), tuple(xx.shape), what="`grid_preds`")


@task("3.8")
def test_regions_before_training(student):
    """The figure shows regions, both classes, a legend and a title."""
    figures = student.figures
    axes = two_classes(figures)
    expect.contour_drawn([{"axes": [axes]}])
    legend_and_title(axes, ("positive", "negative"))

"""Sections 14 and 15: two classes, and four."""

import re

import torch
from pytorch_intro_tools import (
    array_of,
    blob_data,
    circle_data,
    column,
    deals,
    f32,
    is_probability,
    log_loss_of,
    points_in,
    redraw,
    region_picture,
    tensor_of,
)
from torch.nn.functional import cross_entropy

from grader.checks import expect, task
from grader.checks.drawn import contour_drawn
from grader.checks.training import rerun

LUCK = (
    "The seed works for one model, made first thing in the cell: run the given cell and then this one again."
)


def arrays(student, data, names, hint):
    """Two arrays from a recipe."""
    for name, right in zip(names, data, strict=True):
        found = array_of(student, name)
        expect.shape(found, right.shape, what=f"`{name}`", hint=hint)
        expect.close(
            found.data.double(), right.astype(float), rtol=1e-7, atol=1e-9, what=f"`{name}`", hint=hint
        )


def coloured(student, count):
    """All points are drawn, in so many colours or series."""
    axes = [a for f in student.figures for a in f["axes"]]
    expect.that(bool(axes), "No figure was drawn.", hint="plot_classification_2d draws the points.")
    groups = max(
        sum(max(1, c.get("colours", 1)) for c in (*a["collections"], *a["lines"]) if c.get("x")) for a in axes
    )
    by_value = re.search(r"\bc\s*=", student.source) is not None  # mapped when rendered
    expect.that(
        max(points_in(a) for a in axes) >= count[0] and (groups >= count[1] or by_value),
        "The picture should show all points, one colour per class.",
        expected=f"{count[0]} points in {count[1]} colours",
    )


def regions(student, model, groups, word):
    """The plane is coloured by this model, the points are drawn, and the title says what it is."""
    axes = contour_drawn(student.figures)
    expect.that(
        word in str(axes["title"]).lower() or any(word in str(f["title"]).lower() for f in student.figures),
        f"The title should say “{word} classification”.",
        hint="Pass it as title=…",
        found=str(axes["title"]),
    )
    coloured(student, groups)
    asked, drawn = redraw(student, model)
    expect.that(
        asked >= 100,
        f"The regions are not those of `{model}`.",
        hint=f"Pass {model}: the plane is coloured by what it says on a grid of points.",
        expected="at least 100 points of the plane",
        found=f"{model} was asked for {asked}",
    )
    return drawn


@task("14.1")
def test_circles(student):
    """Xc, yc and their tensors come from the recipe, and the points are drawn."""
    hint = "Compare the arguments of make_circles with the text."
    arrays(student, circle_data(), ("Xc", "yc"), hint)
    for name, right in zip(("Xc_t", "yc_t"), circle_data(), strict=True):
        found = tensor_of(student, name)
        expect.dtype(
            found, torch.float32, what=f"`{name}`", hint="The log loss calculates with the labels: float32."
        )
        expect.shape(found, right.shape, what=f"`{name}`")
        expect.close(found.data, f32(right), what=f"`{name}`")
    coloured(student, (300, 2))


@task("14.2")
def test_circle_loader(student):
    """dl_c deals the circles in six batches."""
    deals(student, "dl_c", *circle_data(), 6, "Make it from Xc_t and yc_t, with batches of 50.")


@task("14.3")
def test_log_loss_example(student):
    """log_loss is right for four points."""
    p, y = torch.tensor([0.99, 0.3, 0.5, 0.9]), torch.tensor([0.0, 1.0, 1.0, 1.0])
    found = student.function("log_loss").tensor(p, y)
    expect.that(
        found.numel() == 1, "`log_loss` should return a single number.", hint="Sum, or take the mean."
    )
    each = -(y * p.log() + (1 - y) * (1 - p).log())
    right = each.sum() if abs(float(found) - float(each.sum())) < 1e-3 else each.mean()
    expect.close(
        found.reshape(()).float(),
        right,
        rtol=1e-4,
        what="`log_loss`",
        hint="Natural logarithms; one term counts for the points of class 1, the other for those of class 0.",
    )


@task("14.4")
def test_probabilities_come_out(student):
    """binaryClassifierSig(2, 5, 1) has 21 parameters and puts out probabilities."""
    net = student.module(student.make("binaryClassifierSig(2, 5, 1)"))
    expect.parameter_count(net, 21)
    out = column(net.forward(f32(circle_data()[0])), 300)
    expect.that(
        bool(((out > 0) & (out < 1)).all()),
        "The outputs should lie between 0 and 1.",
        hint="The last step of forward is the sigmoid.",
    )


@task("14.7")
def test_circles_are_told_apart(student):
    """model_c tells at least 90 % of the points right, with a log loss of at most 0.25."""
    module = student.module("model_c")
    x, y = circle_data()
    out = column(module.forward(f32(x)), 300)
    region_picture(student, module, x, y, "What your model_c says")
    logit_loss = student.defined("criterion_c") and "Logits" in str(
        student.value("type(criterion_c).__name__")
    )
    expect.that(
        not (logit_loss and is_probability(out)),
        "Your outputs have been through a sigmoid, and the loss function applies another one.",
        hint="Leave the sigmoid out of the model: BCEWithLogitsLoss has its own.",
    )
    chosen = out > (0.5 if is_probability(out) else 0)
    expect.accuracy_at_least(chosen.long(), torch.as_tensor(y), 0.90, hint=LUCK)
    expect.loss_below(log_loss_of(out, y), 0.25, what="the log loss", hint=LUCK)


@task("14.8")
def test_circle_regions(student):
    """The picture shows the two regions of model_c, the points, and a title."""
    drawn = regions(student, "model_c", (300, 2), "binary")
    for levels, least, most in drawn:
        middle = 0.5 if least >= -1e-6 and most <= 1 + 1e-6 else 0.0
        expect.that(
            any(abs(level - middle) < 1e-6 for level in levels) or len(levels) > 5,
            "The border between the regions is not where your model changes its mind.",
            hint="For logits the border is at 0, for probabilities at 0.5.",
            expected=f"a level at {middle:g}",
            found=", ".join(f"{level:.3g}" for level in levels[:6]),
        )


@task("14.9")
def test_two_logits(student):
    """prediction holds the logits of (0, 0) and (-1, -1)."""
    found = tensor_of(student, "prediction")
    expect.shape(
        found, (2, 1), what="`prediction`", hint="Give both points to the model at once, as two rows."
    )
    expect.tracks_gradient(found, False, what="`prediction`", hint="Use detach() or torch.no_grad().")
    right = student.module("model_c").forward(torch.tensor([[0.0, 0.0], [-1.0, -1.0]]))
    expect.close(found.data, right, rtol=1e-4, what="`prediction`", hint="First (0, 0), then (-1, -1).")


@task("14.10")
def test_two_probabilities(student):
    """probability is the sigmoid of prediction."""
    found = student.tensor("probability")
    expect.shape(found, (2, 1), what="`probability`")
    expect.close(
        found.data.double(),
        torch.tensor([[0.99336], [2.0213e-8]], dtype=torch.float64),
        rtol=1e-4,
        atol=1e-12,
        what="`probability`",
        hint="Apply the sigmoid once: 0.9934 for the first point, about 2e-8 for the second.",
    )


@task("14.11")
def test_two_classes(student):
    """classes is 1 where the probability is above 0.5, and else 0."""
    found = student.tensor("classes").data
    right = (student.tensor("probability").data > 0.5).long()
    expect.shape(found, tuple(right.shape), what="`classes`")
    expect.close(found.long(), right, what="`classes`", hint="Compare the probability with 0.5.")
    expect.that(bool((found == found.long()).all()), "`classes` should be whole numbers, 0 or 1.")
    unsure = torch.tensor([[0.6], [0.4], [0.99]])
    again = rerun(student, "classes", probability=unsure, prediction=torch.logit(unsure))
    expect.close(
        again.data.long() if hasattr(again, "data") else torch.tensor(again).long(),
        torch.tensor([[1], [0], [1]]),
        what="the classes for probabilities of 0.6, 0.4 and 0.99",
        hint="The border is at a probability of 0.5, that is at a logit of 0.",
    )


@task("15.3")
def test_blobs(student):
    """Xb, yb and their tensors come from the recipe, dl_b deals them, and the points are drawn."""
    arrays(student, blob_data(), ("Xb", "yb"), "Compare the arguments of make_blobs with the text.")
    for name, right, kind in zip(("Xb_t", "yb_t"), blob_data(), (torch.float32, torch.int64), strict=True):
        found = tensor_of(student, name)
        expect.dtype(
            found, kind, what=f"`{name}`", hint="Points are decimal numbers, class numbers are whole."
        )
        expect.shape(found, right.shape, what=f"`{name}`")
        expect.close(found.data, torch.as_tensor(right, dtype=kind), what=f"`{name}`")
    deals(student, "dl_b", *blob_data(), 4, "Make it from Xb_t and yb_t, with batches of 50.")
    coloured(student, (200, 4))


@task("15.4")
def test_blobs_are_told_apart(student):
    """model_m tells at least 95 % of the points right, with a cross-entropy of at most 0.2."""
    module = student.module("model_m")
    x, y = blob_data()
    out = module.forward(f32(x))
    expect.shape(out, (200, 4), what="the output of `model_m`", hint="One logit per class.")
    expect.finite(out, "the output of `model_m`")
    region_picture(student, module, x, y, "What your model_m says")
    expect.accuracy_at_least(out.argmax(1), torch.as_tensor(y), 0.95, hint=LUCK)
    expect.loss_below(
        cross_entropy(out, torch.as_tensor(y)),
        0.20,
        what="the cross-entropy",
        hint=f"The loss function applies the softmax, so the model must not. {LUCK}",
    )


@task("15.5")
def test_blob_regions(student):
    """The picture shows the four regions of model_m, the points, and a title."""
    drawn = regions(student, "model_m", (200, 4), "multiclass")
    expect.that(
        all(len(levels) >= 4 for levels, _, _ in drawn),
        "There should be four regions.",
        hint='Say transform="Softmax", or draw the argmax of the four outputs.',
    )


@task("15.6")
def test_eight_logits(student):
    """prediction_m holds four logits for each of the two points."""
    found = tensor_of(student, "prediction_m")
    expect.shape(found, (2, 4), what="`prediction_m`", hint="One row per point, one column per class.")
    expect.tracks_gradient(found, False, what="`prediction_m`", hint="Use detach() or torch.no_grad().")
    right = student.module("model_m").forward(torch.tensor([[-1.0, -1.0], [0.0, 0.0]]))
    expect.close(found.data, right, rtol=1e-4, what="`prediction_m`", hint="First (-1, -1), then (0, 0).")


@task("15.7")
def test_eight_probabilities(student):
    """probability_m is the softmax of each row."""
    found = student.tensor("probability_m")
    expect.shape(found, (2, 4), what="`probability_m`")
    right = [[3.5664e-3, 0.99218, 4.1703e-3, 7.857e-5], [7.443e-7, 0.013426, 0.98585, 7.1949e-4]]
    expect.close(
        found.data.double(),
        torch.tensor(right, dtype=torch.float64),
        rtol=1e-3,
        atol=1e-9,
        what="`probability_m`",
        hint="Softmax along the classes, that is along the columns: dim=1.",
    )


@task("15.8")
def test_row_sums(student):
    """row_sums is one for each point, as a column."""
    table = student.tensor("probability_m").data
    found = student.tensor("row_sums").data
    if tuple(found.shape) == (2,) and torch.allclose(found.float(), table.sum(1), atol=1e-5):
        expect.partial(0.5, "The sums are right; they should stay a column.", "keepdim=True keeps it.")
    expect.shape(found, (2, 1), what="`row_sums`", hint="Sum over dim=1, with keepdim=True.")
    expect.close(found.float(), table.sum(1, keepdim=True), rtol=0, atol=1e-5, what="`row_sums`")


@task("15.9")
def test_most_probable(student):
    """classes_m is the number of the most probable class of each point."""
    found = student.tensor("classes_m")
    expect.shape(found, (2,), what="`classes_m`", hint="One class per point: argmax along dim=1.")
    expect.dtype(
        found, torch.int64, what="`classes_m`", hint="The place of the largest number, not the number."
    )
    expect.close(found.data, student.tensor("probability_m").data.argmax(1), what="`classes_m`")

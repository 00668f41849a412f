"""Section 4, first half: the moons, scores, probabilities, labels."""

import torch
from feature_nets import LABELS, MOONS, labelled

from grader.checks import expect, task
from grader.checks.drawn import scatter_of
from grader.checks.failures import Unmet

SCORES = torch.tensor([[-1.1592, 1.0303], [-1.8874, 2.4653], [-2.6156, 3.9003]], dtype=torch.float64)


@task("4.1")
def test_moons_as_tensors(student):
    """X and y are float32 tensors with one row per point."""
    for name, columns in (("X", 2), ("y", 1)):
        view = student.tensor(name)
        expect.that(
            view.kind == "tensor", f"`{name}` is not a tensor.", hint="Convert the array.", found=view.kind
        )
        expect.shape(
            view,
            (200, columns),
            what=f"`{name}`",
            hint="The points have two columns; make the classes a column with reshape(-1, 1).",
        )
        expect.dtype(view, torch.float32, what=f"`{name}`")
    expect.close(
        student.tensor("X").data[0],
        MOONS[0].float(),
        rtol=1e-4,
        what="the first point",
        hint="Ask make_moons for 200 points with noise=0.2 and random_state=42.",
    )


@task("4.2")
def test_scatter_by_class(student):
    """Your figure shows 200 points in two colours, with a title and labels."""
    figures = student.figures
    try:
        axes = scatter_of(figures, MOONS[LABELS == 0])
        scatter_of(figures, MOONS[LABELS == 1])
    except Unmet:
        axes = scatter_of(figures, MOONS, what="all 200 points")
        counts = [c.get("colours", 0) for c in axes["collections"] if len(c.get("x", ())) == 200]
        colours = max(counts, default=1)
        expect.that(
            colours == 2,
            "One cannot tell the classes apart.",
            hint="Colour by class: c=y.flatten() in ax.scatter, hue=y.flatten() in sns.scatterplot.",
            expected="2 colours",
            found=f"{colours}",
        )
    labelled(axes, "Feature 1", "Feature 2", title="moon")


@task("4.3")
def test_linear_classifier(student, rng):
    """LinearClassificationNN has six parameters and puts out two scores per point."""
    model = student.module(student.make("LinearClassificationNN()"))
    expect.parameter_count(model, 6, hint="Two classes with two weights and a bias each: nn.Linear(2, 2).")
    found = model.forward(torch.randn(5, 2, generator=rng))
    expect.shape(found, (5, 2), what="the output for five points", hint="One score for each class.")


@task("4.4")
def test_example_scores(student):
    """output_example holds the scores of the three points."""
    x = student.tensor("x_example").data
    expect.shape(x, (3, 2), what="`x_example`", hint="Three points are three rows.")
    points = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    expect.close(x.float(), points, what="`x_example`")
    expect.close(
        student.tensor("output_example").data.double(),
        SCORES,
        rtol=0,
        atol=1e-4,
        what="`output_example`",
        hint="Call model_example with x_example, and leave the scores as they are.",
    )


@task("4.5")
def test_probabilities(student):
    """Each row of probs_example adds up to one."""
    probs = student.tensor("probs_example").data.double()
    expect.shape(probs, (3, 2), what="`probs_example`")
    expect.that(bool((probs >= 0).all()), "A probability is never negative.")
    expect.close(
        probs.sum(1),
        torch.ones(3).double(),
        rtol=0,
        atol=1e-4,
        what="the sums of the rows",
        hint="The classes are in the columns: dim=1 goes along a row.",
    )


@task("4.7")
def test_one_hot_table(student):
    """y_one_hot is a float32 table with a single one in each row."""
    table = student.tensor("y_one_hot")
    expect.shape(
        table,
        (200, 2),
        what="`y_one_hot`",
        hint="Flatten y first: one_hot adds a dimension to what it gets.",
    )
    expect.dtype(table, torch.float32, what="`y_one_hot`")
    expect.that(
        bool(((table.data == 0) | (table.data == 1)).all()) and bool((table.data.sum(1) == 1).all()),
        "Each row should hold one 1 and otherwise zeros.",
        hint="F.one_hot makes such rows of whole numbers.",
    )

"""Section 4, hidden: training and drawing with data of our own, trained classifiers on fresh moons."""

import re

import torch
from feature_nets import LABELS, MOONS, fresh_moons, labelled, loss_axes, scores_of
from feature_nets_stage import stage
from torch.nn.functional import cross_entropy

from grader.checks import expect, task
from grader.checks.drawn import scatter_of

DEFAULTS = (
    "{n: p.default for n, p in __import__('inspect').signature(f).parameters.items() "
    "if n in ('num_epochs', 'learning_rate')}"
)
TRAIN = "train_classification_model"
SHOW = "plot_classification_model_training"
X, Y = MOONS.float(), LABELS.float()[:, None]
OPTIMUM = torch.tensor([1.22500709, -4.20966565], dtype=torch.float64), 0.60257138
"""Logistic regression without penalty: weights and bias of class 1 against class 0."""


def losses_of(value):
    """A returned list of plain numbers."""
    fine = isinstance(value, list | tuple) and value and all(isinstance(loss, float) for loss in value)
    expect.that(bool(fine), "The function should return a list of plain numbers.", hint="Append loss.item().")
    return torch.tensor(value, dtype=torch.float64)


def fresh_data(rng, n=60):
    """Fresh moons, with their classes as a column."""
    points, labels = fresh_moons(n, rng)
    return points, labels.float()[:, None]


def descended(state, x, labels, rate, steps):
    """A linear classifier after gradient descent on the cross-entropy."""
    w, b = (state[name].clone().requires_grad_() for name in ("weight", "bias"))
    for _ in range(steps):
        grads = torch.autograd.grad(cross_entropy(x @ w.T + b, labels), (w, b))
        with torch.no_grad():
            w -= rate * grads[0]
            b -= rate * grads[1]
    return w.detach(), b.detach()


@task(
    "4.8", hint="Return a list with one plain number per epoch (loss.item()); the defaults are 1000 and 0.1."
)
def test_list_of_losses(student, rng):
    """The function has its defaults and returns one number per epoch, the first from before any step."""
    found = student.value(DEFAULTS, f=student.make(TRAIN))
    expect.equal(found, {"num_epochs": 1000, "learning_rate": 0.1}, what="the defaults")
    x, y = fresh_data(rng)
    model = student.make("nn.Linear(2, 2)")
    before = cross_entropy(student.module(model).forward(x).double(), y.flatten().long())
    losses = losses_of(student.function(TRAIN)(model, x, y, num_epochs=6, learning_rate=0.0).value)
    expect.equal(len(losses), 6, what="the number of losses")
    expect.close(losses, before.expand(6), rtol=1e-5, what="the losses without learning")


@task(
    "4.8",
    hint="Reset, predict, loss, backward, step, on the model that is passed in; the scores stay as they are.",
)
def test_steps_and_end(student, rng):
    """Each epoch is one step on the cross-entropy, and 1000 of them reach the optimum."""
    x, y = fresh_data(rng)
    if not re.search(r"optim\.(?!SGD\b)[A-Z]", student.source):  # another optimiser takes other steps
        model = student.make("nn.Linear(2, 2)")
        w, b = descended(student.module(model).state, x, y.flatten().long(), 0.2, 3)
        student.function(TRAIN)(model, x, y, num_epochs=3, learning_rate=0.2)
        state = student.module(model).state
        expect.close(state["weight"], w, rtol=0, atol=1e-5, what="the weights after three epochs")
        expect.close(state["bias"], b, rtol=0, atol=1e-5, what="the biases after three epochs")
    model = student.make("nn.Linear(2, 2)")
    student.function(TRAIN)(model, X, Y)
    loss = cross_entropy(student.module(model).forward(X).double(), LABELS)
    expect.loss_below(loss, 0.315, what="the loss of a linear model after 1000 epochs")


@task("4.8", hint="Make the targets from the argument y, inside: a global y_one_hot knows one data set only.")
def test_follows_its_labels(student):
    """With swapped classes the function learns the swapped classes."""
    model = student.make("nn.Linear(2, 2)")
    student.function(TRAIN)(model, X, 1 - Y, num_epochs=300)
    predicted = student.module(model).forward(X).argmax(dim=1)
    expect.accuracy_at_least(predicted, 1 - LABELS, 0.8)


@task("4.9", hint="Train lin_clf itself, for 1000 epochs.")
def test_agrees_with_logistic_regression(student, rng):
    """On fresh moons lin_clf decides like logistic regression."""
    points, _ = fresh_moons(5000, rng)
    weights, bias = OPTIMUM
    ours = (points.double() @ weights + bias > 0).long()
    found = scores_of(student.module("lin_clf"), points, "lin_clf").argmax(dim=1)
    expect.accuracy_at_least(found, ours, 0.97)


@task("4.10", hint="167 of the 200 points are classified correctly.")
def test_accuracy_is_that_of_the_predictions(student):
    """accuracy belongs to preds."""
    preds = student.tensor("preds").data.flatten().long()
    expect.shape(preds, (200,), what="`preds`")
    right = (preds == LABELS).double().mean()
    found = student.tensor("accuracy").data.double().flatten()
    expect.close(found, right.reshape(1), rtol=0, atol=1e-6, what="`accuracy`")
    expect.between(right, 0.8345, 0.8355, what="the share of right predictions")


@task(
    "4.11",
    hint="Switch the penalty off (look up C, and penalty=None): then the accuracy is 0.835, not 0.850.",
)
def test_logistic_regression(student):
    """skl_acc is the accuracy of logistic regression without penalty."""
    expect.between(student.tensor("skl_acc").data.double(), 0.830, 0.840, what="`skl_acc`")
    weights, bias = OPTIMUM
    found = student.tensor("skl_preds").data.flatten().long()
    expect.shape(found, (200,), what="`skl_preds`")
    ours = (MOONS @ weights + bias > 0).long()
    expect.accuracy_at_least(found, ours, 0.97)


def nodes_of(filling):
    """Points of the plane and the value drawn at each, of contourf or pcolormesh."""
    x, y, z = filling
    expect.that(z.dim() == 2 and min(z.shape) >= 100, "The grid is too coarse.", hint="Use steps of 0.01.")
    if x.dim() == 1:
        y, x = torch.meshgrid(y, x, indexing="ij")
    if x.shape != z.shape:  # pcolormesh may be given the corners of its cells
        x, y = ((t[1:, 1:] + t[:-1, :-1]) / 2 for t in (x, y))
    expect.that(x.shape == z.shape, "Grid and values do not fit together.")
    return torch.stack([x.flatten(), y.flatten()], dim=1), z.flatten()


def check_probabilities(filling, weight, bias, rng):
    """What is drawn is the probability of class 1; the regions alone are let through."""
    points, values = nodes_of(filling)
    picked = torch.randint(0, len(points), (200,), generator=rng)
    found, right = values[picked], (points[picked] @ weight.T + bias).softmax(1)[:, 1]
    expect.that(
        not torch.allclose(found, 1 - right, atol=1e-3),
        "The probability of class 0 is drawn, and class 1 is asked for.",
    )
    sides = ((found > 0.5) == (right > 0.5)) | ((right - 0.5).abs() < 0.02)
    if bool(((found == 0) | (found == 1)).all()) and bool(sides.all()):
        expect.partial(1.0, "You draw the predicted class; the probability shows more.")
    expect.close(found, right, rtol=0, atol=2e-3, what="the values on the grid")


def covers(filling, x):
    """The grid reaches beyond the points."""
    points, _ = nodes_of(filling)
    spacing = 0.05
    inside = (points.min(0).values <= x.min(0).values.double() + spacing) & (
        points.max(0).values >= x.max(0).values.double() - spacing
    )
    expect.that(bool(inside.all()), "The grid does not cover the data.")


@task(
    "4.12",
    hint='Softmax over dim=1, column 1, in the shape of the grid; with indexing="ij" nothing is transposed.',
)
def test_probability_of_class_one(student, rng):
    """The filled contours show the probability of class 1."""
    x, y = fresh_data(rng)
    with stage(student) as s:
        model = student.make("nn.Linear(2, 2)")
        state = student.module(model).state
        student.function("plot_classification")(model, x, y, s.make("s.two_axes()[0]"))
        fillings = s.fillings()
        drawn = s.axes
    expect.that(not drawn[1]["collections"], "It draws into other axes than those that are passed in.")
    expect.that(bool(fillings), "There are no filled contours.")
    covers(fillings[-1], x)
    check_probabilities(fillings[-1], state["weight"].double(), state["bias"].double(), rng)


@task("4.12", hint="Draw the points X over the contours, coloured by y, with a title and both labels.")
def test_points_and_labels(student, rng):
    """The points, a title and the labels are there."""
    x, y = fresh_data(rng)
    with stage(student) as s:
        model = student.make("nn.Linear(2, 2)")
        student.function("plot_classification")(model, x, y, s.make("s.two_axes()[0]"))
        axes = s.axes[0]
    series = [{"axes": [axes]}]
    both = sum(len(c.get("x", ())) for c in axes["collections"]) + sum(len(a["x"]) for a in axes["lines"])
    expect.that(both >= len(x), "Not all points are drawn.")
    if not any(len(c.get("x", ())) == len(x) for c in axes["collections"]):
        for label in (0, 1):
            scatter_of(series, x[y[:, 0] == label])
    else:
        scatter_of(series, x)
    labelled(axes, "Feature 1", "Feature 2", title=" ")


def shown_training(student, rng):
    """Let the student's function show a training: axes, fillings, state before and after, data."""
    x, y = fresh_data(rng)
    with stage(student) as s:
        model = student.make("nn.Linear(2, 2)")
        before = student.module(model).state
        ours = s.stand_ins("train_classification_model", "plot_classification")
        student.function(SHOW)(model, x, y, num_epochs=40, globals=ours)
        return s.axes, s.fillings(), before, student.module(model).state, (x, y)


@task("4.13", hint="Collect what the training returns and draw it: one value per epoch, labels, y from 0.")
def test_loss_curve(student, rng):
    """On the right there are the losses of all epochs, with labels."""
    axes, *_ = shown_training(student, rng)
    expect.equal(len(axes), 2, what="the number of axes")
    curve = loss_axes([{"axes": axes}], 40)
    expect.equal(len(curve["lines"][0]["y"]), 40, what="the number of losses")
    labelled(curve, "Epochs", "Cross-Entropy Loss")
    expect.close(curve["ylim"][0], 0.0, atol=1e-6, what="the lower limit of y")


@task("4.13", hint="Train the model that is passed in for num_epochs, and draw the regions after that.")
def test_regions_of_the_trained_model(student, rng):
    """The model is trained, and the regions are those of the trained model."""
    _, fillings, before, after, (x, y) = shown_training(student, rng)
    w, b = descended(before, x, y.flatten().long(), 0.1, 40)
    expect.close(after["weight"], w, rtol=0, atol=1e-4, what="the weights afterwards")
    expect.close(after["bias"], b, rtol=0, atol=1e-4, what="the biases afterwards")
    expect.that(bool(fillings), "There are no filled contours.")
    check_probabilities(fillings[-1], w.double(), b.double(), rng)


@task(
    "4.15",
    hint="First argument num_classes, second num_features; 100 features and two classes make 502 numbers.",
)
def test_sizes(student):
    """SimpleClassificationNN has the sizes that it is asked for."""
    for made, count in (("()", 52), ("(num_classes=2, num_features=100)", 502), ("(3, 7)", 45)):
        model = student.module(student.make(f"SimpleClassificationNN{made}"))
        expect.parameter_count(model, count)


@task("4.15", hint="Linear, ReLU, linear, and the scores as they are.")
def test_forward(student, rng):
    """SimpleClassificationNN computes linear, ReLU, linear."""
    model = student.module(student.make("SimpleClassificationNN(3, 7)"))
    expect.parameter_shapes(model, [(7, 2), (7,), (3, 7), (3,)])
    part = {tuple(value.shape): value for value in model.state.values()}
    x = 3 * torch.randn(30, 2, generator=rng)
    right = (x @ part[7, 2].T + part[7,]).clamp(min=0) @ part[3, 7].T + part[3,]
    expect.close(model.forward(x), right, rtol=1e-5, what="the output of the network")


@task("4.16", hint="Train clf_model itself for 1000 epochs; on fresh moons it should get 94 % right.")
def test_fresh_moons(student, rng):
    """On 5000 fresh points at least 94 % are right."""
    points, labels = fresh_moons(5000, rng)
    found = scores_of(student.module("clf_model"), points, "clf_model").argmax(dim=1)
    expect.accuracy_at_least(found, labels, 0.94)

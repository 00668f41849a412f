"""Section 5, hidden: both helpers, called on fresh models."""

import torch
from fc_nets import LABELS, POINTS, X, Y, mse_of, two_classes
from fc_probe import call_helper, defaults_of, lines_with_numbers
from torch.nn.functional import binary_cross_entropy, mse_loss

from grader.checks import expect, task
from grader.checks.curves import fit_picture, regions_picture

REGRESSION = "train_and_test_regression_model"
CLASSIFICATION = "train_and_test_classification_model"
LINE, LOGISTIC = "nn.Linear(1, 1)", "nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())"
STEPS = (
    "Train the model that is passed in, with an optimizer made inside the function, for exactly num_epochs "
    "epochs; the defaults are 1000 and 100."
)
REPORT = (
    "Print one line whenever the number of the epoch, counted from 0, is a multiple of reporting_interval."
)


def reference(model, loss):
    """A model after some steps of SGD with learning rate 0.01."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(3):
        optimizer.zero_grad()
        loss(model).backward()
        optimizer.step()
    return model


def same_after_three_steps(student, name, expression, model, loss):
    """The helper's three epochs are three steps of SGD on the model that it got."""
    expect.equal(defaults_of(student, name).get("num_epochs"), 1000, what="the default of num_epochs")
    expect.equal(
        defaults_of(student, name).get("reporting_interval"), 100, what="the default of reporting_interval"
    )
    trained = call_helper(student, name, expression, num_epochs=3, reporting_interval=1)
    model.load_state_dict(trained.before)
    for key, right in reference(model, loss).state_dict().items():
        expect.close(trained.model.state[key], right, rtol=1e-4, atol=1e-5, what=f"the model's {key}")


def reports(student, name, expression):
    """The helper prints as often as it is told to."""
    for epochs, interval, wanted in ((7, 3, 3), (4, 4, 1)):
        call = call_helper(student, name, expression, num_epochs=epochs, reporting_interval=interval)
        expect.equal(
            len(lines_with_numbers(call.printed)), wanted, what=f"the number of lines for {epochs} epochs"
        )


@task("5.1", hint=STEPS)
def test_regression_helper_trains(student):
    """The regression helper trains the model that it gets, for as many epochs as it is told."""
    same_after_three_steps(
        student, REGRESSION, LINE, torch.nn.Linear(1, 1), lambda m: mse_loss(m(X).flatten(), Y)
    )


@task("5.1", hint="Two hundred epochs should bring a line to a loss of about 6.8. Squeeze the predictions.")
def test_regression_helper_fits_a_line(student):
    """The regression helper fits a line."""
    call = call_helper(student, REGRESSION, LINE, num_epochs=200)
    fit_picture(student, call.model, X, Y)
    expect.loss_below(mse_of(call.model, "the line"), 6.9, what="the mean squared error of a line")


@task("5.1", hint=REPORT)
def test_regression_helper_reports(student):
    """The regression helper prints a line at each interval."""
    reports(student, REGRESSION, LINE)


@task("5.1", hint="After the training, plot y_reg and the predictions over x_reg.")
def test_regression_helper_plots(student):
    """The regression helper draws targets and predictions of the trained model."""
    call = call_helper(student, REGRESSION, LINE, num_epochs=20)
    expect.scatter_of(call.figures, torch.cat([X, Y.unsqueeze(1)], dim=1), "the targets")
    predicted = torch.cat([X, call.model.forward(X).reshape(-1, 1)], dim=1)
    expect.scatter_of(call.figures, predicted, "the predictions")


@task("5.2", hint=STEPS)
def test_classification_helper_trains(student):
    """The classification helper trains the model that it gets, for as many epochs as it is told."""
    model = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.Sigmoid())
    labels = LABELS.float()
    same_after_three_steps(
        student,
        CLASSIFICATION,
        LOGISTIC,
        model,
        lambda m: binary_cross_entropy(m(POINTS).flatten(), labels),
    )


@task("5.2", hint="A thousand epochs bring a logistic model to a cross-entropy of about 0.67.")
def test_classification_helper_fits_a_line(student):
    """The classification helper trains a logistic model as far as it goes."""
    call = call_helper(student, CLASSIFICATION, LOGISTIC)
    p = call.model.forward(POINTS).flatten()
    regions_picture(student, call.model, POINTS, LABELS)
    expect.that(p.numel() == len(POINTS), "The model gives no probabilities any more.")
    expect.loss_below(binary_cross_entropy(p.clamp(1e-7, 1 - 1e-7), LABELS.float()), 0.675, what="the loss")


@task("5.2", hint=REPORT)
def test_classification_helper_reports(student):
    """The classification helper prints a line at each interval."""
    reports(student, CLASSIFICATION, LOGISTIC)


@task("5.2", hint="After the training, draw the regions with plt.contourf, and the two classes as in 0.6.")
def test_classification_helper_draws(student):
    """The classification helper draws regions and both classes."""
    call = call_helper(student, CLASSIFICATION, LOGISTIC, num_epochs=2)
    expect.contour_drawn(call.figures)
    two_classes(call.figures)

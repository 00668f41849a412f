"""Sections 8 to 10: lines by scikit-learn and as networks."""

import torch
from pytorch_intro_tools import (
    array_of,
    column,
    compare_row,
    deals,
    f32,
    fit_picture,
    least_squares,
    points_in,
    regression_data,
    table_of,
    tensor_of,
)
from torch.nn.functional import mse_loss

from grader.checks import expect, task
from grader.checks.drawn import axes_count

RECIPE = "Compare the arguments of make_regression with the text, one by one."
TRAIN = "Pass model_lin and the given optimizer to your trainer, for all the epochs that the task asks for."


@task("8.1")
def test_line_data(student):
    """X and y come from the recipe."""
    for name, right in zip("Xy", regression_data(1), strict=True):
        found = array_of(student, name)
        expect.shape(found, right.shape, what=f"`{name}`", hint=RECIPE)
        expect.close(found.data, right, rtol=1e-7, atol=1e-9, what=f"`{name}`", hint=RECIPE)


@task("8.2")
def test_intercept_and_slope(student):
    """w0_sk and w1_sk are the intercept and slope of the best line."""
    for name, right, what in zip(("w0_sk", "w1_sk"), least_squares(1), ("intercept_", "coef_"), strict=True):
        expect.close(
            torch.tensor(float(student.value(name)), dtype=torch.float64),
            torch.tensor(right, dtype=torch.float64),
            rtol=0,
            atol=1e-3,
            what=f"`{name}`",
            hint=f"After fit(X, y) the model has it in {what}.",
        )


@task("8.3")
def test_two_pictures(student):
    """One picture shows the data, another one the data and the line."""
    axes_count(student.figures, 2)
    axes = [a for f in student.figures for a in f["axes"] if points_in(a) >= 500]
    expect.that(len(axes) >= 2, "Each of the two pictures should show all 500 points.")
    intercept, slope = (float(v) for v in least_squares(1))
    lines = [
        line
        for a in axes
        for line in a["lines"]
        if len(line["x"]) > 1 and line["style"].strip().lower() not in ("", "none")
    ]
    expect.that(
        any(
            max(abs(intercept + slope * x - y) for x, y in zip(line["x"], line["y"], strict=True)) <= 0.06
            for line in lines
        ),
        "No line in your pictures is the one that `sk_model` predicts.",
        hint="Pass sk_model.predict(X) as the third argument.",
        expected=f"a line through {intercept:.2f} + {slope:.2f} x",
        found=f"{len(lines)} lines",
    )


@task("8.4")
def test_predictions_of_the_matrix(student):
    """yhat is what scikit-learn predicts."""
    found = student.tensor("yhat").data.double()
    intercept, slope = least_squares(1)
    right = intercept + slope * torch.as_tensor(regression_data(1)[0]).flatten()
    expect.close(
        column(found, 500, "yhat"),
        right,
        rtol=0,
        atol=1e-4,
        what="`yhat`",
        hint="Take intercept and slope from sk_model as they are: rounded numbers are not close enough.",
    )


@task("9.2")
def test_line_model(student):
    """model_lin has one input and one output, and is printed."""
    expect.parameter_count(student.module("model_lin"), 2, hint="One weight and one bias: 1 in, 1 out.")
    printed = student.printed
    expect.that(
        "(" in printed and "<class" not in printed,
        "The text form of model_lin is not shown.",
        hint="Print the instance, not the class.",
    )


@task("9.3")
def test_parameter_numbers(student):
    """n_params_lin and n_params_lin3 count numbers, not tensors."""
    expect.equal(student.value("n_params_lin"), 2, what="`n_params_lin`", hint="One weight and one bias.")
    expect.equal(
        student.value("n_params_lin3"),
        4,
        what="`n_params_lin3`",
        hint="Count the numbers in the tensors (numel), not the tensors.",
    )


@task("9.4")
def test_snapshot_holds_the_start(student):
    """sd_before holds the weight and the bias of the untrained model."""
    names = student.value("list(sd_before)")
    expect.that(
        len(names) == 2
        and any(str(n).endswith("weight") for n in names)
        and any(str(n).endswith("bias") for n in names),
        "`sd_before` should have two entries, a weight and a bias.",
        hint="Start from model_lin.state_dict().",
        found=str(names),
    )
    for ending, right in (("weight", [[-0.8378]]), ("bias", [-0.1262])):
        found = student.tensor(f"[v for k, v in sd_before.items() if k.endswith('{ending}')][0]")
        expect.close(found.data.float(), torch.tensor(right), rtol=0, atol=1e-5, what=f"the {ending}")


@task("9.5")
def test_line_tensors(student):
    """X_t and y_t hold the data as float32."""
    for name, right in zip(("X_t", "y_t"), regression_data(1), strict=True):
        found = tensor_of(student, name)
        expect.dtype(found, torch.float32, what=f"`{name}`")
        expect.shape(found, right.shape, what=f"`{name}`", hint="Keep the shape of the array.")
        expect.close(found.data, f32(right), what=f"`{name}`")


@task("9.6")
def test_first_prediction(student):
    """p0 is what model_lin predicts for the first example, y0 its target."""
    found = student.tensor("p0")
    expect.that(
        tuple(found.shape) in ((1,), (1, 1)),
        "`p0` should be the prediction for one example.",
        hint="Give the model X_t[0].",
        expected="(1,)",
        found=str(tuple(found.shape)),
    )
    right = -0.8378 * float(regression_data(1)[0][0, 0]) - 0.1262
    expect.close(
        found.data.reshape(()), torch.tensor(right), rtol=0, atol=1e-4, what="`p0`", hint="Do not train yet."
    )
    y0 = student.tensor("y0").data
    expect.that(y0.numel() == 1, "`y0` should be one number.")
    expect.close(y0.reshape(()).float(), torch.tensor(31.0760), rtol=0, atol=1e-3, what="`y0`")


@task("9.8")
def test_criterion_and_optimizer(student):
    """criterion is the mean squared error, and optimizer belongs to model_lin."""
    one, other = torch.tensor([1.0, 2.0, 4.0]), torch.tensor([0.0, 5.0, 4.0])
    expect.close(
        student.function("criterion").tensor(one, other).float(),
        torch.tensor(10 / 3),
        what="`criterion` of a small example",
        hint="The mean of the squared differences: nn.MSELoss().",
    )
    expect.optimizer(student, "optimizer", module="model_lin", lr=0.02)


@task("9.9")
def test_batches_of_fifty(student):
    """The loader has ten batches of fifty examples."""
    expect.equal(student.value("BATCH_SIZE"), 50, what="`BATCH_SIZE`")
    expect.equal(
        student.value("len(dataset)"), 500, what="the length of `dataset`", hint="Give it X_t and y_t."
    )
    expect.equal(
        student.value("len(dataloader)"),
        10,
        what="the number of batches",
        hint="Pass batch_size=BATCH_SIZE to the loader.",
    )


@task("9.10")
def test_one_batch(student):
    """XX and yy are fifty examples and their targets."""
    xs, ys = tensor_of(student, "XX"), tensor_of(student, "yy")
    expect.shape(xs, (50, 1), what="`XX`", hint="next(iter(dataloader)) gives a whole batch.")
    expect.shape(ys, (50,), what="`yy`")
    x, y = (f32(v) for v in regression_data(1))
    gaps = (xs.data - x.T).abs() + (ys.data[:, None] - y).abs() / 100
    expect.that(
        float(gaps.min(1).values.max()) < 1e-4,
        "The pairs in your batch are not pairs of the data.",
        hint="Take both from the same batch.",
    )


def line_loss(student, name):
    """Predictions of a one-feature model for the data; a picture goes with the verdict."""
    module = student.module(name)
    x, y = regression_data(1)
    grid = torch.linspace(-3.2, 3.2, 50)[:, None]
    fit = column(module.forward(grid), 50)
    fit_picture(student, x, y, grid, fit, "Your line")
    return mse_loss(column(module.forward(f32(x)), 500), f32(y))


@task("9.12")
def test_line_is_trained(student):
    """The trained model_lin has nearly the smallest possible error."""
    expect.loss_below(line_loss(student, "model_lin"), 93.5, what="the mean squared error", hint=TRAIN)


@task("9.13")
def test_sklearn_row(student):
    """cmp has two rows, and the one of scikit-learn is right."""
    found = table_of(student, "cmp")
    expect.that(
        set(found) == {"sklearn", "pytorch"} and all(set(row) == {"w0", "w1"} for row in found.values()),
        "`cmp` does not have the rows and columns that the task asks for.",
        hint='Rows "sklearn" and "pytorch", columns "w0" and "w1".',
        found=", ".join(found),
    )
    compare_row(found, "sklearn", {"w0": -0.77, "w1": 45.50}, "cmp")


@task("9.14")
def test_training_continues(student):
    """The second training begins where the first one ended."""
    expect.loss_below(
        student.value("loss_continue"),
        95,
        what="`loss_continue`",
        hint="Use the model and the optimizer that are there: new ones begin from scratch.",
    )
    weight = float(student.module("model_lin").forward(torch.tensor([[1.0], [0.0]])).flatten().diff())
    expect.that(
        1e-6 < abs(-weight - 45.4673) <= 0.33,
        "`model_lin` has not been trained any further.",
        hint="Pass model_lin and the given optimizer to trainer; another optimizer moves another model.",
    )


@task("10.1")
def test_three_feature_data(student):
    """X3, y3 and their tensors come from the recipe, and dl3 deals them in ten batches."""
    for name, right in zip(("X3", "y3"), regression_data(3), strict=True):
        found = array_of(student, name)
        expect.shape(found, right.shape, what=f"`{name}`", hint=RECIPE)
        expect.close(found.data, right, rtol=1e-7, atol=1e-9, what=f"`{name}`", hint=RECIPE)
        tensor = tensor_of(student, f"{name}_t")
        expect.dtype(tensor, torch.float32, what=f"`{name}_t`")
        expect.close(tensor.data, f32(right), what=f"`{name}_t`")
    deals(student, "dl3", *regression_data(3), 10, "Make a TensorDataset of X3_t and y3_t, batches of 50.")


@task("10.2")
def test_three_input_net(student):
    """model_lin3 has three inputs and one output."""
    module = student.module("model_lin3")
    expect.parameter_count(module, 4, hint="Three weights and a bias: 3 in, 1 out.")
    expect.shape(module.forward(torch.zeros(5, 3)), (5, 1), what="the output for five examples")


@task("10.3")
def test_three_feature_training(student):
    """The trained model_lin3 has nearly the smallest possible error."""
    x, y = regression_data(3)
    found = column(student.module("model_lin3").forward(f32(x)), 500)
    expect.loss_below(
        mse_loss(found, f32(y)),
        101.5,
        what="the mean squared error",
        hint="An optimizer made from model_lin3.parameters(), rate 0.05, 100 epochs on dl3.",
    )


@task("10.4")
def test_four_columns(student):
    """cmp3 shows the four numbers of both models."""
    found = table_of(student, "cmp3")
    expect.that(
        set(found) == {"sklearn", "pytorch"}
        and all(set(row) == {"w0", "w1", "w2", "w3"} for row in found.values()),
        "`cmp3` does not have the rows and columns that the task asks for.",
        hint='Rows "sklearn" and "pytorch", columns "w0" to "w3".',
        found=", ".join(found),
    )
    compare_row(found, "sklearn", {"w0": 0.43, "w1": 0.62, "w2": 55.99, "w3": 11.14}, "cmp3")
    compare_row(found, "pytorch", {"w0": 0.25, "w1": 0.85, "w2": 55.89, "w3": 11.07}, "cmp3")

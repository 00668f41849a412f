"""Sections 11 to 15, hidden: networks and functions on fresh inputs."""

from itertools import pairwise

import torch
from pytorch_intro_tools import (
    blob_data,
    by_shape,
    circle_data,
    column,
    curve_data,
    deals,
    f32,
    is_probability,
    part,
    target_curve,
    tensor_of,
)
from torch.nn.functional import mse_loss

from grader.checks import expect, task
from grader.checks.training import rerun

BETWEEN = "The activation belongs between the linear layers, and nothing comes after the last one."
SIZES = "Make every layer in the constructor, as an attribute, with the sizes that are passed in."


def pass_through(x, layers, phi):
    """Linear layers with phi between them."""
    for number, (w, b) in enumerate(layers):
        x = x @ w.T + b
        x = phi(x) if number < len(layers) - 1 else x
    return x


def layers_of(student, expression, *sizes):
    """A fresh net of the student's, and its weights and biases, layer by layer."""
    module = student.module(student.make(expression))
    pairs = list(pairwise(sizes))
    values = part(by_shape(module), *(s for a, b in pairs for s in ((b, a), (b,))))
    return module, list(zip(values[::2], values[1::2], strict=True))


def computes(student, rng, expression, sizes, phi, end=lambda out: out):
    """A fresh net computes what its own weights say."""
    module, layers = layers_of(student, expression, *sizes)
    x = 3 * torch.randn(40, sizes[0], generator=rng)
    found = module.forward(x)
    expect.shape(found, (40, sizes[-1]))
    expect.close(
        end(found), end(pass_through(x, layers, phi)), rtol=1e-5, atol=1e-5, what="the network's output"
    )


def spread(rng, n=200):
    """Fresh places on the curve."""
    x = 4 * torch.rand(n, 1, generator=rng) - 2
    return x, f32(target_curve(x.flatten().numpy()))


@task(
    "11.1", hint="Xn_t needs a second dimension, yn_t does not; both are float32; dl_n deals them shuffled."
)
def test_curve_tensors(student):
    """Xn_t, yn_t and dl_n hold the curve."""
    x, y = curve_data()
    for name, right in (("Xn_t", x[:, None]), ("yn_t", y)):
        found = tensor_of(student, name)
        expect.dtype(found, torch.float32)
        expect.shape(found, right.shape)
        expect.close(found.data, f32(right), what=f"`{name}`")
    deals(student, "dl_n", x, y, 10, "")


@task("11.3", hint=SIZES)
def test_curve_net_sizes(student):
    """nonlinRegression has the right number of parameters."""
    expect.parameter_count(student.module(student.make("nonlinRegression(1, 3, 1)")), 10)
    expect.parameter_count(student.module(student.make("nonlinRegression(4, 3, 2)")), 23)


@task("11.3", hint=BETWEEN)
def test_curve_net_forward(student, rng):
    """nonlinRegression computes linear, sigmoid, linear."""
    computes(student, rng, "nonlinRegression(4, 3, 2)", (4, 3, 2), torch.sigmoid)


@task("11.4", hint=BETWEEN)
def test_sequential_forward(student, rng):
    """nonlinRegressionSeq computes the same."""
    computes(student, rng, "nonlinRegressionSeq(4, 3, 2)", (4, 3, 2), torch.sigmoid)


@task("11.5", hint="Train on all of the data, until the curve is followed between the points as well.")
def test_curve_on_fresh_points(student, rng):
    """model_nl follows the curve at fresh points."""
    x, y = spread(rng)
    loss = mse_loss(column(student.module("model_nl").forward(x), 200), y)
    expect.loss_below(loss, 4.0, what="the mean squared error on fresh points")


@task("11.6", hint="Compute y_p from model_nl in this cell.")
def test_predictions_of_another_model(student):
    """With another model in place of model_nl, y_p would be that model's predictions."""
    other = student.make("torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.Tanh(), torch.nn.Linear(2, 1))")
    again = rerun(student, "y_p", model_nl=other)
    right = student.module(other).forward(f32(curve_data()[0])[:, None]).flatten()
    expect.close(again, right, rtol=1e-4, atol=1e-4, what="the predictions")


def given_net(student):
    """The weights of the trained model_nl."""
    return part(by_shape(student.module("model_nl")), (3, 1), (3,), (1, 3), (1,))


@task("11.7", hint="H is the sigmoid of the hidden layer's output: Xn_t times the weights, plus the biases.")
def test_hidden_activations(student):
    """H holds the activations of the three hidden nodes."""
    w1, b1, _, _ = given_net(student)
    found = student.tensor("H").data.float()
    expect.shape(found, (500, 3))
    right = torch.sigmoid(f32(curve_data()[0])[:, None] @ w1.T + b1)
    expect.close(found, right, rtol=1e-4, atol=1e-5, what="`H`")


@task("11.7", hint="Each column of H times its weight in the output layer; the bias is not part of it.")
def test_contributions(student):
    """contrib adds up to the prediction, together with the bias."""
    w1, b1, w2, b2 = given_net(student)
    found = student.tensor("contrib").data.float()
    expect.shape(found, (500, 3))
    x = f32(curve_data()[0])[:, None]
    expect.close(found, torch.sigmoid(x @ w1.T + b1) * w2, rtol=1e-4, atol=1e-4, what="`contrib`")
    expect.close(
        found.sum(1) + b2, student.module("model_nl").forward(x).flatten(), rtol=0, atol=1e-3, what="the sum"
    )


@task("12.2", hint=SIZES)
def test_deep_net_sizes(student):
    """deepRegression has the right number of parameters."""
    expect.parameter_count(student.module(student.make("deepRegression(1, 5, 3, 1)")), 32)
    expect.parameter_count(student.module(student.make("deepRegression(1, 20, 20, 1)")), 481)


@task("12.2", hint="A sigmoid after each of the two hidden layers, and none at the end.")
def test_deep_net_forward(student, rng):
    """deepRegression computes linear, sigmoid, linear, sigmoid, linear."""
    computes(student, rng, "deepRegression(3, 5, 4, 2)", (3, 5, 4, 2), torch.sigmoid)


@task(
    "12.3", hint="Train model_d53 on all of the data, until the curve is followed between the points as well."
)
def test_small_deep_on_fresh_points(student, rng):
    """model_d53 follows the curve at fresh points."""
    x, y = spread(rng)
    loss = mse_loss(column(student.module("model_d53").forward(x), 200), y)
    expect.loss_below(loss, 4.0, what="the mean squared error on fresh points")


@task(
    "12.4",
    hint="Train model_d2020 on all of the data, until the curve is followed between the points as well.",
)
def test_large_deep_on_fresh_points(student, rng):
    """model_d2020 follows the curve at fresh points."""
    x, y = spread(rng)
    loss = mse_loss(column(student.module("model_d2020").forward(x), 200), y)
    expect.loss_below(loss, 4.0, what="the mean squared error on fresh points")


@task("14.3", hint="Both terms, natural logarithms, and the sum or the mean over all points.")
def test_log_loss_on_fresh_points(student, rng):
    """log_loss is right for fresh probabilities."""
    p = 0.02 + 0.96 * torch.rand(30, generator=rng)
    y = (torch.rand(30, generator=rng) > 0.5).float()
    found = student.function("log_loss").tensor(p, y)
    expect.that(found.numel() == 1, "It should return one number.")
    mean = torch.nn.functional.binary_cross_entropy(p, y)
    right = 30 * mean if abs(float(found) - 30 * float(mean)) < abs(float(found) - float(mean)) else mean
    expect.close(found.reshape(()).float(), right, rtol=1e-4, what="the log loss")


@task("14.4", hint="Linear, ReLU, linear, sigmoid: the sigmoid of one number per point, no softmax.")
def test_sigmoid_classifier_forward(student, rng):
    """binaryClassifierSig computes linear, ReLU, linear, sigmoid."""
    module, layers = layers_of(student, "binaryClassifierSig(4, 5, 2)", 4, 5, 2)
    x = 3 * torch.randn(40, 4, generator=rng)
    found = module.forward(x)
    expect.shape(found, (40, 2))
    hidden = (torch.relu, torch.sigmoid, torch.tanh)  # another activation inside is let through
    fits = [torch.allclose(found, torch.sigmoid(pass_through(x, layers, phi)), atol=1e-5) for phi in hidden]
    expect.that(any(fits), "The output is not the sigmoid of the last layer.")


@task("14.5", hint=SIZES)
def test_logit_classifier_sizes(student):
    """binaryClassifier(2, 5, 1) has 21 parameters."""
    expect.parameter_count(student.module(student.make("binaryClassifier(2, 5, 1)")), 21)


@task("14.5", hint="Linear, ReLU, linear, and nothing after it: the loss function brings the sigmoid.")
def test_logits_come_out(student, rng):
    """binaryClassifier puts out logits, not probabilities."""
    computes(student, rng, "binaryClassifier(4, 5, 2)", (4, 5, 2), torch.relu)


@task("14.7", hint="The model should tell fresh points of the same rings apart, too.")
def test_fresh_circles(student, rng):
    """model_c tells fresh points apart."""
    state = int(torch.randint(10_000, (1,), generator=rng))
    x, y = circle_data(state)
    out = column(student.module("model_c").forward(f32(x)), 300)
    chosen = out > (0.5 if is_probability(out) else 0)
    expect.accuracy_at_least(chosen.long(), torch.as_tensor(y), 0.88)


@task("14.9", hint="Compute prediction from model_c in this cell.")
def test_logits_of_another_model(student):
    """With another model in place of model_c, prediction would be that model's logits."""
    other = student.make("torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))")
    again = rerun(student, "prediction", model_c=other)
    right = student.module(other).forward(torch.tensor([[0.0, 0.0], [-1.0, -1.0]]))
    expect.close(again, right, rtol=1e-4, what="the logits")


@task("15.1", hint="Exponentials divided by their sum, along the row (dim=1).")
def test_softmax_rows(student, rng):
    """softmax turns each row into probabilities."""
    z = 3 * torch.randn(6, 4, generator=rng)
    found = student.function("softmax").tensor(z)
    expect.close(found.float(), z.softmax(1), rtol=1e-4, what="the probabilities")


@task("15.1", hint="Take the largest logit of each row off before the exponential: it cancels out.")
def test_softmax_of_large_numbers(student, rng):
    """softmax copes with large logits."""
    z = 3 * torch.randn(6, 4, generator=rng)
    found = student.function("softmax").tensor(z + 1000)
    expect.close(found.float(), (z + 1000).softmax(1), rtol=1e-3, what="the probabilities")


@task("15.2", hint=SIZES)
def test_multiclass_sizes(student, rng):
    """multiClassifier(2, 5, 4) has 39 parameters, and four outputs."""
    net = student.module(student.make("multiClassifier(2, 5, 4)"))
    expect.parameter_count(net, 39)
    expect.shape(net.forward(torch.randn(7, 2, generator=rng)), (7, 4))


@task("15.2", hint="Linear, ReLU, linear, and no softmax or sigmoid after it: the loss function brings it.")
def test_multiclass_logits(student, rng):
    """multiClassifier puts out logits."""
    computes(student, rng, "multiClassifier(2, 5, 4)", (2, 5, 4), torch.relu, lambda out: out.softmax(1))


@task(
    "15.4",
    hint="Use the network with a hidden layer, and train it until fresh points are told right as well.",
)
def test_fresh_blobs(student, rng):
    """model_m is not linear, and tells fresh points apart."""
    module = student.module("model_m")
    expect.that(module.count >= 39, "There are too few parameters for a hidden layer of five nodes.")
    ends = 4 * torch.randn(2, 64, 2, generator=rng)
    outs = [module.forward(x) for x in (ends[0], ends[1], ends.mean(0))]
    outs = [out - out.mean(1, keepdim=True) for out in outs]  # log-probabilities are as good as logits
    bend = (outs[2] - (outs[0] + outs[1]) / 2).abs().max() / outs[2].abs().max()
    expect.that(float(bend) > 0.01, "The model is a linear one.")
    x, y = blob_data()
    fresh = f32(x) + 0.05 * torch.randn(200, 2, generator=rng)
    expect.accuracy_at_least(module.forward(fresh).argmax(1), torch.as_tensor(y), 0.93)

"""Section 3, hidden: losses on fresh numbers, and train_model against a training of our own."""

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy
from toy_nets_given import LABELS, cross_entropy, fresh_points, probabilities

from grader.checks import expect, task


@task("3.2", hint="Put brackets around both terms: the minus belongs to the whole sum.")
def test_formula_on_fresh_numbers(student, rng):
    """The formula agrees with PyTorch on random pairs."""
    p = 0.02 + 0.96 * torch.rand(50, generator=rng)
    y = (torch.rand(50, generator=rng) > 0.5).float()
    found = student.function("bce").tensor(p, y).float()
    right = binary_cross_entropy(p, y)
    near_sum = float(found.mean()) > 10 * float(right)
    expect.close(found, right * (50 if near_sum else 1), rtol=1e-4)


@task("3.6", hint="Compare each prediction with its own target: same shape on both sides.")
def test_loss_of_fresh_model(student, rng):
    """loss_of is right for another model and other data."""
    model = student.make("nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())")
    x = 4 * torch.randn(40, 2, generator=rng)
    y = (torch.rand(40, generator=rng) > 0.5).float()
    out = student.module(model).forward(x).flatten()
    expect.close(student.function("loss_of").tensor(model, x, y), binary_cross_entropy(out, y), rtol=1e-4)


@task("3.7", hint="Train net_first itself, for 100 epochs, on all points.")
def test_first_net_on_fresh_points(student, rng):
    """The short training shows on fresh points as well."""
    points, labels = fresh_points(rng)
    loss = cross_entropy(probabilities(student.module("net_first"), points, "net_first"), labels)
    expect.loss_below(loss, 0.6935, what="the loss on fresh points")


@task("3.11", hint="Decisions and targets must have the same shape when you compare them.")
def test_accuracy(student):
    """accuracy is the share of decisions that are right."""
    found = student.tensor("hard_pred").data.float().flatten()
    expect.that(found.numel() == 2000, "There should be one decision per point.")
    right = float((found == LABELS.float()).float().mean())
    expect.close(student.value("float(accuracy)"), right, rtol=0, atol=1e-4)
    expect.between(right, 0.9, 0.93, "the accuracy")


NET = "nn.Sequential(nn.Linear({inputs}, 3), nn.Sigmoid(), nn.Linear(3, 1){last})"
HANDED_BACK = "(lambda r: r[0] if isinstance(r, (tuple, list)) else r)"


def our_training(state, data, lr, epochs, *last):
    """The parameters after that many Adam steps on all rows."""
    x, y = data
    loss = nn.BCELoss() if last else nn.MSELoss()
    net = nn.Sequential(nn.Linear(x.shape[1], 3), nn.Sigmoid(), nn.Linear(3, 1), *last)
    net.load_state_dict(state)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(epochs):
        optimizer.zero_grad()
        loss(net(x), y).backward()
        optimizer.step()
    return {name: value.detach() for name, value in net.state_dict().items()}


def column_data(rng, n=40):
    """Points of the disc and the ring, target as a column."""
    points, labels = fresh_points(rng, n // 2)
    return points, labels.float()[:, None]


def compare(student, rng, arguments, lr, epochs):
    """Train the same net here and there, and compare the weights."""
    x, y = column_data(rng)
    net = student.make(NET.format(inputs=2, last=", nn.Sigmoid()"))
    start = student.module(net).state
    student.function("train_model")(x, y, net, lr, epochs, **arguments)
    right = our_training(start, (x, y), lr, epochs, nn.Sigmoid())
    for name, value in student.module(net).state.items():
        expect.close(value, right[name], rtol=1e-2, atol=2e-3, what="the trained weights")


@task("3.9", hint="Train the model that came in, and return it. No epochs: no change. Back on the CPU.")
def test_returns_the_same_model(student, rng):
    """The model comes back, on the CPU, and with zero epochs unchanged."""
    x, y = column_data(rng)
    net = student.make(NET.format(inputs=2, last=", nn.Sigmoid()"))
    before = student.module(net).state
    same = student.value(f"{HANDED_BACK}(train_model(x, y, net, 0.1, 0)) is net", x=x, y=y, net=net)
    expect.that(same, "The model does not come back.")
    module = student.module(net)
    expect.that(all(p.device == "cpu" for p in module.parameters), "The model is not on the CPU.")
    for name, value in module.state.items():
        expect.close(value, before[name])


@task(
    "3.9",
    weight=2,
    hint="Adam with the learning rate lr; each epoch: predict, loss, zero the gradients, backward, step.",
)
def test_like_our_training(student, rng):
    """Thirty epochs give the weights that Adam gives."""
    compare(student, rng, {}, 0.03, 30)
    compare(student, rng, {}, 0.002, 30)


@task("3.9", hint="Use the criterion that is passed in.")
def test_other_criterion(student, rng):
    """Another criterion works as well."""
    x = 3 * torch.randn(30, 1, generator=rng)
    y = torch.sin(x)
    net = student.make(NET.format(inputs=1, last=""))
    start = student.module(net).state
    student.function("train_model")(x, y, net, 0.02, 20, criterion=student.expression("torch.nn.MSELoss()"))
    right = our_training(start, (x, y), 0.02, 20)
    for name, value in student.module(net).state.items():
        expect.close(value, right[name], rtol=1e-2, atol=2e-3, what="the trained weights")


@task("3.9", hint="Shuffle features and targets with the same permutation; on all rows it changes nothing.")
def test_shuffled(student, rng):
    """With shuffling the outcome is the same, up to rounding."""
    compare(student, rng, {"shuffle": True}, 0.03, 30)


@task("3.9", hint="Print the loss at epochs 0, 1000, 2000 and at no others, and leave the data as they are.")
def test_prints_seldom(student, rng):
    """It prints every thousandth epoch, and leaves the data alone."""
    x, y = column_data(rng, 8)
    net = student.make(NET.format(inputs=2, last=", nn.Sigmoid()"))
    call = student.function("lambda x, y, net: [train_model(x, y, net, 0.01, 2001, shuffle=True), x, y][1:]")
    done = call(x, y, net)
    lines = [line for line in done.printed.splitlines() if line.strip()]
    expect.that(3 <= len(lines) <= 6, "It prints too much or too little.")
    for found, right in zip(done.value, (x, y), strict=True):
        expect.close(found, right, what="the data")

"""Common states of the notebook: from a checkpoint on, everybody works with the same things.

So a slip in one task does not spoil the tasks after it. What stands here is made in other ways than the
tasks ask for, and reading it is no substitute for doing them.
"""

import contextlib
import io
from itertools import pairwise

import numpy as np
import torch
from sklearn.datasets import make_blobs, make_circles, make_regression
from sklearn.linear_model import LinearRegression
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

# --- borrowing --------------------------------------------------------------------------------------


def _stack(activation, *sizes):
    """Linear layers of these sizes with the activation between them."""
    layers = []
    for before, after in pairwise(sizes):
        layers += [nn.Linear(before, after), activation()]
    return nn.Sequential(*layers[:-1])


COURSE = {
    "linearRegression": (
        lambda input_size, output_size: _stack(nn.Identity, input_size, output_size),
        (3, 2),
    ),
    "nonlinRegression": (
        lambda input_size, hidden_size, output_size: _stack(nn.Sigmoid, input_size, hidden_size, output_size),
        (4, 3, 2),
    ),
    "deepRegression": (
        lambda input_size, hidden_size_1, hidden_size_2, output_size: _stack(
            nn.Sigmoid, input_size, hidden_size_1, hidden_size_2, output_size
        ),
        (3, 5, 4, 2),
    ),
    "binaryClassifier": (
        lambda input_size, hidden_size, output_size: _stack(nn.ReLU, input_size, hidden_size, output_size),
        (4, 5, 2),
    ),
    "multiClassifier": (
        lambda input_size, hidden_size, output_size: _stack(nn.ReLU, input_size, hidden_size, output_size),
        (2, 5, 4),
    ),
}


def borrow(name, namespace):
    """Your class or function of that name when it does its task, else the course's own for the time being."""
    yours = namespace.get(name)
    fine = False
    with (
        contextlib.suppress(Exception),
        torch.random.fork_rng(devices=[]),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        fine = _trains(yours) if name == "trainer" else _computes(name, yours)
    if fine:
        return yours
    print(f"Your {name} does not do all of its task yet: the notebook goes on with one of the course's.")
    return _course_trainer if name == "trainer" else COURSE[name][0]


def _computes(name, yours):
    ours, sizes = COURSE[name]
    model, reference = yours(*sizes), ours(*sizes)
    _fill(reference, list(model.parameters()))
    x = 3 * torch.randn(16, sizes[0], generator=torch.Generator().manual_seed(5))
    with torch.no_grad():
        found, wanted = model(x), reference(x)
    if name == "multiClassifier":  # log-probabilities are as good as logits
        found, wanted = found.softmax(1), wanted.softmax(1)
    return len(list(model.parameters())) == len(list(reference.parameters())) and torch.allclose(
        found, wanted, atol=1e-5
    )


def _trains(yours):
    x = torch.linspace(-1, 1, 8)[:, None]
    results = []
    for function in (yours, _course_trainer):
        model = nn.Linear(1, 1)
        _fill(model, [torch.tensor([[0.5]]), torch.tensor([0.1])])
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        loader = DataLoader(TensorDataset(x, 3 * x.flatten() - 1), batch_size=4)
        losses = function(model, nn.MSELoss(), optimizer, loader, epochs=2, verbose=False)
        results.append([*losses, *(p.item() for p in model.parameters())])
    return np.allclose(results[0], results[1], rtol=1e-4)


def _course_trainer(model, criterion, optimizer, dataloader, epochs=5, verbose=True):
    means = []
    for number in range(1, epochs + 1):
        seen = [_one_step(model, criterion, optimizer, *batch) for batch in dataloader]
        means.append(sum(seen) / len(seen))
        if verbose:
            print(f"epoch: {number}, loss: {means[-1]:.4f}")
    return means


def _one_step(model, criterion, optimizer, inputs, targets):
    def closure():
        optimizer.zero_grad()
        loss = criterion(model(inputs).flatten(), targets)
        loss.backward()
        return loss

    return optimizer.step(closure).item()


def _fill(model, values):
    """Write these values into the parameters of the same shapes."""
    by_shape = {tuple(v.shape): v for v in map(torch.as_tensor, values)}
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(by_shape[tuple(parameter.shape)])
    return model


def _loader(*tensors):
    return DataLoader(TensorDataset(*tensors), batch_size=50, shuffle=True)


def _tensors(X, y, kind=torch.float32):
    return torch.as_tensor(X, dtype=torch.float32), torch.as_tensor(y, dtype=kind)


# --- states -----------------------------------------------------------------------------------------


def line():
    """X and y of section 8."""
    return make_regression(n_samples=500, n_features=1, random_state=0, noise=10.0)


def line_sklearn():
    """The fitted model of 8.2."""
    model = LinearRegression()
    model.fit(*line())
    return model


def line_start(net):
    """A linear model with the lecture's random start."""
    return _fill(net(1, 1), [[[-0.8378]], [-0.1262]])


def line_tensors():
    """X_t, y_t and their loader."""
    X_t, y_t = _tensors(*line())
    return X_t, y_t, _loader(X_t, y_t)


def line_training(net):
    """Model, criterion and optimizer before the first epoch."""
    model = line_start(net)
    return model, nn.MSELoss(), torch.optim.SGD(model.parameters(), lr=0.02)


def line_trained(net):
    """Model and optimizer after the lecture's 30 epochs."""
    model = _fill(net(1, 1), [[[45.4673]], [-0.7401]])
    return model, torch.optim.SGD(model.parameters(), lr=0.02)


def three_features():
    """X3, y3, their tensors and loader."""
    X, y = make_regression(n_samples=500, n_features=3, random_state=0, noise=10.0)
    return X, y, *_tensors(X, y), _loader(*_tensors(X, y))


def three_trained(net):
    """The three-feature model after the lecture's 100 epochs."""
    return _fill(net(3, 1), [[[0.85, 55.89, 11.07]], [0.25]])


def curve():
    """Xn, yn, their tensors and loader."""
    X = np.sort(np.random.RandomState(2020).randn(500))
    y = X**2 + 15 * np.sin(X) ** 3
    return X, y, *_tensors(X[:, None], y), _loader(*_tensors(X[:, None], y))


def curve_trained(net):
    """A trained 1-3-1 net."""
    hidden = [[[5.593], [-8.206], [-6.835]], [-4.171, -6.443, 6.86]]
    return _fill(net(1, 3, 1), [*hidden, [[9.071, -9.27, -6.608]], [6.366]])


def circles():
    """Xc, yc, their tensors and loader."""
    X, y = make_circles(n_samples=300, factor=0.5, noise=0.1, random_state=2020)
    return X, y, *_tensors(X, y), _loader(*_tensors(X, y))


def circles_trained(net):
    """A trained 2-5-1 classifier."""
    hidden = [[5.436, 2.276], [0.114, 4.605], [0.285, 3.622], [-4.156, 2.619], [0.274, 2.835]]
    bias = [-0.054, -0.855, 3.205, -0.215, 2.533]
    return _fill(net(2, 5, 1), [hidden, bias, [[-3.95, -5.227, 3.619, -4.484, 1.805]], [-2.204]])


def circle_logits():
    """The lecture's logits of (0, 0) and (-1, -1)."""
    return torch.tensor([[5.0078], [-17.7170]])


def blobs():
    """Xb, yb, their tensors and loader."""
    X, y = make_blobs(
        n_samples=200, centers=4, center_box=(-1.2, 1.2), cluster_std=[0.15] * 4, random_state=7
    )
    return X, y, *_tensors(X, y, torch.int64), _loader(*_tensors(X, y, torch.int64))


def blobs_trained(net):
    """A trained 2-5-4 classifier."""
    hidden = [[3.241, 1.217], [-3.285, 2.436], [-2.595, -2.097], [-1.016, 2.639], [0.714, -3.373]]
    output = [
        [-3.617, 2.116, 1.649, 1.381, -2.025],
        [2.276, 0.341, -1.612, 0.688, -3.118],
        [2.532, -2.77, -2.638, -1.819, -0.031],
        [-1.783, -2.519, 1.976, -2.083, 2.392],
    ]
    bias = [2.6, 0.938, 1.077, 0.57, 1.286]
    return _fill(net(2, 5, 4), [hidden, bias, output, [-1.818, 0.784, 2.213, 0.997]])


def blob_logits():
    """The lecture's logits of (-1, -1) and (0, 0)."""
    return torch.tensor([[-1.0275, 4.6009, -0.8710, -4.8428], [-9.9652, -0.1649, 4.1314, -3.0913]])

"""The benchmark's notebook: cells that are given, and for each task right answers, wrong ones and asserts.

A wrong answer says which tasks it costs: its own, and those that need what it defines. So the points of every
student are known before any tool has graded anything.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["CELLS", "PRELOAD", "TASKS", "Answer", "Given", "Task"]

PRELOAD = ("numpy", "torch", "torch.utils.data", "matplotlib.pyplot", "sklearn.linear_model")


class Answer(NamedTuple):
    """One way to answer a task."""

    source: str
    lost: frozenset[str] = frozenset()
    """Ids of the tasks that earn nothing with this answer."""


class Given(NamedTuple):
    """A cell that is handed out."""

    source: str


class Task(NamedTuple):
    """A task of one point."""

    id: str
    title: str
    right: Answer
    wrong: Mapping[str, Answer]
    raising: Answer
    missing: frozenset[str]
    """Ids of the tasks that earn nothing when it was never attempted."""
    asserts: str
    """How nbgrader and otter judge it, in the student's kernel."""

    @property
    def marker(self) -> str:
        """The first line of its answer cell, in every tool's format."""
        return f"# Task {self.id}: {self.title}"


def _task(number: int, title: str, right: str, asserts: str, **ways: str | tuple[str, str]) -> Task:
    """A task; `breaks` names the tasks that need it, others a way to be wrong: a text and its new one.

    Ways called `breaking_...` cost those tasks as well, and so does the way called `raising`.
    """
    own = str(number)
    lost = frozenset(own + str(ways.pop("breaks", "")))
    raising = Answer(_changed(right, ways.pop("raising")), lost)
    wrong = {
        way: Answer(_changed(right, change), lost if way.startswith("breaking_") else frozenset(own))
        for way, change in ways.items()
    }
    return Task(own, title, Answer(right), MappingProxyType(wrong), raising, lost, asserts)


def _changed(right: str, change: str | tuple[str, str]) -> str:
    old, new = change
    if old not in right:
        raise ValueError(f"{old!r} is not in the right answer")
    return right.replace(old, new)


IMPORTS = """\
import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.linear_model import LinearRegression
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
"""

DATA = """\
rng = np.random.default_rng(0)
hours = rng.uniform(0, 10, 200)
score = 3 * hours + 20 + rng.normal(0, 2, 200)
"""

PLOT = """\
figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
left.plot(losses)
right.scatter(hours, score, s=8)
right.scatter(hours, model(x).detach(), s=8)
plt.show()
"""

COMPARE = """\
print(f"scikit-learn: {slope:.3f} x + {intercept:.3f}, loss of the model: {losses[-1]:.3f}")
"""

CURVE = """\
torch.manual_seed(1)
t = torch.linspace(-2, 2, 100).unsqueeze(1)
curve = torch.sin(2 * t)
"""

ERROR = """\
print(f"loss of the network: {((net(t) - curve) ** 2).mean().item():.5f}")
"""

TENSORS = _task(
    1,
    "data as tensors",
    """\
x = torch.tensor((hours - hours.mean()) / hours.std(), dtype=torch.float32).unsqueeze(1)
y = torch.tensor(score, dtype=torch.float32).unsqueeze(1)
""",
    """\
assert x.dtype == torch.float32 and y.dtype == torch.float32
assert x.shape == (200, 1) and y.shape == (200, 1)
assert abs(float(x.mean())) < 1e-4 and abs(float(x.std()) - 1) < 0.01
assert abs(float(y.mean()) - score.mean()) < 0.01
""",
    breaks="23",
    centred_only=(" / hours.std()", ""),
    raising=("torch.tensor((hours", "torch.tensr((hours"),
)

LOADER = _task(
    2,
    "loader and model",
    """\
loader = DataLoader(TensorDataset(x, y), batch_size=10, shuffle=True)
model = nn.Linear(1, 1)
""",
    """\
assert loader.batch_size == 10 and len(loader) == 20
assert type(loader.sampler).__name__ == "RandomSampler"
assert sum(p.numel() for p in model.parameters()) == 2
""",
    breaks="3",
    not_shuffled=(", shuffle=True", ""),
    small_batches=("batch_size=10", "batch_size=5"),
    breaking_no_bias=("nn.Linear(1, 1)", "nn.Linear(1, 1, bias=False)"),
    raising=("TensorDataset(x, y)", "TensorDataset(x, y[:-1])"),
)

TRAINING = _task(
    3,
    "train the line",
    """\
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
loss_fn = nn.MSELoss()
losses = []
for epoch in range(60):
    total = 0.0
    for features, targets in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(features), targets)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(features)
    losses.append(total / len(loader.dataset))
""",
    """\
assert len(losses) == 60 and losses[-1] < losses[0]
line = np.polyval(np.polyfit(hours, score, 1), hours)
assert np.abs(model(x).detach().numpy().ravel() - line).mean() < 0.5
""",
    tiny_rate=("lr=0.05", "lr=0.0001"),
    one_dimension_less=("targets)", "targets.squeeze())"),
    no_step=("        optimizer.step()\n", ""),
    raising=("loss.backward()", "loss.backwards()"),
)

SKLEARN = _task(
    4,
    "compare with scikit-learn",
    """\
reference = LinearRegression().fit(hours.reshape(-1, 1), score)
slope, intercept = float(reference.coef_[0]), float(reference.intercept_)
""",
    """\
best = np.polyfit(hours, score, 1)
assert abs(slope - best[0]) < 1e-5 and abs(intercept - best[1]) < 1e-5
""",
    swapped=("slope, intercept", "intercept, slope"),
    through_zero=("LinearRegression()", "LinearRegression(fit_intercept=False)"),
    raising=("hours.reshape(-1, 1)", "hours"),
)

NETWORK = _task(
    5,
    "a network for a curve",
    """\
net = nn.Sequential(nn.Linear(1, 3), nn.Tanh(), nn.Linear(3, 1))
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
for epoch in range(3000):
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(net(t), curve)
    loss.backward()
    optimizer.step()
""",
    """\
assert sum(p.numel() for p in net.parameters()) == 10
assert ((net(t) - curve) ** 2).mean().item() < 0.01
""",
    linear=("nn.Tanh(), ", ""),
    narrow=("nn.Linear(1, 3), nn.Tanh(), nn.Linear(3, 1)", "nn.Linear(1, 2), nn.Tanh(), nn.Linear(2, 1)"),
    too_short=("range(3000)", "range(25)"),
    raising=("nn.Linear(3, 1))", "nn.Linear(4, 1))"),
)

GRADIENT = _task(
    6,
    "gradient at w = 1",
    """\
w = torch.tensor(1.0, requires_grad=True, dtype=torch.float64)
loss_at_w = ((w * torch.tensor(hours) - torch.tensor(score)) ** 2).mean()
loss_at_w.backward()
gradient = w.grad.item()
""",
    """\
assert abs(gradient - 2 * np.mean((hours - score) * hours)) < 1e-3
""",
    sum_not_mean=(".mean()", ".sum()"),
    elsewhere=("torch.tensor(1.0,", "torch.tensor(0.0,"),
    wrong_sign=("w.grad.item()", "-w.grad.item()"),
    raising=("requires_grad=True", "requires_grad=False"),
)

CELLS: tuple[Given | Task, ...] = (
    Given(IMPORTS),
    Given(DATA),
    TENSORS,
    LOADER,
    TRAINING,
    Given(PLOT),
    SKLEARN,
    Given(COMPARE),
    Given(CURVE),
    NETWORK,
    Given(ERROR),
    GRADIENT,
)
TASKS = tuple(cell for cell in CELLS if isinstance(cell, Task))

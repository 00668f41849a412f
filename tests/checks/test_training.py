"""Assertions that run the student's code again, on real code."""

import pytest
import torch

from grader.checks import expect
from grader.checks.training import rerun
from tests.checks.test_values import unmet
from tests.students import notebook, student

NETS = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1))

    def forward(self, x):
        return self.layers(x)

class Unregistered(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1)]
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.scale * x
"""
X = torch.linspace(-2, 2, 64)[:, None]
CASCADE = 'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")'


@pytest.fixture(scope="module")
def nets():
    return student(notebook(NETS))


def rng():
    return torch.Generator().manual_seed(3)


def test_a_net_that_learns_passes(nets):
    expect.trains(nets, "Net()", X, (3 * X.sin()).flatten(), limit=0.1, rng=rng())


def test_a_net_whose_layers_are_not_registered_fails(nets):
    found = unmet(expect.trains, nets, "Unregistered()", X, (3 * X.sin()).flatten(), limit=0.1, rng=rng())
    assert "freshly made" in found.message


def devices(source):
    """Whether the device that this cell chooses follows the machine."""
    return student(notebook("import torch\n" + source), source=source)


def test_a_choice_follows_the_machine():
    expect.follows_device(devices(CASCADE))
    assert "MPS" in unmet(expect.follows_device, devices(CASCADE), every=True).message


@pytest.mark.parametrize("kind", ["cpu", "cuda"])
def test_a_fixed_device_fails(kind):
    found = unmet(expect.follows_device, devices(f'device = torch.device("{kind}")'))
    assert found.expected in ("cuda", "cpu")


def test_rerun_leaves_the_notebook_as_it_was():
    asked = devices("a = 2\nb = a * 10")
    assert rerun(asked, "b", source="b = a + 1", a=5) == 6
    assert asked.value("(a, b)") == (2, 20)

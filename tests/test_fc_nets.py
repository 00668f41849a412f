"""fc-nets: the samples and the helpers that are handed out give the figures that the lecture prints."""

import importlib.util
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
import torch
from torch import nn

FOLDER = Path(__file__).parents[1] / "assignments" / "fc-nets"


@pytest.fixture
def lecture(monkeypatch):
    """The module that stands beside the notebook, with its samples."""
    spec = importlib.util.spec_from_file_location("fc_nets_lecture", FOLDER / "lecture.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "SAMPLES", FOLDER / "samples")
    with torch.random.fork_rng(devices=[]):
        yield module
    plt.close("all")


def printed_losses(capsys):
    return [float(loss) for loss in re.findall(r"loss (\S+)", capsys.readouterr().out)]


def test_the_regression_sample_is_drawn_by_the_lectures_recipe(lecture):
    x, y = lecture.regression_sample()
    torch.manual_seed(42)
    drawn = 1.5 * torch.randn(100, 1)
    wave = 2 * drawn + 3 * torch.sin(3 * drawn) + 1 + 2 * torch.randn(100, 1)
    assert torch.equal(x, drawn)
    torch.testing.assert_close(y, wave.squeeze(), rtol=1e-6, atol=1e-6)


def test_the_regression_sample_has_the_figures_of_the_lecture(lecture):
    x, y = lecture.regression_sample()
    found = [x.min(), x.max(), x.mean(), y.mean(), y.var(correction=0)]
    assert [round(float(n), 4) for n in found] == [-3.3096, 3.3271, 0.0896, 1.3356, 15.9433]


def test_the_rings_are_drawn_by_the_lectures_recipe(lecture):
    x, clean = lecture.ring_sample(noise=False)
    _, noisy = lecture.ring_sample()
    lecture.rewind("0.4")
    drawn = 2.5 * torch.randn(200, 2)
    d = drawn.norm(dim=1)
    swaps = torch.bernoulli(0.3 * 0.49 / ((d - torch.pi) ** 2 + 0.49)).bool()
    assert torch.equal(x, drawn)
    assert torch.equal(clean, (d < torch.pi) & (torch.sin(d) > 0))
    assert torch.equal(noisy, clean ^ swaps)
    assert (int(clean.sum()), int(noisy.sum()), int(swaps.sum())) == (119, 119, 22)


def test_the_small_classifier_loses_as_in_the_lecture_at_full_length(lecture, capsys):
    """Task 7.1 with 10 000 steps of plain gradient descent; the solution takes the short way."""
    lecture.rewind("7.1")
    net = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())
    lecture.train_and_test_classification_model(net, 10_000, 1000)
    losses = [0.748, 0.674, 0.665, 0.640, 0.589, 0.548, 0.522, 0.507, 0.497, 0.492]
    assert printed_losses(capsys) == losses

"""Straight or bent, and the pictures for feedback."""

import pytest
import torch

from grader.checks import expect
from grader.checks.curves import bend, fit_picture, losses_picture, regions_picture
from grader.checks.measures import collected
from tests.checks.test_values import unmet


class Album:
    """Keeps what a check attaches."""

    def __init__(self):
        self.figures = []

    def picture(self, figure):
        self.figures.append(figure)


def line(x):
    return 3 * x - 1


def test_line_has_no_bend_and_a_parabola_has():
    assert bend(line, -4, 4) < 1e-6
    assert bend(lambda x: x**2, -1, 1) == pytest.approx(1)


def test_constant_has_no_bend():
    assert bend(torch.zeros_like, -1, 1) == 0


def test_line_is_affine_and_not_nonlinear():
    expect.affine(line, -4, 4)
    assert "still a straight line" in unmet(expect.nonlinear, line, -4, 4).message


def test_tanh_is_nonlinear_and_not_affine():
    expect.nonlinear(torch.tanh, -4, 4)
    assert "bends" in unmet(expect.affine, torch.tanh, -4, 4).message


def test_bend_is_noted_with_its_limit():
    with collected() as found:
        expect.nonlinear(torch.tanh, -4, 4)
    assert [(m.low, m.high) for m in found] == [(0.05, None)]


def test_outputs_that_are_not_finite_or_too_many_fail_with_words():
    assert "NaN" in unmet(expect.affine, lambda x: x / 0 * 0, -1, 1).message
    assert "one output" in unmet(expect.affine, lambda x: torch.cat([x, x]), -1, 1).message


def test_pictures_hold_data_and_model():
    album = Album()
    x, y = torch.randn(20, 1), torch.randn(20)
    fit_picture(album, line, x, y)
    regions_picture(album, lambda p: p[:, 0].sigmoid(), torch.randn(30, 2), torch.arange(30) % 2)
    losses_picture(album, [3.0, 2.0, 1.0])
    fit, regions, losses = (figure.axes[0] for figure in album.figures)
    assert [len(artist.get_xdata()) for artist in fit.lines] == [20, 201]
    assert (len(regions.lines), len(regions.collections)) == (2, 1)
    assert list(losses.lines[0].get_ydata()) == [3, 2, 1]

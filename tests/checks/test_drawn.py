"""Assertions about figures, on figures as the notebook's side reports them."""

import matplotlib as mpl
import numpy as np
import pytest
import torch

mpl.use("agg")
import matplotlib.pyplot as plt

from grader.checks import expect
from grader.checks.failures import Unmet
from grader.kernel.figures import read_open_figures

POINTS = torch.tensor([[0.0, 1.0], [2.0, -1.0], [0.5, 0.25]])
SPACE = torch.tensor([[0.0, 1.0, 2.0], [2.0, -1.0, 0.5], [0.5, 0.25, 1.0]])


@pytest.fixture(autouse=True)
def _closed():
    plt.close("all")
    yield
    plt.close("all")


@pytest.mark.parametrize("draw", [plt.scatter, lambda x, y: plt.plot(x, y, "o"), plt.plot])
def test_points_are_found_in_any_order(draw):
    draw(*POINTS.flip(0).T.numpy())
    assert expect.scatter_of(read_open_figures(), POINTS)["kind"] == "rectilinear"


def test_points_of_another_class_are_not():
    plt.scatter(*POINTS[:2].T.numpy())
    with pytest.raises(Unmet, match="class 1"):
        expect.scatter_of(read_open_figures(), POINTS, what="the points of class 1")


def test_points_in_space():
    axes = plt.figure().add_subplot(projection="3d")
    axes.scatter(*SPACE.T.numpy())
    figures = read_open_figures()
    expect.axes_3d(figures)
    expect.scatter_of(figures, SPACE)
    with pytest.raises(Unmet):
        expect.scatter_of(figures, SPACE[:, [0, 0, 1]])
    with pytest.raises(Unmet):
        expect.axes_3d(figures, at_least=2)


def test_a_curve_has_to_be_joined():
    x = np.linspace(0, 1, 9)
    plt.plot(x, x**2, "o")
    with pytest.raises(Unmet, match="not joined"):
        expect.line_of(read_open_figures(), x, x**2)
    plt.plot(x[::-1], x[::-1] ** 2)
    expect.line_of(read_open_figures(), x, x**2)
    with pytest.raises(Unmet):
        expect.line_of(read_open_figures(), x**2, x)


def test_a_straight_line_may_be_long_and_must_not_be_mirrored():
    x = np.array([-50.0, 50.0])
    plt.plot(x, (3 - 2 * x) / 4)
    expect.straight_line(read_open_figures(), [2.0, 4.0], -3.0)
    with pytest.raises(Unmet):
        expect.straight_line(read_open_figures(), [2.0, 4.0], 3.0)


def test_contours_images_and_several_axes():
    grid = np.arange(12.0).reshape(3, 4)
    _, axes = plt.subplots(1, 2)
    axes[0].contour(grid, levels=[5.0])
    figures = read_open_figures()
    expect.contour_drawn(figures, filled=False)
    expect.axes_count(figures, 2)
    with pytest.raises(Unmet):
        expect.contour_drawn(figures, filled=True)
    with pytest.raises(Unmet):
        expect.axes_count(figures, 3)
    axes[1].imshow(grid)
    expect.image_drawn(read_open_figures(), size=(3, 4))
    with pytest.raises(Unmet):
        expect.image_drawn(read_open_figures(), size=(4, 3))


def test_nothing_drawn_says_so():
    with pytest.raises(Unmet, match="No figure"):
        expect.scatter_of([], POINTS)

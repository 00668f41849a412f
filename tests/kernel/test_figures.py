"""What was drawn is read as plain data."""

import json
import math

import matplotlib.pyplot as plt
import numpy as np
import pytest

from grader.kernel.figures import MOST_POINTS, read_open_figures


@pytest.fixture(autouse=True)
def _no_figures():
    yield
    plt.close("all")


def drawn():
    """The axes of the one open figure, after they have crossed as JSON."""
    (figure,) = json.loads(json.dumps(read_open_figures()))
    (axes,) = figure["axes"]
    return axes


def test_nothing_drawn_is_no_figure():
    assert read_open_figures() == []


def test_line_is_read_with_points_and_label():
    plt.plot([1, 2], [3.0, 4.0], "r--o", label="loss")
    (line,) = drawn()["lines"]
    assert (line["x"], line["y"], line["label"]) == ([1, 2], [3, 4], "loss")
    assert (line["style"], line["marker"]) == ("--", "o")


def test_label_that_matplotlib_made_up_is_none():
    plt.plot([1, 2])
    assert drawn()["lines"][0]["label"] == ""


def test_texts_around_the_axes_are_read():
    plt.plot([1, 2], label="a")
    plt.title("T"), plt.xlabel("X"), plt.ylabel("Y"), plt.suptitle("S"), plt.legend(), plt.text(0, 0, "note")
    (figure,) = read_open_figures()
    (axes,) = figure["axes"]
    assert figure["title"] == "S"
    assert (axes["title"], axes["xlabel"], axes["ylabel"]) == ("T", "X", "Y")
    assert (axes["legend"], axes["texts"]) == (["a"], ["note"])


@pytest.mark.parametrize("side", ["left", "right"])
def test_title_on_a_side_is_a_title(side):
    plt.title("T", loc=side)
    assert drawn()["title"] == "T"


def test_scatter_is_read_with_its_points_and_number_of_colours():
    plt.scatter([1, 2, 3], [4, 5, 6], c=["r", "b", "r"], label="points")
    (dots,) = drawn()["collections"]
    assert (dots["x"], dots["y"], dots["colours"], dots["label"]) == ([1, 2, 3], [4, 5, 6], 2, "points")


def test_bars_images_contours_and_meshes_are_read():
    for number, draw in enumerate(
        [
            lambda: plt.bar([1, 2], [3, 4]),
            lambda: plt.imshow(np.zeros((2, 3))),
            lambda: plt.contourf(np.arange(9.0).reshape(3, 3), levels=[0, 4, 8]),
            lambda: plt.pcolormesh(np.zeros((2, 3))),
        ]
    ):
        plt.figure(number)
        draw()
    bars, image, contour, mesh = (f["axes"][0] for f in read_open_figures())
    assert [height for _, height in bars["bars"]] == [3, 4]
    assert image["images"] == [[2, 3]]
    assert contour["collections"][0]["levels"] == [0, 4, 8]
    assert contour["collections"][0]["filled"]
    assert mesh["collections"][0]["cells"] == 6


def test_axes_in_space_have_a_third_label_and_coordinate():
    axes = plt.figure().add_subplot(projection="3d")
    axes.plot([1, 2], [3, 4], [5, 6])
    axes.scatter([1], [2], [3])
    axes.set_zlabel("Z")
    found = drawn()
    assert found["kind"] == "3d"
    assert (found["zlabel"], found["lines"][0]["z"]) == ("Z", [5, 6])
    assert found["collections"][0]["z"] == [3]


def test_missing_values_are_nan_and_long_series_are_cut():
    plt.plot(np.ma.masked_equal([1.0, 2.0], 2.0))
    plt.plot(range(MOST_POINTS * 2))
    masked, long = read_open_figures()[0]["axes"][0]["lines"]
    assert math.isnan(masked["y"][1])
    assert len(long["y"]) == MOST_POINTS


def test_many_figures_and_artists_are_cut():
    figure = plt.figure()
    for _ in range(100):
        plt.plot([1])
    for _ in range(19):
        plt.figure()
    found = read_open_figures()
    assert len(found) == 20
    assert len(found[0]["axes"][0]["lines"]) < 100
    assert len(figure.axes[0].lines) == 100


def test_dates_on_the_axis_do_not_stop_the_reading():
    plt.plot(np.array(["2024-01-01", "2024-01-02"], dtype="datetime64[D]"), [1, 2])
    assert drawn()["lines"][0]["y"] == [1, 2]


def test_words_on_the_axis_do_not_stop_the_reading():
    plt.plot(["a", "b"], [1, 2])
    plt.bar(["c"], [3])
    assert drawn()["lines"][0]["y"] == [1, 2]

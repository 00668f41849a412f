"""Drawings of the class page, as numbers for its template: a histogram, and a strip of a student's tasks."""

import bisect
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from grader.models import Status
from grader.report import text
from grader.report.looks import LOOKS

__all__ = ["Bar", "Histogram", "Tick", "histogram", "places", "strip"]

MOST_BARS: Final = 20
HIGHEST: Final = 90
"""Height of the highest bar, in percent: above it stands its number."""
MOST_LABELS: Final = 6
ROOM: Final = 0.8
"""Share of the axis that has numbers of its own; at its end stands the highest score."""
STEPS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 250, 500, 1000)


class Bar(NamedTuple):
    """How many scores lie between two numbers; places in percent of the drawing."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    number: int
    label: str


class Tick(NamedTuple):
    """A number below the axis."""

    x: float
    label: str


class Histogram(NamedTuple):
    """Bars and the numbers below them."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def histogram(scores: Sequence[float], top: float) -> Histogram:
    """Scores from 0 to `top` in bars of a round width; full marks belong to the last bar."""
    if top <= 0:
        return Histogram((), ())
    step = next((s for s in STEPS if top / s <= MOST_BARS), top / MOST_BARS)
    edges = [*(i * step for i in range(math.ceil(top / step - 1e-9))), top]
    counts = [0] * (len(edges) - 1)
    for score in scores:
        counts[min(max(bisect.bisect_right(edges, score + 1e-9) - 1, 0), len(counts) - 1)] += 1
    most = max(counts) or 1
    bars = tuple(
        _bar(
            100 * low / top,
            100 * high / top,
            count / most,
            count,
            f"{text.points(low)} to {text.points(high)}",
        )
        for (low, high), count in zip(itertools.pairwise(edges), counts, strict=True)
    )
    every = math.ceil(len(counts) / MOST_LABELS)
    ticks = tuple(Tick(round(100 * e / top, 3), text.points(e)) for e in edges[:-1:every] if e < ROOM * top)
    return Histogram(bars, ticks)


def _bar(low: float, high: float, share: float, count: int, label: str) -> Bar:
    gap, height = 0.05 * (high - low), max(HIGHEST * share, 0.8)
    return Bar(
        x=round(low + gap, 3),
        y=round(100 - height, 2),
        width=round(high - low - 2 * gap, 3),
        height=round(height, 2),
        middle=round((low + high) / 2, 3),
        number=count,
        label=f"{label} points: {count}",
    )


def places(tasks: Sequence[str]) -> dict[str, int]:
    """Where each task stands in a strip: one after the other, with a gap between two sections."""
    made: dict[str, int] = {}
    at, section = 0, None
    for task in tasks:
        name = task.partition(".")[0]
        at += section is not None and name != section
        made[task] = at
        at, section = at + 1, name
    return made


# The height tells what the colour tells: right is tall, wrong is half as tall, untouched is a line.
_HEIGHTS: Final = {"good": 10, "bad": 5, "wait": 7, "ours": 7, "idle": 2}


def strip(statuses: Sequence[tuple[int, Status]]) -> Markup:
    """One mark per task as the paths of an SVG, 10 high: one path per tone, marks cut apart by its dashes."""
    made = []
    for tone, height in _HEIGHTS.items():
        spots = [x for x, status in statuses if LOOKS[status].tone == tone]
        if spots:
            made.append(f'<path class="{tone[0]}" d="M0 {10 - height / 2:g}{"".join(_runs(spots))}"/>')
    return Markup("".join(made))  # noqa: S704 - numbers and words of ours


def _runs(spots: Sequence[int]) -> Iterator[str]:
    """A move and a stroke for each run of neighbours."""
    at = 0
    for _, run in itertools.groupby(enumerate(spots), key=lambda pair: pair[1] - pair[0]):
        neighbours = [spot for _, spot in run]
        yield f"{f'm{neighbours[0] - at} 0' if neighbours[0] != at else ''}h{len(neighbours)}"
        at = neighbours[-1] + 1

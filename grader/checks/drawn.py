"""Assertions about figures: which points, lines, contours and axes were drawn. Never pixels."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch

from grader.checks.failures import Unmet
from grader.checks.values import as_tensor

__all__ = [
    "axes_3d",
    "axes_count",
    "contour_drawn",
    "image_drawn",
    "line_of",
    "scatter_of",
    "straight_line",
]

Axes = Mapping[str, Any]
Figures = Sequence[Mapping[str, Any]]

MOST_POINTS = 5_000
"""As many points of a series reach the grader (grader/kernel/figures.py)."""
CLOSE = 1e-4
"""How far a drawn point may be off, relative to the largest coordinate."""
UNJOINED = ("", " ", "none")


def axes_count(figures: Figures, at_least: int, hint: str = "") -> None:
    """There are this many axes, in one figure or in several."""
    found = len(list(_axes(figures)))
    if found < at_least:
        raise Unmet(
            f"{at_least} plots are asked for, and there {'is' if found == 1 else 'are'} {found}.",
            hint=hint or "Make several axes with plt.subplots(rows, columns), or a new figure for each plot.",
            expected=f"at least {at_least} axes",
            found=f"{found} axes",
        )


def axes_3d(figures: Figures, at_least: int = 1, hint: str = "") -> list[Axes]:
    """There are this many three-dimensional axes; gives them."""
    _some(figures)
    found = [a for a in _axes(figures) if a.get("kind") == "3d"]
    if len(found) < at_least:
        wanted = "A 3-D plot is asked for" if at_least == 1 else f"{at_least} 3-D plots are asked for"
        raise Unmet(
            f"{wanted}, and there {'is' if len(found) == 1 else 'are'} {len(found) or 'none'}.",
            hint=hint or 'Make the axes with plt.subplot(projection="3d").',
            expected=f"at least {at_least} axes of kind 3d",
            found=f"{len(found)}",
        )
    return found


def scatter_of(figures: Figures, points: Any, what: str = "the points", hint: str = "") -> Axes:
    """One series holds exactly these points (n x 2 or n x 3), in any order; gives its axes.

    Scatter, markers without a line and lines are all fine.
    """
    _some(figures)
    wanted = as_tensor(points).double()[:MOST_POINTS]
    drawn = [(a, s) for a in _axes(figures) for s in (*_series(a, "lines"), *_series(a, "collections"))]
    for axes, series in drawn:
        if _same_points(series, wanted):
            return axes
    sizes = ", ".join(str(len(s)) for _, s in drawn) or "no"
    raise Unmet(
        f"No series of your figure shows {what}.",
        hint=hint or "Draw one series per group, from the values that the task names.",
        expected=f"a series of {len(wanted)} points in {wanted.shape[1]} dimensions",
        found=f"series of {sizes} points" if drawn else "no series",
    )


def line_of(figures: Figures, x: Any, y: Any, what: str = "the curve", hint: str = "") -> Axes:
    """One line runs through exactly these points, from left to right or back; gives its axes."""
    _some(figures)
    wanted = torch.stack([as_tensor(v).double().flatten() for v in (x, y)], dim=1)[:MOST_POINTS]
    loose = ""
    for axes in _axes(figures):
        for line, series in zip(axes.get("lines", ()), _series(axes, "lines"), strict=True):
            if not (_close(series, wanted) or _close(series.flip(0), wanted)):
                continue
            if str(line.get("style", "-")).strip().lower() not in UNJOINED:
                return axes
            loose = " Its points are there, but they are not joined."
    lengths = [len(s) for a in _axes(figures) for s in _series(a, "lines")]
    raise Unmet(
        f"No line of your figure is {what}.{loose}",
        hint=hint or "Draw it with plt.plot(x, y): first the horizontal values, then the vertical ones.",
        expected=f"a line through {len(wanted)} points",
        found=f"lines of {', '.join(map(str, lengths))} points" if lengths else "no lines",
    )


def straight_line(
    figures: Figures, normal: Any, offset: float, what: str = "the line", atol: float = 1e-2, hint: str = ""
) -> Axes:
    """One line, of two points or more, lies where normal · point + offset is zero; gives its axes."""
    _some(figures)
    weight = as_tensor(normal).double().flatten()
    size = float(weight.norm())
    for axes in _axes(figures):
        for series in _series(axes, "lines"):
            if series.shape[1:] != weight.shape or len(series) < 2:  # noqa: PLR2004 - two points make a line
                continue
            reach = float((series - series[0]).norm(dim=1).max())
            far = float((series @ weight + offset).abs().max()) / size
            if math.isfinite(far) and reach > 0 and far <= atol * max(1.0, float(series.abs().max()) / 10):
                return axes
    raise Unmet(
        f"{what[:1].upper()}{what[1:]} is not in your figure.",
        hint=hint or "Take two x values, solve the equation of the line for y, and join the two points.",
        expected=" + ".join(
            [*(f"{w:.4g}·x{i}" for i, w in enumerate(weight.tolist(), 1)), f"{offset:.4g} = 0"]
        ),
        found=f"{sum(len(a.get('lines', ())) for a in _axes(figures))} lines, none of them this one",
    )


def contour_drawn(figures: Figures, filled: bool | None = None, hint: str = "") -> Axes:
    """Some axes show contours, a colour mesh or, unless `filled` is False, an image; gives them."""
    _some(figures)

    def fits(axes: Axes) -> bool:
        contours = [c for c in axes.get("collections", ()) if "levels" in c]
        if filled is False:
            return any(not c.get("filled") for c in contours)
        meshes = any("cells" in c for c in axes.get("collections", ())) or bool(axes.get("images"))
        return meshes or (any(c.get("filled") for c in contours) if filled else bool(contours))

    return _first(
        figures,
        fits,
        "No regions or contours were drawn.",
        hint or "Evaluate on a grid, and draw it with plt.contourf, plt.contour or plt.pcolormesh.",
    )


def image_drawn(figures: Figures, size: tuple[int, int] | None = None, hint: str = "") -> Axes:
    """Some axes show an image, of this many rows and columns if given; gives them."""
    _some(figures)

    def fits(axes: Axes) -> bool:
        return any(size is None or list(size) == list(found)[:2] for found in axes.get("images", ()))

    wanted = f" of {size[0]} by {size[1]} pixels" if size else ""
    return _first(figures, fits, f"No image{wanted} was drawn.", hint or "Draw it with plt.imshow.")


# --- what was drawn -------------------------------------------------------------------------------


def _axes(figures: Figures) -> Iterator[Axes]:
    for figure in figures:
        yield from figure.get("axes", ())


def _some(figures: Figures) -> None:
    if not any(True for _ in _axes(figures)):
        raise Unmet("No figure was drawn.", hint="Draw it with matplotlib in this cell.")


def _first(figures: Figures, fits: Callable[[Axes], bool], message: str, hint: str) -> Axes:
    found = next((a for a in _axes(figures) if fits(a)), None)
    if found is None:
        raise Unmet(message, hint=hint)
    return found


def _series(axes: Axes, kind: str) -> Iterator[torch.Tensor]:
    """The points of every line or collection, one row each; none for those without points."""
    for artist in axes.get(kind, ()):
        columns = [artist[c] for c in "xyz" if c in artist]
        same = len({len(c) for c in columns}) == 1
        yield torch.tensor(columns, dtype=torch.float64).T if same else torch.empty(0, 2, dtype=torch.float64)


def _same_points(found: torch.Tensor, wanted: torch.Tensor) -> bool:
    if _close(found, wanted):
        return True
    return found.shape == wanted.shape and _close(_sorted(found), _sorted(wanted))


def _sorted(points: torch.Tensor) -> torch.Tensor:
    """Rows in an order that does not depend on the last digits."""
    scale = float(points.abs().max()) or 1.0
    keys = (points / scale / CLOSE).round()
    for column in range(points.shape[1] - 1, -1, -1):
        order = keys[:, column].argsort(stable=True)
        points, keys = points[order], keys[order]
    return points


def _close(found: torch.Tensor, wanted: torch.Tensor) -> bool:
    if found.shape != wanted.shape or not wanted.numel():
        return False
    scale = float(wanted.abs().max()) or 1.0
    return bool(((found - wanted).abs() <= CLOSE * scale).all())

"""Reads open matplotlib figures as plain data; loaded in the student's process, beside inside.py.

What is read is what was drawn: series with their points, collections, images, texts. Colours and sizes
are left out. It imports nothing of ours.
"""

from typing import Any

MOST_POINTS = 5_000
MOST_ARTISTS = 60
MOST_FIGURES = 200


def read_open_figures() -> list[dict[str, Any]]:
    """Every open figure, as nested plain data."""
    return [_figure(figure) for figure in _open_figures()]


def keep_open_figures(kept: list[dict[str, Any]]) -> None:
    """Put every open figure into the list; one that is there already is replaced by what it shows now."""
    for figure in _open_figures():
        place = figure.__dict__.setdefault("_place_at_the_grader", len(kept))
        if place < MOST_FIGURES:
            before = kept[place] if place < len(kept) else {}
            drawn_by = {"cell": before["cell"]} if "cell" in before else {}
            kept[place : place + 1] = [drawn_by | _figure(figure)]


def _open_figures() -> list[Any]:
    from matplotlib._pylab_helpers import Gcf  # plt.figure(number) would make it the current one

    return [manager.canvas.figure for manager in Gcf.get_all_fig_managers()[:20]]


def _figure(figure: Any) -> dict[str, Any]:
    title = getattr(figure, "_suptitle", None)
    return {"title": title.get_text() if title is not None else "", "axes": [_axes(a) for a in figure.axes]}


def _axes(axes: Any) -> dict[str, Any]:
    legend = axes.get_legend()
    found = {
        "kind": axes.name,
        "title": axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right"),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "xlim": _numbers(axes.get_xlim()),
        "ylim": _numbers(axes.get_ylim()),
        "legend": [t.get_text() for t in legend.get_texts()] if legend is not None else None,
        "legend_title": legend.get_title().get_text() if legend is not None else "",
        "aspect": str(axes.get_aspect()),
        "grid": bool(axes.xaxis.get_tick_params().get("gridOn")),
        "texts": [t.get_text() for t in axes.texts[:MOST_ARTISTS]],
        "lines": [_line(line) for line in axes.lines[:MOST_ARTISTS]],
        "collections": [_collection(c) for c in axes.collections[:MOST_ARTISTS]],
        "images": [list(image.get_size()) for image in axes.images[:MOST_ARTISTS]],
        "bars": [[float(p.get_x()), float(p.get_height())] for p in axes.patches if hasattr(p, "get_height")][
            :MOST_POINTS
        ],
    }
    if axes.name == "3d":
        found["zlabel"] = axes.get_zlabel()
    return found


def _line(line: Any) -> dict[str, Any]:
    drawn = {
        "label": _label(line),
        "style": str(line.get_linestyle()),
        "marker": str(line.get_marker()),
    }
    if hasattr(line, "get_data_3d"):
        x, y, z = line.get_data_3d()
        return drawn | {"x": _numbers(x), "y": _numbers(y), "z": _numbers(z)}
    return drawn | {"x": _numbers(line.get_xdata(orig=False)), "y": _numbers(line.get_ydata(orig=False))}


def _collection(collection: Any) -> dict[str, Any]:
    kind = type(collection).__name__
    drawn: dict[str, Any] = {"kind": kind, "label": _label(collection)}
    if kind in ("PathCollection", "Path3DCollection"):
        offsets = getattr(collection, "_offsets3d", None)
        columns = offsets if offsets is not None else list(collection.get_offsets().T)
        drawn |= dict(zip("xyz", (_numbers(c) for c in columns), strict=False))
        collection.update_scalarmappable()  # colours by value are worked out when it is drawn
        drawn["colours"] = len({tuple(c) for c in collection.get_facecolors()[:MOST_POINTS].tolist()})
    if hasattr(collection, "levels"):
        drawn["levels"] = _numbers(collection.levels)
        drawn["filled"] = bool(getattr(collection, "filled", False))
    elif kind == "QuadMesh":
        drawn["cells"] = int(collection.get_array().size)
    return drawn


def _label(artist: Any) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _numbers(values: Any) -> list[float]:
    import numpy as np

    return [float(v) for v in np.ma.filled(np.ma.asarray(values, dtype=float), np.nan).ravel()[:MOST_POINTS]]

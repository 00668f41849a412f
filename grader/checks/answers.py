"""Assertions about what was printed, chosen, written and drawn."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from grader.checks.failures import Partial, Unmet
from grader.checks.values import shown

__all__ = ["choice", "figure_shows", "order", "partial", "prints", "words"]

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def partial(fraction: float, why: str, hint: str = "") -> None:
    """End the check with this part of its points."""
    raise Partial(fraction, why, hint)


def prints(printed: str, numbers: Sequence[float] = (), words: Sequence[str] = (), hint: str = "") -> None:
    """These numbers (to three digits) and words are in the output."""
    there = [float(n) for n in NUMBER.findall(printed)]
    missing = [
        shown(float(n)) for n in numbers if not any(abs(t - n) <= max(1e-3 * abs(n), 5e-4) for t in there)
    ]
    missing += [f"“{w}”" for w in words if w.lower() not in printed.lower()]
    if missing:
        raise Unmet(
            "The output of this cell does not show everything that was asked for.",
            hint=hint or "Print the values, or put the name on the last line of the cell.",
            expected=", ".join([shown(float(n)) for n in numbers] + list(words)),
            found=f"missing: {', '.join(missing)}" if printed.strip() else "no output",
        )


def choice(found: Any, key: Any, hint: str = "") -> None:
    """A choice, or several by name or position; part of them right gives part of the points."""
    if isinstance(key, Mapping):
        wanted = {_plain(k): _plain(v) for k, v in key.items()}
        given = {_plain(k): _plain(v) for k, v in found.items()} if isinstance(found, Mapping) else {}
        right = sum(given.get(name, ...) == value for name, value in wanted.items())
        total = len(wanted)
    elif isinstance(key, (set, frozenset)):
        options, picked = (
            {_plain(k) for k in key},
            {_plain(f) for f in found} if isinstance(found, (list, tuple, set)) else {_plain(found)},
        )
        right, total = max(0, len(options & picked) - len(picked - options)), len(options)
    elif isinstance(key, (list, tuple)):
        given_list = list(found) if isinstance(found, (list, tuple)) else []
        right = sum(_plain(f) == _plain(k) for f, k in zip(given_list, key, strict=False))
        total = max(len(key), len(given_list))
    else:
        right, total = int(_plain(found) == _plain(key)), 1
    _settle(right, total, hint)


def order(found: Any, key: Sequence[Any], hint: str = "") -> None:
    """An order of steps: all of it or nothing."""
    given = [_plain(f) for f in found] if isinstance(found, (list, tuple, str)) else []
    if given != [_plain(k) for k in key]:
        raise Unmet(
            "This is not the right order yet.",
            hint=hint or "Play one step through on paper: what does each line need from the lines before it?",
        )


def _settle(right: int, total: int, hint: str) -> None:
    advice = hint or "Read the paragraph above once more and try a small example."
    if right == total:
        return
    if right == 0 or total == 1:
        raise Unmet("This is not right yet.", hint=advice)
    raise Partial(right / total, f"{right} of {total} choices are right.", advice)


def _plain(value: Any) -> Any:
    """What two equal answers have in common; it can be put into a set."""
    if isinstance(value, str):
        return value.strip().lower()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, (list, tuple)):
        return repr([_plain(v) for v in value])
    return value if value is None or isinstance(value, (bool, int, float)) else repr(value)


def words(text: str, at_least: int = 15, hint: str = "") -> None:
    """Free text of at least that many words."""
    count = len(re.findall(r"\w+", text))
    if count < at_least:
        raise Unmet(
            f"Your answer has {count} words; write at least {at_least}.",
            hint=hint or "One or two full sentences that say what happens and why.",
            expected=f"at least {at_least} words",
            found=f"{count} words",
        )


def figure_shows(  # noqa: PLR0913 - the parts of a figure
    figures: Sequence[Mapping[str, Any]],
    *,
    series: int = 1,
    title: str | None = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
    legend: int = 0,
    hint: str = "",
) -> None:
    """Some axes of the task's figures hold this many series and these texts ("" stands for any text)."""
    axes = [a for f in figures for a in f.get("axes", ())]
    if not axes:
        raise Unmet("No figure was drawn.", hint=hint or "Draw it with plt.plot or plt.scatter in this cell.")
    missing = [
        _missing_in(a, series, {"title": title, "xlabel": xlabel, "ylabel": ylabel}, legend) for a in axes
    ]
    least = min(missing, key=len)
    if least:
        raise Unmet(
            f"Your figure lacks: {', '.join(least)}.",
            hint=hint or "plt.title, plt.xlabel, plt.ylabel and plt.legend add what a reader needs.",
        )


def _missing_in(
    axes: Mapping[str, Any], series: int, texts: Mapping[str, str | None], legend: int
) -> list[str]:
    drawn = len(axes.get("lines", ())) + len(axes.get("collections", ())) + len(axes.get("images", ()))
    missing = [f"{series - drawn} more data series"] if drawn < series else []
    for name, wanted in texts.items():
        there = str(axes.get(name, ""))
        if wanted is not None and (not there.strip() or wanted.lower() not in there.lower()):
            missing.append({"xlabel": "label of the x axis", "ylabel": "label of the y axis"}.get(name, name))
    if legend > len(axes.get("legend") or ()):
        missing.append("legend")
    return missing

"""How far right and wrong answers are from each threshold, and how often chance alone fails a right one."""

import math
import statistics
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from grader.models import Measurement, StaffReport

__all__ = ["Threshold", "as_json", "thresholds"]

MOST_FAILURES = 1e-3
"""Chance that an honest solution fails, above which a threshold is refused."""
ENOUGH = 8
"""Different values that an estimate of that chance needs."""

Key = tuple[str, str, float | None, float | None]
"""Check, what is measured, low, high."""


class Threshold(NamedTuple):
    """One limit of one check, with what was measured against it."""

    check: str
    what: str
    low: float | None
    high: float | None
    runs: int
    smallest: float
    median: float
    largest: float
    nearest_wrong: float | None
    """The wrong value that comes nearest to passing."""
    wrong_by: str
    """The mutant it belongs to."""
    chance: float | None
    """Estimated probability that an honest solution fails; None with too few different values."""

    @property
    def refused(self) -> bool:
        """Whether chance fails too many honest solutions."""
        return self.chance is not None and self.chance > MOST_FAILURES

    @property
    def margin(self) -> float:
        """Distance of the nearest right value to the limit, relative to the limit."""
        distances = [(self.high - self.largest) / (abs(self.high) or 1.0)] if self.high is not None else []
        distances += [(self.smallest - self.low) / (abs(self.low) or 1.0)] if self.low is not None else []
        return min(distances, default=math.inf)


def thresholds(
    right: Sequence[tuple[str, StaffReport]], wrong: Sequence[tuple[str, Collection[str], StaffReport]]
) -> Iterator[Threshold]:
    """Every limit that right answers were held against.

    Args:
        right: reports of right answers, each with the name of its notebook: only runs of one notebook
            under several seeds say what chance does to it.
        wrong: reports of mutants, each with its name and the tasks that it fails.

    """
    values: dict[Key, dict[str, list[float]]] = {}
    for name, report in right:
        for key, value in _measured(report):
            values.setdefault(key, {}).setdefault(name, []).append(value)
    missed: dict[Key, list[tuple[float, str]]] = {}
    for name, tasks, report in wrong:
        for key, value in _measured(report):
            if key[0].split("/")[0] in tasks and not _inside(value, key[2], key[3]):
                missed.setdefault(key, []).append((value, name))
    for key, found in values.items():
        yield _threshold(key, found, missed.get(key, []))


def _threshold(key: Key, by_notebook: dict[str, list[float]], missed: list[tuple[float, str]]) -> Threshold:
    check, what, low, high = key

    def distance(miss: tuple[float, str]) -> float:
        value = miss[0]
        return max(low - value if low is not None else 0.0, value - high if high is not None else 0.0)

    found = sorted(value for values in by_notebook.values() for value in values)
    chances = [c for values in by_notebook.values() if (c := _chance(values, low, high)) is not None]
    nearest = min((m for m in missed if math.isfinite(m[0])), key=distance, default=None)
    return Threshold(
        check, what, low, high, len(found), found[0], statistics.median(found), found[-1],
        nearest[0] if nearest else None, nearest[1] if nearest else "", max(chances, default=None),
    )  # fmt: skip


def _measured(report: StaffReport) -> Iterator[tuple[Key, float]]:
    for detail in report.details:
        for measurement in detail.measurements:
            yield _key(detail.verdict.check, measurement), float(measurement.value)


def _key(check: str, measurement: Measurement) -> Key:
    return check, measurement.what, measurement.low, measurement.high


def _inside(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _chance(found: Sequence[float], low: float | None, high: float | None) -> float | None:
    """Tail of a log-normal (for positive values; else normal) distribution fitted to the values."""
    different = sorted(set(found))
    if len(different) < ENOUGH:
        return None
    logs = different[0] > 0 and all(limit is None or limit > 0 for limit in (low, high))
    scale = math.log if logs else float
    fitted = statistics.NormalDist.from_samples([scale(v) for v in found])
    chance = 0.0
    if high is not None:
        chance += 1 - fitted.cdf(scale(high))
    if low is not None:
        chance += fitted.cdf(scale(low))
    return chance


def as_json(measured: Sequence[Threshold], seeds: int) -> dict[str, Any]:
    """What calibration.json holds; numbers with four digits, so that reruns differ little."""
    rows = []
    for t in measured:
        row = {k: _short(v) for k, v in t._asdict().items()}
        rows.append(row | {"margin": _short(t.margin)})
    return {"schema": "grader/calibration/1", "seeds": seeds, "thresholds": rows}


def _short(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.4g}") if math.isfinite(value) else repr(value)
    return value

"""`@task`: says which task a check judges, with what weight, and what it depends on."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

__all__ = ["CheckMark", "mark_of", "task"]


class CheckMark(NamedTuple):
    """What `@task` says about a check."""

    task: str
    weight: float
    needs: tuple[str, ...]
    hint: str
    reveal: bool


def task(
    id: str,  # noqa: A002 - the word that check authors use
    *,
    weight: float = 1.0,
    needs: str | tuple[str, ...] = (),
    hint: str = "",
    reveal: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a function as a check of one task.

    Args:
        id: the task, as in the manifest.
        weight: share of the task's points among its checks.
        needs: tasks that must have passed; else the verdict is `blocked`.
        hint: what to try, for failures that bring no hint of their own.
        reveal: for hidden checks: show title and message to the student.

    """
    if not weight > 0:
        raise ValueError(f"the weight of a check of task {id} must be positive, not {weight}")
    needed = (needs,) if isinstance(needs, str) else tuple(needs)
    mark: Callable[[Callable[..., None]], Callable[..., None]] = pytest.mark.task(
        CheckMark(id, float(weight), needed, hint, reveal)
    )
    return mark


def mark_of(item: Any) -> CheckMark | None:
    """The mark of a collected pytest item, or None when it has none."""
    marker = item.get_closest_marker("task")
    return marker.args[0] if marker is not None else None

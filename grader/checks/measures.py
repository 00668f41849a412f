"""Numbers that were held against a limit while a check ran: what `grade verify` measures margins from."""

from collections.abc import Iterator
from contextlib import contextmanager

from grader.models import Measurement

__all__ = ["collected", "measure"]

_open: list[list[Measurement]] = []


@contextmanager
def collected() -> Iterator[list[Measurement]]:
    """Collect what is measured inside the block."""
    found: list[Measurement] = []
    _open.append(found)
    try:
        yield found
    finally:
        _open.pop()


def measure(what: str, value: float, low: float | None = None, high: float | None = None) -> None:
    """Note a number and the limits it is held against; outside of a check this does nothing."""
    if _open:
        _open[-1].append(Measurement(what=what, value=repr(float(value)), low=low, high=high))

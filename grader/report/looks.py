"""How each status looks: a symbol, a word and a tone. The word always stands beside the colour."""

from typing import Final, NamedTuple

from grader.models import Status

__all__ = ["LOOKS", "Look"]


class Look(NamedTuple):
    """The face of one status."""

    symbol: str
    ascii: str
    """The symbol where only ASCII can be shown."""
    word: str
    tone: str
    """`good`, `bad`, `wait`, `idle` or `ours`: the formats choose the colour."""


def _look(status: Status, symbol: str, in_ascii: str, tone: str) -> Look:
    return Look(symbol, in_ascii, status.value.replace("_", " "), tone)


LOOKS: Final = {
    status: _look(status, symbol, in_ascii, tone)
    for status, symbol, in_ascii, tone in (
        (Status.PASSED, "✓", "+", "good"),
        (Status.FAILED, "✗", "x", "bad"),
        (Status.NOT_ATTEMPTED, "○", "o", "idle"),
        (Status.ERROR, "!", "!", "bad"),
        (Status.TIMEOUT, "◷", "T", "bad"),
        (Status.OUT_OF_MEMORY, "■", "M", "bad"),
        (Status.LIMIT, "▲", "L", "bad"),
        (Status.KERNEL_DIED, "†", "K", "bad"),
        (Status.BLOCKED, "⊘", "B", "idle"),
        (Status.PENDING, "…", "~", "wait"),
        (Status.INTERNAL, "?", "?", "ours"),
    )
}

"""What a doctor says: one finding each, and whether something has to be done."""

from typing import NamedTuple

__all__ = ["Finding"]


class Finding(NamedTuple):
    """One thing that was looked at."""

    text: str
    """What was found, in a sentence."""
    hint: str = ""
    """What to do about it."""
    wrong: bool = True
    """False: it is as it should be, or good to know."""

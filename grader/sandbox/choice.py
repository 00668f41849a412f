"""Chooses the level of isolation: the strongest that there is, or the one that is demanded."""

from types import ModuleType

from grader.errors import SandboxError, SettingError
from grader.sandbox import plain

__all__ = ["choose"]

KNOWN = ("none", "process", "process-uid", "bwrap", "bwrap-root")
"""All levels that the design names, weakest first."""
HERE: dict[str, ModuleType] = {plain.NAME: plain}
"""Levels that this version can set up."""


def choose(level: str) -> str:
    """The name of the level to use.

    Raises:
        SettingError: there is no such level.
        SandboxError: it was demanded and cannot be set up here; nothing weaker takes its place.

    """
    if level == "auto":
        return list(HERE)[-1]
    if level not in KNOWN:
        raise SettingError(f"unknown isolation level {level!r}; known are: auto, {', '.join(KNOWN)}")
    if level not in HERE:
        raise SandboxError(f"isolation {level} was demanded, and this version offers only: {', '.join(HERE)}")
    return level

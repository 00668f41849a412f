"""Hands matplotlib's list of fonts on: it takes seconds to build, and every kernel has its own folder."""

import contextlib
import os
import shutil
from pathlib import Path

__all__ = ["give_fonts"]


def give_fonts(folder: Path) -> None:
    """Copy the grader's own list to where a home in this folder has it; no list, no copy."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    known = Path(os.environ.get("MPLCONFIGDIR") or cache)
    target = folder / ".matplotlib"
    with contextlib.suppress(OSError):
        for file in known.glob("fontlist-*.json"):
            target.mkdir(exist_ok=True)
            shutil.copyfile(file, target / file.name)

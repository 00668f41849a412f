"""What a kernel starts with: its seed, what it imports, and the files beside the notebook."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from grader.kernel.fonts import give_fonts
from grader.settings import Limits

__all__ = ["KernelSetup", "kernel_config", "put_files"]


class KernelSetup(NamedTuple):
    """What a kernel needs to know before its first cell."""

    seed: int
    preload: Sequence[str]
    folder: Path
    files: Sequence[Path]
    """Files of that folder, relative to it, that are put beside the notebook."""


def put_files(setup: KernelSetup, work: Path) -> None:
    """Put what is handed out with the notebook into its working folder."""
    for file in setup.files:
        target = work / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(setup.folder / file, target)
    give_fonts(work)
    for path in work.rglob("*"):  # another user has to read it, whatever the umask is
        path.chmod(0o755 if path.is_dir() else 0o644)


def kernel_config(setup: KernelSetup, limits: Limits, folder: Path) -> dict[str, Any]:
    """What a kernel is told before its first cell."""
    return {
        "cwd": str(folder),
        "preload": list(setup.preload),
        "seed": setup.seed,
        "output_bytes": limits.cell_output_bytes,
        "pictures": limits.cell_pictures,
        "tensor_bytes": limits.reply_tensor_bytes,
    }

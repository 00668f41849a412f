"""The least that running notebooks can cost: their cells by plain `exec` in forks of one warm process.

No Jupyter, no checks, no isolation. Run with `python benchmarks/floor.py JOBS NOTEBOOK ...`.
"""

import contextlib
import importlib
import json
import os
import sys
import warnings
from pathlib import Path

from lesson.tasks import PRELOAD


def run_cells(notebook: str) -> None:
    """Run the cells of one notebook; one that raises does not keep the next from running."""
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in json.loads(Path(notebook).read_bytes())["cells"]:
        if cell["cell_type"] == "code":
            with contextlib.suppress(Exception):
                exec("".join(cell["source"]), names)  # this is what is measured


def main() -> None:
    """Fork one process per notebook, so many at a time."""
    jobs, notebooks = int(sys.argv[1]), sys.argv[2:]
    os.environ |= {"MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}
    warnings.simplefilter("ignore")
    for name in (*PRELOAD, "torch._dynamo"):  # the last one is what the first optimizer loads
        importlib.import_module(name)
    running = 0
    for notebook in notebooks:
        if running == jobs:
            os.wait()
            running -= 1
        if os.fork() == 0:
            with contextlib.suppress(BaseException):
                run_cells(notebook)
            os._exit(0)
        running += 1
    while running:
        os.wait()
        running -= 1


if __name__ == "__main__":
    main()

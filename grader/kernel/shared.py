"""The grader's handle on a shared prefix: cells that a template has run once, for many sessions."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from grader.errors import SessionError
from grader.kernel.launch import Warm
from grader.kernel.session import Behind, PlannedCell, outcome_of
from grader.kernel.setups import KernelSetup, kernel_config, put_files
from grader.models import CellOutcome
from grader.settings import Limits

__all__ = ["SharedPrefix"]


class SharedPrefix:
    """What a template has run so far. Only cells of the instructor's may run in it."""

    def __init__(self, template: Warm, setup: KernelSetup, limits: Limits) -> None:
        self._template = template
        self._folder = Path(tempfile.mkdtemp(prefix="grader-"))
        self._limits = limits
        self._outcomes: list[CellOutcome] = []
        self._counts: dict[int, int] = {}
        put_files(setup, self._folder)
        template.open(kernel_config(setup, limits, self._folder))

    def advance(self, cells: Sequence[PlannedCell], until: int) -> None:
        """Run the cells that have not run yet, up to but not including index `until`.

        Raises:
            SessionError: the template can no longer be forked.

        """
        for index in range(len(self._outcomes), until):
            cell = cells[index]
            body = self._template.step(cell.source if cell.code else "")
            outcome, count = outcome_of(index, cell, body, self._limits)
            self._outcomes.append(outcome)
            if cell.code and cell.source.strip() and count is not None:
                self._counts[count] = index

    def fits(self, cells: Sequence[PlannedCell]) -> bool:
        """Whether these cells begin with those that have run."""
        begins = all(o.source == c.source for o, c in zip(self._outcomes, cells, strict=False))
        return begins and len(cells) >= len(self._outcomes)

    def behind(self, cells: Sequence[PlannedCell]) -> Behind:
        """What a session that begins with these cells starts behind.

        Raises:
            SessionError: they do not begin with the cells that have run.

        """
        if not self.fits(cells):
            raise SessionError("the notebook does not begin with the cells that the template has run")
        return Behind(tuple(self._outcomes), dict(self._counts))

    def close(self) -> None:
        """Remove the folder in which the cells ran."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Use it in a `with` statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder."""
        self.close()

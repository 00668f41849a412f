"""What a person sees while a batch runs: a live line per running submission, or plain lines in a log."""

import time
from collections import deque
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.batch.values import Ending, Job, Result
from grader.models import Status

__all__ = ["BatchProgress"]

RECENT = 50
"""Submissions whose pace counts for the rate."""
LOG_SECONDS = 10.0
"""Least time between two lines in a log."""
SHOWN = 8
"""Most running submissions that are shown."""


class BatchProgress:
    """Shows how far a batch is."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._done = self._internal = self._failed = 0
        self._running: dict[str, tuple[Job, float]] = {}
        self._ends: deque[float] = deque([time.monotonic()], RECENT)
        self._logged = time.monotonic()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._task = self._bar.add_task("grading", total=total)
        self._live = Live(self, console=console, transient=True, refresh_per_second=4)

    def __enter__(self) -> Self:
        """Begin to show."""
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop showing."""
        if self._console.is_terminal:
            self._live.stop()

    def sent(self, job: Job) -> None:
        """A submission is on its way to a worker."""
        self._running[job.key] = (job, time.monotonic())

    def ended(self, job: Job, result: Result) -> None:
        """A result has been recorded."""
        self._running.pop(job.key, None)
        self._ends.append(time.monotonic())
        self._done += 1
        self._internal += result.ending is Ending.INTERNAL
        self._failed += result.report is not None and result.report.report.status is Status.FAILED
        self._bar.update(self._task, completed=self._done)
        if result.ending is Ending.INTERNAL:
            self._console.print(
                f"{job.student}, {job.assignment}: {result.reason}", markup=False, style="yellow"
            )
        if not self._console.is_terminal:
            self._log()

    def _log(self) -> None:
        now = time.monotonic()
        if now - self._logged > LOG_SECONDS or self._done == self._total:
            self._logged = now
            self._console.print(f"{self._done} of {self._total} graded{self._rate()}", markup=False)

    def _rate(self) -> str:
        seconds = self._ends[-1] - self._ends[0]
        rate = f", {(len(self._ends) - 1) / seconds * 60:.0f} a minute" if seconds > 0 else ""
        return rate + (f", {self._internal} to be graded again" if self._internal else "")

    def __rich__(self) -> Group:
        """The bar, and what is running."""
        now = time.monotonic()
        lines = [
            Text(f"  {job.student}  {job.assignment}  {now - began:.0f} s", style="dim", overflow="ellipsis")
            for job, began in list(self._running.values())[:SHOWN]
        ]
        return Group(self._bar, Text(f"  {self._rate().lstrip(', ')}"), *lines)

"""What goes on while a submission is graded: one live line on a terminal, nothing anywhere else."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from grader.models import CellRole, Status
from grader.report import text
from grader.report.looks import LOOKS

__all__ = ["Progress"]

BAR = 20


class Progress:
    """A live line about the cell or check at hand; it is gone when the block ends.

    Redrawn only when something is reported: no thread runs beside the grader, which forks.
    """

    def __init__(self, console: Console) -> None:
        utf8 = console.encoding.lower().startswith("utf")
        self._glyphs = ("█", "░", "·") if utf8 else ("#", "-", "-")
        self._ascii = not utf8
        self._encoding = console.encoding
        self._done = 0.0
        self._live: Live | None = None
        if console.is_terminal and not console.is_dumb_terminal:
            self._live = Live(
                console=console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
                vertical_overflow="crop",
            )

    def __enter__(self) -> Self:
        """Start the live line, where there is one."""
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the live line, whatever happened."""
        if self._live is not None:
            self._live.stop()

    def cell(
        self,
        index: int,
        total: int,
        role: CellRole,
        task: str | None = None,
        status: Status | None = None,
        seconds: float | None = None,
    ) -> None:
        """A cell was started (`status` is None) or has ended; `index` counts from 0."""
        self._done = (index + (status is not None)) / max(total, 1)
        parts = [f"cell {index + 1} of {total}", role.value if task is None else f"{role.value} {task}"]
        parts.append("running" if status is None else LOOKS[status].word)
        if seconds is not None:
            parts.append(text.seconds(seconds))
        self._show(parts, status)

    def check(self, task: str, title: str, status: Status | None = None) -> None:
        """A check was started (`status` is None) or has ended."""
        parts = [f"checking {task}", title] if status is None else [f"checked {task}", title]
        if status is not None:
            parts.append(LOOKS[status].word)
        self._show(parts, status)

    def _show(self, parts: list[str], status: Status | None) -> None:
        if self._live is None:
            return
        full, empty, dot = self._glyphs
        filled = round(BAR * min(self._done, 1.0))
        symbol = " "
        if status is not None:
            symbol = LOOKS[status].ascii if self._ascii else LOOKS[status].symbol
        words = text.line(f" {dot} ".join(parts))
        content = f"{full * filled}{empty * (BAR - filled)} {symbol} {words}"
        content = content.encode(self._encoding, "backslashreplace").decode(self._encoding)
        self._live.update(Text(content, no_wrap=True, overflow="crop"), refresh=True)

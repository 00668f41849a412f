"""Listens to a live IPython: which cells run, how they end, what they print, display and draw.

Streams are teed by their `write`, as IPython itself does it, and only while a cell runs; displays and results
by the methods that publish them. Nothing of what the student sees is changed.
"""

import contextlib
import sys
import traceback
from collections.abc import Callable
from typing import Any

from grader.kernel.inside import watch_figures
from grader.models import CellError
from grader.practice.cells import Ran, is_ours, joined

__all__ = ["Watch"]

FOREIGN = 10**9
"""The place of a figure that belongs to a cell before: no list is that long, so it is not read again."""


class Watch:
    """What has run since this kernel began; from now on with what it put out."""

    def __init__(self, shell: Any, begin: Callable[[Ran], None]) -> None:
        """Listen to this shell.

        Args:
            shell: IPython's InteractiveShell.
            begin: told of each cell that is about to run.

        """
        self._shell = shell
        self._begin = begin
        self._number = 0
        self._stack: list[Ran | None] = []
        self._undo: list[Callable[[], None]] = []
        self.muted = False
        """While it is true, what is put out is not the student's."""
        self.figures: list[dict[str, Any]] = []
        self.ran: list[Ran] = []
        for source in shell.history_manager.input_hist_raw[1:]:
            if source.strip() and not is_ours(source):
                self.ran = joined(self.ran, self._new(source, None, seen=False))
        shell.events.register("pre_run_cell", self._before)
        shell.events.register("post_run_cell", self._after)
        self._stop_figures = watch_figures(shell, self.figures, self._current_number)

    def close(self) -> None:
        """Listen no more."""
        self._undo_all()
        self._stop_figures()
        for name, handler in (("pre_run_cell", self._before), ("post_run_cell", self._after)):
            with contextlib.suppress(ValueError):
                self._shell.events.unregister(name, handler)

    @property
    def busy(self) -> bool:
        """Whether a cell of the student's is running."""
        return any(ran is not None for ran in self._stack)

    def drawn(self) -> list[dict[str, Any]]:
        """Every figure of the cells that count, as data."""
        return [figure for ran in self.ran for figure in ran.figures] + self.figures

    def put_figures_aside(self) -> None:
        """Keep what was drawn with its cells; what is drawn from now on belongs to cells to come."""
        for ran in self.ran:
            ran.figures += [f for f in self.figures if f.get("cell") == ran.number]
        self.figures.clear()
        helpers: Any = sys.modules.get("matplotlib._pylab_helpers")
        for manager in helpers.Gcf.get_all_fig_managers() if helpers else ():
            manager.canvas.figure.__dict__["_place_at_the_grader"] = FOREIGN

    def _new(self, source: str, cell_id: str | None, *, seen: bool = True) -> Ran:
        self._number += 1
        return Ran(self._number, source, cell_id, seen)

    def _current_number(self) -> int:
        return next((ran.number for ran in reversed(self._stack) if ran is not None), 0)

    # --- events ----------------------------------------------------------------------------------

    def _before(self, info: Any) -> None:
        if getattr(info, "store_history", True):
            self._stack.clear()  # a cell of the notebook: whatever ran before has ended
            self._undo_all()
        if self.busy or is_ours(info.raw_cell):
            self._stack.append(None)
            return
        ran = self._new(info.raw_cell, getattr(info, "cell_id", None))
        try:
            self._begin(ran)
        finally:
            self.ran = joined(self.ran, ran)
            self._stack.append(ran)
            self._listen(ran)

    def _after(self, result: Any) -> None:
        source = getattr(getattr(result, "info", None), "raw_cell", "")
        if not source or source.isspace() or not self._stack:
            return  # IPython says nothing of the start of an empty cell
        ran = self._stack.pop()
        if ran is not None:
            self._undo_all()
            ran.error = _error(result.error_before_exec or result.error_in_exec)

    # --- listening -------------------------------------------------------------------------------

    def _listen(self, ran: Ran) -> None:
        for name in ("stdout", "stderr"):
            self._tee(getattr(sys, name), "write", self._stream(ran, name))
        hook, publisher = self._shell.displayhook, self._shell.display_pub
        self._tee(hook, "write_format_data", self._display(ran, "execute_result"))
        self._tee(publisher, "publish", self._display(ran, "display_data"))

    def _tee(self, owner: Any, name: str, keep: Callable[..., None]) -> None:
        """Hear what goes through a method of one object, until `_undo_all`."""
        own = name in vars(owner) if hasattr(owner, "__dict__") else False
        original = getattr(owner, name)

        def method(*args: Any, **kwargs: Any) -> Any:
            made = original(*args, **kwargs)
            if not self.muted:
                with contextlib.suppress(Exception):  # what cannot be kept must not stop the cell
                    keep(*args, **kwargs)
            return made

        def undo() -> None:
            if vars(owner).get(name) is method:  # else somebody has put it back already
                if own:
                    setattr(owner, name, original)
                else:
                    delattr(owner, name)

        try:
            setattr(owner, name, method)
        except AttributeError:
            return  # a stream of a kind that cannot be heard
        self._undo.append(undo)

    def _undo_all(self) -> None:
        while self._undo:
            self._undo.pop()()

    def _stream(self, ran: Ran, name: str) -> Callable[..., None]:
        def keep(text: str, *_: Any, **__: Any) -> None:
            if text and not self._is_shown_otherwise():
                ran.put({"output_type": "stream", "name": name, "text": text}, len(text))

        return keep

    def _is_shown_otherwise(self) -> bool:
        """Whether a terminal prints what a notebook shows as a result, a display or an error."""
        shell = self._shell
        flags = (
            (shell.displayhook, "is_active"),
            (shell.display_pub, "is_publishing"),
            (shell, "showing_traceback"),
        )
        return any(getattr(owner, name, False) for owner, name in flags)

    @staticmethod
    def _display(ran: Ran, kind: str) -> Callable[..., None]:
        def keep(data: dict[str, Any], *_: Any, **__: Any) -> None:
            text = str(data.get("text/plain", ""))
            ran.put({"output_type": kind, "data": {"text/plain": text}}, len(text))

        return keep


def _error(error: BaseException | None) -> CellError | None:
    if error is None:
        return None
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a student's __str__ may do anything
        message = ""
    last = traceback.extract_tb(error.__traceback__)[-5:]
    frames = "".join(traceback.format_list([f for f in last if "IPython" not in f.filename]))
    return CellError(name=type(error).__name__[:200], message=message[:2000], traceback=frames[:20_000])

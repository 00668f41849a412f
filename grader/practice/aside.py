"""Judging beside the student: what it touches in this process is as it was, afterwards."""

import contextlib
import io
import os
import sys
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.kernel.answers import generators_restored

__all__ = ["unnoticed"]

LAST = ("last_type", "last_value", "last_traceback", "last_exc")
"""Where pytest leaves the exception of a failing check, and `%debug` finds the student's."""


@contextlib.contextmanager
def unnoticed(shell: Any) -> Iterator[None]:
    """Nothing is shown; generators, open figures, settings, folder and environment are put back at the end.

    What judging imports is imported by now, so that every generator that it may use is known.
    """
    with (
        _nothing_shown(shell),
        generators_restored(),
        _figures_apart(),
        _torch_settings(),
        _environment(),
        _last_exception(),
        _no_bytecode(),
    ):
        yield


@contextlib.contextmanager
def _nothing_shown(shell: Any) -> Iterator[None]:
    """What a check makes the student's functions display, or an object's `__repr__` print, goes nowhere."""
    from IPython.core.displayhook import CapturingDisplayHook
    from IPython.core.displaypub import CapturingDisplayPublisher

    publisher, hook = shell.display_pub, sys.displayhook
    shell.display_pub = CapturingDisplayPublisher()
    sys.displayhook = CapturingDisplayHook(shell=shell, outputs=[])
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        shell.display_pub, sys.displayhook = publisher, hook


@contextlib.contextmanager
def _figures_apart() -> Iterator[None]:
    """Whatever is drawn inside is not shown, and the student's current figure stays the current one."""
    helpers: Any = sys.modules.get("matplotlib._pylab_helpers")
    matplotlib: Any = sys.modules.get("matplotlib")
    figures = helpers.Gcf.figs if helpers else None
    if helpers:
        helpers.Gcf.figs = OrderedDict()
    settings = matplotlib.rcParams.copy() if matplotlib else None
    try:
        yield
    finally:
        if later := sys.modules.get("matplotlib._pylab_helpers"):
            later.Gcf.figs = OrderedDict() if figures is None else figures
        if settings is not None:
            dict.update(matplotlib.rcParams, settings)


@contextlib.contextmanager
def _torch_settings() -> Iterator[None]:
    import torch

    kind, gradients = torch.get_default_dtype(), torch.is_grad_enabled()
    threads = torch.get_num_threads()
    try:
        yield
    finally:
        torch.set_default_dtype(kind)
        torch.set_grad_enabled(gradients)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    folder, variables = Path.cwd(), dict(os.environ)
    try:
        yield
    finally:
        if Path.cwd() != folder:
            os.chdir(folder)
        if dict(os.environ) != variables:
            os.environ.clear()
            os.environ.update(variables)


@contextlib.contextmanager
def _last_exception() -> Iterator[None]:
    before = {name: getattr(sys, name) for name in LAST if hasattr(sys, name)}
    try:
        yield
    finally:
        for name in LAST:
            if name in before:
                setattr(sys, name, before[name])
            elif hasattr(sys, name):
                delattr(sys, name)


@contextlib.contextmanager
def _no_bytecode() -> Iterator[None]:
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before

"""What the commands share: typer without its extras, and the checks of options.

Nothing of weight is imported before a command runs: `--help` has to answer at once.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from grader.errors import ExitCode, SettingError

if TYPE_CHECKING:
    from grader.settings import Layer

__all__ = ["overrides", "run_command", "writable"]


def run_command(command: Callable[..., Any], arguments: list[str], name: str, epilog: str = "") -> int:
    """Parse the arguments for one function and call it; gives its exit code."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(epilog=epilog or None, context_settings={"help_option_names": ["-h", "--help"]})(command)
    try:
        code = app(args=arguments, prog_name=name, standalone_mode=False)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # what the parser raises
            raise SettingError(f"{error.format_message()} See {name} --help.") from None
        raise
    if code == ExitCode.INTERRUPTED:  # what typer makes of Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def overrides(timeout: float | None) -> "list[Layer]":
    """Limits from the environment and the command line."""
    from grader.settings import Layer, Source, from_environment

    layers = [from_environment(os.environ)]
    if timeout is not None:
        layers.append(Layer(Source.COMMAND_LINE, {"cell_seconds": timeout}, "--timeout"))
    return layers


def writable(path: Path | None, option: str) -> None:
    """Refuse an output path before anything has run.

    Raises:
        SettingError: nothing can be written there; the message names the option.

    """
    if path is None or str(path) == "-":
        return
    if path.is_dir():
        raise SettingError(f"{option}: {path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise SettingError(f"{option}: there is no folder {path.parent}")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise SettingError(f"{option}: {path} cannot be written")

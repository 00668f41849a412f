"""The entry point: choose the command, and turn every ending into an exit code. Glue only."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from types import FrameType

from grader.errors import ExitCode, GraderError

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "batch": "grader.cli.batch",
    "export": "grader.cli.export",
    "diff": "grader.cli.diff",
    "doctor": "grader.cli.doctor",
    "override": "grader.cli.override",
    "release": "grader.cli.release",
    "rescore": "grader.cli.rescore",
    "verify": "grader.cli.verify",
}
"""Commands other than `grade FILE`, and the module that has each of them as `run(arguments)`."""


def main(arguments: list[str] | None = None) -> None:
    """Run `grade` with these arguments (by default the command line's) and exit."""
    arguments = sys.argv[1:] if arguments is None else arguments
    name = arguments[0] if arguments and arguments[0] in COMMANDS else None
    module = import_module(COMMANDS[name] if name else "grader.cli.grade")
    sys.exit(exit_code(module.run, arguments[1:] if name else arguments))


def exit_code(run: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run a command; every error becomes one line on stderr and a code."""
    _end_on_sigterm()
    try:
        return run(arguments)
    except GraderError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("stopped")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # somebody closed our output, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAILED
    except Exception as error:
        if os.environ.get("GRADER_DEBUG"):
            raise
        _say(f"internal error: {type(error).__name__}: {error} (GRADER_DEBUG=1 shows where)")
        return ExitCode.INTERNAL


def _say(message: str) -> None:
    print(f"grade: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - the command's own voice


def _end_on_sigterm() -> None:
    """Let a polite kill end the kernels too, as Ctrl-C does."""
    import signal

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)

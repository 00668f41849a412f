"""Everything that can go wrong, as one tree, and the exit codes that tell it to a shell.

GraderError                 the base; never raised itself
├── InputError              what the user gave cannot be graded            exit code 2
│   ├── NotebookError       the file is no notebook that we can read
│   ├── AssignmentError     the assignment is unknown, ambiguous or badly written
│   └── SettingError        an option or setting has a value that makes no sense
└── InternalError           the grader, its sandbox or the machine failed  exit code 3
    ├── SandboxError        the chosen isolation could not be set up
    └── SessionError        the runner died, went silent or broke the protocol

A student's mistake is never an exception here: it is a verdict.
"""

import enum

__all__ = [
    "AssignmentError",
    "ExitCode",
    "GraderError",
    "InputError",
    "InternalError",
    "NotebookError",
    "SandboxError",
    "SessionError",
    "SettingError",
]


class ExitCode(enum.IntEnum):
    """What the shell is told."""

    PASSED = 0
    """Every check passed (free text may still be pending)."""
    FAILED = 1
    """Some checks did not pass."""
    USAGE = 2
    """Usage or bad input; nothing was changed."""
    INTERNAL = 3
    """The grader or the machine is at fault; grade again."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""


class GraderError(Exception):
    """Base of every error that the grader raises on purpose; its text is one line for a person."""

    exit_code = ExitCode.INTERNAL


class InputError(GraderError):
    """What the user gave cannot be graded."""

    exit_code = ExitCode.USAGE


class NotebookError(InputError):
    """The file is no notebook that we can read."""


class AssignmentError(InputError):
    """The assignment is unknown, ambiguous or badly written."""


class SettingError(InputError):
    """An option or setting has a value that makes no sense."""


class InternalError(GraderError):
    """The grader, its sandbox or the machine failed; never the student's fault."""


class SandboxError(InternalError):
    """The chosen isolation could not be set up."""


class SessionError(InternalError):
    """The runner died, went silent or broke the protocol."""

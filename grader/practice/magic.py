"""The magics `%grade` and `%%grade`: arguments in, a card out. The only module here that knows IPython."""

import sys
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic_arguments import MagicArgumentParser

from grader.errors import GraderError
from grader.kernel.answers import generators_restored
from grader.practice.practice import Practice

__all__ = ["load", "unload"]

NAME = "grade"
_loaded: dict[int, Practice] = {}
"""Of each shell of this process, by its id."""


def load(shell: Any) -> Practice:
    """Add the magics to a shell, and listen to what runs from now on."""
    practice = _loaded[id(shell)] = Practice(shell)

    def grade(line: str, cell: str | None = None) -> None:
        if cell is not None:
            shell.run_cell(cell)
        _run(practice, line)

    grade.__doc__ = _parser().format_help()
    shell.magics_manager.register_function(grade, magic_kind="line_cell", magic_name=NAME)
    return practice


def unload(shell: Any) -> None:
    """Take the magics away."""
    if practice := _loaded.pop(id(shell), None):
        practice.close()
        for kind in ("line", "cell"):
            shell.magics_manager.magics[kind].pop(NAME, None)


def _parser() -> MagicArgumentParser:
    parser = MagicArgumentParser(
        prog=f"%{NAME}",
        description="Judge tasks of this notebook with the visible checks, as they stand in this kernel. "
        "%%grade in the first line of a cell runs the cell first. Hidden checks run after you hand in.",
    )
    parser.add_argument("tasks", nargs="*", metavar="TASK", help="such as 2.1; all tasks by default")
    parser.add_argument("--assignment", metavar="SLUG", help="which assignment it is, when it cannot be told")
    parser.add_argument("--course", metavar="FOLDER", type=Path, help="folder with assignments/")
    parser.add_argument("--set", metavar="NAME", dest="asked", help="the set of tasks that is asked")
    return parser


def _run(practice: Practice, line: str) -> None:
    try:
        said = _parser().parse_argstring(line)
    except ValueError as error:  # a quotation that does not end
        raise UsageError(f"%{NAME}: {error}") from None
    muted, practice.watch.muted = practice.watch.muted, True
    try:
        with generators_restored():
            if said.assignment or said.course or said.asked:
                practice.choose(said.assignment, said.course, said.asked)
            _show(practice, said.tasks)
    except GraderError as error:  # said, not raised: the cells below shall run all the same
        print(f"%{NAME}: {error}", file=sys.stderr)  # noqa: T201 - the magic's own voice
    except KeyboardInterrupt:
        print(f"%{NAME}: stopped", file=sys.stderr)  # noqa: T201
    finally:
        practice.watch.muted = muted


def _show(practice: Practice, tasks: list[str]) -> None:
    from IPython.display import display

    from grader.report import card

    practised = practice.grade(tasks)
    display(card.bundle(practised.report, practised.earlier), raw=True)

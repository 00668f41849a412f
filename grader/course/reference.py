"""What only staff has: the solution, other right answers (variants) and wrong ones (mutants)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from grader.course import sources
from grader.course.assignment import Assignment
from grader.course.release import answer_cells, dump, load_solution, source_of
from grader.errors import AssignmentError

__all__ = ["Reference", "Section", "read_reference", "read_sections", "substitute"]

_HEADER = re.compile(r"# %%(.*)")
_CELL = re.compile(r"# cell (\S+)\s*")
_DIRECTIVE = re.compile(r"#\s*(fails|also)\s*:(.*)|#\s*(slow)\s*")


@dataclass(frozen=True, slots=True)
class Section:
    """One notebook made from the solution by replacing some answers."""

    name: str
    description: str
    task: str
    """The task of the file."""
    replaces: Mapping[str, str]
    """Task to the source of its answer cell."""
    fails: tuple[str, ...] = ()
    """Tasks that must fail; those of a mutant that names none: its file's task."""
    also: tuple[str, ...] = ()
    """Tasks that may fail too."""
    slow: bool = False
    """Left out of quick runs."""
    path: Path = Path()
    line: int = 1
    """Where its header stands."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The solution with the notebooks derived from it."""

    solution: bytes
    variants: tuple[Section, ...]
    mutants: tuple[Section, ...]


def read_reference(assignment: Assignment) -> Reference:
    """Read an assignment's solution, variants and mutants.

    Raises:
        AssignmentError: they are not there or badly written; the message names file and line.

    """
    folder = assignment.reference
    if folder is None:
        raise AssignmentError(f"there is no reference/{assignment.slug} in this course; only staff has it.")
    path = folder / "solution.ipynb"
    try:
        solution = path.read_bytes()
    except OSError as error:
        raise AssignmentError(f"{path} cannot be read: {error.strerror}.") from None
    kinds = {task: cell["cell_type"] for task, cell in answer_cells(load_solution(solution, str(path)))}
    text_tasks = {task for task, kind in kinds.items() if kind == "markdown"}
    variants = _read_folder(folder / "variants", text_tasks)
    mutants = _read_folder(folder / "mutants", text_tasks)
    tasks = {task.id for task in assignment.tasks}
    for section in (*variants, *mutants):
        _check_tasks(section, tasks, kinds)
    for section in variants:
        if section.fails or section.also:
            raise AssignmentError(f"{section.path}, line {section.line}: a variant fails nothing.")
    return Reference(solution, variants, tuple(replace(m, fails=m.fails or (m.task,)) for m in mutants))


def read_sections(path: Path, markdown_tasks: Iterable[str] = ()) -> tuple[Section, ...]:
    """Read a percent file of variants or mutants; its name is its task.

    Raises:
        AssignmentError: it is badly written; the message names file and line.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AssignmentError(f"{path} cannot be read: {error}.") from None
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    for number, line in enumerate(lines[: starts[0]] if starts else lines):
        if line.strip() and not line.startswith("#"):
            raise AssignmentError(
                f"{path}, line {number + 1}: code before the first `# %% name | description`."
            )
    text_tasks = frozenset(markdown_tasks)
    sections: dict[str, Section] = {}
    for start, end in pairwise([*starts, len(lines)]):
        section = _section(path, start, lines[start:end], text_tasks)
        if section.name in sections:
            earlier = sections[section.name].line
            raise AssignmentError(f"{path}, line {start + 1}: {section.name!r} is also in line {earlier}.")
        sections[section.name] = section
    return tuple(sections.values())


def substitute(solution: bytes, replaces: Mapping[str, str]) -> bytes:
    """Make a notebook from the solution with other sources in the answer cells of some tasks.

    The marker comment in the first line of a code answer is kept if the new source has none.

    Raises:
        AssignmentError: the solution has no answer cell for one of the tasks.

    """
    notebook = load_solution(solution, "the solution")
    left = dict(replaces)
    for task, cell in answer_cells(notebook):
        if task not in left:
            continue
        source, old = left.pop(task), source_of(cell)
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
            if sources.marker(source) is None and sources.marker(old) is not None:
                source = old.lstrip().partition("\n")[0] + "\n" + source
        cell["source"] = source
    if left:
        raise AssignmentError(f"the solution has no answer cell for task {', '.join(left)}.")
    return dump(notebook)


def _read_folder(folder: Path, markdown_tasks: Iterable[str]) -> tuple[Section, ...]:
    files = sorted(folder.glob("*.py"))
    return tuple(section for path in files for section in read_sections(path, markdown_tasks))


def _section(path: Path, start: int, lines: list[str], text_tasks: frozenset[str]) -> Section:
    name, _, description = (part.strip() for part in lines[0].removeprefix("# %%").partition("|"))
    where = f"{path}, line {start + 1}"
    if not name or not description:
        raise AssignmentError(f"{where}: a section begins with `# %% name | description`.")
    said, body = _directives(lines)
    replaces: dict[str, str] = {}
    for task, number, part in _parts(path.stem, lines, body):
        here = f"{path}, line {start + number + 1}"
        if task in replaces:
            raise AssignmentError(f"{here}: task {task} is replaced twice.")
        if task in text_tasks:
            part = _plain_text(part, path, start + number)  # noqa: PLW2901
        source = "\n".join(part).strip("\n")
        if source.strip():
            replaces[task] = source
        elif number > body:  # an empty part after `# cell`; before it, only the others are replaced
            raise AssignmentError(f"{here}: there is no code for task {task}.")
    if not replaces:
        raise AssignmentError(f"{where}: section {name!r} is empty.")
    _refuse_late_directives(path, start, lines, body)
    return Section(
        name=name,
        description=description,
        task=path.stem,
        replaces=replaces,
        fails=tuple(said.get("fails", "").replace(",", " ").split()),
        also=tuple(said.get("also", "").replace(",", " ").split()),
        slow="slow" in said,
        path=path,
        line=start + 1,
    )


def _directives(lines: list[str]) -> tuple[dict[str, str], int]:
    """What the comments right below the header say, and the number of the line after them."""
    said: dict[str, str] = {}
    number = 1
    while number < len(lines) and (found := _DIRECTIVE.fullmatch(lines[number])):
        said[found[1] or found[3]] = found[2] or ""
        number += 1
    return said, number


def _refuse_late_directives(path: Path, start: int, lines: list[str], body: int) -> None:
    for number in range(body, len(lines)):
        if (found := _DIRECTIVE.fullmatch(lines[number])) and found[1]:
            where = f"{path}, line {start + number + 1}"
            raise AssignmentError(f"{where}: `# {found[1]}:` belongs right below the section's header.")


def _parts(task: str, lines: list[str], body: int) -> Iterator[tuple[str, int, list[str]]]:
    """The lines for each task, with the number of the first of them."""
    first, part = body, list[str]()
    for number in range(body, len(lines)):
        if found := _CELL.fullmatch(lines[number]):
            yield task, first, part
            task, first, part = found[1], number + 1, []
        else:
            part.append(lines[number])
    yield task, first, part


def _plain_text(lines: list[str], path: Path, start: int) -> list[str]:
    text = []
    for number, line in enumerate(lines, start + 1):
        if line.strip() and not (line.startswith("# ") or line.rstrip() == "#"):
            raise AssignmentError(f"{path}, line {number}: each line of a text answer begins with `# `.")
        text.append(line[2:])
    return text


def _check_tasks(section: Section, tasks: set[str], answered: Mapping[str, str]) -> None:
    where = f"{section.path}, line {section.line}"
    for task in (section.task, *section.replaces):
        if task not in answered:
            raise AssignmentError(f"{where}: the solution has no answer cell for task {task!r}.")
    for task in (*section.fails, *section.also):
        if task not in tasks:
            raise AssignmentError(f"{where}: there is no task {task!r}.")

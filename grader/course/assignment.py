"""The course and its assignments: what the manifest says, and where the files are."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from grader.course.notebook import Notebook, parse_notebook
from grader.errors import AssignmentError, NotebookError, SettingError
from grader.models import Points, TaskKind
from grader.settings import Layer, Limits, Source, resolve

__all__ = ["Assignment", "Course", "Task"]

MANIFEST = "assignment.toml"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SET = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]*")
_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


class Task(BaseModel):
    """A gradable step of an assignment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$")
    title: str = Field(min_length=1)
    kind: TaskKind
    points: Points = Field(strict=True)
    text_points: Points = Field(default=0.0, strict=True)
    """The part of `points` that a person gives."""
    hidden_weight: Points = Field(default=0.0, strict=True)
    """Sum of the weights of the task's hidden checks."""
    builds_on: tuple[str, ...] = ()
    """Tasks whose result this one uses."""
    names: tuple[str, ...] = ()
    """What the answer defines; the last resort to find a moved answer."""
    rubric: tuple[str, ...] = ()
    """What a person looks for in a free-text answer."""

    @field_validator("names")
    @classmethod
    def _are_python_names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not name.isidentifier():
                raise ValueError(f"{name!r} is no Python name")
        return names

    @model_validator(mode="after")
    def _text_is_judged_by_a_rubric(self) -> Self:
        if self.text_points > self.points:
            raise ValueError("text_points are more than points")
        if self.text_points and not self.rubric:
            raise ValueError("text_points need a rubric")
        return self


class Assignment(BaseModel):
    """One assignment: its manifest, and where its files are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str
    title: str
    version: str
    seed: int
    """Every generator of the kernel starts from it."""
    preload: tuple[str, ...]
    """Modules that every notebook of the assignment imports."""
    limits: dict[str, Any]
    """The limits that the manifest sets, and no others."""
    tasks: tuple[Task, ...]
    sets: dict[str, tuple[str, ...]] = {}
    """Named sets of tasks that can be asked instead of all."""
    folder: Path

    @property
    def starter_path(self) -> Path:
        """The notebook that is handed out."""
        return self.starter_path_of(None)

    def starter_path_of(self, asked: str | None) -> Path:
        """The notebook that is handed out when this set of tasks is asked; None: all of them."""
        return self.folder / (f"{self.slug}.{asked}.ipynb" if asked else f"{self.slug}.ipynb")

    @property
    def visible_checks(self) -> Path:
        """The folder of the checks that students may read."""
        return self.folder / "checks"

    @property
    def reference(self) -> Path | None:
        """The folder that only staff has; None where it is not there."""
        folder = self.folder.parent.parent / "reference" / self.slug
        return folder if folder.is_dir() else None

    @property
    def hidden_checks(self) -> Path | None:
        """The folder of the checks that only staff may read; None where it is not there."""
        folder = self.reference and self.reference / "checks"
        return folder if folder and folder.is_dir() else None

    @property
    def layer(self) -> Layer:
        """The manifest's limits, as settings take them."""
        return Layer(Source.ASSIGNMENT, self.limits, str(self.folder / MANIFEST))

    def files(self) -> tuple[Path, ...]:
        """What the notebook finds in its working folder, relative to the assignment's folder."""
        return tuple(sorted(self._files()))

    def task(self, task_id: str) -> Task:
        """The task of that id.

        Raises:
            AssignmentError: there is none; the message names the others.

        """
        for task in self.tasks:
            if task.id == task_id:
                return task
        known = ", ".join(task.id for task in self.tasks)
        raise AssignmentError(f"{self.slug} has no task {task_id!r}; its tasks are {known}.")

    def dependents(self, task_ids: Iterable[str]) -> set[str]:
        """All tasks that build on one of these, directly or through others."""
        sources = set(task_ids)
        found: set[str] = set()
        for task in self.tasks:  # builds_on names earlier tasks only
            if not (sources | found).isdisjoint(task.builds_on):
                found.add(task.id)
        return found

    def starter(self, asked: str | None = None) -> Notebook:
        """Read the notebook that is handed out, for all tasks or for a set of them.

        Raises:
            AssignmentError: it is missing or no notebook.

        """
        if asked is not None and not _SET.fullmatch(asked):
            raise AssignmentError(f"{asked!r} is no name of a set of tasks")
        path = self.starter_path_of(asked)
        try:
            return parse_notebook(path.read_bytes(), str(path), Limits())[0]
        except OSError as error:
            reason = f"the starter {path} cannot be read: {error.strerror}"
            if asked is not None:  # never made from the solution here: a student wrote the name of the set
                reason += f"; staff make it by `grade release {self.slug}` with --ask"
            raise AssignmentError(reason) from None
        except NotebookError as error:
            raise AssignmentError(f"the starter cannot be read: {error}") from None

    def _files(self) -> Iterator[Path]:
        starters = {path.relative_to(self.folder) for path in self.folder.glob(f"{self.slug}.*ipynb")}
        aside = {Path(MANIFEST)} | starters
        for path in self.folder.rglob("*"):
            relative = path.relative_to(self.folder)
            hidden = any(part.startswith(".") or part == "__pycache__" for part in relative.parts)
            if not hidden and relative not in aside and relative.parts[0] != "checks" and path.is_file():
                yield relative


class _Manifest(BaseModel):
    """What `assignment.toml` may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal[1] = Field(alias="schema")
    slug: str
    title: str = Field(min_length=1)
    version: str = Field(min_length=1)
    seed: int = Field(ge=0, lt=2**32, strict=True)
    preload: tuple[str, ...] = ()
    limits: dict[str, Any] = {}
    sets: dict[str, tuple[str, ...]] = {}
    task: tuple[Task, ...] = Field(min_length=1)

    @field_validator("preload")
    @classmethod
    def _are_modules(cls, preload: tuple[str, ...]) -> tuple[str, ...]:
        for module in preload:
            if not _MODULE.fullmatch(module):
                raise ValueError(f"{module!r} is no name of a module")
        return preload

    @model_validator(mode="after")
    def _tasks_fit_together(self) -> Self:
        earlier: set[str] = set()
        for task in self.task:
            if task.id in earlier:
                raise ValueError(f"two tasks have the id {task.id!r}")
            for other in task.builds_on:
                if other not in earlier:
                    raise ValueError(f"task {task.id} builds on {other!r}, which is no earlier task")
            earlier.add(task.id)
        for name, asked in self.sets.items():
            if not _SET.fullmatch(name):
                raise ValueError(f"{name!r} is no name of a set of tasks")
            if unknown := [id_ for id_ in asked if id_ not in earlier]:
                raise ValueError(f"the set {name} asks {unknown[0]!r}, which is no task")
        return self


@dataclass(frozen=True, slots=True)
class Course:
    """A folder with `assignments/`, and for staff `reference/`."""

    root: Path

    @classmethod
    def find(cls, explicit: Path | None = None, near: Path | None = None) -> Self:
        """Find the course: the named one, else the nearest around `near` or here, else the installed one.

        Raises:
            AssignmentError: there is none.

        """
        if explicit is not None:
            if not _is_course(explicit):
                raise AssignmentError(f"{explicit} is no course: it has no assignments/*/{MANIFEST}.")
            return cls(explicit.resolve())
        package = Path(__file__).resolve().parent.parent
        starts = [place.resolve() for place in (near, Path.cwd()) if place is not None]
        around = (folder for start in starts for folder in (start, *start.parents))
        for folder in (*around, package / "_course", package.parent):
            if _is_course(folder):
                return cls(folder)
        raise AssignmentError("no course was found: name its folder with --course, or go there first.")

    def slugs(self) -> tuple[str, ...]:
        """The names of the assignments, without reading them."""
        return tuple(sorted(path.parent.name for path in self.root.glob(f"assignments/*/{MANIFEST}")))

    def assignments(self) -> tuple[Assignment, ...]:
        """Read all assignments, in the order of their slugs.

        Raises:
            AssignmentError: a manifest is badly written.

        """
        return tuple(self.assignment(slug) for slug in self.slugs())

    def assignment(self, slug: str) -> Assignment:
        """Read one assignment.

        Raises:
            AssignmentError: it is unknown or its manifest is badly written.

        """
        known = self.slugs()
        if slug not in known:
            near = difflib.get_close_matches(slug, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise AssignmentError(f"no assignment is called {slug!r}; there are {', '.join(known)}.{hint}")
        return read_assignment(self.root / "assignments" / slug)


def read_assignment(folder: Path) -> Assignment:
    """Read the manifest of the assignment in `folder`.

    Raises:
        AssignmentError: it is badly written; the message names the file and the field.

    """
    path = folder / MANIFEST
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        manifest = _Manifest.model_validate(raw)
        resolve(Layer(Source.ASSIGNMENT, manifest.limits, str(path)))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AssignmentError(f"{path} cannot be read: {error}") from None
    except ValidationError as error:
        raise AssignmentError(_field_message(path, raw, error)) from None
    except SettingError as error:
        raise AssignmentError(str(error)) from None
    if manifest.slug != folder.name or not _SLUG.fullmatch(manifest.slug):
        raise AssignmentError(
            f"{path}: slug is {manifest.slug!r}, but must be the folder's name in a-z, 0-9, -"
        )
    fields = ("slug", "title", "version", "seed", "preload", "limits", "sets")
    values = {name: getattr(manifest, name) for name in fields}
    return Assignment(**values, tasks=manifest.task, folder=folder)


def _is_course(folder: Path) -> bool:
    """Students have folders called `assignments` too; only a manifest makes a course."""
    try:
        return next(folder.glob(f"assignments/*/{MANIFEST}"), None) is not None
    except OSError:
        return False


def _field_message(path: Path, raw: Mapping[str, Any], error: ValidationError) -> str:
    """The first fault, with the field as it is called in the file."""
    fault = error.errors()[0]
    where = list(fault["loc"])
    if len(where) > 1 and where[0] == "task" and isinstance(where[1], int):
        task = raw["task"][where[1]]
        name = task.get("id", f"number {where[1] + 1}") if isinstance(task, dict) else where[1] + 1
        where[:2] = [f"task {name}"]
    reason = fault["msg"].removeprefix("Value error, ")
    field = ", ".join(str(part) for part in where)
    return f"{path}: {field}: {reason}" if field else f"{path}: {reason}"

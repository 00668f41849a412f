"""Reads grader/ as syntax trees: which modules there are and what they import. For the tests of structure."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "grader"


class Module(NamedTuple):
    """One file of the package."""

    name: str
    """Dotted: `grader.kernel.runner`; a package has the name of its folder."""
    path: Path
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        """Whether it is an `__init__.py`."""
        return self.path.name == "__init__.py"

    @property
    def where(self) -> str:
        """The path below grader/, as it is written in the tables of exceptions."""
        return self.path.relative_to(PACKAGE).as_posix()


class Import(NamedTuple):
    """One imported module, with the name taken from it where there is one."""

    module: str
    name: str | None
    line: int
    at_top: bool
    """Outside of functions: it runs when the module is imported."""
    for_types: bool
    """Under `if TYPE_CHECKING`: it never runs."""


@functools.cache
def modules() -> dict[str, Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if "_course" in parts:  # assignments inside an installed package
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
    return found


def imports(module: Module) -> Iterator[Import]:
    """Every import statement of a module, those inside functions and under TYPE_CHECKING too."""
    yield from _imports(module, module.tree, at_top=True, for_types=False)


def targets(module: Module) -> Iterator[tuple[str, Import]]:
    """The modules of ours that a module imports: `from grader.kernel import frames` means frames."""
    for found in imports(module):
        full = f"{found.module}.{found.name}"
        if full in modules():
            yield full, found
        elif found.module in modules():
            yield found.module, found


def _imports(module: Module, parent: ast.AST, *, at_top: bool, for_types: bool) -> Iterator[Import]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, None, node.lineno, at_top, for_types)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node)
            for alias in node.names:
                yield Import(source, alias.name, node.lineno, at_top, for_types)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for child in node.body:
                yield from _imports(module, ast.Module([child], []), at_top=at_top, for_types=True)
            yield from _imports(module, ast.Module(node.orelse, []), at_top=at_top, for_types=for_types)
        else:
            inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(module, node, at_top=at_top and not inside, for_types=for_types)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    """The module that a `from` statement names, relative ones resolved."""
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    base = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*base, node.module] if node.module else base)

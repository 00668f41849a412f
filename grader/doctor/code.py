"""The code of a cell as a syntax tree, its magics made into Python or left out."""

import ast
import warnings
from collections.abc import Iterator

__all__ = ["Unreadable", "nodes", "parse", "running_code"]

LONGEST = 200_000
PYTHON_MAGICS = {"time", "timeit", "capture", "prun", "grade"}
"""Cell magics whose body is Python that runs in the notebook; `%time` and `%timeit` are so on a line too."""
_WRONG = (SyntaxError, ValueError, MemoryError, RecursionError)


class Unreadable(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """The code is no Python; the text says where and why."""


def parse(source: str) -> ast.Module:
    """Parse one cell.

    Raises:
        Unreadable: it is no Python.

    """
    if len(source) > LONGEST:
        raise Unreadable("it is too long to be read")
    from IPython.core.inputtransformer2 import TransformerManager

    with warnings.catch_warnings():  # "\d" in a student's string is not our warning
        warnings.simplefilter("ignore")
        try:
            plain: str = TransformerManager().transform_cell(source)
            tree: ast.Module = ast.parse(plain)
        except SyntaxError as error:
            raise Unreadable(f"line {error.lineno}: {error.msg}") from None
        except _WRONG as error:
            raise Unreadable(type(error).__name__) from None
    return tree


def running_code(node: ast.AST) -> ast.Module | None:
    """The code in a magic that runs it in the notebook, such as the body of `%%time`; None for all else."""
    match node:
        case ast.Call(
            func=ast.Attribute(attr="run_cell_magic"),
            args=[ast.Constant(value=str(name)), _, ast.Constant(value=str(body))],
        ) if name in PYTHON_MAGICS:
            return _parsed(body)
        case ast.Call(
            func=ast.Attribute(attr="run_line_magic"),
            args=[ast.Constant(value="time" | "timeit"), ast.Constant(value=str(body)), *_],
        ):
            return _parsed(body)
    return None


def _parsed(source: str) -> ast.Module | None:
    try:
        return parse(source)
    except Unreadable:
        return None


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node, those of code within magics included."""
    for node in ast.walk(tree):
        yield node
        if inner := running_code(node):
            yield from nodes(inner)

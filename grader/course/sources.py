"""Reading the source of cells: markers, names, and whether two sources mean the same.

Students write magics, shell lines, half a function and hostile nesting; nothing here raises for any of it.
"""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from itertools import zip_longest

from grader.course.notebook import CellKind

__all__ = [
    "LONGEST_PARSED",
    "attempted",
    "defined_names",
    "is_empty",
    "marker",
    "markers_inside",
    "same",
    "tidy",
    "words",
]

# the counts are bounded so that a cell of nothing but `#` takes no quadratic time
_MARKER = re.compile(r"#[#% \t]{0,8}task[ \t:#-]{0,8}([a-z0-9]+(?:\.[a-z0-9]+)*)", re.IGNORECASE)
_MAGIC_LINE = re.compile(
    r"^([ \t]*)(?:[%!?]|[\w.]+[ \t]*=[ \t]*[%!]).*$|^([ \t]*)\S.*\?[ \t]*$", re.MULTILINE
)
_PYTHON_MAGICS = re.compile(r"%%(time|timeit|capture|prun)\b.*")
_WORD = re.compile(r"\w+|[^\w\s]")
LONGEST_PARSED = 20_000
"""No answer is longer; parsing a megabyte takes seconds, and a student may hand in fifty."""
_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER, tokenize.ENCODING}
_NAMELESS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
_UNREADABLE = (SyntaxError, ValueError, MemoryError, RecursionError)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_INNER_SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def marker(source: str) -> str | None:
    """The task that the marker comment in the first line names, in lower case: `# Task 6.2: one step`."""
    found = _MARKER.match(source.lstrip())
    return found[1].lower() if found else None


def markers_inside(source: str) -> Iterator[tuple[int, str]]:
    """Marker comments that begin a later line, as position and task in lower case."""
    first = len(source) - len(source.lstrip())
    for found in _MARKER.finditer(source):
        if found.start() > first and source[found.start() - 1] == "\n":
            yield found.start(), found[1].lower()


def tidy(source: str) -> str:
    """The source without trailing white space and without blank lines."""
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())


def same(one: str, other: str) -> bool:
    """Tell whether two pieces of code differ in nothing but comments and layout."""
    if tidy(one) == tidy(other):
        return True
    if max(len(one), len(other)) > LONGEST_PARSED:
        return False
    try:
        return all(a == b for a, b in zip_longest(_tokens(one), _tokens(other)))
    except (tokenize.TokenError, *_UNREADABLE):
        return False


def is_empty(source: str) -> bool:
    """Tell whether there is no code but comments."""
    return all(not line or line.startswith("#") for line in map(str.strip, source.splitlines()))


def attempted(source: str, starter: str, kind: CellKind) -> bool:
    """Tell whether the student did something to an answer cell."""
    if kind != "code":
        handed_out = set(tidy(starter).splitlines())
        return any(line not in handed_out for line in tidy(source).splitlines())
    return not same(source, starter) and not is_empty(source)


def defined_names(source: str) -> frozenset[str]:
    """The names that running this code defines at the top level; none if it cannot be parsed."""
    tree = _parse(source)
    names: set[str] = set()
    stack: list[ast.AST] = [tree] if tree else []
    while stack:
        node = stack.pop()
        if isinstance(node, _INNER_SCOPES):
            continue
        if isinstance(node, _SCOPES):
            names.add(node.name)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        stack.extend(ast.iter_child_nodes(node))
    return frozenset(names)


def words(source: str) -> frozenset[str]:
    """The words and signs of a source, to see how alike two are."""
    return frozenset(_WORD.findall(source[:LONGEST_PARSED]))


def _parse(source: str) -> ast.Module | None:
    if len(source) > LONGEST_PARSED:
        return None
    with warnings.catch_warnings():  # "\d" in a student's string is not our warning
        warnings.simplefilter("ignore")
        for text in (source, _without_magics(source)):
            try:
                return ast.parse(text)
            except _UNREADABLE:
                continue
    return None


def _without_magics(source: str) -> str:
    text = source.lstrip()
    if text.startswith("%%"):
        first, _, rest = text.partition("\n")
        text = rest if _PYTHON_MAGICS.fullmatch(first.rstrip()) else ""
    return _MAGIC_LINE.sub(lambda found: f"{found[1] or found[2] or ''}pass", text)


def _tokens(source: str) -> Iterator[tuple[int, str]]:
    """What is left of the code without comments and layout."""
    for token in tokenize.generate_tokens(io.StringIO(source.strip() + "\n").readline):
        if token.type not in _LAYOUT:
            yield token.type, "" if token.type in _NAMELESS else token.string

"""Which names cells use before they are defined, from top to bottom; they may have worked in an old kernel.

Only what is sure is told: a function's names count when it is called by its name or, at the latest, when
nothing in the notebook ever defines them; a branch that may run counts as run; and behind what may define any
name (`%run`, `exec`, a star import that cannot be read) nothing is told any more.
"""

import ast
import builtins
import symtable
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from grader.doctor.code import running_code

__all__ = ["Use", "early_uses"]

ALWAYS = frozenset(dir(builtins)) | {
    *("In", "Out", "_", "__", "___", "_i", "_ii", "_iii", "_ih", "_oh", "_dh", "_exit_code"),
    *("__file__", "__session__", "__annotations__", "__vsc_ipynb_file__"),
    *("get_ipython", "display", "exit", "quit", "open"),
}
ANYTHING = {"exec", "execfile", "globals", "vars", "locals"}
"""What may define any name."""
ANYTHING_MAGICS = {"run", "pylab", "reset", "store"}
NAME_ERRORS = {"NameError", "Exception", "BaseException"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

StarNames = Callable[[str], frozenset[str] | None]


class Use(NamedTuple):
    """A name that is used where it is not defined yet."""

    name: str
    cell: int
    """Index among the cells that were given."""
    line: int
    defined_in: int | None
    """The first cell below that defines it; None: no cell does."""


class _Event(NamedTuple):
    """What running a piece of code does to names."""

    what: Literal["use", "define", "delete", "call", "later", "star", "anything"]
    name: str = ""
    line: int = 0
    needs: frozenset[str] = frozenset()
    """Of a function that is defined: the global names that it uses."""
    gives: frozenset[str] = frozenset()
    """Those that it sets."""


def early_uses(cells: Sequence[ast.Module | None], star_names: StarNames) -> list[Use]:
    """Every name that is used too early, once.

    Args:
        cells: the cells in order; None for one that cannot be read.
        star_names: what `from MODULE import *` defines; None when that cannot be told.

    """
    events = [list(_events(cell)) if cell is not None else [] for cell in cells]
    defined: set[str] = set()
    functions: dict[str, _Event] = {}
    found: list[Use] = []
    later: list[tuple[str, int, int]] = []

    def missing(names: Iterator[str], cell: int, line: int) -> None:
        for name in names:
            if name not in defined and name not in ALWAYS and not name.startswith("_i"):
                found.append(Use(name, cell, line, _first(events, name, cell)))
                defined.add(name)  # told once

    for number, happened in enumerate(events):
        for event in happened:
            if event.what == "anything":
                return found
            if event.what == "star":
                names = star_names(event.name)
                if names is None:
                    return found
                defined |= names
            elif event.what == "use":
                missing(iter([event.name]), number, event.line)
            elif event.what == "define":
                defined |= {event.name} | event.gives  # it may be called in ways that cannot be seen
                functions[event.name] = event
                later += [(name, number, event.line) for name in sorted(event.needs)]
            elif event.what == "later":
                later += [(name, number, event.line) for name in sorted(event.needs)]
            elif event.what == "delete":
                defined.discard(event.name)
                functions.pop(event.name, None)
            elif event.what == "call":
                needs, gives = _reach(event.name, functions)
                missing(iter(sorted(needs - gives)), number, event.line)
                defined |= gives
    for name, number, line in later:
        missing(iter([name]), number, line)
    return found


def _reach(name: str, functions: dict[str, _Event]) -> tuple[frozenset[str], frozenset[str]]:
    """What calling a function needs and sets, the functions included that it needs."""
    needs: set[str] = set()
    gives: set[str] = set()
    waiting, seen = [name], {name}
    while waiting:
        function = functions.get(waiting.pop())
        if function is not None:
            needs |= function.needs
            gives |= function.gives
            waiting += function.needs - seen
            seen |= function.needs
    return frozenset(needs), frozenset(gives)


def _first(events: Sequence[Sequence[_Event]], name: str, after: int) -> int | None:
    for number in range(after, len(events)):
        if any(e.what == "define" and e.name == name for e in events[number]):
            return number
    return None


# --- what code does to names ----------------------------------------------------------------------


def _events(node: ast.AST) -> Iterator[_Event]:
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Name):
        what: dict[type, Literal["use", "define", "delete"]] = {ast.Store: "define", ast.Del: "delete"}
        yield _Event(what.get(type(node.ctx), "use"), node.id, line)
    elif isinstance(node, (*_FUNCTIONS, ast.Lambda)):
        yield from _function(node)
    elif isinstance(node, ast.ClassDef):
        yield from _class(node)
    elif isinstance(node, _COMPREHENSIONS):
        top, *inner = _tables(node)
        names = {s.get_name() for s in top.get_symbols() if s.is_referenced() and not s.is_assigned()}
        yield from (_Event("use", name, line) for name in sorted(names | _globals(inner)[0]))
        yield from (_Event("define", s.get_name(), line) for s in top.get_symbols() if s.is_assigned())
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from _import(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Try):
        yield from _try(node)
    else:
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield _Event("use", node.target.id, line)
        for child in _in_order(node):
            yield from _events(child)
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            yield _Event("define", node.name, line)
        if isinstance(node, ast.MatchMapping) and node.rest:
            yield _Event("define", node.rest, line)


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """The children in the order in which they are run."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.NamedExpr)):
        yield node.value
        yield from node.targets if isinstance(node, ast.Assign) else [node.target]
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield from (node.iter, node.target, *node.body, *node.orelse)
    elif isinstance(node, ast.AnnAssign):
        yield node.annotation
        if node.value is not None:
            yield from (node.value, node.target)
    else:
        yield from ast.iter_child_nodes(node)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Iterator[_Event]:
    arguments = node.args
    now: list[ast.AST | None] = [*arguments.defaults, *arguments.kw_defaults]
    name = ""
    if not isinstance(node, ast.Lambda):
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every += filter(None, (arguments.vararg, arguments.kwarg))
        now += [*node.decorator_list, *(a.annotation for a in every), node.returns]
        name = node.name
    for part in now:
        if part is not None:
            yield from _events(part)
    needs, gives = _globals(_tables(node)[1:])
    what: Literal["define", "later"] = "define" if name else "later"
    yield _Event(what, name, node.lineno, needs - {name}, gives)


def _class(node: ast.ClassDef) -> Iterator[_Event]:
    for part in (*node.decorator_list, *node.bases, *(k.value for k in node.keywords)):
        yield from _events(part)
    own, *methods = _tables(node)[1:]
    at_once = {s.get_name() for s in own.get_symbols() if s.is_global() and s.is_referenced()}
    yield from (_Event("use", name, node.lineno) for name in sorted(at_once - {node.name}))
    yield _Event("define", node.name, node.lineno)
    yield _Event("later", "", node.lineno, _globals(methods)[0] - {node.name})


def _tables(node: ast.AST) -> list[symtable.SymbolTable]:
    """The scopes of a piece of code, the module's first."""
    tables = [symtable.symtable(ast.unparse(node), "<cell>", "exec")]
    for table in tables:
        tables += table.get_children()
    return tables


def _globals(tables: Sequence[symtable.SymbolTable]) -> tuple[frozenset[str], frozenset[str]]:
    """The global names that these scopes use, and those that they set."""
    symbols = [s for table in tables for s in table.get_symbols() if s.is_global()]
    return (
        frozenset(s.get_name() for s in symbols if s.is_referenced()),
        frozenset(s.get_name() for s in symbols if s.is_assigned()),
    )


def _import(node: ast.Import | ast.ImportFrom) -> Iterator[_Event]:
    for alias in node.names:
        if alias.name == "*" and isinstance(node, ast.ImportFrom):
            yield _Event("star", node.module or "", node.lineno)
        else:
            name = alias.asname or alias.name.partition(".")[0]
            yield _Event("define", name, node.lineno)


def _call(node: ast.Call) -> Iterator[_Event]:
    if inner := running_code(node):
        yield from _events(inner)
        return
    for child in ast.iter_child_nodes(node):
        yield from _events(child)
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in ANYTHING:
            yield _Event("anything")
        case ast.Call(func=ast.Name(id=name)):
            yield _Event("call", name, node.lineno)
        case ast.Call(func=ast.Attribute(attr="run_line_magic"), args=[ast.Constant(value=magic), *_]):
            if magic in ANYTHING_MAGICS:
                yield _Event("anything")


def _try(node: ast.Try) -> Iterator[_Event]:
    """What a handler for missing names may catch is not told."""
    kinds = [h.type or ast.Name("Exception") for h in node.handlers]
    caught = {name.id for kind in kinds for name in ast.walk(kind) if isinstance(name, ast.Name)}
    careful = bool(caught & NAME_ERRORS)
    for part in node.body:
        yield from (e for e in _events(part) if not (careful and e.what in ("use", "call")))
    for handler in node.handlers:
        if handler.name:
            yield _Event("define", handler.name, handler.lineno)
        for part in handler.body:
            yield from _events(part)
    for part in (*node.orelse, *node.finalbody):
        yield from _events(part)

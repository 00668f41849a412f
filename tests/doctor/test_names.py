"""Names that are used before they are defined: what is told, and what is not."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.doctor.code import Unreadable, parse
from grader.doctor.names import early_uses


def told(*cells, star=lambda _module: None):
    return [(u.name, u.cell, u.defined_in) for u in early_uses([parse(c) for c in cells], star)]


@pytest.mark.parametrize(
    "cells",
    [
        ("x = 1", "print(x)"),
        ("import torch.nn as nn\nimport os.path", "nn, os"),
        ("def f():\n    return later", "later = 2", "f()"),
        ("class Net:\n    def forward(self):\n        return helper(self)", "def helper(x): ...", "Net()"),
        ("[a * b for a in range(3) for b in range(a)]",),
        ("for i in range(3):\n    total = i\nprint(i, total)",),
        ("with open('f') as file:\n    pass\nfile",),
        ("try:\n    old\nexcept NameError:\n    old = 1\nold",),
        ("try:\n    1\nexcept ValueError as error:\n    error",),
        ("if (n := 3) > 2:\n    n",),
        ("f = lambda x, y=1: x + y + z", "z = 1"),
        ("%matplotlib inline\n!ls\nx = !ls\nx",),
        ("%%time\ny = 1", "y"),
        ("%time w = 1", "w"),
        ("%%bash\necho $nothing",),
        ("%load_ext grader", "%grade 2.1"),
        ("_, In, Out, display, get_ipython, __name__",),
        ("from elsewhere import *", "anything"),
        ("%run other.py", "anything"),
        ("globals()['x'] = 1", "x"),
        ("def f():\n    global made\n    made = 1", "f()", "made"),
        ("match [1, 2]:\n    case [a, *rest]:\n        a, rest",),
        ("class A:\n    n = 1\n    m = n\n    def f(self): return A",),
        ("def f(n):\n    return f(n - 1)", "f(3)"),
        ("x: int = 1", "x"),
        ("async def f():\n    return 1", "await f()"),
    ],
)
def test_nothing_is_told_of_a_notebook_that_works_from_top_to_bottom(cells):
    assert told(*cells) == []


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("print(x)", "x = 1"), [("x", 0, 1)]),
        (("print(x)",), [("x", 0, None)]),
        (("print(x)\nx = 1",), [("x", 0, 0)]),
        (("x += 1",), [("x", 0, 0)]),
        (("x = 1", "del x", "x"), [("x", 2, None)]),
        (("def f():\n    return later", "f()", "later = 2"), [("later", 1, 2)]),
        (("def g():\n    return later\ndef f():\n    return g()", "f()", "later = 2"), [("later", 1, 2)]),
        (("def f():\n    return nowhere",), [("nowhere", 0, None)]),
        (("class Net:\n    def f(self): return nowhere",), [("nowhere", 0, None)]),
        (("[a * b for a in range(3)]",), [("b", 0, None)]),
        (("class A(Base): pass", "class Base: pass"), [("Base", 0, 1)]),
        (("def f(x=default): pass", "default = 1"), [("default", 0, 1)]),
        (("%%time\nx + 1", "x = 1"), [("x", 0, 1)]),
        (("print(x); print(x)", "x"), [("x", 0, None)]),
        (("try:\n    old\nexcept ValueError:\n    pass", "old = 1"), [("old", 0, 1)]),
    ],
)
def test_a_name_that_comes_too_early_is_told_once(cells, found):
    assert told(*cells) == found


def test_a_star_import_that_can_be_read_defines_its_names():
    assert told("from m import *", "a, b", star=lambda _: frozenset("a")) == [("b", 1, None)]


def test_a_cell_that_is_no_python_is_refused_with_the_line():
    with pytest.raises(Unreadable, match="line 2"):
        parse("x = 1\ny = (")


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=6), st.data())
def test_a_straight_line_is_told_exactly_where_python_raises(names, data):
    """Assignments of one name to another: the first early use is where running it stops."""
    lines = [f"{name} = {data.draw(st.sampled_from(['1', 'a', 'b', 'c']))}" for name in names]
    scope: dict[str, int] = {}
    stopped = None
    for number, line in enumerate(lines):
        target, value = line.split(" = ")
        if value != "1" and value not in scope:
            stopped = number
            break
        scope[target] = 1
    uses = early_uses([ast.parse(line) for line in lines], lambda _: None)
    assert (uses[0].cell if uses else None) == stopped

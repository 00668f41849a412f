"""The shape of the house: who may import whom, what nobody may use, how long things may get.

Every rule looks at whatever modules exist; docs/architecture.md says why the rules are as they are.
"""

import ast
import graphlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sources import Module, imports, modules, targets

# From the bottom up; a module imports from its own line and from the lines above it here. Two names on one
# line may know each other in one direction, never in both.
LAYERS = (
    ("errors", "models", "forks"),
    ("scoring", "calibration"),
    ("settings",),
    ("sandbox",),
    ("kernel",),
    ("checks", "course"),
    ("report",),
    ("results",),
    ("pipeline",),
    ("pytest_notebook", "practice", "doctor"),
    ("trials",),
    ("verify",),
    ("batch",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# What knows less than its layer would allow.
ONLY = {
    "report": {"models", "scoring", "report"},  # the formats are pure functions of values, overrides applied
    "scoring": {"models"},  # points are computed from verdicts and weights alone
}

# Modules that turn bytes into objects by running what the bytes say (promise P1).
UNSAFE_MODULES = {"_pickle", "cloudpickle", "dill", "marshal", "pickle", "shelve"}
UNSAFE_CALLS = {"eval", "exec", "torch.load", "torch.jit.load", "pandas.read_pickle", "pd.read_pickle"}
RUNS_BESIDE_THE_STUDENT = {
    "kernel/answers.py": "runs in the student's process, where it evaluates the expressions of checks",
}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
LONG_FILES: dict[str, str] = {}
"""File -> why it is one thing all the same."""
LONG_FUNCTIONS: dict[str, str] = {}
"""File:function -> why it is one thing all the same."""

each_module = pytest.mark.parametrize("module", modules().values(), ids=modules().keys())


def part(name):
    """The part of the house that a module is in: `kernel` for `grader.kernel.runner`; the top is its own."""
    return name.split(".")[1] if "." in name else name


# --- imports --------------------------------------------------------------------------------------


@each_module
def test_module_has_a_place_in_the_layers(module):
    assert module.name == "grader" or part(module.name) in RANK, (
        f"{module.where}: put it into LAYERS and into docs/architecture.md"
    )


@each_module
def test_imports_go_down(module):
    """Imports inside functions and for types count: a dependency is one wherever it is written."""
    if module.name == "grader":
        pytest.skip("the public face names what it offers; it is loaded on first use")
    up = [
        f"{module.where}:{found.line} imports {target}"
        for target, found in targets(module)
        if target != "grader" and RANK[part(target)] > RANK[part(module.name)]
    ]
    assert not up


@each_module
def test_modules_that_may_know_little_know_little(module):
    allowed = ONLY.get(part(module.name))
    if allowed is None:
        pytest.skip("no rule of its own")
    more = [
        f"{module.where}:{found.line} imports {t}" for t, found in targets(module) if part(t) not in allowed
    ]
    assert not more


def test_no_import_cycles():
    """Between modules, imports inside functions included: hiding a cycle does not break it."""
    graph = {
        name: {t for t, found in targets(module) if not found.for_types and t != name}
        for name, module in modules().items()
    }
    graphlib.TopologicalSorter(graph).prepare()


def test_no_cycles_between_parts():
    """Two parts on one layer know each other in one direction at most."""
    graph = {}
    for name, module in modules().items():
        if name != "grader":
            others = {part(t) for t, _ in targets(module)} - {part(name), "grader"}
            graph.setdefault(part(name), set()).update(others)
    graphlib.TopologicalSorter(graph).prepare()


@each_module
def test_nothing_is_imported_from_a_package_init(module):
    """Cycles begin there. `from grader.kernel import frames` is fine: nothing is taken from the `__init__`,
    which is a docstring. `grader.checks` is the face that check authors see, so only they import from it.
    """
    if module.where in ("checks/__init__.py", "__main__.py"):
        pytest.skip("a face for others")
    faces = [
        f"{module.where}:{found.line} takes {found.name or 'names'} from {target}"
        for target, found in targets(module)
        if modules()[target].is_package or _is_face(found.module)
    ]
    assert not faces


def _is_face(name):
    """Whether a package's `__init__` is more than a docstring."""
    module = modules().get(name)
    return module is not None and module.is_package and len(module.tree.body) > 1


def test_only_the_runner_knows_nbclient():
    """It parses what a student's process emits, so it runs beside it, in the sandbox."""
    users = {m.where for m in modules().values() for found in imports(m) if part_of("nbclient", found.module)}
    assert users <= {"kernel/runner.py"}


def test_code_in_the_students_process_imports_nothing_of_ours():
    """What is not there cannot be read or changed by the student."""
    inside = modules().get("grader.kernel.inside")
    if inside is None:
        pytest.skip("grader/kernel/inside.py is not there yet")
    assert not [target for target, found in targets(inside) if found.at_top]


def part_of(package, module):
    """Whether a module is a package or in it."""
    return module == package or module.startswith(f"{package}.")


# --- what nobody may use --------------------------------------------------------------------------


@each_module
def test_nothing_is_unpickled_or_evaluated(module):
    """Data of a student's process never becomes code of ours."""
    if module.where in RUNS_BESIDE_THE_STUDENT:
        pytest.skip(RUNS_BESIDE_THE_STUDENT[module.where])
    assert not list(unsafe(module))


def unsafe(module: Module):
    """Uses of what runs the bytes that it reads."""
    for found in imports(module):
        if found.module.split(".")[0] in UNSAFE_MODULES:
            yield f"{module.where}:{found.line} imports {found.module}"
        if f"{found.module}.{found.name}" in UNSAFE_CALLS or (found.module, found.name) == (
            "builtins",
            "eval",
        ):
            yield f"{module.where}:{found.line} imports {found.module}.{found.name}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute):
            name = ast.unparse(node).removeprefix("builtins.")
            if name in UNSAFE_CALLS:
                yield f"{module.where}:{node.lineno} uses {name}"
        if (
            isinstance(node, ast.keyword)
            and node.arg == "allow_pickle"
            and ast.unparse(node.value) != "False"
        ):
            yield f"{module.where}:{node.value.lineno} allows pickle"


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "def f():\n    from cloudpickle import loads",
        "eval('1')",
        "import builtins\nbuiltins.exec('1')",
        "import torch\ntorch.load('x')",
        "from torch import load",
        "from builtins import eval as look",
        "run = exec",
        "numpy.load('x', allow_pickle=True)",
    ],
)
def test_the_rule_sees_unsafe_code(code):
    assert list(unsafe(fake_module(code)))


@pytest.mark.parametrize("code", ["model.eval()", "json.loads('1')", "numpy.load('x', allow_pickle=False)"])
def test_the_rule_lets_safe_code_pass(code):
    assert not list(unsafe(fake_module(code)))


def fake_module(code):
    """A module that is not there, for the rules' own tests."""
    path = modules()["grader"].path.with_name("fake.py")
    return Module("grader.fake", path, ast.parse(code))


# --- size and words -------------------------------------------------------------------------------


@each_module
def test_module_says_what_it_is_for(module):
    assert ast.get_docstring(module.tree)


@each_module
def test_file_is_short(module):
    lines = len(module.path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE_LINES or module.where in LONG_FILES, f"{module.where} has {lines} lines"


@each_module
def test_functions_are_short(module):
    too_long = {f"{module.where}:{name}": n for name, n in bodies(module) if n > MAX_FUNCTION_LINES}
    assert not too_long.keys() - LONG_FUNCTIONS.keys(), too_long


def bodies(module):
    """Each function with the number of lines of its body, docstring left out."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_exceptions_are_still_needed():
    long_files = {m.where for m in modules().values() if m.path.read_text().count("\n") > MAX_FILE_LINES}
    long_functions = {
        f"{m.where}:{name}" for m in modules().values() for name, n in bodies(m) if n > MAX_FUNCTION_LINES
    }
    assert set(LONG_FILES) <= long_files
    assert set(LONG_FUNCTIONS) <= long_functions


# --- every module stands alone --------------------------------------------------------------------

IMPORT_EACH = """
import importlib, json, sys, traceback
failed = {}
for name in json.loads(sys.argv[1]):
    for loaded in [m for m in sys.modules if m == "grader" or m.startswith("grader.")]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except BaseException:
        failed[name] = traceback.format_exc(limit=-3)
print(json.dumps(failed))
"""


def import_alone(*names):
    """Import each module as the first of ours in an interpreter where warnings are errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_EACH, json.dumps(names)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def importable():
    """All modules whose own imports of ours exist: parts of the house may be missing while it is built."""
    return [
        name
        for name, module in modules().items()
        if all(
            not part_of("grader", found.module) or found.module in modules() or found.for_types
            for found in imports(module)
        )
    ]


def test_every_module_imports_first():
    """In one interpreter, ours forgotten in between: an import order that only works by luck is found."""
    assert import_alone(*importable()) == {}


@pytest.mark.slow
def test_every_module_imports_alone():
    """In an interpreter each: nothing leans on a library that another module has loaded."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [error for error in pool.map(import_alone, importable()) if error]
    assert failed == []

"""Attacks on the score from within the kernel: looking for what decides it, and patching it."""

from grader.models import Status
from tests.attacks.attack import Attack

NO_POINTS = (Status.FAILED,)
SHORT = {"cell_seconds": 3.0, "check_seconds": 1.0}

LOOKING = [
    Attack(
        "objects of the grader",
        "searches all objects, frames and modules for checks, expected values and scores",
        """
import gc, sys
for frame in sys._current_frames().values():
    while frame:
        print(frame.f_code.co_filename, [k for k in frame.f_locals if "expect" in k or "score" in k])
        for value in list(frame.f_locals.values()): print(repr(value)[:300])
        frame = frame.f_back
for thing in gc.get_objects():
    if type(thing) is dict and ("max_points" in thing or "expected" in thing):
        print("LE" + "AK", str(thing)[:300])
for name in list(sys.modules):
    if name.startswith(("grader.checks", "grader.pipeline", "grader.course", "grader.scoring", "_pytest")):
        print("LE" + "AK", name)
""",
        NO_POINTS,
    ),
    Attack(
        "In, Out and history",
        "looks at what was run and put out before it, and changes it",
        "print(In, Out, get_ipython().history_manager.input_hist_raw)\nIn.clear()\nOut.clear()\n"
        "get_ipython().history_manager = None\nget_ipython().execution_count = 10**6",
        (Status.FAILED, Status.ERROR),
        spoils=("3", "4"),
    ),
    Attack(
        "the question itself",
        "looks at the grader's question, and at the inputs, while it is asked",
        """
import sys
seen = []
def f(v):
    frame = sys._getframe()
    while frame:
        seen.extend(repr(value)[:200] for value in frame.f_locals.values())
        for name, value in frame.f_locals.items():
            if name in ("expected", "answer", "tensors") and isinstance(value, dict): seen.append("points")
        frame = frame.f_back
    return v
w = torch.zeros(3)
""",
        NO_POINTS,
        extra="print([text for text in seen if 'hunter' in text or 'points' in text])",
    ),
    Attack(
        "memorised answers",
        "answers from a table of the inputs of earlier runs",
        """
table = {n: 2 * n for n in range(10)}
generator = torch.Generator().manual_seed(7)
drawn = [torch.rand(3, generator=generator) for _ in range(1000)]
def f(v):
    for known in drawn:
        if torch.is_tensor(v) and torch.equal(v, known): return 2 * v
    return table.get(v, 0)
w = torch.zeros(3)
""",
        NO_POINTS,
    ),
    Attack(
        "detection of grading",
        "behaves well only where it believes to be graded, and badly everywhere else",
        """
import os, sys
graded = "GRADER" in str(os.environ) or any("grader" in name for name in sys.modules)
def f(v): return v if not graded else 1 / 0
w = torch.zeros(3)
""",
        (Status.ERROR, Status.FAILED),
    ),
]

PATCHES = [
    Attack(
        "torch.allclose",
        "makes every comparison of torch and numpy say yes",
        """
import numpy as np
yes = lambda *a, **k: True
torch.allclose = torch.equal = torch.isclose = torch.Tensor.allclose = np.allclose = np.isclose = yes
np.testing.assert_allclose = torch.testing.assert_close = yes
torch.Tensor.__eq__ = lambda *a: torch.ones(3, dtype=torch.bool)
def f(v): return v
w = torch.zeros(3)
""",
        NO_POINTS,
        quick=True,
    ),
    Attack(
        "builtins",
        "replaces abs, all, any, isinstance and len",
        """
import builtins
builtins.abs = lambda *_: 0
builtins.all = builtins.any = lambda *_: True
builtins.isinstance = lambda *_: True
def f(v): return v
w = torch.zeros(3)
""",
        (Status.FAILED, Status.ERROR, Status.TIMEOUT, Status.KERNEL_DIED, Status.LIMIT),
        spoils=("3", "4"),
        limits=SHORT,
    ),
    Attack(
        "json and safetensors",
        "replaces the code that packs its answers",
        """
import json, safetensors.torch
json.dumps = lambda *a, **k: '{"ok": true, "points": 100, "status": "passed"}'
safetensors.torch.save = lambda *a, **k: b"\\xff" * 100
def f(v): return v
w = torch.zeros(3)
""",
        (Status.FAILED, Status.LIMIT, Status.TIMEOUT, Status.ERROR, Status.KERNEL_DIED),
        spoils=("3", "4"),
        limits=SHORT,
    ),
    Attack(
        "the answering code",
        "replaces the grader's own functions in its process",
        """
import grader.kernel.answers as answers
class Yes:
    def __getattr__(self, name): return lambda *a, **k: {"ok": True}
answers.Answers.answer = lambda *a, **k: ({"ok": True, "status": "passed", "points": 100}, {})
answers.Answers.reply = lambda *a, **k: (b'{"ok": true}', b"")
""",
        (Status.FAILED, Status.LIMIT),
        spoils=("3", "4"),
    ),
    Attack(
        "later cells",
        "empties every later cell by a transformer of IPython",
        """
import ast
class Empty(ast.NodeTransformer):
    def visit_Module(self, node): return ast.Module([], [])
get_ipython().ast_transformers.append(Empty())
get_ipython().input_transformers_cleanup.append(lambda lines: [])
""",
        NO_POINTS,
        spoils=("3", "4"),
    ),
    Attack(
        "IPython's hooks",
        "registers hooks before and after every cell, and replaces run_cell",
        """
ip = get_ipython()
def after(*_): ip.user_ns.update(w=torch.zeros(3))
ip.events.register("post_run_cell", after)
ip.events.register("pre_execute", after)
ip.set_custom_exc((BaseException,), lambda *a, **k: None)
ip.showtraceback = lambda *a, **k: None
1 / 0
""",
        (Status.FAILED, Status.ERROR),
    ),
    Attack(
        "generators",
        "replaces the random numbers and seeds them anew",
        "import random\ntorch.manual_seed(0)\ntorch.rand = lambda *s, **k: torch.zeros(*s)\n"
        "random.random = lambda: 0.5\n"
        "def f(v): return v\nw = torch.zeros(3)",
        NO_POINTS,
    ),
    Attack(
        "tracing",
        "sets trace, profile and audit hooks that change what runs",
        """
import sys, threading
def trace(frame, event, argument):
    if "answers" in frame.f_code.co_filename: frame.f_locals["expr"] = "[0.0, 1.0, 2.0]"
    return trace
sys.settrace(trace)
threading.settrace(trace)
sys.setprofile(trace)
sys.addaudithook(lambda *a: None)
def f(v): return v
w = torch.zeros(3)
""",
        (Status.FAILED, Status.TIMEOUT),
        spoils=("3", "4"),
        limits={"cell_seconds": 20.0, "check_seconds": 20.0},
    ),
]

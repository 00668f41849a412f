"""The course that is attacked: four tasks, one of them with a hidden check, and honest answers."""

from pathlib import Path

from tests.courses import add_assignment, add_check, code_task, manifest
from tests.notebooks import answer, code, given

__all__ = ["POINTS", "RIGHT", "cells", "write_course"]

POINTS = {"1": 1.0, "2": 3.0, "3": 2.0, "4": 2.0}
RIGHT = {
    "1": "x = 1",
    "2": "def f(v): return 2 * v\nw = torch.arange(3.0)",
    "3": "print(torch.rand(1).item())\ndef g(v): return v + 1",
    "4": "model = torch.nn.Linear(2, 1)\ntorch.nn.init.ones_(model.weight)\ntorch.nn.init.ones_(model.bias)",
}
VISIBLE = """
import torch

@task("1")
def test_x(student):
    expect.equal(student.value("x"), 1)

@task("2")
def test_f(student, rng):
    probe = torch.rand(3, generator=rng)
    expect.close(student.function("f").tensor(probe), 2 * probe)

@task("2")
def test_w(student):
    expect.close(student.tensor("w"), torch.tensor([0.0, 1.0, 2.0]))

@task("3")
def test_g(student, rng):
    probe = torch.rand(3, generator=rng)
    expect.close(student.function("g").tensor(probe), probe + 1)

@task("4")
def test_model(student, rng):
    probe = torch.rand(5, 2, generator=rng)
    model = student.module("model")
    expect.parameter_count(model, 3)
    expect.close(model.forward(probe), probe.sum(1, keepdim=True) + 1)
"""
HIDDEN = """
@task("2")
def test_hidden(student):
    # SECRET
    expect.equal(student.value("f(21)"), 42)
"""


def cells(**changed: str) -> list[dict]:
    """The notebook with these answers (`task_2="…"`), the others right."""
    answers = {number: changed.get(f"task_{number}", source) for number, source in RIGHT.items()}
    more = [code(changed["extra"])] if changed.get("extra") else []
    return [given("import torch"), *(answer(number, source) for number, source in answers.items()), *more]


def write_course(root: Path, secret: str) -> Path:
    """Write the course below this folder; the hidden check has the secret in it."""
    tasks = "".join(
        code_task(number, points, **({"hidden_weight": 1} if number == "2" else {}))
        for number, points in POINTS.items()
    )
    starter = cells(task_1="x = ...", task_2="f = w = ...", task_3="g = ...", task_4="model = ...")
    text = manifest("attacked", tasks, preload=["numpy", "torch", "matplotlib.pyplot"])
    add_assignment(root, "attacked", text, starter)
    add_check(root, "attacked", VISIBLE)
    add_check(root, "attacked", HIDDEN.replace("SECRET", secret), hidden=True)
    return root

"""docs/checks.md is true: every assertion is on it, and its worked examples hold."""

import inspect
import re
from pathlib import Path

import pytest
import torch

from grader.checks import expect
from tests.students import notebook, student

PAGE = (Path(__file__).parents[1] / "docs" / "checks.md").read_text(encoding="utf-8")
NOTEBOOK = re.search(r"```python notebook\n(.*?)```", PAGE, re.DOTALL).group(1)
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = {
    name: function
    for block in BLOCKS
    for name, function in notebook(block).items()
    if name.startswith("test_") and "student" in inspect.signature(function).parameters
}
ON_THE_NOTEBOOK = [
    name for name in EXAMPLES if name not in {"test_plot_and_output", "test_line_has_two_parameters"}
]


@pytest.fixture(scope="module")
def namespace():
    torch.manual_seed(0)
    return notebook(NOTEBOOK)


@pytest.mark.parametrize("name", expect.__all__)
def test_every_assertion_is_on_the_page(name):
    assert f"`expect.{name}(" in PAGE


@pytest.mark.parametrize("name", ON_THE_NOTEBOOK)
def test_worked_example_holds(name, namespace):
    check = EXAMPLES[name]
    fixtures = {"student": student(namespace), "rng": torch.Generator().manual_seed(1)}
    check(**{k: v for k, v in fixtures.items() if k in inspect.signature(check).parameters})


def test_worked_example_of_a_plot_holds():
    line = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
    axes = {"lines": [line, line], "xlabel": "epoch", "ylabel": "loss", "legend": ["train", "test"]}
    EXAMPLES["test_plot_and_output"](student(printed="loss 0.1", figures=[{"cell": 1, "axes": [axes]}]))

"""Assertions about modules, functions and optimizers, and the views they use, on real modules."""

import contextlib

import pytest
import torch

from grader.checks import expect
from grader.checks.failures import Unmet
from grader.models import Status
from tests.checks.test_values import unmet
from tests.students import liar, notebook, student

NET = """
import torch
from torch import nn

torch.manual_seed(0)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 3)
        self.act = nn.ReLU()
        self.out = nn.Linear(3, 1)

    def forward(self, x):
        return self.out(self.act(self.hidden(x)))

net = Net()
opt = torch.optim.SGD(net.parameters(), lr=0.1)
"""


@pytest.fixture(scope="module")
def space():
    return notebook(NET)


@pytest.fixture
def net(space):
    return student(space).module("net")


def module(source):
    """The view of `net` after this code."""
    return student(notebook("import torch\nfrom torch import nn\ntorch.manual_seed(0)\n" + source)).module(
        "net"
    )


X, Y = torch.randn(5, 2, generator=torch.Generator().manual_seed(1)), torch.zeros(5, 1)

# --- what it is -----------------------------------------------------------------------------------


def test_module_has_type_mode_count_and_layers(net):
    assert (net.type, net.training, net.count) == ("Net", True, 13)
    assert [layer.type for layer in net.layers] == ["Linear", "ReLU", "Linear"]
    assert net.parameters[0].shape == (3, 2)
    assert set(net.state) == {"hidden.weight", "hidden.bias", "out.weight", "out.bias"}


def test_parameter_count_lists_what_each_parameter_adds(net):
    expect.parameter_count(net, 13)
    failure = unmet(expect.parameter_count, net, 12)
    assert failure.found.startswith("13 (hidden.weight 3 x 2, hidden.bias 3,")


def test_parameter_count_names_frozen_parameters():
    frozen = module("net = nn.Linear(2, 1)\nnet.bias.requires_grad_(False)")
    assert "bias does not require gradients" in unmet(expect.parameter_count, frozen, 3).message


def test_layers_in_a_plain_list_are_not_registered():
    hidden = module(
        "class Net(nn.Module):\n"
        "    def __init__(self):\n        super().__init__()\n        self.parts = [nn.Linear(1, 1)]\n"
        "net = Net()"
    )
    assert unmet(expect.parameter_count, hidden, 2).found == "0: no registered parameters"


def test_parameter_shapes_in_any_order(net):
    expect.parameter_shapes(net, [(3,), (3, 2), (1,), (1, 3)])
    unmet(expect.parameter_shapes, net, [(3,), (2, 3), (1,), (1, 3)])
    unmet(expect.parameter_shapes, net, [(3,), (3, 2), (1,)])


def test_layers_in_order(net):
    expect.layers(net, ["Linear", "ReLU", "Linear"])
    assert unmet(expect.layers, net, ["Linear", "Tanh", "Linear"]).found == "Linear, ReLU, Linear"


@pytest.mark.parametrize("value", ["3", "nn.Linear", "lambda x: x", "None", "'net'"])
def test_what_is_no_module_fails_with_its_type(value):
    with pytest.raises(Unmet, match="should be a torch module"):
        module(f"net = {value}")


# --- what it does ---------------------------------------------------------------------------------


def test_forward_gives_the_modules_output(space, net):
    assert torch.equal(net.forward(X), space["net"](X).detach())


def test_output_of_a_layer(space, net):
    assert torch.equal(net.output_of("act", X), torch.relu(space["net"].hidden(X)).detach())
    with pytest.raises(Unmet, match="no layer named"):
        net.output_of("nothing", X)


@pytest.mark.parametrize("result", ["None", "(x, x)", "[1]", "'x'"])
def test_forward_that_gives_no_tensor_fails(result):
    odd = module(f"class Net(nn.Module):\n    def forward(self, x): return {result}\nnet = Net()")
    with pytest.raises(Unmet, match="should give a tensor"):
        odd.forward(X)


def test_forward_that_raises_is_an_error_of_the_student(net):
    with pytest.raises(Unmet, match="RuntimeError") as caught:
        net.forward(torch.zeros(1, 7))
    assert caught.value.status is Status.ERROR


def test_gradients_flow_through_every_layer(net):
    expect.gradients_flow(net, X + 5, Y)


@pytest.mark.parametrize(
    "forward", ["self.b(x.sum(1, keepdim=True))", "self.b(self.a(x).detach())", "self.b(0 * self.a(x))"]
)
def test_layer_that_gets_no_gradient_is_named(forward):
    broken = module(
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n        self.a, self.b = nn.Linear(2, 1), nn.Linear(1, 1)\n"
        f"    def forward(self, x): return {forward}\n"
        "net = Net()"
    )
    assert "`a." in unmet(expect.gradients_flow, broken, X, Y).message


def test_gradient_with_nan_does_not_flow():
    broken = module(
        "class Net(nn.Linear):\n"
        "    def forward(self, x): return super().forward(x) * float('nan')\n"
        "net = Net(2, 1)"
    )
    unmet(expect.gradients_flow, broken, X, Y)


def test_same_function_compares_on_fresh_inputs(space, net):
    expect.same_function(net, space["net"], X)
    unmet(expect.same_function, net, lambda x: space["net"](x) + 0.1, X)


def test_same_function_takes_functions_of_the_notebook():
    view = student(notebook("def square(x): return x ** 2")).function("square")
    expect.same_function(view, lambda x: x * x, X)
    unmet(expect.same_function, view, lambda x: x.abs(), X)


def test_random_function_is_not_deterministic(net):
    expect.deterministic(net, X)
    view = student(
        notebook("import random\nn = 0\ndef f(x):\n    global n\n    n += 1\n    return x + n")
    ).function("f")
    unmet(expect.deterministic, view, X)


def test_function_that_gives_nan_is_not_deterministic():
    view = student(notebook("def f(x): return x * float('nan')")).function("f")
    unmet(expect.deterministic, view, X)


# --- functions ------------------------------------------------------------------------------------


def test_function_gives_value_and_print():
    found = student(notebook("def f(x, k=1):\n    print(k)\n    return x, k")).function("f")(2, k=3)
    assert (found.value, found.printed) == ((2, 3), "3\n")


def test_function_uses_other_globals_for_one_call_only():
    view = student(notebook("w = 2\ndef f(x): return w * x")).function("f")
    assert view(3, globals={"w": 5}).value == 15
    assert view(3).value == 6


@pytest.mark.parametrize("result", ["None", "'x'", "[1]", "True"])
def test_function_that_returns_no_tensor_fails(result):
    with pytest.raises(Unmet, match="should return a tensor"):
        student(notebook(f"def f(): return {result}")).function("f").tensor()


def test_function_that_returns_a_number_gives_a_tensor():
    assert student(notebook("def f(): return 2.5")).function("f").tensor().item() == 2.5


# --- optimizers -----------------------------------------------------------------------------------


def test_optimizer_holds_exactly_the_modules_parameters(space):
    expect.optimizer(student(space), "opt", "net", lr=0.1, kind="SGD")


@pytest.mark.parametrize(
    ("made", "word"),
    [
        ("torch.optim.SGD(list(net.parameters())[:-1], lr=0.1)", "all of them"),
        ("torch.optim.SGD(Net().parameters(), lr=0.1)", "all of them"),
        ("torch.optim.SGD([*net.parameters(), *Net().parameters()], lr=0.1)", "all of them"),
        ("torch.optim.Adam(net.parameters(), lr=0.1)", "torch.optim.SGD"),
        ("torch.optim.SGD(net.parameters(), lr=0.01)", "learning rate"),
        ("torch.optim.SGD(net.parameters(), lr=torch.tensor(0.01))", "learning rate"),
        ("3", "param_groups"),
    ],
)
def test_other_optimizer_fails(made, word):
    doors = student(notebook(NET + f"opt = {made}"))
    failure = unmet(expect.optimizer, doors, "opt", "net", lr=0.1, kind="SGD")
    assert word in failure.message


def test_learning_rate_may_be_a_tensor():
    doors = student(notebook(NET + "opt = torch.optim.SGD(net.parameters(), lr=torch.tensor(0.1))"))
    expect.optimizer(doors, "opt", "net", lr=0.1)


# --- a notebook that lies -------------------------------------------------------------------------

FACTS = {"type": "Net", "training": True, "parameters": [], "layers": []}
BODIES = [
    {},
    [],
    None,
    3,
    "x",
    {"ok": None},
    {"ok": 3},
    {"ok": []},
    {"ok": {"value": {"$": "tensor", "v": "t0"}}},
    {"ok": {"a": 1}},
    {"ok": {"$": "handle", "v": 1, "type": "x"}},
    {"ok": {"$": "other", "type": "x", "repr": "y"}},
    {"raised": None},
    {"raised": {"name": [], "message": {}, "missing": 3}},
    {"refused": {}},
    {"refused": ["x"]},
    {"ok": FACTS | {"parameters": 3}},
    {"ok": FACTS | {"parameters": [[1, 2]]}},
    {"ok": FACTS | {"parameters": [["a", [float("inf")], "d", "c", True]]}},
    {"ok": FACTS | {"parameters": [["a", [2**70], "d", "c", True]]}},
    {"ok": FACTS | {"parameters": [["a", [-1], "d", "c", True]]}},
    {"ok": FACTS | {"parameters": [["a", [2**62, 2**62], "d", "c", True]]}},
    {"ok": FACTS | {"layers": [["a", "b", 3]]}},
    {"ok": {"value": "x", "printed": 3}},
    {"ok": [[1, 2], "x"]},
    {"ok": [{"cell": []}, {"cell": 1}, {"cell": 1, "axes": 3}, {"cell": 1, "axes": [3]}]},
    {"ok": [{"cell": 1, "axes": [{"lines": 3, "title": [], "legend": True, "images": {"a": 1}}]}]},
    {"ok": [{"cell": 1, "unreadable": "ValueError"}]},
    {"ok": [{"cell": 1, "axes": [{"lines": None, "legend": None}]}]},
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body)[:60])
@pytest.mark.parametrize(
    "question",
    [
        lambda s: expect.parameter_count(s.module("net"), 13),
        lambda s: expect.parameter_shapes(s.module("net"), [(3,)]),
        lambda s: expect.layers(s.module("net"), ["Linear"]),
        lambda s: s.module("net").forward(X),
        lambda s: s.module("net").gradients(X, Y),
        lambda s: s.module("net").state,
        lambda s: expect.gradients_flow(s.module("net"), X, Y),
        lambda s: s.function("f")(1),
        lambda s: s.function("f").tensor(1),
        lambda s: s.value("x"),
        lambda s: s.tensor("x"),
        lambda s: s.maybe_tensor("x"),
        lambda s: s.defined("x"),
        lambda s: s.choice("x"),
        lambda s: s.make("x"),
        lambda s: s.figures,
        lambda s: expect.figure_shows(s.figures, series=2, title="", xlabel="", legend=1),
        lambda s: expect.optimizer(s, "opt", "net", lr=0.1, kind="SGD"),
        lambda s: expect.choice(s.choice("x"), {"a", "b"}),
    ],
)
def test_any_reply_is_a_result_or_a_failure_and_never_our_crash(question, body):
    with contextlib.suppress(Unmet):
        question(liar(body))


def test_reply_after_facts_may_lie_too():
    """The module was described, and then every answer is junk."""
    for body in BODIES:
        view = liar({"ok": FACTS | {"parameters": [["a", [1], "d", "c", True]]}}).module("net")
        view._result = liar(body)._result
        for question in (
            lambda v: v.state,
            lambda v: v.gradients(X, Y),
            lambda v: expect.gradients_flow(v, X, Y),
        ):
            with contextlib.suppress(Unmet):
                question(view)


@pytest.mark.parametrize("status", [Status.TIMEOUT, Status.KERNEL_DIED, Status.LIMIT])
def test_question_without_an_answer_ends_the_check_with_that_status(status):
    with pytest.raises(Unmet, match="why") as caught:
        liar(None, status=status, message="why").value("x")
    assert caught.value.status is status


def test_junk_beside_the_json_is_a_limit_of_the_student():
    with pytest.raises(Unmet, match="could not be read") as caught:
        liar({"ok": 1}, b"junk").value("x")
    assert caught.value.status is Status.LIMIT

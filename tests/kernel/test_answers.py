"""Questions to a namespace: exact types, sizes first, and nothing changed by asking."""

import random
import sys
from collections import OrderedDict, defaultdict
from typing import NamedTuple

import numpy as np
import pytest
import torch
from torch import nn

from grader.kernel.answers import Answers
from grader.kernel.encoder import Encoder
from grader.kernel.inside import seed_everything
from grader.kernel.protocol import decode, encode, pack, unpack
from tests.students import asker, notebook

ROOM = 2**16


def ask(answers, op, expr="", inputs=None, **arguments):
    """The reply to one question, tags and all, after it has crossed as bytes."""
    tensors = {}
    request = {
        "op": op,
        "expr": expr,
        "inputs": {k: encode(v, tensors) for k, v in (inputs or {}).items()},
        "arguments": {k: encode(v, tensors) for k, v in arguments.items()},
    }
    answer = asker(answers)(request, pack(tensors))
    return decode(answer.body, unpack(answer.blob))


def get(namespace, expr, **inputs):
    return ask(Answers(namespace, ROOM), "get", expr, inputs)


def forward(answers, *args, expr="net", train=False, layer=""):
    return ask(answers, "forward", expr, args=list(args), train=train, layer=layer)


def call(answers, expr, *args, bind=None, **kwargs):
    return ask(answers, "call", expr, args=list(args), kwargs=kwargs, bind=bind or {})


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, None),
        (True, True),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(int, a=1), {"a": 1}),
        ({1, 2}, {1, 2}),
        (frozenset({1}), {1}),
        (torch.float32, "torch.float32"),
        (torch.device("cpu"), "cpu"),
        (torch.Size([2, 3]), (2, 3)),
        (np.array(["a", "b"]), ["a", "b"]),
    ],
    ids=repr,
)
def test_value_of_a_known_type_is_given_as_plain_data(value, found):
    assert get({"x": value}, "x") == {"ok": found}


class Pair(NamedTuple):
    """A tuple with names."""

    x: int
    y: int


class Count(int):
    """A number that says it is another."""

    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


@pytest.mark.parametrize(
    "value", [Count(3), type("Text", (str,), {})("x"), type("Row", (list,), {})([1]), Pair(1, 2)]
)
def test_subclass_of_a_plain_type_is_only_described(value):
    assert type(get({"x": value}, "x")["ok"]).__name__ == "Opaque"


def test_array_subclass_that_lies_about_its_shape_is_read_by_its_bytes():
    space = notebook(
        "import numpy as np\n"
        "class A(np.ndarray):\n"
        "    shape = property(lambda self: (100, 100))\n"
        "    def __eq__(self, other): return True\n"
        "    def copy(self): return np.ones(9)\n"
        "x = np.arange(3.0).view(A)"
    )
    assert get(space, "x")["ok"].data.tolist() == [0, 1, 2]


def test_tensor_subclass_that_lies_is_read_as_the_tensor_it_is():
    space = notebook(
        "import torch\n"
        "class T(torch.Tensor):\n"
        "    shape = property(lambda self: (1, 2, 3))\n"
        "    def __eq__(self, other): return True\n"
        "    def __bool__(self): return True\n"
        "    def __repr__(self): raise SystemExit\n"
        "x = torch.zeros(2).as_subclass(T)"
    )
    found = get(space, "x")["ok"]
    assert found.data.tolist() == [0, 0]
    assert type(found.data) is torch.Tensor


@pytest.mark.parametrize(
    "answer",
    ["'lie'", "None", "__import__('torch').ones(10**9)", "1 / 0", "[3]", "(_ for _ in ()).throw(SystemExit)"],
)
def test_torch_function_that_answers_anything_is_no_crash(answer):
    space = notebook(
        "import torch\n"
        "class T(torch.Tensor):\n"
        "    @classmethod\n"
        "    def __torch_function__(cls, function, types, args=(), kwargs=None):\n"
        f"        return {answer.replace('10**9', '9')}\n"
        "x = torch.zeros(2).as_subclass(T)"
    )
    assert set(get(space, "x")) & {"ok", "raised", "refused"}


def test_object_that_claims_to_be_a_tensor_is_none():
    space = notebook(
        "import torch\n"
        "class Fake:\n"
        "    __class__ = torch.Tensor\n"
        "    shape = (2,)\n"
        "    def __repr__(self): return 'tensor([0., 0.])'\n"
        "x = Fake()"
    )
    body = get(space, "x")
    assert "ok" not in body or type(body["ok"]).__name__ == "Opaque"


@pytest.mark.parametrize("raised", ["ValueError('x')", "SystemExit", "KeyboardInterrupt"])
def test_repr_that_raises_is_no_crash(raised):
    body = get(notebook(f"class X:\n    def __repr__(self): raise {raised}\nx = X()"), "x")
    assert len(body) == 1


@pytest.mark.parametrize("method", ["__str__", "__getattribute__"])
@pytest.mark.parametrize("raised", ["ValueError('x')", "SystemExit", "KeyboardInterrupt"])
def test_exception_that_cannot_be_described_is_no_crash(method, raised):
    space = notebook(
        f"class Bad(AttributeError):\n    def {method}(self, *a): raise {raised}\ndef f(): raise Bad('no')"
    )
    body = get(space, "f()")
    assert "ok" not in body


def test_tensor_without_data_is_an_answer():
    assert "raised" in get({"x": torch.empty(2, device="meta")}, "x")


def test_large_sparse_tensor_is_measured_before_it_is_made_dense():
    value = torch.sparse_coo_tensor([[0], [0]], [1.0], (10**6, 10**6), check_invariants=True)
    assert "more than a check may fetch" in get({"x": value}, "x")["refused"]


def test_sparse_tensor_is_given_dense():
    assert get({"x": torch.eye(2).to_sparse()}, "x")["ok"].data.tolist() == [[1, 0], [0, 1]]


def test_conjugated_complex_tensor_keeps_its_values():
    assert get({"x": torch.tensor([1 + 2j]).conj()}, "x")["ok"].data.tolist() == [1 - 2j]


@pytest.mark.parametrize(
    "value",
    [torch.zeros(ROOM), torch.zeros(1).expand(10**12), np.zeros(ROOM), np.broadcast_to(np.zeros(1), 10**12)],
)
def test_tensor_is_measured_before_it_is_copied(value):
    assert "more than a check may fetch" in get({"x": value}, "x")["refused"]


def test_room_is_for_all_tensors_of_a_reply_together():
    part = torch.zeros(ROOM // 16)
    assert "ok" in get({"x": [part] * 4}, "x")
    assert "refused" in get({"x": [part] * 5}, "x")


@pytest.mark.parametrize("value", [[0] * 300_000, {i: i for i in range(150_000)}, [[0] * 1000] * 1000])
def test_too_many_items_are_refused(value):
    assert "too many items" in get({"x": value}, "x")["refused"]


def test_list_that_holds_itself_is_refused():
    loop = []
    loop.append(loop)
    assert "too deeply" in get({"x": loop}, "x")["refused"]


def test_dict_without_an_end_is_refused():
    space = notebook(
        "class D(dict):\n    def items(self):\n        while True: yield 1, 2\nx = D(a=1)",
    )
    assert "too many items" in get(space, "x")["refused"]


def test_long_text_is_cut_off():
    assert len(get({"x": "a" * 10**6}, "x")["ok"]) == 100_000


def test_text_with_lone_surrogates_can_be_sent():
    assert get({"x": "\ud800"}, "x") == {"ok": "?"}


# --- expressions ----------------------------------------------------------------------------------


def test_inputs_come_before_the_names_of_the_notebook():
    assert get({"x": 1, "y": 10}, "x + y", x=2) == {"ok": 12}


def test_inputs_are_forgotten_after_the_question():
    space = {"x": 1}
    get(space, "[x for _ in range(2)]", x=2, z=3)
    assert space == {"x": 1}


def test_names_of_the_notebook_are_seen_inside_comprehensions():
    assert get({"x": [1, 2], "k": 3}, "[k * i for i in x if i < k]") == {"ok": [3, 6]}


def test_missing_name_is_named():
    assert get({}, "nothing + 1")["raised"]["missing"] == "nothing"


def test_name_that_the_students_own_function_misses_is_not_named_as_missing():
    raised = get(notebook("def f(): return nothing"), "f()")["raised"]
    assert (raised["name"], raised["missing"]) == ("NameError", "")


def test_exception_of_the_student_is_described_without_our_frames():
    raised = get(notebook("def f(): raise ValueError('no')"), "f()")["raised"]
    assert (raised["name"], raised["message"]) == ("ValueError", "no")
    assert "answers.py" not in raised["traceback"]


def test_interrupt_is_an_answer_of_its_own():
    assert get(notebook("def f(): raise KeyboardInterrupt"), "f()") == {"interrupted": True}


@pytest.mark.parametrize("expr", ["exit()", "1 +", "(" * 500, "__import__('sys').exit(3)"])
def test_expression_that_ends_or_is_broken_is_an_answer(expr):
    assert "raised" in get({}, expr)


def test_unknown_operation_is_an_answer():
    assert "raised" in ask(Answers({}, ROOM), "fly")


def test_unreadable_tensors_are_an_answer():
    assert b"raised" in Answers({}, ROOM).reply({"op": "get", "expr": "1"}, b"junk")[0]


# --- things kept over there -----------------------------------------------------------------------


def test_made_object_is_kept_and_can_be_passed_on():
    answers = Answers({}, ROOM)
    layer = ask(answers, "make", "nn.Linear(n, 1)", {"n": 3})["ok"]
    assert layer.type == "Linear"
    assert ask(answers, "get", "layer.in_features", {"layer": layer})["ok"] == 3


def test_make_uses_the_real_modules_whatever_the_notebook_calls_so():
    answers = Answers({"torch": None, "nn": "x", "F": 1, "np": 2}, ROOM)
    assert ask(answers, "make", "nn.ReLU()")["ok"].type == "ReLU"


def test_handle_of_nothing_is_an_answer():
    answers = Answers({}, ROOM)
    made = ask(answers, "make", "[1]")["ok"]
    assert "raised" in ask(answers, "get", "x", {"x": made._replace(number=99)})


# --- asking changes nothing -----------------------------------------------------------------------


def test_generators_are_put_back_after_a_question():
    space = {"random": random, "np": np, "torch": torch}
    numbers = "(random.random(), np.random.rand(), torch.rand(1).item())"
    seed_everything(1)
    expected = get(space, numbers)
    get(space, f"({numbers}, torch.manual_seed(5) and None)")
    get(space, numbers + ".no_such_method()")
    assert get(space, numbers) == expected


def test_generators_are_put_back_after_an_exception():
    torch.manual_seed(1)
    expected = torch.rand(1).item()
    torch.manual_seed(1)
    get({"torch": torch}, "torch.rand(5).no_such_method()")
    assert torch.rand(1).item() == expected


class Odd(nn.Module):
    """A net with everything that a forward pass can disturb."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 3)
        self.norm = nn.BatchNorm1d(3)
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        sys.stdout.write("forward")
        return self.drop(self.norm(self.first(x))).sum(dim=1, keepdim=True)


@pytest.fixture
def net():
    torch.manual_seed(0)
    return Odd()


@pytest.mark.parametrize("train", [True, False])
def test_forward_puts_every_mode_back(net, train):
    net.norm.eval()
    before = [m.training for m in net.modules()]
    forward(Answers({"net": net}, ROOM), torch.ones(4, 2), train=train)
    assert [m.training for m in net.modules()] == before


def test_forward_in_train_mode_leaves_the_buffers_alone(net):
    before = {k: v.clone() for k, v in net.state_dict().items()}
    forward(Answers({"net": net}, ROOM), torch.ones(4, 2), train=True)
    assert all(torch.equal(v, before[k]) for k, v in net.state_dict().items())


def test_forward_without_train_is_deterministic_in_spite_of_dropout(net):
    answers = Answers({"net": net}, ROOM)
    x = torch.ones(4, 2)
    one, two = forward(answers, x)["ok"], forward(answers, x)["ok"]
    assert torch.equal(one.data, two.data)
    assert not one.requires_grad


def test_forward_puts_the_modes_back_when_it_raises(net):
    body = forward(Answers({"net": net}, ROOM), torch.ones(4, 5))
    assert body["raised"]["name"] == "RuntimeError"
    assert all(m.training for m in net.modules())


def test_output_of_a_layer_is_given_and_its_hook_removed(net):
    found = forward(Answers({"net": net}, ROOM), torch.ones(4, 2), layer="first")["ok"]
    assert torch.allclose(found.data, net.first(torch.ones(4, 2)).detach())
    assert not net.first._forward_hooks


def test_layer_that_is_not_there_names_the_others(net):
    refused = forward(Answers({"net": net}, ROOM), torch.ones(4, 2), layer="second")["refused"]
    assert "first, norm, drop" in refused


def test_gradients_are_taken_on_a_copy(net):
    net.first.weight.grad = torch.full((3, 2), 7.0)
    before = {k: v.clone() for k, v in net.state_dict().items()}
    answers = Answers({"net": net}, ROOM)
    found = ask(answers, "gradients", "net", x=torch.ones(4, 2), y=torch.zeros(4, 1), loss="mse")["ok"]
    assert set(found) == {n for n, _ in net.named_parameters()}
    assert torch.equal(net.first.weight.grad, torch.full((3, 2), 7.0))
    assert net.norm.bias.grad is None
    assert all(torch.equal(v, before[k]) for k, v in net.state_dict().items())


@pytest.mark.parametrize("loss", ["mse", "bce", "bce_logits", "cross_entropy", "sum"])
def test_gradients_are_those_of_the_named_loss(loss):
    torch.manual_seed(0)
    layer = nn.Sequential(nn.Linear(2, 3), nn.Sigmoid())
    x = torch.rand(4, 2)
    y = torch.randint(0, 3, (4,)) if loss == "cross_entropy" else torch.rand(4, 3)
    functions = {
        "mse": nn.functional.mse_loss,
        "bce": nn.functional.binary_cross_entropy,
        "bce_logits": nn.functional.binary_cross_entropy_with_logits,
        "cross_entropy": nn.functional.cross_entropy,
        "sum": lambda out, _: out.sum(),
    }
    found = ask(Answers({"net": layer}, ROOM), "gradients", "net", x=x, y=y, loss=loss)["ok"]
    functions[loss](layer(x), y).backward()
    assert torch.allclose(found["0.weight"].data, layer[0].weight.grad)


def test_gradients_work_where_the_notebook_has_switched_them_off(net):
    answers = Answers({"net": net}, ROOM)
    with torch.no_grad():
        body = ask(answers, "gradients", "net", x=torch.ones(4, 2), y=torch.zeros(4, 1), loss="sum")
    assert body["ok"]["first.weight"] is not None


def test_unused_layer_has_no_gradient():
    class Half(nn.Module):
        def __init__(self):
            super().__init__()
            self.used, self.unused = nn.Linear(1, 1), nn.Linear(1, 1)

        def forward(self, x):
            return self.used(x)

    answers = Answers({"net": Half()}, ROOM)
    found = ask(answers, "gradients", "net", x=torch.ones(2, 1), y=torch.ones(2, 1), loss="mse")["ok"]
    assert found["unused.weight"] is None
    assert found["used.weight"] is not None


def test_module_that_is_none_is_refused_with_its_type():
    assert "Linear'" not in ask(Answers({"net": nn.Linear}, ROOM), "module", "net")["refused"]
    assert "type int" in ask(Answers({"net": 3}, ROOM), "module", "net")["refused"]


def test_module_is_described(net):
    facts = ask(Answers({"net": net}, ROOM), "module", "net")["ok"]
    assert facts["type"] == "Odd"
    assert facts["parameters"][0] == ["first.weight", [3, 2], "torch.float32", "cpu", True]
    assert [name for name, *_ in facts["layers"]] == ["first", "norm", "drop"]
    assert facts["layers"][0][2] == {"in_features": 2, "out_features": 3, "bias": True}
    assert facts["layers"][2][2]["p"] == 0.5


def test_state_holds_buffers_too(net):
    state = ask(Answers({"net": net}, ROOM), "state", "net")["ok"]
    assert "norm.running_mean" in state


# --- calls ----------------------------------------------------------------------------------------


def test_call_gives_value_and_what_was_printed():
    space = notebook("def f(a, b=1):\n    print('hello')\n    return a + b")
    assert call(Answers(space, ROOM), "f", 2, b=3)["ok"] == {"value": 5, "printed": "hello\n"}


def test_printing_during_a_question_reaches_nobody_else(capsys, net):
    space = notebook("def f(): print('secret')")
    call(Answers(space, ROOM), "f")
    forward(Answers({"net": net}, ROOM), torch.ones(4, 2))
    assert capsys.readouterr() == ("", "")


def test_bound_names_are_put_back():
    space = notebook("w = 1\ndef f():\n    global w\n    w = w + v\n    return w")
    assert call(Answers(space, ROOM), "f", bind={"w": 10, "v": 5})["ok"]["value"] == 15
    assert space["w"] == 1
    assert "v" not in space


def test_bound_names_are_put_back_after_an_exception():
    space = notebook("w = 1\ndef f(): return 1 / 0")
    assert "raised" in call(Answers(space, ROOM), "f", bind={"w": 10, "v": 5})
    assert space["w"] == 1
    assert "v" not in space


def test_argument_can_be_an_expression_of_the_notebook():
    from grader.kernel.protocol import Expression

    space = notebook("def twice(x): return 2 * x\ndef apply(f, x): return f(x)")
    assert call(Answers(space, ROOM), "apply", Expression("twice"), 4)["ok"]["value"] == 8


def test_what_cannot_be_called_is_refused_with_its_type():
    assert "type int" in call(Answers({"f": 3}, ROOM), "f")["refused"]


def test_endless_recursion_is_an_answer():
    assert call(Answers(notebook("def f(): return f()"), ROOM), "f")["raised"]["name"] == "RecursionError"


def test_encoder_leaves_the_original_array_alone():
    x = np.arange(3.0)
    encoder = Encoder(ROOM, {})
    encoder.encode(x)
    encoder.tensors["t0"] += 1
    assert x.tolist() == [0, 1, 2]


def test_answers_need_neither_torch_nor_numpy_to_be_loaded(monkeypatch):
    """A notebook that never imports them gets its plain values read at once."""
    for name in ("torch", "numpy"):
        monkeypatch.delitem(sys.modules, name)
    assert Answers({"x": object()}, ROOM).answer({"op": "get", "expr": "x"}, b"")[0]["ok"]["$"] == "other"

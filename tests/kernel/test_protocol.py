"""What the grader sends arrives over there, what comes back is a claim: plain data or a ClaimError."""

import contextlib
import json
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save

from grader.kernel.answers import Answers
from grader.kernel.encoder import Encoder
from grader.kernel.protocol import (
    ClaimError,
    Handle,
    Opaque,
    TensorView,
    decode,
    encode,
    pack,
    parse_cell,
    unpack,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.tuples(st.booleans()), inner, max_size=4)
    ),
    max_leaves=20,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TAGS = st.sampled_from(["tensor", "int", "float", "handle", "other", "tuple", "set", "dict", "expr", "", "x"])
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("t0"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(), inner, max_size=4)
        | st.fixed_dictionaries({"$": TAGS | inner, "v": inner}, optional={"type": inner, "repr": inner})
    ),
    max_leaves=20,
)


def there(value):
    """A value of the grader's, as the notebook gets it."""
    tensors = {}
    arguments = {k: encode(v, tensors) for k, v in {"args": [value], "kwargs": {}, "bind": {}}.items()}
    namespace = {}
    namespace["keep"] = lambda x: namespace.update(got=x)
    request = json.loads(json.dumps({"op": "call", "expr": "keep", "arguments": arguments}, allow_nan=False))
    reply, _ = Answers(namespace, 2**20).answer(request, pack(tensors))
    assert "ok" in reply, reply
    return namespace["got"]


def back(value):
    """A value of the notebook, as the grader gets it."""
    encoder = Encoder(2**20, {})
    body = json.loads(json.dumps(encoder.encode(value), allow_nan=False))
    return decode(body, unpack(save(encoder.tensors) if encoder.tensors else b""))


@given(PLAIN)
def test_plain_data_arrives_in_the_notebook(value):
    assert there(value) == value


@given(PLAIN.filter(lambda v: "\ud800" not in repr(v)))
def test_plain_data_comes_back(value):
    text = json.dumps(repr(value))
    if "\\ud8" in text or "\\udc" in text:
        return
    found = back(value)
    assert _cleaned(found) == _cleaned(value)


def _cleaned(value):
    """Lone surrogates, which no encoding can write, come back as question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, (list, tuple)):
        return type(value)(_cleaned(v) for v in value)
    if isinstance(value, dict):
        return {_cleaned(k): _cleaned(v) for k, v in value.items()}
    return value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_lacks_cross_both_ways(value):
    for found in (there(value), back(value)):
        assert type(found) is float
        assert found == value or (math.isnan(found) and math.isnan(value))


@pytest.mark.parametrize("value", [2**53, -(2**64), 10**3000])
def test_large_integers_come_back_exactly(value):
    assert back(value) == value


def test_integer_with_more_digits_than_python_reads_is_no_crash():
    assert "ok" in Answers({"x": 7**9000}, 100).answer({"op": "get", "expr": "x % 10"}, b"")[0]
    reply, _ = Answers({"x": 7**9000}, 100).answer({"op": "get", "expr": "x"}, b"")
    with contextlib.suppress(ClaimError):
        decode(reply, {})


@pytest.mark.parametrize(
    "dtype",
    [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.bool, torch.uint8],
)
def test_tensors_cross_both_ways_with_dtype_and_values(dtype):
    value = torch.arange(6).reshape(2, 3).to(dtype)
    assert torch.equal(there(value), value)
    assert there(value).dtype == dtype
    found = back(value)
    assert torch.equal(found.data, value)
    assert (found.dtype, found.shape, found.kind) == (dtype, (2, 3), "tensor")


def test_tensor_with_nan_and_infinity_crosses():
    value = torch.tensor([math.nan, math.inf, -math.inf, 1.0])
    assert torch.equal(back(value).data.nan_to_num(5), value.nan_to_num(5))
    assert torch.equal(there(value).nan_to_num(5), value.nan_to_num(5))


@pytest.mark.parametrize(
    "value", [torch.zeros(0), torch.zeros(3, 0), torch.tensor(2.0), torch.arange(12).reshape(3, 4).T[::2]]
)
def test_empty_scalar_and_strided_tensors_cross(value):
    assert torch.equal(there(value), value)
    assert torch.equal(back(value).data, value)


@pytest.mark.parametrize(
    "value", [np.arange(3.0), np.arange(6).reshape(2, 3).T, np.array(1.5), np.array([True])]
)
def test_arrays_arrive_as_tensors_and_come_back_as_arrays(value):
    assert np.array_equal(there(value).numpy(), value)
    found = back(value)
    assert found.kind == "ndarray"
    assert np.array_equal(found.data.numpy(), value)


@pytest.mark.parametrize("dtype", ["complex64", "complex128"])
def test_complex_arrays_come_back(dtype):
    found = back(np.array([1 + 2j, 3j], dtype=dtype))
    assert found.data.tolist() == [1 + 2j, 3j]


def test_big_endian_array_comes_back_with_its_values():
    assert back(np.arange(4, dtype=">f8")).data.tolist() == [0, 1, 2, 3]


def test_what_the_view_says_of_a_tensor_is_what_the_notebook_says():
    w = torch.ones(2, requires_grad=True)
    leaf, result = back(w), back(w * 2)
    assert (leaf.requires_grad, leaf.is_leaf, leaf.has_grad_fn, leaf.device) == (True, True, False, "cpu")
    assert (result.requires_grad, result.is_leaf, result.has_grad_fn) == (True, False, True)
    assert back(torch.nn.Parameter(w.detach())).kind == "parameter"
    assert not leaf.data.requires_grad


def test_object_of_another_type_is_only_described():
    assert back(object).type == "builtins.type"
    assert isinstance(back(object()), Opaque)


def test_a_check_cannot_send_an_object():
    with pytest.raises(TypeError, match="object"):
        encode(object(), {})


def test_item_of_several_elements_is_a_claim_error():
    with pytest.raises(ClaimError, match="2"):
        TensorView(torch.zeros(2)).item()


# --- hostile replies ------------------------------------------------------------------------------


@given(JUNK)
def test_any_json_is_plain_data_or_a_claim_error(junk):
    with contextlib.suppress(ClaimError):
        decode(json.loads(json.dumps(junk)), {"t0": torch.zeros(1)})


@pytest.mark.parametrize(
    "body",
    [
        {"$": "tensor", "v": "t9"},
        {"$": "tensor", "v": ["t0"]},
        {"$": "tensor"},
        {"$": "int", "v": "1" * 4001},
        {"$": "int", "v": "one"},
        {"$": "int", "v": 5},
        {"$": "float", "v": "1e5"},
        {"$": "float", "v": []},
        {"$": "handle", "v": "1"},
        {"$": "handle", "v": True},
        {"$": "tuple", "v": 3},
        {"$": "tuple", "v": "abc"},
        {"$": "dict", "v": [[1]]},
        {"$": "dict", "v": [[1, 2, 3]]},
        {"$": "dict", "v": [3]},
        {"$": "dict", "v": [[[1], 2]]},
        {"$": "dict", "v": [[{"$": "dict", "v": []}, 2]]},
        {"$": "expr", "v": "1"},
        {"$": ["tensor"], "v": "t0"},
        {"$": None},
    ],
    ids=repr,
)
def test_tag_that_does_not_fit_is_a_claim_error(body):
    with pytest.raises(ClaimError):
        decode(body, {"t0": torch.zeros(1)})


def test_reply_that_is_nested_too_deeply_is_a_claim_error():
    deep = 1
    for _ in range(900):
        deep = [deep]
    with pytest.raises(ClaimError, match="deeply"):
        decode(deep, {})


@given(st.binary(max_size=200))
def test_any_bytes_are_tensors_or_a_claim_error(blob):
    with contextlib.suppress(ClaimError):
        unpack(blob)


def test_truncated_tensors_are_a_claim_error():
    blob = save({"a": torch.zeros(10), "b": torch.zeros(3)})
    for length in range(1, len(blob)):
        with pytest.raises(ClaimError):
            unpack(blob[:length])


@pytest.mark.parametrize(
    "head",
    [
        {"a": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 4]}},
        {"a": {"dtype": "F32", "shape": [2**62, 4], "data_offsets": [0, 0]}},
        {"a": {"dtype": "F99", "shape": [1], "data_offsets": [0, 4]}},
        {"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}},
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}},
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 2**50]}},
        {"a": 5},
        [],
        None,
    ],
)
def test_safetensors_that_lie_about_their_size_are_a_claim_error(head):
    raw = json.dumps(head).encode()
    with pytest.raises(ClaimError):
        unpack(len(raw).to_bytes(8, "little") + raw + b"\0" * 4)


@pytest.mark.parametrize(
    "dtype", ["F8_E4M3", "F8_E5M2", "F8_E8M0", "F4", "I8", "U64", "BF16", "C64", "F6_E2M3"]
)
def test_rare_dtypes_are_tensors_or_a_claim_error(dtype):
    size = {"U64": 8, "C64": 8, "BF16": 2}.get(dtype, 1)
    head = {"a": {"dtype": dtype, "shape": [8 // size], "data_offsets": [0, 8]}}
    raw = json.dumps(head).encode()
    with contextlib.suppress(ClaimError):
        unpack(len(raw).to_bytes(8, "little") + raw + b"\0" * 8)


@given(
    JUNK
    | st.fixed_dictionaries({"status": st.sampled_from(["ok", "died", 1]), "seconds": JUNK, "outputs": JUNK})
)
def test_any_reply_to_a_cell_is_read_or_a_claim_error(body):
    with contextlib.suppress(ClaimError):
        parse_cell(body)


@pytest.mark.parametrize(
    "more",
    [
        {"status": "fine"},
        {"seconds": -1.0},
        {"seconds": math.nan},
        {"seconds": "1"},
        {"outputs": [{"kind": "stdout", "text": "x"}] * 201},
        {"outputs": [{"kind": "html", "text": "x"}]},
        {"outputs": [{"kind": "stdout", "text": 5}]},
        {"outputs": [{"kind": "stdout", "power": 9}]},
        {"error": {"name": "E"}},
        {"error": {"name": "E" * 501, "message": ""}},
        {"count": "1"},
        {"code": 1.5},
    ],
    ids=lambda more: str(more)[:40],
)
def test_reply_to_a_cell_that_does_not_fit_is_a_claim_error(more):
    with pytest.raises(ClaimError, match="malformed reply"):
        parse_cell({"status": "ok"} | more)


def test_handle_comes_back_as_a_number_and_a_type():
    assert decode({"$": "handle", "v": 3, "type": "Linear"}, {}) == Handle(3, "Linear")

"""Assertions about numbers and tensors: what passes, what does not, and what the student reads."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.checks import expect
from grader.checks.failures import Unmet
from grader.checks.measures import collected
from grader.checks.values import as_tensor, shown, tolerance
from grader.kernel.protocol import Handle, Opaque, TensorView
from grader.models import Status

NAN = math.nan
ODD = [
    None,
    "text",
    {},
    {"a": 1},
    [1, "a"],
    [[1], [1, 2]],
    10**400,
    [10**400],
    Opaque("x.Y", "y"),
    Handle(1, "Y"),
    {1},
]
"""What a student may have put where a number was expected."""


def unmet(assertion, *args, **keywords):
    """The failure that this assertion ends with."""
    with pytest.raises(Unmet) as caught:
        assertion(*args, **keywords)
    return caught.value


def view(value, **keywords):
    return TensorView(torch.as_tensor(value), **keywords)


# --- that, equal ----------------------------------------------------------------------------------


@pytest.mark.parametrize("condition", [True, np.bool_(True)])
def test_true_condition_passes(condition):
    expect.that(condition, "no")


@pytest.mark.parametrize(
    "condition", [False, None, 1, "yes", [1], np.bool_(False), torch.tensor(True), Opaque("", "")]
)
def test_only_true_is_true(condition):
    assert unmet(expect.that, condition, "no", "try", 3, [1]).message == "no"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (1, 1),
        (1.0 + 1e-12, 1.0),
        (1, 1.0),
        ("a", "a"),
        ([1, 2.0], (1, 2.0)),
        ({"a": [1]}, {"a": [1]}),
        (None, None),
        (True, True),
        ({1, 2}, {2, 1}),
        (math.inf, math.inf),
    ],
)
def test_equal_data_are_equal(found, expected):
    expect.equal(found, expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (1, 2),
        (1.001, 1.0),
        (True, 1),
        (True, 1.0),
        (1, True),
        ("1", 1),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        (NAN, NAN),
        (NAN, 1.0),
        (None, 0),
        (10**400, 1.0),
        (1.0, 10**400),
        (Opaque("x.Y", "1"), "1"),
    ],
)
def test_different_data_are_not_equal(found, expected):
    failure = unmet(expect.equal, found, expected, "the answer")
    assert failure.message == "The answer is not as expected."
    assert failure.status is Status.FAILED


@pytest.mark.parametrize("expected", [1, 1.5, "a", [1], {"a": 1}, None])
def test_odd_values_are_not_equal_to_anything(expected):
    for odd in ODD:
        if odd != expected:
            unmet(expect.equal, odd, expected)


# --- close ----------------------------------------------------------------------------------------


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e9, 1e9)))
def test_everything_is_close_to_itself(values):
    expect.close(view(values), values)


@given(
    hnp.arrays(np.float64, hnp.array_shapes(max_side=4), elements=st.floats(-1e9, 1e9)),
    st.sampled_from([NAN, math.inf, -math.inf]),
    st.integers(min_value=0),
)
def test_nan_and_infinity_are_close_to_nothing(values, bad, position):
    broken = values.copy()
    broken.flat[position % values.size] = bad
    unmet(expect.close, view(broken), values)
    unmet(expect.close, view(broken), broken)


@pytest.mark.parametrize("dtype", [torch.complex64, torch.complex128])
def test_complex_nan_is_close_to_nothing(dtype):
    broken = torch.tensor([complex(NAN, 0)], dtype=dtype)
    unmet(expect.close, view(broken), torch.zeros(1, dtype=dtype))
    unmet(expect.finite, view(broken))


@pytest.mark.parametrize("expected", [NAN, math.inf])
def test_nothing_is_close_to_nan_or_infinity_of_the_grader(expected):
    unmet(expect.close, view([1.0]), torch.tensor([expected]))


@pytest.mark.parametrize(
    ("dtype", "fine", "wrong"),
    [
        (torch.float64, 5e-10, 1e-8),
        (torch.float32, 5e-6, 1e-4),
        (torch.float16, 5e-3, 1e-1),
        (torch.bfloat16, 8e-3, 1e-1),
    ],
)
def test_tolerance_follows_the_dtype(dtype, fine, wrong):
    ours = torch.ones(3, dtype=torch.float64)
    expect.close(view((ours + fine).to(dtype)), ours.to(dtype))
    unmet(expect.close, view((ours + wrong).to(dtype)), ours.to(dtype))


def test_integers_have_to_be_equal():
    assert tolerance(torch.int64, torch.bool) == 0
    expect.close(view([1, 2]), torch.tensor([1, 2]))
    unmet(expect.close, view([1, 2]), torch.tensor([1, 3]))


def test_given_tolerances_are_used():
    expect.close(1.4, 1.0, rtol=0.5)
    expect.close(1.4, 1.0, atol=0.5)
    unmet(expect.close, 1.6, 1.0, rtol=0.0, atol=0.5)


def test_close_names_position_and_share_of_what_differs():
    failure = unmet(expect.close, view([[1.0, 2.0], [3.0, 9.0]]), torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    assert failure.message.endswith("1 of 4 numbers differ. First at position (1, 1).")
    assert (failure.expected, failure.found) == ("4", "9")


def test_close_compares_shapes_first():
    assert "shape" in unmet(expect.close, view([1.0, 2.0]), torch.tensor([[1.0, 2.0]])).message


def test_empty_tensors_of_one_shape_are_close():
    expect.close(view(torch.zeros(0, 2)), torch.zeros(0, 2))


def test_bool_counts_as_a_number_for_close():
    expect.close(view([True, False]), torch.tensor([1.0, 0.0]))


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
@pytest.mark.parametrize(
    "assertion",
    [
        lambda v: expect.close(v, 1.0),
        lambda v: expect.shape(v, (2, 2)),
        lambda v: expect.dtype(v, torch.float16),
        lambda v: expect.between(v, 0, 1),
        lambda v: expect.loss_below(v, 1.0),
        expect.loss_falls,
        lambda v: expect.accuracy_at_least(v, torch.ones(3), 0.5),
        lambda v: expect.agrees_with(v, torch.ones(3)),
        lambda v: expect.gradient(v, torch.ones(3)),
        lambda v: expect.finite(v) or expect.that(False, ""),
    ],
)
def test_odd_values_fail_with_words_and_are_not_our_crash(assertion, odd):
    unmet(assertion, odd)


# --- facts about tensors --------------------------------------------------------------------------


def test_shape_with_any_size():
    expect.shape(view(torch.zeros(5, 3)), (None, 3))
    failure = unmet(expect.shape, view(torch.zeros(5, 3)), (None, 4), "the batch")
    assert failure.message == "The batch should have shape (any, 4), and it has (5, 3)."


@pytest.mark.parametrize(("sizes", "word"), [((3, 5), "transposed"), ((15,), "dimensions"), ((5, 4), "Rows")])
def test_wrong_shape_brings_a_hint_that_fits(sizes, word):
    assert word in unmet(expect.shape, view(torch.zeros(sizes)), (5, 3)).hint


def test_array_without_dimensions_has_no_dimensions():
    expect.shape(np.array(1.5), ())


def test_dtype_says_how_to_convert():
    expect.dtype(view([1.0]), torch.float32)
    assert "torch.float64" in unmet(expect.dtype, view([1.0]), torch.float64).hint


def test_tracking_of_gradients():
    expect.tracks_gradient(view([1.0], requires_grad=True), True)
    assert "requires_grad=True" in unmet(expect.tracks_gradient, view([1.0]), True).hint
    unmet(expect.tracks_gradient, view([1.0], requires_grad=True), False)


def test_leaf_and_device():
    expect.leaf(view([1.0]))
    unmet(expect.leaf, view([1.0], is_leaf=False))
    expect.device(view([1.0], device="cuda:1"), "cuda")
    unmet(expect.device, view([1.0]), "cuda")


@pytest.mark.parametrize(("bad", "word"), [(NAN, "NaN"), (math.inf, "infinity")])
def test_finite_names_what_it_found(bad, word):
    expect.finite(view([1.0]))
    expect.finite(view([1]))
    assert word in unmet(expect.finite, view([1.0, bad])).message


# --- gradients ------------------------------------------------------------------------------------


def test_gradient_that_was_added_up_is_recognised():
    ours = torch.tensor([0.5, -2.0])
    expect.gradient(view(ours), ours)
    failure = unmet(expect.gradient, view(ours * 3), ours)
    assert "3 times" in failure.message
    assert "add up" in failure.hint


def test_gradient_that_is_wrong_otherwise_is_compared():
    assert "differs" in unmet(expect.gradient, view([0.5, 2.0]), torch.tensor([0.5, -2.0])).message


@pytest.mark.parametrize("found", [[0.0, 0.0], [NAN, 1.0], [1.0], [[1.0, 2.0]], [math.inf, 1.0]])
def test_gradient_of_the_wrong_kind_fails(found):
    unmet(expect.gradient, view(found), torch.tensor([1.0, 2.0]))


def test_no_gradient_is_none_or_zeros():
    expect.no_gradient(None)
    expect.no_gradient(view([0.0, 0.0]))
    unmet(expect.no_gradient, view([0.0, 1.0]))
    unmet(expect.no_gradient, view([NAN]))


# --- numbers --------------------------------------------------------------------------------------


def test_between_is_closed_and_never_nan():
    expect.between(0, 0, 1)
    expect.between(view([1.0]), 0, 1)
    for bad in (-0.1, 1.1, NAN, math.inf, view([0.5, 0.5]), view(torch.tensor(0.5j))):
        unmet(expect.between, bad, 0, 1)


def test_between_notes_what_it_measured():
    with collected() as found:
        expect.between(0.5, 0, 1, "the slope")
    assert [(m.what, m.value, m.low, m.high) for m in found] == [("the slope", "0.5", 0, 1)]


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.23456789, "1.23457"),
        (True, "True"),
        (torch.tensor(2.0), "2"),
        (torch.arange(9), "[0, 1, 2, 3, 4, 5, …] of shape (9,)"),
        (np.zeros((1, 2)), "[0, 0] of shape (1, 2)"),
        ("x" * 300, "'" + "x" * 199 + "…"),
        (NAN, "nan"),
    ],
)
def test_values_are_shown_short(value, text):
    assert shown(value) == text


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_odd_values_can_be_shown(odd):
    assert len(shown(odd)) <= 201


def test_tensor_of_the_grader_is_taken_without_its_graph():
    assert not as_tensor(torch.ones(1, requires_grad=True)).requires_grad

"""Assertions about numbers and tensors."""

import math
from typing import Any

import numpy as np
import torch

from grader.checks.failures import Unmet
from grader.checks.measures import measure
from grader.kernel.protocol import TensorView

__all__ = [
    "as_tensor",
    "between",
    "close",
    "device",
    "dtype",
    "equal",
    "finite",
    "gradient",
    "leaf",
    "no_gradient",
    "number",
    "shape",
    "shown",
    "that",
    "tolerance",
    "tracks_gradient",
]

TOLERANCES = {
    torch.float64: 1e-9,
    torch.float32: 1e-5,
    torch.float16: 1e-2,
    torch.bfloat16: 1e-2,
    torch.complex64: 1e-5,
    torch.complex128: 1e-9,
}
"""Relative tolerance by dtype; the absolute one is the same, scaled by the largest expected value."""


def tolerance(*dtypes: torch.dtype) -> float:
    """Relative tolerance of the least precise of these dtypes; 0 for integers and booleans alone."""
    return max((TOLERANCES.get(d, 0.0) for d in dtypes), default=0.0)


def as_tensor(value: Any) -> torch.Tensor:
    """The grader's own tensor of a view, array, list or number."""
    if isinstance(value, TensorView):
        return value.data
    if isinstance(value, torch.Tensor):
        return value.detach().cpu()
    if isinstance(value, np.ndarray):
        return torch.from_numpy(np.array(value, order="C"))
    try:
        return torch.as_tensor(value)
    except (TypeError, ValueError, RuntimeError):
        raise Unmet("A number or tensor was expected here.", found=shown(value)) from None


def shown(value: Any) -> str:
    """A short form of a value for a report: at most a few numbers, six digits each."""
    if isinstance(value, (TensorView, torch.Tensor, np.ndarray)):
        tensor = as_tensor(value)
        if tensor.numel() == 1:
            return shown(tensor.reshape(()).item())
        numbers = ", ".join(shown(x) for x in tensor.flatten()[:6].tolist())
        more = ", …" if tensor.numel() > 6 else ""  # noqa: PLR2004 - as many as fit beside each other
        return f"[{numbers}{more}] of shape {tuple(tensor.shape)}"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"  # noqa: PLR2004 - a line or two


def that(condition: bool, message: str, hint: str = "", expected: Any = "", found: Any = "") -> None:
    """The condition is true; for what no other assertion says."""
    if condition is not True and not (isinstance(condition, np.bool_) and bool(condition)):
        raise Unmet(message, hint=hint, expected=_text(expected), found=_text(found))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else shown(value)


def equal(found: Any, expected: Any, what: str = "the value", hint: str = "") -> None:
    """Plain data are equal; numbers within 1e-9."""
    if not _same(found, expected):
        raise Unmet(
            f"{_first_up(what)} is not as expected.", hint=hint, expected=shown(expected), found=shown(found)
        )


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, float) or isinstance(found, float):
        numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (found, expected))
        try:
            return numbers and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
        except OverflowError:  # an integer beyond all floats
            return False
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(found, (list, tuple))
            and len(found) == len(expected)
            and all(_same(f, e) for f, e in zip(found, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and found.keys() == expected.keys()
            and all(_same(found[k], e) for k, e in expected.items())
        )
    return type(found) is type(expected) and bool(found == expected)


def shape(found: Any, expected: tuple[int | None, ...], what: str = "the tensor", hint: str = "") -> None:
    """The shape; None stands for any size."""
    sizes = tuple(as_tensor(found).shape)
    fits = len(sizes) == len(expected) and all(e in (None, s) for s, e in zip(sizes, expected, strict=True))
    if not fits:
        wanted = "(" + ", ".join("any" if e is None else str(e) for e in expected) + ")"
        raise Unmet(
            f"{_first_up(what)} should have shape {wanted}, and it has {sizes}.",
            hint=hint or _shape_hint(sizes, expected),
            expected=wanted,
            found=str(sizes),
        )


def _shape_hint(sizes: tuple[int, ...], expected: tuple[int | None, ...]) -> str:
    if sizes == tuple(reversed(expected)):
        return "It is transposed: rows and columns are swapped."
    if len(sizes) != len(expected):
        return "The number of dimensions differs: look at unsqueeze, reshape or flatten."
    return "Rows are the examples, columns the features or outputs."


def dtype(found: Any, expected: torch.dtype, what: str = "the tensor", hint: str = "") -> None:
    """The element type."""
    actual = as_tensor(found).dtype
    if actual != expected:
        raise Unmet(
            f"{_first_up(what)} should be of dtype {expected}, and it is {actual}.",
            hint=hint or f"Say so when you make it (dtype={expected}) or convert it with .to({expected}).",
            expected=str(expected),
            found=str(actual),
        )


def tracks_gradient(found: TensorView, expected: bool, what: str = "the tensor", hint: str = "") -> None:
    """`requires_grad` is as expected."""
    if found.requires_grad is not expected:
        wish = "track gradients" if expected else "not track gradients"
        raise Unmet(
            f"{_first_up(what)} should {wish}.",
            hint=hint or ("Make it with requires_grad=True." if expected else "Leave requires_grad out."),
            expected=f"requires_grad={expected}",
            found=f"requires_grad={found.requires_grad}",
        )


def leaf(found: TensorView, what: str = "the tensor", hint: str = "") -> None:
    """Not the result of an operation, so that gradients arrive in it."""
    if not found.is_leaf:
        raise Unmet(
            f"{_first_up(what)} is the result of an operation, so no gradient will arrive in it.",
            hint=hint or "Change it in place inside `with torch.no_grad():`, for example `w -= …`.",
            expected="a leaf tensor",
            found="the result of an operation",
        )


def finite(found: Any, what: str = "the values", hint: str = "") -> None:
    """No NaN and no infinity."""
    tensor = as_tensor(found)
    if (tensor.is_floating_point() or tensor.is_complex()) and not bool(torch.isfinite(tensor).all()):
        bad = "NaN" if bool(torch.isnan(tensor).any()) else "infinity"
        raise Unmet(
            f"There is {bad} in {what}.",
            hint=hint or "Look for a division by zero, a log of zero or a learning rate that is too high.",
            expected="finite numbers",
            found=bad,
        )


def device(found: TensorView, expected: str, what: str = "the tensor", hint: str = "") -> None:
    """The type of the device it is on."""
    if found.device.split(":")[0] != expected:
        raise Unmet(
            f"{_first_up(what)} should be on {expected}, and it is on {found.device}.",
            hint=hint or "Let the device follow what is available, and move model and data to it.",
            expected=expected,
            found=found.device,
        )


def close(
    found: Any,
    expected: Any,
    rtol: float | None = None,
    atol: float | None = None,
    what: str = "the values",
    hint: str = "",
) -> None:
    """Same shape, and every element within tolerance; NaN never passes."""
    ours, theirs = as_tensor(expected), as_tensor(found)
    shape(theirs, tuple(ours.shape), what, hint)
    finite(theirs, what)
    if rtol is None:
        rtol = tolerance(ours.dtype, theirs.dtype)
    wide = [t.to(torch.complex128 if t.is_complex() else torch.float64) for t in (theirs, ours)]
    if atol is None:
        atol = rtol * float(wide[1].abs().max()) if ours.numel() else 0.0
    near = (wide[0] - wide[1]).abs() <= atol + rtol * wide[1].abs()
    off = ~(near & torch.isfinite(wide[1]))  # this way round, NaN on either side is off
    if bool(off.any()):
        position = tuple(int(i) for i in off.nonzero()[0]) if ours.dim() else ()
        where = f" First at position {position}." if ours.numel() > 1 else ""
        share = f"{int(off.sum())} of {ours.numel()} numbers differ." if ours.numel() > 1 else ""
        raise Unmet(
            f"{_first_up(what)} {_differs(what)} from what is expected. {share}{where}".strip(),
            hint=hint,
            expected=shown(ours[position] if position else ours),
            found=shown(theirs[position] if position else theirs),
        )


def gradient(
    found: Any,
    expected: Any,
    rtol: float = 1e-4,
    atol: float | None = None,
    what: str = "the gradient",
    hint: str = "",
) -> None:
    """A gradient; a multiple of the right one names the forgotten reset."""
    ours, theirs = as_tensor(expected), as_tensor(found)
    if ours.shape == theirs.shape and bool(torch.isfinite(theirs).all()) and float(ours.abs().max()) > 0:
        ratio = float((theirs.double() * ours.double()).sum() / (ours.double() ** 2).sum())
        scaled = ours.double() * round(ratio)
        if round(ratio) > 1 and torch.allclose(theirs.double(), scaled, rtol=1e-3, atol=1e-9):
            raise Unmet(
                f"{_first_up(what)} is {round(ratio)} times what it should be.",
                hint=hint or "Gradients add up until they are reset: run backward() once, from a fresh loss.",
                expected=shown(ours),
                found=shown(theirs),
            )
    advice = hint or "Is the loss the mean over all elements, and backward() called on it?"
    close(theirs, ours, rtol, atol, what, advice)


def no_gradient(found: Any, what: str = "the gradient", hint: str = "") -> None:
    """None, or all zero."""
    if found is not None and bool((as_tensor(found) != 0).any()):
        raise Unmet(
            f"{_first_up(what)} should be zero here.",
            hint=hint or "Reset it with .grad.zero_() (or optimizer.zero_grad()).",
            expected="zeros or None",
            found=shown(found),
        )


def between(found: Any, low: float, high: float, what: str = "the value", hint: str = "") -> None:
    """Inside the closed interval; NaN never is."""
    value = number(found, what)
    finite(torch.tensor(value), what)
    measure(what, value, low, high)
    if not low <= value <= high:
        raise Unmet(
            f"{_first_up(what)} should lie between {shown(float(low))} and {shown(float(high))}.",
            hint=hint,
            expected=f"{shown(float(low))} to {shown(float(high))}",
            found=shown(value),
        )


def number(found: Any, what: str) -> float:
    """The single real number in a view, tensor or list; it may be NaN.

    Raises:
        Unmet: it is something else.

    """
    tensor = as_tensor(found)
    if tensor.numel() != 1 or tensor.is_complex():
        raise Unmet(
            f"{_first_up(what)} should be a single number.", expected="one number", found=shown(found)
        )
    return float(tensor.reshape(()).item())


def _differs(what: str) -> str:
    return "differ" if what.endswith("s") and not what.endswith("ss") else "differs"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What may cross the pipe: the schema of every reply, and claims turned into plain data.

Everything here was written by the student's side. A reply that does not fit is a `ClaimError`: a
verdict against the claim, never a crash and never points.
"""

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load, save

from grader.models import Output

__all__ = ["CellReply", "ClaimError", "Handle", "Opaque", "TensorView", "decode", "encode", "parse_cell"]

DEPTH = 20
Text = Annotated[str, Field(max_length=20 * 2**20)]


class ClaimError(Exception):
    """A reply that is malformed, or of a kind that cannot be believed."""


class RawError(BaseModel):
    """The exception that ended a cell."""

    model_config = ConfigDict(strict=True, frozen=True)

    name: Annotated[str, Field(max_length=500)]
    message: Annotated[str, Field(max_length=5000)]
    traceback: Annotated[str, Field(max_length=40_000)] = ""


class CellReply(BaseModel):
    """How a cell ended, as the runner says."""

    model_config = ConfigDict(strict=True, frozen=True)

    status: Literal["ok", "timeout", "died", "flood"]
    seconds: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] = 0.0
    outputs: list[Output] = Field(default_factory=list, max_length=200)
    error: RawError | None = None
    count: int | None = None
    code: int | None = None
    alive: bool = True
    size: int = 0
    limit: float = 0.0


def parse_cell(body: Any) -> CellReply:
    """Read the reply to a `run` request.

    Raises:
        ClaimError: it does not fit the schema.

    """
    try:
        return CellReply.model_validate(body)
    except (ValidationError, RecursionError) as error:
        raise ClaimError(f"malformed reply to a cell ({type(error).__name__})") from None


class Handle(NamedTuple):
    """An object that stays in the notebook's process; only its number is here."""

    number: int
    type: str


class Opaque(NamedTuple):
    """An object of a type that does not cross the border: all we have is its description."""

    type: str
    repr: str


class TensorView(NamedTuple):
    """A tensor, parameter or array of the notebook, copied: `data` is the grader's own."""

    data: torch.Tensor
    """The values, detached, on the CPU."""
    kind: str = "tensor"
    """tensor, parameter, ndarray or number."""
    device: str = "cpu"
    """Where the notebook has it."""
    requires_grad: bool = False
    is_leaf: bool = True
    has_grad_fn: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """Sizes of all dimensions."""
        return tuple(self.data.shape)

    @property
    def dtype(self) -> torch.dtype:
        """Element type."""
        return self.data.dtype

    def item(self) -> float:
        """The single number in it.

        Raises:
            ClaimError: there is not exactly one element.

        """
        if self.data.numel() != 1:
            raise ClaimError(f"one number was expected, and there are {self.data.numel()}")
        return float(self.data.reshape(()).item())


def encode(value: Any, tensors: dict[str, torch.Tensor]) -> Any:
    """The grader's own value in tagged form; tensors are put into `tensors`."""
    if isinstance(value, TensorView):
        value = value.data
    if isinstance(value, np.ndarray):
        value = torch.from_numpy(np.array(value, order="C"))
    if isinstance(value, torch.Tensor):
        key = f"t{len(tensors)}"
        tensors[key] = value.detach().cpu().clone().contiguous()
        return {"$": "tensor", "v": key}
    if isinstance(value, Handle):
        return {"$": "handle", "v": value.number}
    if isinstance(value, Expression):
        return {"$": "expr", "v": value.text}
    if isinstance(value, tuple):
        return {"$": "tuple", "v": [encode(item, tensors) for item in value]}
    if isinstance(value, list):
        return [encode(item, tensors) for item in value]
    if isinstance(value, Mapping):
        return {"$": "dict", "v": [[encode(k, tensors), encode(v, tensors)] for k, v in value.items()]}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$": "float", "v": repr(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"a check cannot send a value of type {type(value).__name__}")


class Expression(NamedTuple):
    """An expression of the check's author, to be evaluated in the notebook as an argument."""

    text: str


def pack(tensors: dict[str, torch.Tensor]) -> bytes:
    """The bytes that travel beside the JSON."""
    return save(tensors) if tensors else b""


def unpack(blob: bytes) -> dict[str, torch.Tensor]:
    """Tensors that came from the notebook; safetensors checks sizes against the bytes before it allocates.

    Raises:
        ClaimError: the bytes are no safetensors.

    """
    if not blob:
        return {}
    try:
        return load(blob)
    except (SafetensorError, KeyError, ValueError, TypeError, RuntimeError) as error:
        raise ClaimError(f"malformed tensor data ({type(error).__name__})") from None


def decode(value: Any, tensors: Mapping[str, torch.Tensor], depth: int = DEPTH) -> Any:
    """A claim as plain data.

    Raises:
        ClaimError: a tag is unknown, or something in it has the wrong type.

    """
    if depth < 0:
        raise ClaimError("the reply is nested too deeply")
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is list:
        return [decode(item, tensors, depth - 1) for item in value]
    if type(value) is dict and "$" in value:
        return _decode_tag(value, tensors, depth)
    if type(value) is dict:
        return {k: decode(v, tensors, depth - 1) for k, v in value.items()}
    raise ClaimError(f"a reply holds a {type(value).__name__}")


def _decode_tag(value: dict[str, Any], tensors: Mapping[str, torch.Tensor], depth: int) -> Any:
    tag, inner = value.get("$"), value.get("v")
    try:
        if tag == "tensor":
            return _tensor(value, tensors)
        if tag == "int" and isinstance(inner, str) and len(inner) <= 4000:  # noqa: PLR2004 - Python's own limit
            return int(inner)
        if tag == "float" and inner in ("nan", "inf", "-inf"):
            return float(inner)
        if tag == "handle" and type(inner) is int:
            return Handle(inner, _text(value.get("type")))
        if tag == "other":
            return Opaque(_text(value.get("type")), _text(value.get("repr")))
        if tag in ("tuple", "set") and type(inner) is list:
            items = [decode(item, tensors, depth - 1) for item in inner]
            return tuple(items) if tag == "tuple" else _as_set(items)
        if tag == "dict" and type(inner) is list:
            pairs = [(decode(k, tensors, depth - 1), decode(v, tensors, depth - 1)) for k, v in inner]
            return dict(pairs)
    except (TypeError, ValueError, KeyError, RuntimeError) as error:
        raise ClaimError(f"malformed {_text(tag)} in a reply ({type(error).__name__})") from None
    raise ClaimError("a reply holds an unknown kind of value")


def _as_set(items: list[Any]) -> Any:
    try:
        return set(items)
    except TypeError:
        return items


def _tensor(value: dict[str, Any], tensors: Mapping[str, torch.Tensor]) -> TensorView:
    data = tensors[value["v"]]
    return TensorView(
        data=torch.view_as_complex(data) if value.get("complex") is True else data,
        kind=_text(value.get("kind")),
        device=_text(value.get("device")),
        requires_grad=value.get("requires_grad") is True,
        is_leaf=value.get("is_leaf", True) is True,
        has_grad_fn=value.get("grad_fn") is True,
    )


def _text(value: Any) -> str:
    return value[:1000] if isinstance(value, str) else ""

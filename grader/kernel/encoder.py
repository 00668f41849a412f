"""How values leave the student's process: as JSON with tags, {"$": "tensor", …}, and safetensors bytes.

Only values of exactly known types cross, and nothing is copied before its size is known.
"""

import sys
from typing import Any

PLAIN_DEPTH = 12
PLAIN_ITEMS = 200_000
TEXT_LENGTH = 100_000


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """The value is of a kind or size that does not cross the border."""


class Encoder:
    """Turns values of exactly known types into tagged JSON and a dict of tensors."""

    def __init__(self, tensor_bytes: int, handles: dict[int, Any]) -> None:
        self.tensors: dict[str, Any] = {}
        self._room = tensor_bytes
        self._items = PLAIN_ITEMS
        self._handles = handles

    def encode(self, value: Any, depth: int = PLAIN_DEPTH) -> Any:
        """The tagged form of a value; objects of other types are only described."""
        self._items -= 1
        if depth < 0 or self._items < 0:
            raise Refused("the value is nested too deeply or has too many items")
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is int:
            return value if abs(value) < 2**53 else {"$": "int", "v": str(value)[:4000]}
        if kind is float:
            return value if value - value == 0 else {"$": "float", "v": repr(value)}
        if kind is str:
            return short(value)
        if kind in (list, tuple, set, frozenset):
            items = [self.encode(item, depth - 1) for item in value]
            return items if kind is list else {"$": "tuple" if kind is tuple else "set", "v": items}
        if isinstance(value, dict):
            pairs = [[self.encode(k, depth - 1), self.encode(v, depth - 1)] for k, v in value.items()]
            return {"$": "dict", "v": pairs}
        return self._encode_object(value, depth)

    def _encode_object(self, value: Any, depth: int) -> Any:
        numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
        if numpy is not None and isinstance(value, numpy.generic):
            return self.encode(value.item(), depth - 1)
        if numpy is not None and isinstance(value, numpy.ndarray):
            array = numpy.asarray(value)  # a subclass may lie about its size
            if torch is None or array.dtype.kind not in "biufc":
                return self.encode(array.tolist(), depth - 1)
            self._claim(array.nbytes)
            copied = numpy.array(array, dtype=array.dtype.newbyteorder("="), order="C")
            return self._tensor(torch.from_numpy(copied), "ndarray", value, grad=False)
        if torch is not None and isinstance(value, torch.Tensor):
            kind = "parameter" if isinstance(value, torch.nn.Parameter) else "tensor"
            with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - a subclass may lie about its size
                data = torch.Tensor.detach(value)
                data = data if type(data) is torch.Tensor else torch.Tensor.as_subclass(data, torch.Tensor)
            self._claim(data.numel() * data.element_size())
            data = data if data.layout is torch.strided else data.to_dense()
            return self._tensor(data.cpu().clone().contiguous(), kind, value, grad=True)
        if torch is not None and isinstance(value, (torch.dtype, torch.device, torch.Size)):
            return self.encode(tuple(value), depth) if isinstance(value, torch.Size) else str(value)
        described = f"{type(value).__module__}.{type(value).__qualname__}"
        try:
            shown = repr(value)
        except Exception as error:  # noqa: BLE001 - a student's __repr__ may do anything
            shown = f"<repr failed: {type(error).__name__}>"
        return {"$": "other", "type": short(described, 200), "repr": short(shown, 500)}

    def _claim(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            raise Refused(f"the tensor has {size:,} bytes, which is more than a check may fetch")

    def _tensor(self, data: Any, kind: str, original: Any, *, grad: bool) -> dict[str, Any]:
        key = f"t{len(self.tensors)}"
        tag: dict[str, Any] = {"$": "tensor", "v": key, "kind": kind, "device": "cpu"}
        if data.is_complex():  # safetensors knows complex64 alone
            data = sys.modules["torch"].view_as_real(data.resolve_conj())
            tag["complex"] = True
        self.tensors[key] = data
        if grad:
            tag |= {
                "device": str(original.device),
                "requires_grad": bool(original.requires_grad),
                "is_leaf": bool(original.is_leaf),
                "grad_fn": original.grad_fn is not None,
            }
        return tag

    def handle(self, value: Any) -> dict[str, Any]:
        """Keep an object here and give out a number for it."""
        number = len(self._handles) + 1
        self._handles[number] = value
        return {"$": "handle", "v": number, "type": short(type(value).__qualname__, 200)}


def short(value: str, limit: int = TEXT_LENGTH) -> str:
    """Text that can be encoded, cut to a length."""
    return value[:limit].encode("utf-8", "replace").decode("utf-8")

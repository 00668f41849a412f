"""Answers the grader's questions; runs in the student's process, loaded by inside.py.

Whatever it answers is a claim: the student's code shares this process and
may have changed anything in it, so the grader checks every byte (see protocol.py). Its own care is for
honest notebooks: asking a question changes nothing that a later cell could notice (generators, modes,
gradients).
"""

import contextlib
import copy
import io
import json
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from grader.kernel import encoder
from grader.kernel.encoder import Encoder, Refused, short

OWN = (__file__, encoder.__file__)


class Answers:
    """What the grader may ask of the notebook; each public method is one operation."""

    def __init__(self, namespace: dict[str, Any], tensor_bytes: int) -> None:
        self._namespace = namespace
        self._tensor_bytes = tensor_bytes
        self._handles: dict[int, Any] = {}
        self.figures: list[dict[str, Any]] = []

    def reply(self, request: dict[str, Any], blob: bytes) -> tuple[bytes, bytes]:
        """Answer one request as JSON and safetensors bytes, whatever the student's objects do meanwhile."""
        try:
            answer, tensors = self.answer(request, blob)
            return json.dumps(answer, allow_nan=False).encode("ascii"), _save_tensors(tensors)
        except KeyboardInterrupt:
            return b'{"interrupted": true}', b""
        except BaseException:  # noqa: BLE001 - a missing reply would be a long wait and then a time-out
            return b'{"refused": "the value is of a kind that cannot be looked at"}', b""

    def answer(self, request: dict[str, Any], blob: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
        """Answer one request: tagged JSON and the tensors that belong to it."""
        encoder = Encoder(self._tensor_bytes, self._handles)
        try:
            with generators_restored():
                tensors = _load_tensors(blob)
                operation: Callable[..., Any] = getattr(self, "op_" + request["op"])
                inputs = {k: self._decode(v, tensors) for k, v in request.get("inputs", {}).items()}
                arguments = {k: self._decode(v, tensors) for k, v in request.get("arguments", {}).items()}
                return {
                    "ok": operation(encoder, request.get("expr", ""), inputs, **arguments)
                }, encoder.tensors
        except Refused as refusal:
            return {"refused": str(refusal)}, {}
        except KeyboardInterrupt:
            return {"interrupted": True}, {}
        except BaseException as error:  # noqa: BLE001 - the student's code may raise anything
            return {"raised": _describe(error)}, {}

    def _decode(self, value: Any, tensors: dict[str, Any]) -> Any:
        if isinstance(value, list):
            return [self._decode(item, tensors) for item in value]
        if not isinstance(value, dict):
            return value
        tag, inner = value["$"], value["v"]
        if tag == "tensor":
            return tensors[inner]
        if tag == "handle":
            return self._handles[inner]
        if tag == "expr":
            return self._evaluate(inner, {})
        if tag == "float":
            return float(inner)
        if tag == "dict":
            return {self._decode(k, tensors): self._decode(v, tensors) for k, v in inner}
        return tuple(self._decode(item, tensors) for item in inner)

    def _evaluate(self, expression: str, inputs: dict[str, Any], *, trusted_modules: bool = False) -> Any:
        scope = dict(_trusted_modules()) if trusted_modules else {}
        names = _Names(self._namespace, {"__builtins__": __builtins__} | scope | inputs)
        return eval(compile(expression, "<check>", "eval"), names)  # noqa: S307 - the author's expression

    def op_get(self, encoder: Encoder, expr: str, inputs: dict[str, Any]) -> Any:
        """The value of an expression."""
        return encoder.encode(self._evaluate(expr, inputs))

    def op_make(self, encoder: Encoder, expr: str, inputs: dict[str, Any]) -> Any:
        """Evaluate an expression of the check's author and keep the object here."""
        return encoder.handle(self._evaluate(expr, inputs, trusted_modules=True))

    def op_figures(self, encoder: Encoder, expr: str, inputs: dict[str, Any], *, cells: list[int]) -> Any:  # noqa: ARG002
        """What the cells with these numbers have drawn, as data."""
        return encoder.encode([f for f in self.figures if f.get("cell") in cells])

    def op_module(self, encoder: Encoder, expr: str, inputs: dict[str, Any]) -> Any:
        """Parameters and layers of a module."""
        module = self._module(expr, inputs)
        parameters = [
            [n, list(p.shape), str(p.dtype), str(p.device), bool(p.requires_grad)]
            for n, p in module.named_parameters()
        ]
        names = ("in_features", "out_features", "bias", "p", "num_features", "threshold", "dim", "inplace")
        layers = []
        for name, layer in module.named_modules():
            if next(layer.children(), None) is None:
                settings = {k: getattr(layer, k) for k in names if hasattr(layer, k)}
                settings = {
                    k: (v is not None if k == "bias" else v)
                    for k, v in settings.items()
                    if k == "bias" or type(v) in (int, float, bool, str)
                }
                layers.append([name, type(layer).__name__, settings])
        facts = {"type": type(module).__name__, "training": bool(module.training)}
        return encoder.encode(facts | {"parameters": parameters, "layers": layers})

    def op_state(self, encoder: Encoder, expr: str, inputs: dict[str, Any]) -> Any:
        """Parameters and buffers."""
        return encoder.encode(dict(self._module(expr, inputs).state_dict()))

    def op_forward(
        self,
        encoder: Encoder,
        expr: str,
        inputs: dict[str, Any],
        args: list[Any],
        train: bool,
        layer: str,
    ) -> Any:
        """What the module, or one layer of it, puts out for the grader's inputs."""
        import torch

        module = self._module(expr, inputs)
        module = copy.deepcopy(module) if train else module
        caught: list[Any] = []
        hook = None
        with _modes_restored(module), torch.no_grad(), _quiet():
            module.train(train)
            if layer:
                found = dict(module.named_modules())
                if layer not in found:
                    raise Refused(f"the module has no layer named {layer!r}; it has: {', '.join(found)[1:]}")
                hook = found[layer].register_forward_hook(lambda _m, _i, output: caught.append(output))
            try:
                output = module(*args)
            finally:
                if hook is not None:
                    hook.remove()
        return encoder.encode(caught[-1] if layer and caught else output)

    def op_gradients(
        self, encoder: Encoder, expr: str, inputs: dict[str, Any], x: Any, y: Any, loss: str
    ) -> Any:
        """Gradients of a loss with respect to every parameter, taken on a copy."""
        import torch

        module = copy.deepcopy(self._module(expr, inputs))
        module.zero_grad(set_to_none=True)
        functional = torch.nn.functional
        losses: dict[str, Callable[[Any], Any]] = {
            "mse": lambda out: functional.mse_loss(out, y),
            "bce": lambda out: functional.binary_cross_entropy(out, y),
            "bce_logits": lambda out: functional.binary_cross_entropy_with_logits(out, y),
            "cross_entropy": lambda out: functional.cross_entropy(out, y),
            "sum": lambda out: out.sum(),
        }
        with torch.enable_grad(), _quiet():
            losses[loss](module(x)).backward()
        return encoder.encode({n: p.grad for n, p in module.named_parameters()})

    def op_call(
        self,
        encoder: Encoder,
        expr: str,
        inputs: dict[str, Any],
        args: list[Any],
        kwargs: dict[str, Any],
        bind: dict[str, Any],
    ) -> Any:
        """Call a function of the notebook; `bind` replaces names of the notebook meanwhile."""
        function = self._evaluate(expr, inputs)
        if not callable(function):
            raise Refused(f"`{expr}` is no function but of type {type(function).__name__}")
        absent = object()
        before = {name: self._namespace.get(name, absent) for name in bind}
        self._namespace.update(bind)
        try:
            with _quiet() as printed:
                result = function(*args, **kwargs)
        finally:
            for name, old in before.items():
                if old is absent:
                    self._namespace.pop(name, None)
                else:
                    self._namespace[name] = old
        return {"value": encoder.encode(result), "printed": short(printed.getvalue())}

    def _module(self, expr: str, inputs: dict[str, Any]) -> Any:
        import torch

        found = self._evaluate(expr, inputs)
        if not isinstance(found, torch.nn.Module):
            raise Refused(f"`{expr}` should be a torch module, but it is of type {type(found).__name__}")
        return found


class _Names(dict[str, Any]):
    """A namespace that looks into the notebook's after its own, without copying it."""

    def __init__(self, namespace: dict[str, Any], first: dict[str, Any]) -> None:
        super().__init__(first)
        self._namespace = namespace

    def __missing__(self, name: str) -> Any:
        if name in self._namespace:
            return self._namespace[name]
        raise KeyError(name)


def _trusted_modules() -> Iterator[tuple[str, Any]]:
    import numpy as np
    import torch

    yield from (("torch", torch), ("nn", torch.nn), ("F", torch.nn.functional), ("np", np))


def _save_tensors(tensors: dict[str, Any]) -> bytes:
    if not tensors:
        return b""
    import safetensors.torch

    return bytes(safetensors.torch.save(tensors))


def _load_tensors(blob: bytes) -> dict[str, Any]:
    if not blob:
        return {}
    import safetensors.torch

    return dict(safetensors.torch.load(blob))


def _describe(error: BaseException) -> dict[str, str]:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename not in OWN]
    listing = "".join(traceback.format_list([f for f in frames if "torch" not in f.filename][-5:]))
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a student's __str__ may do anything
        message = ""
    missing = getattr(error, "name", None) if isinstance(error, (NameError, AttributeError)) else None
    own = not frames or all(f.filename == "<check>" for f in frames)
    return {
        "name": short(type(error).__name__, 200),
        "message": short(message, 2000),
        "traceback": short(listing, 8000),
        "missing": short(str(missing), 200) if missing and own else "",
    }


@contextlib.contextmanager
def _quiet() -> Iterator[io.StringIO]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        yield printed


@contextlib.contextmanager
def _modes_restored(module: Any) -> Iterator[None]:
    modes = [(m, m.training) for m in module.modules()]
    try:
        yield
    finally:
        for m, training in modes:
            m.training = training


@contextlib.contextmanager
def generators_restored() -> Iterator[None]:
    """Put every loaded generator back afterwards: Python, NumPy's legacy one, torch on CPU and CUDA."""
    numpy: Any = sys.modules.get("numpy")
    torch: Any = sys.modules.get("torch")
    python_state = random.getstate()
    numpy_state = numpy.random.get_state() if numpy else None
    torch_state = torch.get_rng_state() if torch else None
    cuda = bool(torch) and torch.cuda.is_initialized()
    cuda_states = torch.cuda.get_rng_state_all() if cuda else None
    try:
        yield
    finally:
        random.setstate(python_state)
        if numpy:
            numpy.random.set_state(numpy_state)
        if torch:
            torch.set_rng_state(torch_state)
        if cuda:
            torch.cuda.set_rng_state_all(cuda_states)

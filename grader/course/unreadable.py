"""Bytes to JSON, and when that fails: the one sentence that tells a student what the file is instead.

Students rename web pages, save in the wrong encoding, download half a file and commit merge conflicts.
"""

import codecs
import json
import re
from typing import Any

from grader.errors import NotebookError
from grader.settings import Limits

__all__ = ["load_json", "too_large"]

_MOST_BRACKETS = 2_000_000
"""JSON of 50 MiB that is all `{}` needs a gigabyte once it is parsed; text that long has no reason."""

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"version https://git-lfs", "a pointer of Git LFS"),
)
_SCRIPT = re.compile(r"#|%|!|@|import\s|from\s|def\s|class\s|\"\"\"|'''|[A-Za-z_][\w.]*\s*(=|\()")
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
_BINARY, _KIB, _MIB = 0.1, 1024, 1024 * 1024


def load_json(data: bytes, name: str) -> Any:
    """Parse the bytes of a file called `name`.

    Raises:
        NotebookError: it is no JSON; the message says what it looks like and what to do.

    """
    text = _decode(data, name)
    if data.count(b"{") + data.count(b"[") > _MOST_BRACKETS:
        raise NotebookError(f"{name} holds too much output to be read; clear all outputs and save it again.")
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise NotebookError(_no_json(text, name, error)) from None
    except ValueError:  # a number with thousands of digits
        raise NotebookError(f"{name} is no valid notebook: it holds a number that is too long.") from None
    except RecursionError:
        raise NotebookError(f"{name} is no valid notebook: it is nested too deeply.") from None


def too_large(name: str, size: int, limits: Limits) -> str:
    """The sentence for a file of more bytes than allowed."""
    return (
        f"{name} is {_shown(size)}, more than the {_shown(limits.notebook_bytes)} allowed; "
        "clear all outputs and save it again."
    )


def _shown(size: int) -> str:
    if size < _KIB:
        return f"{size} bytes"
    return f"{size / _KIB:.1f} KiB" if size < _MIB else f"{size / _MIB:.1f} MiB"


def _decode(data: bytes, name: str) -> str:
    if not data.strip():
        raise NotebookError(f"{name} is empty; save the notebook again and hand in that file.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotebookError(f"{name} is {what}, not a notebook; hand in the .ipynb file itself.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[:2] in (b"{\0", b"\0{"):
        raise NotebookError(f"{name} is saved as UTF-16; save it as UTF-8 (without converting its text).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.count(0) > _BINARY * len(data):
            raise NotebookError(f"{name} is a binary file, not a notebook.") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise NotebookError(
            f"{name} is not UTF-8 text (line {line} holds the byte 0x{data[error.start]:02x}); "
            "save it as UTF-8 again."
        ) from None


def _no_json(text: str, name: str, error: json.JSONDecodeError) -> str:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return (
            f"{name} has the marks of an unresolved merge conflict in line {line}; resolve it and save again."
        )
    start = text.lstrip()[:200]
    if start.startswith("<"):
        return f"{name} is a web page (HTML), not a notebook; download the .ipynb file itself."
    if not start.startswith(("{", "[")) and _SCRIPT.match(start):
        return f"{name} is a Python script, not a notebook; hand in the .ipynb file."
    if start.startswith("{") and _is_cut_off(text, error):
        return f"{name} was cut off in line {text.count(chr(10)) + 1}; save or copy the whole file again."
    return f"{name} is not a notebook: it is not valid JSON ({error.msg.lower()}, line {error.lineno})."


def _is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    return error.pos >= len(text.rstrip()) - 1 or error.msg.startswith(("Unterminated string", "Invalid \\u"))

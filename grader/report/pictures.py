"""Pictures that a report carries: which of them may be shown."""

import base64
import binascii
import re
import struct
from typing import Final, NamedTuple

from grader.report import text

__all__ = ["Picture", "checked"]

MAX_BASE64: Final = 12_000_000
MAX_PIXELS: Final = 40_000_000

_BASE64: Final = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_HEADER: Final = struct.Struct(">8sI4sII")
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    """A PNG that can stand in a page."""

    base64: str
    width: int
    height: int
    alt: str


def checked(png: str | None, alt: str) -> Picture | None:
    """The picture, when it is base64 of a PNG of bearable size; `None` otherwise.

    Only the signature and the header are read here: a browser decodes the rest, in its own sandbox.
    """
    if png is None or len(png) > MAX_BASE64:
        return None
    packed = png.replace("\n", "")
    if len(packed) % 4 or not _BASE64.fullmatch(packed):
        return None
    try:
        head = base64.b64decode(packed[:32], validate=True)
        signature, _, chunk, width, height = _HEADER.unpack(head[: _HEADER.size])
    except (binascii.Error, struct.error):
        return None
    if signature != _SIGNATURE or chunk != b"IHDR" or not 0 < width * height <= MAX_PIXELS:
        return None
    return Picture(packed, width, height, text.line(alt))

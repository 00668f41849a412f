"""How bytes cross the pipe between grader and runner: length-prefixed frames with a size cap.

A frame is a header of two big-endian 32-bit lengths, then that much JSON, then that many raw bytes
(tensors as safetensors, or nothing). Lengths are checked before anything is read. Both ends use this
file, so it imports nothing but the standard library.
"""

import json
import re
import socket
import struct
import time
from typing import Any, NamedTuple

__all__ = ["Channel", "ChannelClosedError", "ChannelTimeoutError", "Frame", "FrameError"]

ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
ADDRESSES = re.compile(r" at 0x[0-9a-fA-F]{6,16}\b")
HEADER = struct.Struct(">II")
SEND_SECONDS = 30.0
"""How long the other end may leave a frame unread: it can be stopped, and this end must go on."""


def without_escapes(text: str) -> str:
    """Text without terminal escapes: colours, cursor moves, titles."""
    return ESCAPES.sub("", text)


def without_addresses(text: str) -> str:
    """Text without memory addresses, which differ from run to run: `<Legend at 0x7f…>`."""
    return ADDRESSES.sub(" at 0x…", text)


class FrameError(Exception):
    """The other end sent something that is no frame of ours."""


class ChannelClosedError(FrameError):
    """The other end is gone."""


class ChannelTimeoutError(FrameError):
    """Nothing complete arrived in time."""


class Frame(NamedTuple):
    """One message."""

    body: Any
    """Whatever the JSON held: believe nothing about it."""
    blob: bytes = b""


class Channel:
    """One end of the pipe."""

    def __init__(self, sock: socket.socket, json_limit: int = 2**26, blob_limit: int = 2**28) -> None:
        self._socket = sock
        self._json_limit = json_limit
        self._blob_limit = blob_limit

    def limit(self, json_bytes: int, blob_bytes: int) -> None:
        """Accept no larger frames from now on."""
        self._json_limit, self._blob_limit = json_bytes, blob_bytes

    def send(self, body: Any, blob: bytes = b"") -> None:
        """Send one frame.

        Raises:
            ChannelClosedError: the other end is gone.
            ChannelTimeoutError: it does not read.

        """
        self.send_raw(json.dumps(body, separators=(",", ":")).encode("ascii"), blob)

    def send_raw(self, body: bytes, blob: bytes = b"") -> None:
        """Send one frame whose JSON is already written."""
        try:
            self._socket.settimeout(SEND_SECONDS)
            self._socket.sendall(HEADER.pack(len(body), len(blob)) + body + blob)
        except TimeoutError:
            raise ChannelTimeoutError("the other end does not read") from None
        except OSError as error:
            raise ChannelClosedError(str(error)) from None

    def receive(self, seconds: float | None = None) -> Frame:
        """Wait for one frame, at most `seconds`.

        Raises:
            ChannelClosedError: the other end is gone.
            ChannelTimeoutError: no complete frame arrived in time.
            FrameError: the frame is too large or its JSON cannot be read.

        """
        deadline = None if seconds is None else time.monotonic() + seconds
        json_length, blob_length = HEADER.unpack(self._read(HEADER.size, deadline))
        if json_length > self._json_limit or blob_length > self._blob_limit:
            raise FrameError(f"a frame of {json_length} + {blob_length} bytes is over the limit")
        raw = self._read(json_length, deadline)
        blob = self._read(blob_length, deadline)
        try:
            return Frame(json.loads(raw), blob)
        except (ValueError, RecursionError) as error:
            raise FrameError(f"unreadable frame: {type(error).__name__}") from None

    def close(self) -> None:
        """Close this end; the other end sees it."""
        self._socket.close()

    def _read(self, length: int, deadline: float | None) -> bytes:
        chunks = []
        while length:
            remaining = None if deadline is None else deadline - time.monotonic()
            if remaining is not None and remaining <= 0:
                raise ChannelTimeoutError("no answer in time")
            try:
                self._socket.settimeout(remaining)
                chunk = self._socket.recv(min(length, 2**20))
            except TimeoutError:
                raise ChannelTimeoutError("no answer in time") from None
            except OSError as error:
                raise ChannelClosedError(str(error)) from None
            if not chunk:
                raise ChannelClosedError("the other end closed the pipe")
            chunks.append(chunk)
            length -= len(chunk)
        return b"".join(chunks)

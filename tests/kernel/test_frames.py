"""What crosses the pipe survives, and what does not fit is a FrameError in time."""

import contextlib
import json
import socket
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.kernel.frames import (
    HEADER,
    Channel,
    ChannelClosedError,
    ChannelTimeoutError,
    FrameError,
    without_addresses,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@contextlib.contextmanager
def pipe(json_limit=2**20, blob_limit=2**20):
    ours, theirs = socket.socketpair()
    with theirs, contextlib.closing(Channel(ours, json_limit, blob_limit)) as channel:
        yield channel, theirs


@given(JSON, st.binary(max_size=500))
def test_any_frame_arrives_as_it_was_sent(body, blob):
    with pipe() as (channel, theirs):
        Channel(theirs).send(body, blob)
        assert channel.receive(5) == (body, blob)


@given(st.lists(st.tuples(JSON, st.binary(max_size=50)), max_size=5))
def test_frames_arrive_in_order(frames):
    with pipe() as (channel, theirs):
        for body, blob in frames:
            Channel(theirs).send(body, blob)
        assert [channel.receive(5) for _ in frames] == frames


def test_frame_that_arrives_in_pieces_is_put_together():
    with pipe() as (channel, theirs):
        data = HEADER.pack(5, 4) + b'"abc"' + b"blob"

        def dribble():
            for byte in data:
                theirs.sendall(bytes([byte]))

        sender = threading.Thread(target=dribble)
        sender.start()
        assert channel.receive(5) == ("abc", b"blob")
        sender.join()


def test_frame_larger_than_the_socket_buffer_arrives():
    with pipe(blob_limit=2**23) as (channel, theirs):
        blob = bytes(range(256)) * 2**14
        sender = threading.Thread(target=Channel(theirs).send, args=(None, blob))
        sender.start()
        assert channel.receive(10).blob == blob
        sender.join()


@pytest.mark.parametrize("lengths", [(2**20 + 1, 0), (0, 2**20 + 1), (2**32 - 1, 2**32 - 1)])
def test_frame_over_the_limit_is_refused_before_it_is_read(lengths):
    with pipe() as (channel, theirs):
        theirs.sendall(HEADER.pack(*lengths))
        with pytest.raises(FrameError, match="over the limit"):
            channel.receive(5)


def test_limits_can_be_lowered_while_the_pipe_is_open():
    with pipe() as (channel, theirs):
        channel.limit(10, 10)
        Channel(theirs).send("x" * 20)
        with pytest.raises(FrameError, match="over the limit"):
            channel.receive(5)


@pytest.mark.parametrize("sent", [b"", b"\0\0", HEADER.pack(9, 0) + b"123", HEADER.pack(1, 9) + b"1abc"])
def test_truncated_frame_is_a_closed_pipe(sent):
    with pipe() as (channel, theirs):
        theirs.sendall(sent)
        theirs.close()
        with pytest.raises(ChannelClosedError):
            channel.receive(5)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"nul",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"1" * 10_000,
    ],
    ids=["empty", "half", "not-utf8", "no-json", "deep-half", "deep-list", "deep-object", "long-number"],
)
def test_unreadable_json_is_a_frame_error(body):
    with pipe() as (channel, theirs):
        sender = threading.Thread(target=Channel(theirs).send_raw, args=(body,))
        sender.start()
        with pytest.raises(FrameError, match="unreadable frame"):
            channel.receive(5)
        sender.join()


@given(st.binary(max_size=300))
def test_garbage_is_a_frame_or_a_frame_error(garbage):
    with pipe(100, 100) as (channel, theirs):
        theirs.sendall(garbage)
        theirs.close()
        with contextlib.suppress(FrameError):
            channel.receive(5)


@pytest.mark.parametrize("sent", [b"", b"\0", HEADER.pack(5, 0) + b"12"])
def test_silence_ends_at_the_deadline(sent):
    with pipe() as (channel, theirs):
        theirs.sendall(sent)
        began = time.monotonic()
        with pytest.raises(ChannelTimeoutError):
            channel.receive(0.05)
        assert 0.04 < time.monotonic() - began < 2


def test_slow_drip_does_not_move_the_deadline():
    with pipe() as (channel, theirs):
        stop = threading.Event()

        def drip():
            theirs.sendall(HEADER.pack(1000, 0))
            while not stop.wait(0.01):
                theirs.sendall(b" ")

        sender = threading.Thread(target=drip)
        sender.start()
        began = time.monotonic()
        with pytest.raises(ChannelTimeoutError):
            channel.receive(0.1)
        assert time.monotonic() - began < 2
        stop.set()
        sender.join()


def test_deadline_in_the_past_is_a_timeout():
    with pipe() as (channel, _), pytest.raises(ChannelTimeoutError):
        channel.receive(-1)


def test_sending_to_a_closed_pipe_says_so():
    with pipe() as (channel, theirs):
        theirs.close()
        with pytest.raises(ChannelClosedError):
            channel.send("hello")


def test_sending_to_who_never_reads_ends(monkeypatch):
    """A stopped runner must not stop the grader: it keeps its own clock in both directions."""
    monkeypatch.setattr("grader.kernel.frames.SEND_SECONDS", 0.1)
    with pipe() as (channel, _), pytest.raises(FrameError):
        channel.send(None, b"x" * 2**23)


def test_body_is_written_in_ascii():
    with pipe() as (channel, theirs):
        channel.send({"ä": "\ud800"})
        assert json.loads(theirs.recv(1000)[HEADER.size :].decode("ascii")) == {"ä": "\ud800"}


def test_addresses_are_taken_out_and_numbers_stay():
    text = "<Legend at 0x7ff4e036d0d0> 0xdeadbeef at 0x1"
    assert without_addresses(text) == "<Legend at 0x…> 0xdeadbeef at 0x1"

"""Frames: whole, in pieces, too large, broken."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.experts import frames

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Tools may return any text, even half a character: it is refused later, by name.
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(VALUES, max_size=4), st.integers(1, 7))
def test_what_goes_in_comes_out_in_any_pieces(values: list[Any], size: int) -> None:
    stream = b"".join(frames.encode({"v": value}) for value in values)
    buffer = frames.FrameBuffer(1 << 20)
    pieces = [stream[i : i + size] for i in range(0, len(stream), size)]
    assert [m["v"] for piece in pieces for m in buffer.feed(piece)] == values


def test_a_frame_too_large_is_refused_by_its_header() -> None:
    buffer = frames.FrameBuffer(10)
    assert list(buffer.feed(frames.encode({"a": 1}))) == [{"a": 1}]
    with pytest.raises(frames.FrameTooLarge):
        list(buffer.feed((11).to_bytes(4, "big")))


@pytest.mark.parametrize("body", [b"{]", b"[]", b"\xff", b"[" * 100_000, b"9" * 5000])
def test_what_is_no_frame_is_refused(body: bytes) -> None:
    with pytest.raises(frames.FrameError):
        list(frames.FrameBuffer(1 << 20).feed(len(body).to_bytes(4, "big") + body))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {(1, 2): 3}])
def test_what_has_no_json_form_is_no_frame(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        frames.encode({"v": value})


def test_a_closed_socket_is_the_end_even_within_a_frame() -> None:
    for sent in (b"", b"\x00\x00", frames.encode({"a": 1})[:-1]):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.sendall(frames.encode({"a": 0}) + sent)
            ours.shutdown(socket.SHUT_WR)
            assert frames.receive(theirs) == {"a": 0}
            assert frames.receive(theirs) is None

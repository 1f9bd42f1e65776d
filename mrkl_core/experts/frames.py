"""Frames: JSON messages with their length in front, over a stream socket."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

from mrkl_core.contracts.jsonvalue import JsonObject

#: Bytes of the length in front of each frame.
HEADER = 4

#: What a frame may hold beside the value it carries (ids, an error's message, …).
SLACK = 65536

#: What all events of one call may hold together; more are dropped by the child.
EVENT_BYTES = 4 * 1024 * 1024


class FrameError(Exception):
    """The other side sent what is no frame; nothing after it can be trusted."""


class FrameTooLarge(FrameError):
    """A frame announced more bytes than allowed."""


def encode(message: Any) -> bytes:
    """A frame. Raises TypeError or ValueError for what has no JSON form."""
    body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii")
    return len(body).to_bytes(HEADER, "big") + body


class FrameBuffer:
    """Collects received bytes and gives the frames in them.

    `limit` is the largest frame accepted; it is checked as soon as the header is there, so
    that an oversized frame is never held in memory.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Iterator[JsonObject]:
        """The frames completed by these bytes. Raises FrameError."""
        self._bytes += data
        while (frame := self._next()) is not None:
            yield frame

    def _next(self) -> JsonObject | None:
        if len(self._bytes) < HEADER:
            return None
        length = int.from_bytes(self._bytes[:HEADER], "big")
        if length > self.limit:
            raise FrameTooLarge(f"a frame of {length} bytes; at most {self.limit} are taken")
        end = HEADER + length
        if len(self._bytes) < end:
            return None
        body = bytes(self._bytes[HEADER:end])
        del self._bytes[:end]
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise FrameError("a frame that is no JSON") from error
        if not isinstance(message, dict):
            raise FrameError("a frame that is no object")
        return message


def receive(sock: socket.socket) -> JsonObject | None:
    """The next frame of a blocking socket; None if the other side has gone."""
    header = _exactly(sock, HEADER)
    if header is None:
        return None
    body = _exactly(sock, int.from_bytes(header, "big"))
    if body is None:
        return None
    message: JsonObject = json.loads(body)
    return message


def _exactly(sock: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        try:
            data = sock.recv(min(count - len(parts), 1 << 20))
        except ConnectionResetError:
            return None
        if not data:
            return None
        parts += data
    return bytes(parts)

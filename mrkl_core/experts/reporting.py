"""What a call tells on its way: the events it emits, and what it prints."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from typing import IO, Any, cast

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.experts import frames

#: Bytes kept of what a call prints, for each of stdout and stderr.
_PRINTED = 4096


class Events:
    """Sends events, as many as the parent takes, and counts the rest."""

    def __init__(self, send: Callable[[bytes], None], pid: int, call: int, bounds: Limits) -> None:
        self._send = send
        self._pid = pid
        self._call = call
        self._most = bounds.max_output_bytes
        self._left = frames.EVENT_BYTES
        self._dropped = 0

    def emit(self, kind: str, data: Mapping[str, Any]) -> None:
        """Sends one event; a copy of this process that the tool forked sends none."""
        if os.getpid() != self._pid:
            return
        frame = frames.encode({"id": self._call, "event": kind, "data": to_json(data)})
        if len(frame) > min(self._left, self._most + frames.SLACK):
            self._dropped += 1
            return
        self._left -= len(frame)
        self._send(frame)

    def finish(self) -> None:
        """Tells how many events were dropped, if any were."""
        if self._dropped:
            message = {"id": self._call, "event": "events_dropped"}
            self._send(frames.encode({**message, "data": {"count": self._dropped}}))


class Printed(io.BufferedIOBase):
    """Stands in for stdout or stderr, and keeps the beginning of what is printed."""

    def __init__(self, fd: int) -> None:
        self.kept = bytearray()
        self._fd = fd
        self._dropped = 0
        self.text = io.TextIOWrapper(
            cast(IO[bytes], self), "utf-8", errors="replace", write_through=True
        )

    def writable(self) -> bool:
        """Always."""
        return True

    def fileno(self) -> int:
        """The descriptor it stands for, for programs that a tool starts."""
        return self._fd  # /dev/null here: what a tool's own child prints is dropped

    def write(self, data: Any, /) -> int:
        """Keeps what there is room for, and takes the rest silently."""
        size = len(data)
        room = max(0, _PRINTED - len(self.kept))
        self.kept += bytes(data[:room])
        self._dropped += max(0, size - room)
        return size

    def read(self, size: int | None = -1, /) -> Any:
        """What was printed, as text."""
        text = self.kept.decode("utf-8", errors="replace")
        return f"{text}… ({self._dropped} bytes more)" if self._dropped else text

"""One job in one child, for a process that lives for one request.

The nursery, the worker, its limits and its frames are the pool's; only the waiting is plain,
because importing asyncio would take longer than most jobs do.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from typing import Any

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.errors import OutputTooLarge, ToolCrashed
from mrkl_core.experts import faults, frames, limits
from mrkl_core.experts.replies import (
    Death,
    OnEvent,
    Replies,
    died,
    log_traceback,
    lost,
    read_reply,
    timed_out,
)
from mrkl_core.experts.spawn import spawn

#: Seconds a nursery has to import what the job needs, and to kill and reap at the end.
_START_S, _END_S = 60.0, 5.0

#: The only worker, and its only call.
_NUMBER = 1


class Once:
    """A child that begins to import what its job needs at once, and runs it when told.

    The worker is asked for before the nursery is ready: it waits for its job, not the job for it.
    Use it as `with`: leaving the block, by an exception too, ends every process it started.
    """

    def __init__(self, key: str, target: str) -> None:
        self._key = key
        self._target = target
        self._spawned = spawn()
        self._control = self._spawned.control
        self._worker = 0
        boot = {"settings": {}, "plugins": [], "preload": False, "target": target, "key": key}
        self._control.settimeout(_START_S)
        self._sock, theirs = socket.socketpair()
        fork = frames.encode({"op": "fork", "id": _NUMBER})
        with theirs, suppress(OSError):  # then it has gone, and the next word from it says so
            self._control.sendall(
                frames.encode({**boot, "path": sys.path, "environment": dict(os.environ)})
            )
            socket.send_fds(self._control, [fork], [theirs.fileno()])

    def __enter__(self) -> Once:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def run(
        self, arguments: JsonObject, bounds: Limits, *, on_event: OnEvent | None, what: str
    ) -> Any:
        """What the job gives. Raises what Pool.run raises for one."""
        until = time.monotonic() + bounds.timeout_s
        self._wait_until_ready()
        request = {
            "target": self._target,
            "arguments": arguments,
            "limits": to_json(bounds),
            "seconds": max(until - time.monotonic(), 0.001),
            "what": what,
            "id": _NUMBER,
        }
        try:
            reply = self._call(request, Replies(_NUMBER, bounds, on_event), until)
            if reply is not None:
                self._let_go()  # it ends while its result is told
                return read_reply(reply, what, on_event)
        except TimeoutError:
            raise timed_out(what, f"it was stopped after {bounds.timeout_s:.3g} s") from None
        except frames.FrameTooLarge:
            raise OutputTooLarge(
                f"{what!r} sent more than {bounds.max_output_bytes} bytes",
                metadata={"tool": what, "limit_bytes": str(bounds.max_output_bytes)},
            ) from None
        except frames.FrameError:
            raise lost(what) from None
        raise died(what, self._bury(), bounds)

    def close(self) -> None:
        """Ends the child and all that came from it."""
        if self._control.fileno() < 0:
            return
        if self._sock.fileno() >= 0:
            self._let_go()
        self._control.close()
        self._spawned.wait(_END_S)

    def _let_go(self) -> None:
        self._sock.close()
        if self._worker:
            # Not yet reaped, so still its own process id.
            limits.kill_group(self._worker)
        else:
            limits.kill_group(self._spawned.pid)  # importing, it does not listen
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)

    def _wait_until_ready(self) -> None:
        message = self._heard()
        if message is None:
            raise ToolCrashed(
                f"the process that imports what {self._key!r} needs ended while doing so",
                hint="run its import by hand to see why",
                metadata={"expert": self._key},
            )
        if "fault" in message:
            log_traceback(self._key, message["log"])
            raise faults.load(message["fault"])
        forked = self._heard()
        if forked is None:
            raise lost(self._key)
        self._worker = forked["pid"]

    def _call(self, request: JsonObject, replies: Replies, until: float) -> JsonObject | None:
        """The reply; None if the worker died. Raises TimeoutError."""
        try:
            self._sock.sendall(frames.encode(request))
            while True:
                self._sock.settimeout(max(until - time.monotonic(), 0.001))
                data = self._sock.recv(1 << 18)
                if not data:
                    return None
                reply = replies.feed(data)
                if reply is not None:
                    return reply
        except ConnectionError:
            return None

    def _bury(self) -> Death:
        limits.kill_group(self._worker)
        self._control.settimeout(_END_S)
        try:
            self._control.sendall(frames.encode({"op": "reap", "id": _NUMBER}))
            message = self._heard()
        except OSError:
            message = None
        return Death() if message is None else Death(message["status"], message["oom"])

    def _heard(self) -> JsonObject | None:
        try:
            return frames.receive(self._control)
        except TimeoutError:
            return None

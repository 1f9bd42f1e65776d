"""The pool's side of a nursery and of its workers."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import sys
from contextlib import suppress

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import MrklError, ToolCrashed
from mrkl_core.experts import faults, frames, limits
from mrkl_core.experts.nursery import CONTROL_BYTES
from mrkl_core.experts.replies import Death, OnEvent, Replies, log_traceback
from mrkl_core.experts.spawn import Spawned, spawn

#: Seconds a nursery has to import its plugins.
START_S = 60.0

#: Seconds a nursery has to kill and reap, before it is killed itself.
_END_S = 5.0


class WorkerGone(Exception):
    """The worker closed its socket in the middle of a call: it died."""


class WorkerHandle:
    """One worker: calls it, one call at a time."""

    def __init__(self, number: int, sock: socket.socket) -> None:
        self.number = number
        self.pid = 0  # until the nursery tells
        self.burial: asyncio.Task[Death] | None = None
        self._sock = sock
        self._calls = itertools.count(1)
        self._calling = False

    @property
    def idle_and_well(self) -> bool:
        """Whether nothing came from it since its last call, not even its end."""
        try:
            self._sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    async def call(
        self, request: JsonObject, bounds: Limits, seconds: float, on_event: OnEvent | None
    ) -> JsonObject:
        """The reply to one request.

        Raises TimeoutError, WorkerGone, or frames.FrameError if it sends what is no reply.
        """
        loop = asyncio.get_running_loop()
        number = next(self._calls)
        replies = Replies(number, bounds, on_event)
        self._calling = True
        try:
            async with asyncio.timeout(seconds):
                await loop.sock_sendall(self._sock, frames.encode({**request, "id": number}))
                while data := await loop.sock_recv(self._sock, 1 << 18):
                    reply = replies.feed(data)
                    if reply is not None:
                        return reply
        except ConnectionError:
            pass
        finally:
            self._calling = False
        raise WorkerGone

    def close(self) -> None:
        """Lets go of the socket: an idle worker ends by that, a call by WorkerGone."""
        if self._calling:
            # A loop that waits for a socket is not told when it is closed.
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)
        else:
            self._sock.close()


class NurseryHandle:
    """One nursery: forks workers from it, keeps the idle ones, and buries the dead."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.idle: list[WorkerHandle] = []
        self.alive = True
        self._spawned: Spawned = spawn()
        self._control = self._spawned.control
        self._numbers = itertools.count(1)
        self._workers: dict[int, WorkerHandle] = {}
        self._deaths: dict[int, asyncio.Future[Death]] = {}
        self._buffer = frames.FrameBuffer(CONTROL_BYTES)
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self._gone: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(self._control, self._on_control)

    async def start(self, boot: JsonObject) -> None:
        """Waits until the plugins are imported. Raises what the nursery says, or ToolCrashed."""
        boot = {**boot, "key": self.key, "path": sys.path, "environment": dict(os.environ)}
        try:
            async with asyncio.timeout(START_S):
                with suppress(ConnectionError):  # then it has gone, and `_ready` says so
                    await self._loop.sock_sendall(self._control, frames.encode(boot))
                await asyncio.shield(self._ready)
        except TimeoutError:
            limits.kill_group(self._spawned.pid)
            raise ToolCrashed(
                f"what {self.key!r} needs was not imported within {START_S:g} s",
                metadata={"expert": self.key},
            ) from None

    def worker(self) -> WorkerHandle:
        """An idle worker, or a new one. Raises WorkerGone if the nursery has gone."""
        while self.idle:
            worker = self.idle.pop()
            if worker.idle_and_well:
                return worker
            self.bury(worker)
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        worker = WorkerHandle(next(self._numbers), ours)
        frame = frames.encode({"op": "fork", "id": worker.number})
        try:
            with theirs:
                socket.send_fds(self._control, [frame], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise WorkerGone from error
        self._workers[worker.number] = worker
        return worker

    def bury(self, worker: WorkerHandle) -> asyncio.Task[Death]:
        """Kills a worker at once; the task ends when all that it left is gone as well."""
        if worker.burial is None:
            if self.alive and worker.pid:
                # Not yet reaped, so still its own process id.
                limits.kill_group(worker.pid)
            worker.close()
            worker.burial = self._loop.create_task(self._bury(worker))
        return worker.burial

    async def _bury(self, worker: WorkerHandle) -> Death:
        death: asyncio.Future[Death] = self._loop.create_future()
        self._deaths[worker.number] = death
        try:
            if not self.alive:
                return Death()
            self._control.send(frames.encode({"op": "reap", "id": worker.number}))
            async with asyncio.timeout(_END_S):
                return await death
        except (OSError, TimeoutError):
            return Death()
        finally:
            self._workers.pop(worker.number, None)
            self._deaths.pop(worker.number, None)

    async def close(self) -> None:
        """Ends the nursery and all that came from it."""
        if self.alive:
            if not self._ready.done():
                limits.kill_group(self._spawned.pid)  # importing, it does not listen
            with suppress(OSError):
                self._control.shutdown(socket.SHUT_WR)
            with suppress(TimeoutError):
                async with asyncio.timeout(_END_S):
                    await asyncio.shield(self._gone)
        self._loop.remove_reader(self._control)
        self._control.close()
        self._spawned.wait(_END_S)
        for worker in list(self._workers.values()):
            worker.close()
        if not self._ready.cancel() and not self._ready.cancelled():
            self._ready.exception()  # whoever waited has heard it

    def _on_control(self) -> None:
        try:
            data = self._control.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lost()
            return
        for message in self._buffer.feed(data):
            self._take(message)

    def _take(self, message: JsonObject) -> None:
        if "ready" in message:
            self._ready.set_result(None)
        elif "fault" in message:
            log_traceback(self.key, message["log"])
            self._ready.set_exception(faults.load(message["fault"]))
        elif "pid" in message:
            worker = self._workers.get(message["id"])
            if worker is not None:
                worker.pid = message["pid"]
        else:
            death = self._deaths.get(message["id"])
            if death is not None and not death.done():
                death.set_result(Death(message["status"], message["oom"]))

    def _lost(self) -> None:
        self.alive = False
        self._loop.remove_reader(self._control)
        fault: MrklError = ToolCrashed(
            f"the process that imports what {self.key!r} needs ended while doing so",
            hint="run its import by hand to see why",
            metadata={"expert": self.key},
        )
        if not self._ready.done():
            self._ready.set_exception(fault)
        for death in self._deaths.values():
            if not death.done():
                death.set_result(Death())
        if not self._gone.done():
            self._gone.set_result(None)

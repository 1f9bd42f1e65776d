"""The pool: runs jobs in children that can be killed, and keeps the children warm."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue, to_json
from mrkl_core.contracts.settings import Settings
from mrkl_core.errors import (
    Cancelled,
    MrklError,
    OutputTooLarge,
    ShuttingDown,
    ToolCrashed,
)
from mrkl_core.experts import frames
from mrkl_core.experts.handles import NurseryHandle, WorkerGone, WorkerHandle
from mrkl_core.experts.places import Places
from mrkl_core.experts.replies import OnEvent, died, lost, read_reply, timed_out
from mrkl_core.records import dataclass

#: Calls that may run at once over all keys, for each that may run in one key.
_KEYS_AT_ONCE = 4


@dataclass(frozen=True)
class Provider:
    """A plugin of experts, for children to load: its entry point's name, and where that leads.

    `experts` names those it provides: a nursery imports only what provides its own.
    """

    name: str
    target: str
    experts: tuple[str, ...]


class Pool:
    """Runs jobs in killable children, one nursery a key.

    At most `max_workers` calls run at once in one key, four times as many over all keys, so
    that one hanging expert leaves room for the others; at most `queue` calls wait. With
    `preload` a nursery imports what its expert names before it serves: slow to start, quick
    ever after.
    """

    def __init__(
        self,
        settings: Settings,
        plugins: Sequence[Provider],
        *,
        max_workers: int = max(2, os.cpu_count() or 1),
        queue: int = 64,
        preload: bool = True,
    ) -> None:
        self._boot: JsonObject = {
            "settings": to_json(settings),
            "plugins": to_json(plugins),
            "preload": preload,
        }
        self._places = Places(max_workers, max_workers * _KEYS_AT_ONCE, queue)
        self._nurseries: dict[str, asyncio.Task[NurseryHandle]] = {}
        self._running: set[tuple[NurseryHandle, WorkerHandle]] = set()
        self._closed = False

    async def run(
        self,
        key: str,
        target: str,
        arguments: JsonObject,
        limits: Limits,
        *,
        deadline: Deadline | None = None,
        on_event: OnEvent | None = None,
        what: str = "",
    ) -> JsonValue:
        """What the job gives: `target` is "module:function", "tool:NAME" or "bid:".

        A tool gives a Result or a Failure; a bid a list of Bid, and in the key "bids" a list
        or the name of an exception for each expert; a function its JSON value. Raises
        TimedOut, MemoryExceeded, OutputTooLarge, ToolCrashed, ResultInvalid, QueueFull,
        Cancelled, ShuttingDown, or an error of our tree that the job raised. Cancelling the
        awaiting task kills the job and every process it started.
        """
        what = what or f"{key} {target}"
        async with self._places.place(key, deadline, what):
            nursery = await self._nursery(key, target, deadline, what)
            seconds = limits.timeout_s
            if deadline is not None:
                seconds = min(seconds, deadline.remaining())
                if seconds <= 0:
                    raise timed_out(what, "the deadline passed before it started")
            request = {
                "target": target,
                "arguments": arguments,
                "limits": to_json(limits),
                "seconds": seconds,
                "what": what,
            }
            return await self._call(nursery, request, limits, seconds, on_event)

    async def warm(self, targets: Mapping[str, str]) -> None:
        """Starts the nurseries of these keys, each for its target; one that fails is left
        for the first call to tell.
        """
        started = (self._nursery(key, target, None, key) for key, target in targets.items())
        await asyncio.gather(*started, return_exceptions=True)

    async def close(self) -> None:
        """Ends every child; calls that run end as Cancelled. Leaves no process."""
        self._closed = True
        for nursery, worker in list(self._running):
            nursery.bury(worker)
        starting = list(self._nurseries.values())
        self._nurseries.clear()
        await asyncio.gather(*(self._end(task) for task in starting))

    async def _end(self, task: asyncio.Task[NurseryHandle]) -> None:
        if not task.done():
            task.cancel()
        try:
            nursery = await task
        except (MrklError, asyncio.CancelledError):
            return  # it never started, and closed itself
        await nursery.close()

    async def _nursery(
        self, key: str, target: str, deadline: Deadline | None, what: str
    ) -> NurseryHandle:
        if self._closed:
            raise ShuttingDown(f"{what!r} cannot start: the pool is closed")
        task = self._nurseries.get(key)
        if task is None:
            task = self._nurseries[key] = asyncio.create_task(self._start(key, target))
        elif task.done():
            nursery = task.result()
            if nursery.alive:
                return nursery
            del self._nurseries[key]
            await nursery.close()
            return await self._nursery(key, target, deadline, what)
        try:
            # Others wait for the same start: one that gives up must not end it.
            async with asyncio.timeout(None if deadline is None else deadline.remaining()):
                return await asyncio.shield(task)
        except TimeoutError:
            raise timed_out(what, "the deadline passed while its process started") from None
        except asyncio.CancelledError:
            if self._closed and task.cancelled():
                raise Cancelled(f"{what!r} was stopped: the pool was closed") from None
            raise

    async def _start(self, key: str, target: str) -> NurseryHandle:
        nursery = NurseryHandle(key)
        try:
            await nursery.start({**self._boot, "target": target})
        except BaseException:
            await nursery.close()
            # The next call tries again: what was missing may be there by then.
            self._nurseries.pop(key, None)
            raise
        return nursery

    async def _call(
        self,
        nursery: NurseryHandle,
        request: JsonObject,
        limits: Limits,
        seconds: float,
        on_event: OnEvent | None,
    ) -> Any:
        what = request["what"]
        reply: JsonObject | None = None
        try:
            worker = nursery.worker()
        except WorkerGone:
            raise lost(what) from None
        self._running.add((nursery, worker))
        try:
            reply = await worker.call(request, limits, seconds, on_event)
            return read_reply(reply, what, on_event)
        except TimeoutError:
            raise timed_out(what, f"it was stopped after {seconds:.3g} s") from None
        except frames.FrameTooLarge:
            reply = None
            raise OutputTooLarge(
                f"{what!r} sent more than {limits.max_output_bytes} bytes",
                metadata={"tool": what, "limit_bytes": str(limits.max_output_bytes)},
            ) from None
        except frames.FrameError:
            reply = None
            raise ToolCrashed(
                f"{what!r} broke the connection to its process", metadata={"tool": what}
            ) from None
        except WorkerGone:
            if self._closed:
                raise Cancelled(f"{what!r} was stopped: the pool was closed") from None
            death = await asyncio.shield(nursery.bury(worker))
            raise died(what, death, limits) from None
        finally:
            self._running.discard((nursery, worker))
            if reply is None or reply["retire"] or worker.burial is not None:
                burial = nursery.bury(worker)
                worker.close()
                await asyncio.shield(burial)
            else:
                nursery.idle.append(worker)

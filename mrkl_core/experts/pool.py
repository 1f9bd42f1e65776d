"""The pool: runs jobs in children that can be killed, and keeps the children warm."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue, to_json
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.routing import Bid
from mrkl_core.contracts.settings import Settings
from mrkl_core.contracts.tool import Failure, Result
from mrkl_core.errors import (
    Cancelled,
    MemoryExceeded,
    MrklError,
    OutputTooLarge,
    ShuttingDown,
    TimedOut,
    ToolCrashed,
)
from mrkl_core.experts import faults, frames
from mrkl_core.experts.handles import (
    Death,
    NurseryHandle,
    OnEvent,
    WorkerGone,
    WorkerHandle,
    log_traceback,
)
from mrkl_core.experts.places import Places

#: Calls that may run at once over all keys, for each that may run in one key.
_KEYS_AT_ONCE = 4


@dataclass(frozen=True)
class PluginTarget:
    """A plugin for children to load: an entry point's name and "module" or "module:attr".

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
        plugins: Sequence[PluginTarget],
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
                    raise _timed_out(what, "the deadline passed before it started")
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
            raise _timed_out(what, "the deadline passed while its process started") from None
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
            raise ToolCrashed(f"{what!r} lost its process", metadata={"tool": what}) from None
        self._running.add((nursery, worker))
        try:
            reply = await worker.call(request, limits, seconds, on_event)
            return _read(reply, what, on_event)
        except TimeoutError:
            raise _timed_out(what, f"it was stopped after {seconds:.3g} s") from None
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
            raise _died(what, death, limits) from None
        finally:
            self._running.discard((nursery, worker))
            if reply is None or reply["retire"] or worker.burial is not None:
                burial = nursery.bury(worker)
                worker.close()
                await asyncio.shield(burial)
            else:
                nursery.idle.append(worker)


def _read(reply: JsonObject, what: str, on_event: OnEvent | None) -> Any:
    """What a reply holds; its error is raised."""
    try:
        if "fault" in reply:
            fault = faults.load(reply["fault"])
        else:
            return _value(reply["kind"], reply["value"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise frames.FrameError("a reply that cannot be read") from error
    log_traceback(what, reply.get("log", ""))
    if isinstance(fault, ToolCrashed) and on_event is not None:
        on_event("crashed", {})
    raise fault


def _value(kind: str, value: Any) -> Any:
    match kind:
        case "result":
            return from_json(Result, value)
        case "failure":
            return from_json(Failure, value)
        case "bids":
            return [from_json(Bid, bid) for bid in value]
        case "all_bids":
            return {
                expert: found.get("error") or [from_json(Bid, bid) for bid in found["bids"]]
                for expert, found in value.items()
            }
    return value


def _timed_out(what: str, how: str) -> TimedOut:
    return TimedOut(f"{what!r} took too long: {how}", metadata={"tool": what})


def _died(what: str, death: Death, limits: Limits) -> MrklError:
    metadata = {"tool": what}
    if death.status is None:
        return ToolCrashed(f"{what!r} lost its process", metadata=metadata)
    if os.WIFEXITED(death.status):
        status = os.WEXITSTATUS(death.status)
        return ToolCrashed(
            f"{what!r} ended its process with status {status}",
            metadata={**metadata, "exit_status": str(status)},
        )
    number = os.WTERMSIG(death.status)
    if number == signal.SIGKILL and death.oom:
        return MemoryExceeded(
            f"{what!r} was killed by the system, which had no memory left",
            metadata={**metadata, "limit_mb": str(limits.memory_mb)},
        )
    if number == signal.SIGXCPU:
        return _timed_out(what, "it used up its processor time")
    name = signal.Signals(number).name if number in list(signal.Signals) else str(number)
    return ToolCrashed(
        f"{what!r} died of {name}", metadata={**metadata, "signal": str(number), "name": name}
    )

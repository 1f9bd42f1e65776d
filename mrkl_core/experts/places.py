"""Places: how many calls run at once, and who waits for how long."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mrkl_core.contracts.context import Deadline
from mrkl_core.errors import QueueFull, TimedOut


class Places:
    """Lets calls in, first come first served, within a bound per key and one over all.

    A key that is full does not hold up another: one hanging expert leaves the rest alone.
    """

    def __init__(self, per_key: int, total: int, queue: int) -> None:
        self._per_key = per_key
        self._total = total
        self._queue = queue
        self._busy: Counter[str] = Counter()
        self._waiting: deque[tuple[str, asyncio.Future[None]]] = deque()
        self._mean_s = 0.1

    @asynccontextmanager
    async def place(self, key: str, deadline: Deadline | None, what: str) -> AsyncIterator[None]:
        """A place for one call. Raises QueueFull, or TimedOut if the deadline comes first."""
        if self._free(key):
            self._busy[key] += 1
        else:
            await self._wait(key, deadline, what)
        began = time.monotonic()
        try:
            yield
        finally:
            self._mean_s += 0.2 * (time.monotonic() - began - self._mean_s)
            self._give(key)

    def _free(self, key: str) -> bool:
        return self._busy[key] < self._per_key and self._busy.total() < self._total

    async def _wait(self, key: str, deadline: Deadline | None, what: str) -> None:
        if len(self._waiting) >= self._queue:
            seconds = self._mean_s * (len(self._waiting) + 1) / self._per_key
            raise QueueFull(
                f"{what!r} cannot wait: {len(self._waiting)} calls already do",
                hint="try again later",
                metadata={"tool": what, "waiting": str(len(self._waiting))},
                retry_after_s=round(min(max(seconds, 0.1), 60.0), 1),
            )
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, turn))
        try:
            async with asyncio.timeout(None if deadline is None else deadline.remaining()):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self._give(key)  # the turn came together with the end
            else:
                self._waiting.remove((key, turn))
            if isinstance(error, TimeoutError):
                raise TimedOut(
                    f"the deadline passed while {what!r} waited for its turn",
                    metadata={"tool": what},
                ) from None
            raise

    def _give(self, key: str) -> None:
        self._busy[key] -= 1
        for waiter in list(self._waiting):
            if self._busy.total() >= self._total:
                return
            key, turn = waiter
            if self._free(key) and not turn.done():
                self._waiting.remove(waiter)
                self._busy[key] += 1
                turn.set_result(None)

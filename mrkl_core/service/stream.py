"""Turns work that reports events into one stream of them that ends with its result."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

from mrkl_core.contracts.events import Event

T = TypeVar("T")


async def streamed(
    work: Callable[[Callable[[Event], None]], Awaitable[T]],
) -> AsyncGenerator[Event | T]:
    """Events as `work` reports them, then its result; its exception is raised.

    Closing the iterator early cancels the work.
    """
    queue: asyncio.Queue[Event | None] = asyncio.Queue()

    async def run() -> T:
        try:
            return await work(queue.put_nowait)
        finally:
            queue.put_nowait(None)

    task = asyncio.ensure_future(run())
    try:
        while (event := await queue.get()) is not None:
            yield event
        yield await task
    finally:
        task.cancel()
        # The caller has gone or has its result: what the task still raises is nobody's news.
        await asyncio.gather(task, return_exceptions=True)

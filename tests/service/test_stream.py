from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from mrkl_core.contracts.events import Event
from mrkl_core.service.stream import streamed

Listen = Callable[[Event], None]


async def test_events_come_as_they_happen_and_the_result_last() -> None:
    gate = asyncio.Event()

    async def work(listen: Listen) -> str:
        listen(Event("solving", 0.0))
        await gate.wait()
        listen(Event("validated", 0.1))
        return "result"

    stream = streamed(work)
    assert (await anext(stream)).kind == "solving"  # type: ignore[union-attr]
    gate.set()
    assert [item async for item in stream] == [Event("validated", 0.1), "result"]


async def test_an_error_is_raised_after_the_events() -> None:
    async def work(listen: Listen) -> str:
        listen(Event("solving", 0.0))
        raise ValueError("broken")

    stream = streamed(work)
    await anext(stream)
    with pytest.raises(ValueError, match="broken"):
        await anext(stream)


async def test_closing_the_stream_cancels_the_work() -> None:
    ended = asyncio.Event()

    async def work(listen: Listen) -> str:
        listen(Event("solving", 0.0))
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return "never"

    stream = streamed(work)
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    assert ended.is_set()

"""The pool: queues, deadlines, starts that fail, bids, and closing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.routing import Bid
from mrkl_core.contracts.tool import Result
from mrkl_core.errors import (
    Cancelled,
    MrklError,
    PluginFailed,
    QueueFull,
    ShuttingDown,
    TimedOut,
    ToolCrashed,
)
from mrkl_core.experts.collect import collect_bids
from mrkl_core.experts.pool import Pool, Provider

MakePool = Callable[..., Pool]

LIMITS = Limits(timeout_s=10)


async def started(pool: Pool, tool: str = "sleep") -> tuple[asyncio.Task[Any], int]:
    """A call that hangs, once it does; and its process."""
    pids: asyncio.Queue[int] = asyncio.Queue()
    task = asyncio.create_task(
        pool.run(
            "risky",
            f"tool:{tool}",
            {},
            Limits(timeout_s=60),
            on_event=lambda kind, data: pids.put_nowait(data["pid"]),
        )
    )
    return task, await asyncio.wait_for(pids.get(), 20)


async def test_a_full_queue_says_when_to_come_again(make_pool: MakePool) -> None:
    pool = make_pool(max_workers=1, queue=1)
    running, _ = await started(pool)
    waiting = asyncio.create_task(pool.run("risky", "tool:echo", {"value": 1}, LIMITS))
    await asyncio.sleep(0)
    with pytest.raises(QueueFull) as caught:
        await pool.run("risky", "tool:echo", {"value": 2}, LIMITS, what="risky.echo")
    assert caught.value.retry_after_s
    assert caught.value.metadata == {"tool": "risky.echo", "waiting": "1"}
    # Another expert's call need not wait, so it is not refused.
    assert await pool.run("modest", "tool:nap", {"seconds": 0}, LIMITS) == Result("rested")
    running.cancel()
    assert await waiting == Result(1)


async def test_calls_wait_in_order_and_their_deadline_runs(make_pool: MakePool) -> None:
    pool = make_pool(max_workers=1)
    running, _ = await started(pool)
    order: list[int] = []

    async def call(i: int) -> None:
        await pool.run("risky", "tool:echo", {"value": i}, LIMITS)
        order.append(i)

    waiting = [asyncio.create_task(call(i)) for i in range(3)]
    with pytest.raises(TimedOut, match="waited"):
        await pool.run("risky", "tool:echo", {}, LIMITS, deadline=Deadline.after(0.1))
    gone = asyncio.create_task(call(9))
    await asyncio.sleep(0)
    gone.cancel()
    running.cancel()
    await asyncio.gather(*waiting)
    assert order == [0, 1, 2]
    assert gone.cancelled()


async def test_calls_run_beside_each_other(make_pool: MakePool) -> None:
    pool = make_pool(max_workers=4)
    await pool.run("risky", "tool:process", {}, LIMITS)
    began = time.monotonic()
    calls = [pool.run("risky", "tool:nap", {"seconds": 0.5}, LIMITS) for _ in range(4)]
    await asyncio.gather(*calls)
    assert time.monotonic() - began < 1.2


async def test_a_deadline_already_passed_starts_nothing(make_pool: MakePool) -> None:
    pool = make_pool()
    await pool.run("risky", "tool:process", {}, LIMITS)
    with pytest.raises(TimedOut):
        await pool.run("risky", "tool:process", {}, LIMITS, deadline=Deadline.after(0))


async def test_a_slow_start_counts_against_the_deadline_and_is_not_lost(
    make_pool: MakePool,
) -> None:
    pool = make_pool(Provider("slow", "mrkl_slow_start", ("slow",)))
    with pytest.raises(TimedOut, match="started"):
        await pool.run("slow", "tool:go", {}, LIMITS, deadline=Deadline.after(0.2))
    hasty = asyncio.create_task(pool.run("slow", "tool:go", {}, LIMITS))
    await asyncio.sleep(0)
    hasty.cancel()
    # Who is patient has what was begun; a start does not count against the tool's own limit.
    assert await pool.run("slow", "tool:go", {}, Limits(timeout_s=0.5)) == Result("went")


@pytest.mark.parametrize(
    ("target", "error"),
    [("mrkl_nowhere", PluginFailed), ("mrkl_dies_on_import", ToolCrashed)],
)
async def test_a_plugin_that_does_not_load_says_so_each_time(
    make_pool: MakePool, target: str, error: type[MrklError]
) -> None:
    pool = make_pool(Provider("bad", target, ("bad",)))
    for _ in range(2):
        with pytest.raises(error) as caught:
            await pool.run("bad", "tool:x", {}, LIMITS)
        assert caught.value.metadata["expert"] == "bad"


async def test_closing_while_a_plugin_loads(make_pool: MakePool) -> None:
    pool = make_pool(Provider("slow", "mrkl_slow_start", ("slow",)))
    call = asyncio.create_task(pool.run("slow", "tool:go", {}, LIMITS))
    await asyncio.sleep(0.05)
    await pool.close()
    with pytest.raises((Cancelled, ShuttingDown)):
        await call


async def test_closing_ends_what_runs_and_takes_nothing_more(make_pool: MakePool) -> None:
    pool = make_pool(max_workers=1)
    running, pid = await started(pool)
    waiting = asyncio.create_task(pool.run("risky", "tool:process", {}, LIMITS))
    await asyncio.sleep(0)
    await pool.close()
    with pytest.raises(Cancelled):
        await running
    with pytest.raises(ShuttingDown):
        await waiting
    with pytest.raises(ShuttingDown):
        await pool.run("risky", "tool:process", {}, LIMITS)
    assert not psutil.pid_exists(pid)


async def test_closing_takes_escaped_grandchildren_too(make_pool: MakePool) -> None:
    pool = make_pool()
    pids: asyncio.Queue[int] = asyncio.Queue()
    task = asyncio.create_task(
        pool.run(
            "risky",
            "tool:family",
            {},
            Limits(timeout_s=60),
            on_event=lambda kind, data: pids.put_nowait(data["pid"]),
        )
    )
    family = [await asyncio.wait_for(pids.get(), 20) for _ in range(3)]
    await pool.close()
    with pytest.raises(Cancelled):
        await task
    assert not [pid for pid in family if psutil.pid_exists(pid)]


async def test_an_expert_bids(make_pool: MakePool) -> None:
    found = await make_pool().run("risky", "bid:", {"words": "hello"}, LIMITS)
    assert found == [Bid("echo", {"value": "hello"}, 0.9, "it can say anything")]


MODEST = [Bid("nap", {"seconds": 0}, 0.2, "why not")]


@pytest.mark.parametrize(
    ("words", "risky"),
    [
        ("hello", [Bid("echo", {"value": "hello"}, 0.9, "it can say anything")]),
        ("raise", "ZeroDivisionError"),
        ("misbid", "TypeError"),
        ("hang", "TimedOut"),
        ("crash", "ToolCrashed"),
    ],
)
async def test_one_bid_harms_no_other(
    make_pool: MakePool, words: str, risky: list[Bid] | str
) -> None:
    limits = Limits(timeout_s=1)
    found = await collect_bids(make_pool(), words, limits)
    assert found == {"risky": risky, "modest": MODEST}


async def test_a_bid_that_works_too_long_is_stopped(make_pool: MakePool) -> None:
    found = await collect_bids(make_pool(), "work", Limits(timeout_s=5))
    assert found == {"risky": "TooSlow", "modest": MODEST}


async def test_a_bid_that_waits_for_the_processor_is_not_too_slow(make_pool: MakePool) -> None:
    found = await collect_bids(make_pool(), "wait", Limits(timeout_s=4))
    assert found["risky"] == [Bid("echo", {"value": "wait"}, 0.9, "it can say anything")]


async def test_bids_are_collected_from_every_plugin_that_loads(make_pool: MakePool) -> None:
    pool = make_pool(
        Provider("bad", "mrkl_nowhere", ("bad",)),
        Provider("risky", "mrkl_risky", ("modest",)),  # its other expert is shadowed
    )
    assert await collect_bids(pool, "hello", LIMITS) == {"modest": MODEST}


async def test_what_a_tool_needs_is_imported_before_its_time_runs(make_pool: MakePool) -> None:
    for tool, found in (("heavy", True), ("preloaded", False)):  # the second asked for nothing
        once = make_pool(preload=False)
        assert await once.run("risky", f"tool:{tool}", {}, LIMITS) == Result(found)

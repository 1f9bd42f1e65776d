"""The failure matrix: whatever a tool does is one typed failure, in time, and harms no other."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import psutil
import pytest

from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.tool import Failure, Result
from mrkl_core.errors import (
    EngineMissing,
    Location,
    MemoryExceeded,
    MrklError,
    OutputTooLarge,
    PddlInvalid,
    ResultInvalid,
    TimedOut,
    ToolCrashed,
    ToolNotFound,
    Violation,
)
from mrkl_core.experts.pool import Pool

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMITS = Limits(timeout_s=10, memory_mb=256, max_output_bytes=4096)
SHORT = Limits(timeout_s=0.3, memory_mb=256, max_output_bytes=4096)


async def call(pool: Pool, tool: str, limits: Limits = LIMITS, **arguments: Any) -> Any:
    return await pool.run("risky", f"tool:{tool}", arguments, limits, what=f"risky.{tool}")


MATRIX: list[tuple[str, dict[str, Any], Limits, type[MrklError], dict[str, str]]] = [
    ("sleep", {}, SHORT, TimedOut, {}),
    ("busy", {}, SHORT, TimedOut, {}),
    ("regex", {}, SHORT, TimedOut, {}),
    ("deaf", {}, SHORT, TimedOut, {}),
    ("family", {}, SHORT, TimedOut, {}),
    ("memory", {}, LIMITS, MemoryExceeded, {"limit_mb": "256"}),
    ("segfault", {}, LIMITS, ToolCrashed, {"signal": "11", "name": "SIGSEGV"}),
    ("abort", {}, LIMITS, ToolCrashed, {"signal": "6", "name": "SIGABRT"}),
    ("exit_hard", {"status": 0}, LIMITS, ToolCrashed, {"exit_status": "0"}),
    ("exit_hard", {"status": 7}, LIMITS, ToolCrashed, {"exit_status": "7"}),
    ("exit_softly", {"status": 3}, LIMITS, ToolCrashed, {"exit_status": "3"}),
    ("raises", {}, LIMITS, ToolCrashed, {"exception": "ValueError"}),
    ("raises_base", {}, LIMITS, ToolCrashed, {"exception": "KeyboardInterrupt"}),
    ("raises_own", {}, LIMITS, ToolCrashed, {}),
    ("echo", {"wrong": 1}, LIMITS, ToolCrashed, {"exception": "TypeError"}),
    ("unserialisable", {}, LIMITS, ResultInvalid, {}),
    ("nan", {}, LIMITS, ResultInvalid, {}),
    ("circular", {}, LIMITS, ResultInvalid, {}),
    ("misshapen", {}, LIMITS, ResultInvalid, {}),
    ("huge", {"size": 5000}, LIMITS, OutputTooLarge, {"limit_bytes": "4096"}),
    ("huge", {"size": 50_000_000}, LIMITS, OutputTooLarge, {"limit_bytes": "4096"}),
    ("huge", {"size": 300_000_000}, LIMITS, MemoryExceeded, {"limit_mb": "256"}),
    ("floods", {}, LIMITS, OutputTooLarge, {"limit_bytes": "4096"}),
    ("babbles", {}, LIMITS, ToolCrashed, {}),
    ("hangs_up", {}, LIMITS, ToolCrashed, {"signal": "9", "name": "SIGKILL"}),
    ("kills_parent", {}, LIMITS, ToolCrashed, {}),
]


@pytest.mark.parametrize(
    ("tool", "arguments", "limits", "error", "metadata"),
    MATRIX,
    ids=[f"{row[0]}-{i}" for i, row in enumerate(MATRIX)],
)
async def test_each_failure_is_typed_in_time_and_harms_no_other(
    pool: Pool,
    tool: str,
    arguments: dict[str, Any],
    limits: Limits,
    error: type[MrklError],
    metadata: dict[str, str],
) -> None:
    # A call beside it, in a process of the same nursery (but when that itself is killed).
    key = "modest" if tool == "kills_parent" else "risky"
    beside = asyncio.create_task(pool.run(key, "tool:nap", {"seconds": 0.1}, LIMITS))
    started = time.monotonic()
    with pytest.raises(MrklError) as caught:
        await call(pool, tool, limits, **arguments)
    assert type(caught.value) is error
    assert time.monotonic() - started < limits.timeout_s + 1
    assert caught.value.metadata == {"tool": f"risky.{tool}", **metadata}
    assert "secret" not in str(caught.value)
    assert await beside == Result("rested")
    assert (await call(pool, "echo", value="well")).value == "well"


async def test_results_and_failures_come_back_as_such(pool: Pool) -> None:
    evidence = (Evidence("it is 42", "counted", detail="twice"),)
    assert await call(pool, "result") == Result(42, "forty-two", evidence)
    assert await call(pool, "failure") == Failure(
        "DIVISION_BY_ZERO", "cannot divide by 0", "divide by something else", value=0
    )
    assert await call(pool, "echo", value=[1, {"a": None}]) == Result([1, {"a": None}])


async def test_our_errors_arrive_with_all_their_fields(pool: Pool) -> None:
    with pytest.raises(PddlInvalid) as caught:
        await call(pool, "pddl_invalid")
    error = caught.value
    assert (error.message, error.hint) == ("expected ')'", "close it")
    assert error.location == Location("domain.pddl", 3, 7)
    assert error.violations == (Violation("domain", "expected ')'"),)
    assert (error.metadata, error.retry_after_s) == ({"expected": ")"}, 1.5)
    with pytest.raises(EngineMissing, match="install one"):
        await call(pool, "engine_missing")


async def test_a_traceback_goes_to_the_log_and_nowhere_else(
    pool: Pool, caplog: pytest.LogCaptureFixture
) -> None:
    events: list[tuple[str, dict[str, Any]]] = []
    with caplog.at_level(logging.ERROR), pytest.raises(ToolCrashed) as caught:
        await pool.run(
            "risky", "tool:raises", {}, LIMITS, on_event=lambda k, d: events.append((k, d))
        )
    assert "secret" in caplog.text
    assert "mrkl_risky.py" in caplog.text
    assert "secret" not in repr((vars(caught.value), events))
    assert ("crashed", {}) in events


async def test_what_is_printed_is_an_event_and_reaches_no_stream(
    pool: Pool, capfd: pytest.CaptureFixture[str]
) -> None:
    events: list[tuple[str, dict[str, Any]]] = []
    found = await pool.run(
        "risky", "tool:prints", {}, LIMITS, on_event=lambda k, d: events.append((k, d))
    )
    assert found.value == "printed"
    assert events == [("output", {"stdout": "to stdout\nbytes\n", "stderr": "to stderr\n"})]
    assert capfd.readouterr() == ("", "")


async def test_what_is_printed_is_bounded(pool: Pool) -> None:
    events: list[tuple[str, dict[str, Any]]] = []
    await pool.run(
        "risky", "tool:prints_much", {}, LIMITS, on_event=lambda k, d: events.append((k, d))
    )
    ((kind, data),) = events
    assert kind == "output"
    assert len(data["stdout"]) < 5000
    assert data["stdout"].endswith("bytes more)")


async def test_events_arrive_in_order_and_are_bounded(pool: Pool) -> None:
    events: list[tuple[str, dict[str, Any]]] = []

    async def emits(count: int, size: int) -> None:
        events.clear()
        await pool.run(
            "risky",
            "tool:emits",
            {"count": count, "size": size},
            LIMITS,
            on_event=lambda k, d: events.append((k, d)),
        )

    await emits(3, 1)
    assert events == [("step", {"i": i, "text": "x"}) for i in range(3)]
    await emits(1, 1_000_000)
    assert events == [("events_dropped", {"count": 1})]
    await emits(1000, 50_000)
    assert events[-1][0] == "events_dropped"
    assert len(events) + events[-1][1]["count"] == 1001


async def test_grandchildren_are_gone_after_a_kill(pool: Pool) -> None:
    started: list[int] = []
    with pytest.raises(TimedOut):
        await pool.run(
            "risky",
            "tool:family",
            {},
            Limits(timeout_s=1),
            on_event=lambda kind, data: started.append(data["pid"]),
        )
    assert len(started) == 3
    assert not [pid for pid in started if psutil.pid_exists(pid)]


async def test_what_a_finished_call_started_is_gone_too(pool: Pool) -> None:
    before = (await call(pool, "process")).value
    orphans = (await call(pool, "orphans")).value
    assert not [pid for pid in orphans if psutil.pid_exists(pid)]
    assert (await call(pool, "process")).value == before


async def test_a_tool_that_forks_answers_once(pool: Pool) -> None:
    assert (await call(pool, "forks")).value == "parent"
    assert (await call(pool, "echo", value=1)).value == 1


async def test_a_thread_or_an_alarm_left_behind_meets_no_other_call(pool: Pool) -> None:
    first = (await call(pool, "thread")).value
    assert not psutil.pid_exists(first)
    second = (await call(pool, "alarm")).value
    with pytest.raises(TimedOut):  # the same worker is there when the alarm would have come
        await call(pool, "sleep", SHORT)
    assert not psutil.pid_exists(second)


async def test_cancelling_kills_at_once(pool: Pool) -> None:
    started: asyncio.Queue[int] = asyncio.Queue()
    task = asyncio.create_task(
        pool.run(
            "risky",
            "tool:sleep",
            {},
            Limits(timeout_s=60),
            on_event=lambda kind, data: started.put_nowait(data["pid"]),
        )
    )
    pid = await asyncio.wait_for(started.get(), 10)
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not psutil.pid_exists(pid)
    assert time.monotonic() - began < 0.5


async def test_a_listener_that_fails_stops_its_call(pool: Pool) -> None:
    seen: list[int] = []

    def listen(kind: str, data: dict[str, Any]) -> None:
        seen.append(data["pid"])
        raise LookupError("nobody listens")

    with pytest.raises(LookupError):
        await pool.run("risky", "tool:sleep", {}, LIMITS, on_event=listen)
    assert not psutil.pid_exists(seen[0])


async def test_the_deadline_counts_where_it_is_sooner(pool: Pool) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOut):
        await pool.run("risky", "tool:sleep", {}, LIMITS, deadline=Deadline.after(0.2))
    assert time.monotonic() - started < 1
    left = await pool.run("risky", "tool:asks_time", {}, LIMITS, deadline=Deadline.after(2))
    assert 0 < left.value <= 2
    left = await pool.run("risky", "tool:asks_time", {}, LIMITS, deadline=Deadline.after(99))
    assert 9 < left.value <= 10


async def test_workers_are_kept_and_replaced_quickly(pool: Pool) -> None:
    before = (await call(pool, "process")).value
    assert (await call(pool, "process")).value == before
    with pytest.raises(ToolCrashed):
        await call(pool, "segfault")
    began = time.monotonic()
    after = (await call(pool, "process")).value
    assert time.monotonic() - began < 0.2
    assert after[0] != before[0]
    assert after[1] == before[1]  # the same nursery


async def test_an_unknown_tool_or_function_is_an_error(pool: Pool) -> None:
    with pytest.raises(ToolNotFound):
        await call(pool, "nothing")
    with pytest.raises(ToolCrashed):
        await pool.run("time", "time:nothing", {}, LIMITS)


async def test_functions_of_modules_give_json(pool: Pool) -> None:
    path = "mrkl_core.contracts.jsonvalue:to_json"
    assert await pool.run("any", path, {"value": [1, "a"]}, LIMITS) == [1, "a"]


async def test_a_child_stands_where_it_should(pool: Pool) -> None:
    assert (await call(pool, "surroundings")).value == {
        "stdin": "",
        "python_path": None,
        "sockets": 1,
        "group": True,
        "sigterm": True,
    }
    assert (await call(pool, "preloaded")).value is True
    assert (await call(pool, "config")).value == {"colour": "red"}
    assert (await call(pool, "runs_a_loop")).value == "looped"

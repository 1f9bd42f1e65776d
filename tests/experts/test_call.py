"""One call from its name to its outcome: arguments, guards, cache, pool, result."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.guards import Ask, Decision, Ruling
from mrkl_core.contracts.tool import Effect, Failure, Result
from mrkl_core.errors import (
    ArgumentsInvalid,
    Refused,
    ResultInvalid,
    TimedOut,
    ToolNotFound,
)
from mrkl_core.experts.cache import ResultCache
from mrkl_core.experts.call import Caller
from mrkl_core.experts.pool import Pool

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Cards:
    """A catalogue of the risky tools, with schemas of a test's own."""

    def tool(self, name: str) -> ToolCard:
        if name == "risky.nothing":
            raise ToolNotFound("no such tool")
        numbers = {"type": "number"}
        result: dict[str, Any] = numbers if name in ("risky.echo", "risky.result") else {}
        properties: dict[str, Any] = {"value": {}} if name == "risky.echo" else {}
        return ToolCard(
            name=name,
            expert="risky",
            description="",
            arguments={
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            },
            result=result,
            effect=Effect.NONE,
            digest=f"sha256:{name}",
            limits=Limits(timeout_s=5),
            cached=name != "risky.process",
        )


Told = Exception | Decision | None


class Guard:
    """Keeps what it is told, and decides or fails as it is told to."""

    name = "keeper"

    def __init__(self, no: Told = None, *, after: Told = None) -> None:
        self.no = no
        self.no_after = after
        self.seen: list[Any] = []

    async def before(self, tool: ToolCard, arguments: dict[str, Any], ask: Ask) -> Decision | None:
        self.seen.append((tool.name, arguments))
        return answered(self.no)

    async def after(self, tool: ToolCard, outcome: CallOutcome, ask: Ask) -> Decision | None:
        self.seen.append(outcome.value)
        return answered(self.no_after)


def answered(answer: Exception | Decision | None) -> Decision | None:
    if isinstance(answer, Exception):
        raise answer
    return answer


@pytest_asyncio.fixture(loop_scope="module")
async def caller(pool: Pool) -> AsyncIterator[Caller]:
    yield Caller(pool, Cards())


async def test_a_result_with_its_evidence(caller: Caller) -> None:
    outcome = await caller.call("risky.result", {}, run="r1")
    assert (outcome.tool, outcome.value, outcome.text, outcome.run) == (
        "risky.result",
        42,
        "forty-two",
        "r1",
    )
    assert outcome.evidence == (Evidence("it is 42", "counted", detail="twice"),)
    assert outcome.failure is None
    assert 0 < outcome.elapsed_s < 10


async def test_a_failure_is_a_value(caller: Caller) -> None:
    outcome = await caller.call("risky.failure", {})
    assert isinstance(outcome.failure, Failure)
    assert outcome.failure.code == "DIVISION_BY_ZERO"
    assert (outcome.value, outcome.text) == (0, "cannot divide by 0")


async def test_a_failure_may_be_raised(caller: Caller) -> None:
    outcome = await caller.call("risky.problem", {})
    assert isinstance(outcome.failure, Failure)
    assert (outcome.failure.code, outcome.failure.hint) == (
        "DIVISION_BY_ZERO",
        "divide by something else",
    )


async def test_a_plain_value_has_a_text_too(caller: Caller) -> None:
    assert (await caller.call("risky.echo", {"value": 1.5})).text == "1.5"
    assert (await caller.call("risky.runs_a_loop", {})).text == "looped"


async def test_pure_results_are_cached_by_exact_arguments(caller: Caller) -> None:
    first = await caller.call("risky.echo", {"value": 1})
    again = await caller.call("risky.echo", {"value": 1}, deadline=Deadline.after(0))
    assert (first.cached, again.cached) == (False, True)
    assert (again.value, again.text) == (first.value, first.text)
    assert not (await caller.call("risky.echo", {"value": 1.0})).cached
    # What may change, and what may go better next time, is not.
    for tool in ("risky.process", "risky.failure"):
        assert not (await caller.call(tool, {})).cached
        assert not (await caller.call(tool, {})).cached


async def test_bad_arguments_reach_neither_guard_nor_tool(pool: Pool) -> None:
    guard = Guard()
    with pytest.raises(ArgumentsInvalid):
        await Caller(pool, Cards(), [guard]).call("risky.echo", {"valu": 1})
    assert not guard.seen


async def test_results_the_schema_forbids_are_kept_back(caller: Caller) -> None:
    for value in ("text", None, [1]):
        with pytest.raises(ResultInvalid):
            await caller.call("risky.echo", {"value": value})


async def test_a_guard_sees_the_call_and_its_outcome(pool: Pool) -> None:
    guard = Guard()
    await Caller(pool, Cards(), [guard]).call("risky.echo", {"value": 7})
    assert guard.seen == [("risky.echo", {"value": 7}), 7]


@pytest.mark.parametrize(
    ("guard", "says"),
    [
        (Guard(Decision(Ruling.DENY, "rule 7")), "for its arguments: rule 7"),
        (Guard(after=Decision(Ruling.DENY, "rule 8")), "for its outcome: rule 8"),
        (Guard(Decision(Ruling.NEEDS_APPROVAL, "rule 9")), "needs approval.*rule 9"),
        (Guard(ValueError("secret")), "it could not decide"),
        (Guard(after=ValueError("secret")), "it could not decide"),
        (Guard(Decision("MAYBE")), "it could not decide"),  # type: ignore[arg-type]
    ],
)
async def test_a_guard_that_fails_refuses(pool: Pool, guard: Guard, says: str) -> None:
    with pytest.raises(Refused, match=says) as caught:
        await Caller(pool, Cards(), [guard]).call("risky.echo", {"value": 1})
    assert "secret" not in str(caught.value)


async def test_a_warning_is_told_and_every_decision_is_recorded(pool: Pool) -> None:
    guard = Guard(Decision(Ruling.WARN, "take care"), after=Decision(Ruling.ALLOW))
    events: list[tuple[str, Any]] = []
    outcome = await Caller(pool, Cards(), [guard]).call(
        "risky.result", {}, on_event=lambda *event: events.append(event)
    )
    assert [(e.verdict, e.detail) for e in outcome.evidence][1:] == [(Verdict.FAILED, "take care")]
    told = [(data["stage"], data["ruling"]) for kind, data in events if kind == "guarded"]
    assert told == [("arguments", "WARN"), ("outcome", "ALLOW")]


async def test_a_guard_has_its_slow_work_done_in_a_child(pool: Pool) -> None:
    class Slow(Guard):
        async def before(self, tool: ToolCard, arguments: Any, ask: Ask) -> Decision | None:
            self.seen.append(await ask("os:getpid", {}))
            return None

    guard = Slow()
    await Caller(pool, Cards(), [guard]).call("risky.echo", {"value": 1})
    assert guard.seen[0] != os.getpid()


async def test_unknown_tools_and_deadlines(caller: Caller) -> None:
    with pytest.raises(ToolNotFound):
        await caller.call("risky.nothing", {})
    with pytest.raises(TimedOut) as caught:
        await caller.call("risky.sleep", {}, deadline=Deadline.after(0.2))
    assert caught.value.metadata == {"tool": "risky.sleep"}


async def test_the_cache_forgets_what_was_used_longest_ago() -> None:
    cache = ResultCache(max_bytes=4000)
    for key in "abc":
        cache.put(key, Result([key] * 10))
    for i in range(30):
        assert cache.get("a") is not None
        cache.put(f"other{i}", Result("x" * 100))
    assert cache.get("b") is None
    cache.put("large", Result("x" * 3000))
    assert cache.get("large") is None


async def test_a_callers_copy_is_its_own() -> None:
    cache = ResultCache()
    cache.put("k", Result({"a": [1]}, "one", (Evidence("checked", "by hand"),)))
    first = cache.get("k")
    assert first is not None
    first.value["a"].append(2)
    assert cache.get("k") == Result({"a": [1]}, "one", (Evidence("checked", "by hand"),))

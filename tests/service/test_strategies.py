"""A strategy of a plugin: named in a request, at work on the same tools, and kept within bounds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from mrkl_core.client import Client
from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.contracts.context import LOCAL, Deadline
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.errors import Broken, Exhausted, ResultInvalid, StrategyNotFound, TimedOut
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

WAYS = """
import asyncio
from mrkl_core.contracts.answers import AnswerStatus
from mrkl_core.contracts.strategy import Conclusion

class Way:
    def __init__(self, name, way):
        self.name, self._way = name, way
    async def answer(self, words, desk):
        return await self._way(words, desk)

async def halves(words, desk):
    "Asks each half by itself: the outcomes are the answer."
    routes = [await desk.route(half) for half in words.split(" and ")]
    calls = [desk.call(r.chosen.tool, r.chosen.arguments) for r in routes]
    return Conclusion(tuple(await asyncio.gather(*calls)))

async def doubles(words, desk):
    "Says something of its own about what a tool gave."
    route = await desk.route(words)
    outcome = await desk.call(route.chosen.tool, route.chosen.arguments)
    return Conclusion(answer=f"twice {outcome.text}", value=[outcome.value] * 2)

async def asks(words, desk):
    return Conclusion(answer="Which one?", status=AnswerStatus.NEEDS_INPUT)

async def endless(words, desk):
    while True:
        await desk.call("calculator.evaluate", {"expression": "1 + 1"})

async def sleeps(words, desk): await asyncio.sleep(60)
async def raises(words, desk): raise KeyError("nothing")
async def nonsense(words, desk): return "42"

@hookimpl
def mrkl_strategies():
    for way in (halves, doubles, asks, endless, sleeps, raises, nonsense):
        yield Way(way.__name__, way)
"""


@pytest_asyncio.fixture
async def runtime(
    install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Runtime]:
    """A runtime with the plugin installed."""
    install("ways", WAYS)
    monkeypatch.setenv("MRKL_LOAD_PLUGINS", "ways, calculator, units, planner")
    async with Runtime.open(store_url=f"sqlite:///{tmp_path}/runs.db") as runtime:
        yield runtime


async def test_outcomes_are_told_as_those_of_any_answer(runtime: Runtime) -> None:
    answer = await runtime.answers.answer("2 + 3 and 4 * 5", strategy="halves")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.answer.split("\n") == ["2 + 3 = 5", "4 * 5 = 20"]
    assert isinstance(answer.value, list)
    assert answer.tool == "calculator.evaluate"
    assert answer.evidence
    assert all(check.verdict is Verdict.PASSED for check in answer.evidence)
    kinds = [event.kind for event in answer.events]
    assert kinds.count("routed") == kinds.count("called") == 2
    assert kinds[-1] == "answered"
    (kept,) = await runtime.runs.list()
    assert kept.request == {"words": "2 + 3 and 4 * 5", "strategy": "halves"}


async def test_words_of_its_own_are_told_as_unchecked(runtime: Runtime) -> None:
    answer = await runtime.answers.answer("2 + 3", strategy="doubles")
    assert (answer.status, answer.answer) == (AnswerStatus.ANSWERED, "twice 2 + 3 = 5")
    *calls, own = answer.evidence
    assert calls
    assert all(check.verdict is Verdict.PASSED for check in calls)
    assert own.verdict is Verdict.UNCHECKED
    assert "doubles" in own.method


async def test_a_question_is_no_answer(runtime: Runtime) -> None:
    answer = await runtime.answers.answer("2 + 3", strategy="asks")
    assert (answer.status, answer.answer) == (AnswerStatus.NEEDS_INPUT, "Which one?")
    assert answer.evidence == ()
    assert answer.events[-1].kind == "asked"


async def test_the_one_taken_by_default_is_named_as_any_other(runtime: Runtime) -> None:
    named = await runtime.answers.answer("17% of 340", strategy="direct")
    assert named.answer == (await runtime.answers.answer("17% of 340")).answer


@pytest.mark.parametrize(
    ("strategy", "error", "said"),
    [
        ("endless", Exhausted, "may make no more"),
        ("sleeps", TimedOut, "deadline"),
        ("raises", Broken, "'raises' raised KeyError"),
        ("nonsense", ResultInvalid, "'nonsense' gave str"),
    ],
)
async def test_one_that_goes_wrong_ends_in_its_own_error(
    runtime: Runtime, strategy: str, error: type[Exception], said: str
) -> None:
    deadline = Deadline.after(0.5) if strategy == "sleeps" else None
    with pytest.raises(error, match=said):
        await runtime.answers.answer("2 + 3", strategy=strategy, deadline=deadline)
    (kept,) = await runtime.runs.list()
    assert said in kept.response["error"]


async def test_a_name_that_nobody_has_is_told_with_the_nearest(runtime: Runtime) -> None:
    with pytest.raises(StrategyNotFound) as caught:
        await runtime.answers.answer("2 + 3", strategy="doubels")
    assert "doubles" in caught.value.hint


async def test_every_surface_takes_the_name(runtime: Runtime, tmp_path: Path) -> None:
    words = "2 + 3 and 4 * 5"
    async with (
        Server(runtime, "127.0.0.1:0") as server,
        Client(server.address, caller=LOCAL) as client,
    ):
        answered = await client.answers.answer(words, strategy="halves")
        *_, last = [item async for item in client.answers.stream(words, strategy="halves")]
        with pytest.raises(StrategyNotFound):
            await client.answers.answer(words, strategy="quarters")
    assert isinstance(last, Answer)
    done = subprocess.run(
        [sys.executable, "-m", "mrkl_core", "ask", "--json", "--strategy", "halves", words],
        capture_output=True, text=True, timeout=100, check=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site-packages"),
             "MRKL_STORE": str(tmp_path / "runs.db")},
    )  # fmt: skip
    assert answered.answer == last.answer == json.loads(done.stdout)["answer"]

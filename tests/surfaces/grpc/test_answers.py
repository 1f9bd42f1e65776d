from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest

from mrkl_core import errors
from mrkl_core.client import Client
from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.service.runtime import Runtime

pytestmark = pytest.mark.asyncio(loop_scope="module")

REQUESTS = ["probe echo hello", "probe divide 1 by 4", "probe divide 1 by 0", "zwölf blaue Wale"]


def timeless(answer: Answer) -> Answer:
    """An answer without what differs from run to run."""
    events = tuple(
        Event(event.kind, 0, {k: v for k, v in event.data.items() if k != "elapsed_s"})
        for event in answer.events
    )
    return replace(answer, run="", events=events)


@pytest.mark.parametrize("words", REQUESTS)
async def test_an_answer_is_the_one_given_in_process(
    client: Client, runtime: Runtime, words: str
) -> None:
    await runtime.answers.answer(words)  # from now on both are served from the cache
    here = await runtime.answers.answer(words)
    there = await client.answer(words)
    assert timeless(there) == timeless(here)


async def test_the_three_ways_a_question_may_end(client: Client) -> None:
    answered = await client.answer("probe echo hello")
    assert (answered.status, answered.value) == (AnswerStatus.ANSWERED, "hello")
    failed = await client.answer("probe divide 1 by 0")
    assert failed.status is AnswerStatus.FAILED
    assert failed.failure is not None
    assert failed.failure.code == "DIVISION_BY_ZERO"
    refused = await client.answer("zwölf blaue Wale")
    assert refused.status is AnswerStatus.REFUSED
    assert refused.answer


@pytest.mark.parametrize("words", REQUESTS)
async def test_a_route_is_the_one_taken_in_process(
    client: Client, runtime: Runtime, words: str
) -> None:
    assert await client.answers.route(words) == await runtime.answers.route(words)


async def test_a_stream_tells_what_happens_and_ends_with_the_answer(client: Client) -> None:
    items = [item async for item in client.answers.stream("probe echo hello")]
    *events, answer = items
    assert isinstance(answer, Answer)
    assert answer.value == "hello"
    assert all(isinstance(event, Event) for event in events)
    assert tuple(events) == answer.events
    assert [event.kind for event in answer.events][:2] == ["routed", "calling"]


async def test_events_arrive_while_the_tool_still_works(client: Client, held: Any) -> None:
    kinds: list[str] = []
    async with aclosing(client.answers.stream(f"probe hold {held.file}")) as stream:
        async for item in stream:
            if isinstance(item, Event):
                kinds.append(item.kind)
                if item.kind == "holding":
                    held.release()
            else:
                assert item.value == 60
    assert "holding" in kinds


async def test_leaving_a_stream_kills_the_tool(client: Client, held: Any) -> None:
    async with aclosing(client.answers.stream(f"probe hold {held.file}")) as stream:
        async for item in stream:
            if isinstance(item, Event) and item.kind == "holding":
                break
    await held.gone()


async def test_a_deadline_ends_a_stream_with_a_typed_error(client: Client, held: Any) -> None:
    async def consume() -> None:
        stream = client.answers.stream(f"probe hold {held.file}", deadline=Deadline.after(1.5))
        async for _ in stream:
            pass

    task = asyncio.create_task(consume())
    await held.started()
    with pytest.raises(errors.TimedOut):
        await task
    await held.gone()


@pytest.mark.parametrize("words", ["", "   ", "x" * 30_000])
async def test_words_that_are_no_request_are_refused(client: Client, words: str) -> None:
    with pytest.raises(errors.BadRequest):
        await client.answer(words)
    with pytest.raises(errors.BadRequest):
        async for _ in client.answers.stream(words):
            pass

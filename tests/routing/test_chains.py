"""A part of a request whose value the rest asks about: found, passed on by reference, or left."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from mrkl_core import Runtime
from mrkl_core.contracts.answers import AnswerStatus
from mrkl_core.contracts.routing import Route
from mrkl_core.routing.phrases import MAX_PHRASES, phrases


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def runtime(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runtime]:
    store: Path = tmp_path_factory.mktemp("store") / "runs.db"

    async def opened() -> Runtime:
        return Runtime.open(store_url=f"sqlite:///{store}")

    found = loop.run_until_complete(opened())
    yield found
    loop.run_until_complete(found.close())


def route(loop: asyncio.AbstractEventLoop, runtime: Runtime, words: str) -> Route:
    return loop.run_until_complete(runtime.answers.route(words))


def test_steps_refer_to_each_others_values(
    loop: asyncio.AbstractEventLoop, runtime: Runtime
) -> None:
    found = route(loop, runtime, "What weekday is 90 days after 2024-03-01?")
    assert [step.call.tool for step in found.steps] == ["calendar.shift"]
    assert found.steps[0].words == "90 days after 2024-03-01"
    assert found.chosen is not None
    assert found.chosen.tool == "calendar.weekday"
    assert "{1}" in (found.chosen.arguments or {}).values()
    assert "its value goes to calendar.weekday" in found.reasons[-1]


def test_the_unit_may_be_named_first(loop: asyncio.AbstractEventLoop, runtime: Runtime) -> None:
    found = route(loop, runtime, "In pounds, how much are 3 kg?")
    assert found.chosen is not None
    assert found.chosen.arguments == {"quantity": "3 kg", "to": "pounds"}
    assert "'how much are 3 kg in pounds?' to the end" in found.reasons[-1]


def test_how_many_of_a_unit_asks_for_what_it_measures(
    loop: asyncio.AbstractEventLoop, runtime: Runtime
) -> None:
    answer = loop.run_until_complete(
        runtime.answers.answer("How many pounds are 3 moles of caffeine?")
    )
    assert answer.status is AnswerStatus.ANSWERED
    assert "1.284" in answer.answer


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("20% of 3 miles in km", "0.9656064 km"),
        ("twice 3 kg in pounds", "13.2277"),
        ("What is three times 5 km in miles?", "9.3205"),
    ],
)
def test_a_multiple_of_a_quantity_is_worked_out_first(
    loop: asyncio.AbstractEventLoop, runtime: Runtime, words: str, said: str
) -> None:
    answer = loop.run_until_complete(runtime.answers.answer(words))
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.answer


@pytest.mark.parametrize(
    "words",
    [
        "double 3 apples in kg",
        "order 20% of 3 km of rope in red",
        "sing me a song of 90 days after 2024-03-01",
        "What is the price of 3 moles of caffeine?",
        "What is the colour of 17% of 340?",
        "the mass in km of 3 moles of caffeine",
        "How many kilometres are 3 moles of caffeine?",
        "What is twice the molar mass of glucose?",
        "What is the square root of the molar mass of water?",
    ],
)
def test_what_nobody_reads_to_the_end_is_not_made_a_chain(
    loop: asyncio.AbstractEventLoop, runtime: Runtime, words: str
) -> None:
    answer = loop.run_until_complete(runtime.answers.answer(words))
    assert answer.status is not AnswerStatus.ANSWERED


def test_what_is_read_as_a_whole_is_no_chain(
    loop: asyncio.AbstractEventLoop, runtime: Runtime
) -> None:
    for words in ("what is 17% of 340 plus a third of 90?", "how many feet are in 3 miles?"):
        found = route(loop, runtime, words)
        assert found.chosen is not None
        assert not found.steps


def test_phrases_are_few_and_have_a_figure() -> None:
    assert "weight of 2 mol of water" in [p.text for p in phrases("weight of 2 mol of water in oz")]
    told = [phrase.text for phrase in phrases("What is the mass in pounds of 3 moles of gold?")]
    assert told[0] == "the mass of 3 moles of gold in pounds"
    assert "the mass of 3 moles of gold" in told
    assert all(any(c.isdigit() for c in text) for text in told)
    long = " ".join(f"of {n} things" for n in range(25))
    assert len(list(phrases(f"what is {long}?"))) == MAX_PHRASES


def test_a_letter_is_no_question_about_an_answer() -> None:
    assert list(phrases("what is the square root of 16 in the letter " * 500)) == []

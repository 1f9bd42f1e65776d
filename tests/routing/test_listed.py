from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.listed import listings
from mrkl_core.routing.parts import MAX_PARTS
from mrkl_core.routing.retrieve import ToolIndexes


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("tides at once in Oslo and Rome", ["tides at once in Oslo", "tides at once in Rome"]),
        ("interest for 10, 20 and 30 years", [f"interest for {n} years" for n in (10, 20, 30)]),
        (
            "play 'Dawn' and 'Dusk' for 5 and 7 minutes respectively",
            ["play 'Dawn' for 5 minutes respectively", "play 'Dusk' for 7 minutes respectively"],
        ),
    ],
)
def test_each_item_is_asked_for_alone(words: str, parts: list[str]) -> None:
    assert [" ".join(part.split()) for part in next(iter(listings(words)))] == parts


def test_two_lists_are_paired_each_with_each() -> None:
    first = next(iter(listings("winners of 2018 and 2020 in Oslo and Rome")))
    assert [" ".join(part.split()) for part in first] == [
        "winners of 2018 in Oslo",
        "winners of 2018 in Rome",
        "winners of 2020 in Oslo",
        "winners of 2020 in Rome",
    ]


@pytest.mark.parametrize(
    "words",
    ["", "water the garden", "is Denver, Colorado far?", "3, 4, 5", "2 and 1/2 plus 3 and 3/4"],
)
def test_what_lists_nothing_is_not_taken_apart(words: str) -> None:
    assert list(listings(words)) == []


@given(st.text(alphabet="abAB 12,.'\"()and", max_size=60))
def test_a_part_says_each_thing_where_the_request_says_it(words: str) -> None:
    for parts in listings(words):
        assert len(parts) <= MAX_PARTS
        for part in parts:
            assert len(part) == len(words)
            assert all(c in (" ", w) for c, w in zip(part, words, strict=True))


def calls(tool: Any, words: str) -> list[JsonObject | None]:
    text = {"type": "string"}
    tools = (
        tool(
            "tides.height",
            "Tells the height of the tide at a harbour.",
            {
                "city": {**text, "description": "The city of the harbour."},
                "hours": {"type": "integer", "description": "How many hours ahead."},
            },
        ),
        tool("stage.play", "Plays a play.", {"title": {**text, "description": "Its title."}}),
    )
    router = SchemaRouter(ToolIndexes((), SentenceEncoder()))
    found = asyncio.run(Chooser([router], tools, (), threshold=0.6).choose(words))
    return [call.arguments for call in (found.chosen, *found.also) if call is not None]


def test_lists_of_values_make_a_call_for_each_pairing(tool: Any) -> None:
    words = "How high is the tide 3 and 6 hours ahead at the harbour of Oslo and Rome?"
    assert sorted(calls(tool, words), key=str) == [
        {"city": city, "hours": hours} for city in ("Oslo", "Rome") for hours in (3, 6)
    ]

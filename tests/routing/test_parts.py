from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.contracts.routing import Route
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.parts import splits
from mrkl_core.routing.retrieve import ToolIndexes


def taken_apart(words: str) -> list[list[str]]:
    return [[" ".join(part.split()) for part in parts] for parts in splits(words)]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Show the moon over Oslo and Rome today", ["Oslo", "Rome"]),
        ("Show the moon over Oslo and over Rome today", ["over Oslo", "over Rome"]),
        ("Show the moon over Oslo, Rome, and Cairo", ["Oslo", "Rome", "Cairo"]),
    ],
)
def test_values_side_by_side_share_what_is_around_them(words: str, parts: list[str]) -> None:
    first = taken_apart(words)[0]
    assert len(first) == len(parts)
    for told, own in zip(first, parts, strict=True):
        assert own in told
        assert told.startswith("Show the moon over")
        assert told.endswith("today") == words.endswith("today")
        assert not any(other in told for other in parts if other != own)


@pytest.mark.parametrize("joint", [" and ", ", then ", ". Also, ", "; "])
def test_requests_one_after_the_other_stand_alone(joint: str) -> None:
    found = taken_apart(f"lend 20 coins to Ann{joint}water every garden")
    assert ["lend 20 coins to Ann", "water every garden"] in found


def test_what_is_written_together_is_not_torn() -> None:
    assert taken_apart("what is 2+3 and 7*8?") == [["what is 2+3", "what is 7*8"]]
    assert not taken_apart("where is Denver, Colorado")
    assert not taken_apart("play 'Mother and Child' tonight")


@given(st.text(alphabet="ab AB 12,.?;'\"()[] and then", max_size=60))
def test_a_part_says_each_thing_where_the_request_says_it(words: str) -> None:
    for parts in splits(words):
        for part in parts:
            assert all(c in (" ", w) for c, w in zip(part, words, strict=False))


def route(tool: Any, words: str) -> Route:
    number = {"type": "number"}
    tools = (
        tool(
            "post.parcel_price",
            "Calculates the price of sending a parcel abroad.",
            {
                "mass": {**number, "description": "The mass of the parcel in kilograms."},
                "country": {"type": "string", "description": "The country it is sent to."},
            },
        ),
        tool(
            "shapes.distance",
            "Calculates the distance between two numbers.",
            {"number1": number, "number2": number},
        ),
    )
    router = SchemaRouter(ToolIndexes((), SentenceEncoder()))
    return asyncio.run(Chooser([router], tools, (), threshold=0.6).choose(words))


def test_one_request_for_two_calls_makes_both(tool: Any) -> None:
    words = "Calculate the price of sending a parcel of 3 kg to Norway and of 5 kg to Spain"
    found = route(tool, words)
    assert found.chosen is not None
    made = [call.arguments for call in (found.chosen, *found.also)]
    assert made == [{"mass": 3.0, "country": "Norway"}, {"mass": 5.0, "country": "Spain"}]
    told = {words[s.start : s.end] for call in found.also for s in call.sources}
    assert told == {"5", "Spain"}


def test_two_values_of_one_call_stay_one_call(tool: Any) -> None:
    found = route(tool, "Calculate the distance between the numbers 40 and 88")
    assert found.chosen is not None
    assert found.chosen.arguments == {"number1": 40.0, "number2": 88.0}
    assert not found.also

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
from mrkl_core.routing.numbered import numbered
from mrkl_core.routing.parts import MAX_PARTS
from mrkl_core.routing.retrieve import ToolIndexes


def test_each_thing_told_of_in_turn_has_what_is_said_of_all() -> None:
    words = "Two tanks leak. The first holds 5 l. The second holds 7 l. How long do they last?"
    (parts,) = numbered(words)
    assert [" ".join(part.split()) for part in parts] == [
        "Two tanks leak. The first holds 5 l. . How long do they last?",
        "Two tanks leak. The second holds 7 l. How long do they last?",
    ]


def test_one_and_the_other_are_told_of_in_turn_too() -> None:
    words = "Two tanks leak, one with 5 l and the other with 7 l. How long do they last?"
    (parts,) = numbered(words)
    assert [" ".join(part.split()) for part in parts] == [
        "Two tanks leak, one with 5 l . How long do they last?",
        "Two tanks leak, and the other with 7 l. How long do they last?",
    ]


@pytest.mark.parametrize("words", ["the second tank", "the first tank", "the second, the first"])
def test_what_is_not_told_of_in_turn_is_not_taken_apart(words: str) -> None:
    assert not list(numbered(words))


PIECES = (
    "the first ",
    "one of ",
    "the other with ",
    "the second ",
    "the last ",
    "5 m. ",
    "and ",
    "? ",
    "circle ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_a_part_says_each_thing_where_the_request_says_it(words: str) -> None:
    for parts in numbered(words):
        assert 1 < len(parts) <= MAX_PARTS
        for part in parts:
            assert all(c in (" ", w) for c, w in zip(part, words, strict=True))


def calls(tool: Any, words: str) -> list[JsonObject | None]:
    number = {"type": "number"}
    sides = {
        "width": {**number, "description": "Width of the rectangle in metres."},
        "height": {**number, "description": "Height of the rectangle in metres."},
    }
    card = tool("shapes.rectangle_area", "Calculates the area of a rectangle.", sides)
    router = SchemaRouter(ToolIndexes((), SentenceEncoder()))
    route = asyncio.run(Chooser([router], [card], ()).choose(words))
    return [c.arguments for c in (*([route.chosen] if route.chosen else []), *route.also)]


def test_things_told_of_in_turn_are_a_call_each(tool: Any) -> None:
    words = (
        "Calculate the area of two rectangles. The first rectangle has a width of 3 metres and a "
        "height of 4 metres. The second rectangle has a width of 5 metres and a height of 6 metres."
    )
    assert calls(tool, words) == [{"width": 3, "height": 4}, {"width": 5, "height": 6}]


def test_one_and_the_other_are_a_call_each(tool: Any) -> None:
    words = (
        "What are the areas of two rectangles, one with a width of 3 metres and a height of 4 "
        "metres, the other with a width of 5 metres and a height of 6 metres?"
    )
    assert calls(tool, words) == [{"width": 3, "height": 4}, {"width": 5, "height": 6}]


def test_no_item_of_a_list_is_lost(tool: Any) -> None:
    words = "Calculate the area of a rectangle with width 3 metres and height 4, 5 and 6 metres"
    assert calls(tool, words) == [{"width": 3, "height": height} for height in (4, 5, 6)]

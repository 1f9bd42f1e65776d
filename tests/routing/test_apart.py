from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

import pytest

from mrkl_core.contracts.routing import Candidate, Route
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.apart import Apart
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.retrieve import ToolIndexes

ENCODER = SentenceEncoder()
DATA: dict[str, Any] = {
    "data": {"type": "array", "items": {"type": "number"}, "description": "The list of numbers."}
}
PLAN: dict[str, Any] = {
    "place": {"type": "string", "description": "The city."},
    "days": {"type": "integer", "description": "How many days the forecast is for."},
}
PLOT: dict[str, Any] = {
    "width": {"type": "number", "description": "The width of the field in metres."},
    "length": {"type": "number", "description": "The length of the field in metres."},
    "unit": {"type": "string", "enum": ["acres", "hectares"], "description": "The unit."},
}


def route(tool: Any, words: str) -> Route:
    tools = (
        tool("stats.median", "Finds the median of a list of numbers.", DATA),
        tool("stats.mode", "Finds the mode of a list of numbers.", DATA),
        tool("sky.forecast", "Tells the weather forecast for a city.", PLAN),
        tool(
            "farm.field_area",
            "Calculates the area of a field.",
            PLOT,
            required=["width", "length"],
        ),
    )
    router = SchemaRouter(ToolIndexes((), ENCODER))
    return asyncio.run(Chooser([router], tools, ()).choose(words))


def calls(found: Route) -> list[tuple[str, Any]]:
    made = [found.chosen, *found.also] if found.chosen else []
    return [(call.tool, call.arguments) for call in made]


OSLO = "Tell me the weather forecast for Oslo for 5 days"
FIELD = "calculate the area of a field with a width of 40 metres and a length of 90 metres"
FORECAST = ("sky.forecast", {"place": "Oslo", "days": 5})
AREA = ("farm.field_area", {"width": 40.0, "length": 90.0})


@pytest.mark.parametrize(
    "words",
    [
        "Could you help me with two things? First, tell me the weather forecast for Oslo for 5"
        " days. Second, calculate the area of a field with a width of 40 metres and a length of"
        " 90 metres.",
        '"Tell me the weather forecast for Oslo for 5 days, and then calculate the area of a field'
        ' with a width of 40 metres and a length of 90 metres."',
    ],
)
def test_each_call_has_what_its_own_part_says(tool: Any, words: str) -> None:
    assert calls(route(tool, words)) == [FORECAST, AREA]


def test_what_a_part_does_not_say_is_read_off_the_words_around_it(tool: Any) -> None:
    words = "Find the median of the numbers [3, 4, 5, 9]. Also find the mode of these numbers."
    found = route(tool, words)
    data = {"data": [3.0, 4.0, 5.0, 9.0]}
    assert calls(found) == [("stats.median", data), ("stats.mode", data)]
    (source,) = found.also[0].sources
    assert source.how == "carried over"
    assert words[source.start : source.end] == "[3, 4, 5, 9]"


@pytest.mark.parametrize(
    "second",
    [
        "and another one for Bergen for 3 days",
        "and one for Bergen for 3 days",
        ". Do the same for Bergen for 3 days",
        ". What about Bergen for 3 days?",
    ],
)
def test_who_asks_for_the_same_again_need_not_say_for_what(tool: Any, second: str) -> None:
    first = "Tell me the weather forecast for Oslo for 5 days"
    other = ("sky.forecast", {"place": "Bergen", "days": 3})
    assert calls(route(tool, f"{first} {second}".replace(" .", "."))) == [FORECAST, other]


def test_what_the_last_part_goes_on_to_say_may_be_its_own(tool: Any) -> None:
    words = "I need the median of 3, 4 and 9 and the weather forecast for Oslo for 5 days"
    found = route(tool, words)
    assert FORECAST in calls(found)


def test_who_says_more_about_a_call_asks_for_no_other(tool: Any) -> None:
    words = (
        "Calculate the area of a field with a width of 40 metres and a length of 90 metres. "
        "I would like the result in hectares."
    )
    ((name, arguments),) = calls(route(tool, words))
    assert name == "farm.field_area"
    assert arguments == {"width": 40.0, "length": 90.0, "unit": "hectares"}


def test_a_tale_is_not_taken_apart() -> None:
    async def asked(words: str, around: Sequence[str]) -> None:
        raise AssertionError(words)

    tale = "Tell me the weather forecast for Oslo for 5 days. " * 60
    assert asyncio.run(Apart(tale, asked).cover(None)).calls == ()


def test_what_an_expert_reads_as_one_is_not_taken_apart() -> None:
    async def sure(words: str, around: Sequence[str]) -> Candidate | None:
        figures = re.findall(r"\d+(?!-)\b", words)
        whole = re.fullmatch(r"\s*add up (\d+)((?:,| and|, and) +\d+)+", words, re.IGNORECASE)
        if whole:
            return Candidate("sums.add", 0.95, "it bids", {"numbers": figures})
        if words.strip().startswith("what weekday is"):
            return Candidate("dates.weekday", 0.95, "it bids", {"day": words.split()[-1]})
        return None

    words = "Add up 3, 5 and 9 and what weekday is 2024-02-29"
    found = asyncio.run(Apart(words, sure).cover(None)).calls
    assert [call.tool for call in found] == ["sums.add", "dates.weekday"]
    assert found[0].arguments == {"numbers": ["3", "5", "9"]}


def test_a_part_that_nobody_answers_is_told(tool: Any) -> None:
    found = route(tool, "Tell me the weather forecast for Oslo for 5 days. Who is Edvard Munch?")
    assert calls(found) == [FORECAST]
    assert found.unused == ("Edvard", "Munch")


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (f"{OSLO} and sing me a song", ("sing me a song",)),
        (f"{OSLO}. Water the plants. Then {FIELD}.", ("Water the plants",)),
        (f"{OSLO}. Then order 3 pizzas from Luigi.", ("order 3 pizzas from Luigi",)),
        (f"I love to travel, and it is cold. {OSLO}.", ()),
        (f"{OSLO} and I want it to be right", ()),
        (f"{OSLO}. {FIELD}.", ()),
        (f"Hello, sing me a song\nI cannot sing.\n{OSLO}", ()),
    ],
)
def test_a_clause_that_asks_for_more_is_not_left_out_in_silence(
    tool: Any, words: str, unused: tuple[str, ...]
) -> None:
    found = route(tool, words)
    assert calls(found)[0] == FORECAST
    assert found.unused == unused

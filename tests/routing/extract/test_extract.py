from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.cards import card
from mrkl_core.routing.extract.extract import Extraction, Extractor
from mrkl_core.routing.extract.mentions import Kind
from mrkl_core.routing.extract.reading import Reading

NUMBER: dict[str, Any] = {"type": "number"}
TEXT: dict[str, Any] = {"type": "string"}


def made(
    description: str, properties: dict[str, Any], required: list[str] | None = None
) -> ToolCard:
    names = list(properties) if required is None else required
    schema = {"type": "object", "properties": properties, "required": names}
    return card("shop.order", description, schema)


def read(words: str, tool: ToolCard) -> Extraction:
    return Extractor().extract(Reading(words), tool)


@pytest.mark.parametrize(
    ("words", "properties", "arguments"),
    [
        (
            "Order a box with a width of 20 cm and a height of 12 cm",
            {
                "width": {**NUMBER, "description": "The width in centimetres."},
                "height": {**NUMBER, "description": "The height in centimetres."},
            },
            {"width": 20.0, "height": 12.0},
        ),
        (
            "What is the wage after a raise of 5%, from $2,000?",
            {
                "wage": {"type": "integer", "description": "The wage in dollars."},
                "rate": {**NUMBER, "description": "The rate, as a decimal."},
            },
            {"wage": 2000, "rate": 0.05},
        ),
        (
            "book a table for twenty-five people",
            {"people": {"type": "integer", "description": "The number of people."}},
            {"people": 25},
        ),
        (
            "the mean of [3, 4.5, 6]",
            {"numbers": {"type": "array", "items": NUMBER, "description": "The numbers."}},
            {"numbers": [3.0, 4.5, 6.0]},
        ),
        (
            "paint it in a glossy finish",
            {"finish": {"enum": ["matt", "glossy"], "description": "The finish."}},
            {"finish": "glossy"},
        ),
        (
            "write to ada@example.org",
            {"email": {**TEXT, "description": "The e-mail address."}},
            {"email": "ada@example.org"},
        ),
        (
            "tickets for the 3rd of May 2031",
            {"date": {**TEXT, "description": "The date, as DD/MM/YYYY."}},
            {"date": "03/05/2031"},
        ),
    ],
)
def test_arguments_are_read_by_type_name_and_unit(
    words: str, properties: dict[str, Any], arguments: dict[str, Any]
) -> None:
    assert read(words, made("Orders something.", properties)).arguments == arguments


def test_what_is_not_said_is_missing_and_never_invented() -> None:
    tool = made("Orders something.", {"weight": {**NUMBER, "description": "In kilograms."}})
    found = read("order something nice", tool)
    assert found.arguments == {}
    assert [slot.path for slot in found.missing] == [("weight",)]


def test_each_argument_says_which_words_it_comes_from() -> None:
    words = "order a box with a weight of 12 kg"
    tool = made("Orders.", {"weight": {**NUMBER, "description": "The weight in kg."}})
    (filled,) = read(words, tool).filled
    assert words[filled.start : filled.end] == "12"
    assert 0.5 < filled.sure <= 1


def test_a_quantity_arrives_in_the_unit_that_is_asked_for() -> None:
    tool = made("Cuts.", {"length": {**NUMBER, "description": "The length in metres."}})
    (filled,) = read("cut off a length of 250 centimetres", tool).filled
    assert (filled.value, filled.how) == (2.5, "in m")


def test_numbered_parameters_take_their_values_in_order() -> None:
    side: dict[str, Any] = {"type": "integer", "description": "The length of a side."}
    tool = made("Draws a triangle.", {"side1": side, "side2": side, "side3": side})
    found = read("draw a triangle whose sides are 5, 4 and 3 long", tool)
    assert found.arguments == {"side1": 5, "side2": 4, "side3": 3}


@settings(deadline=None)  # the first may import scipy
@given(words=st.text(max_size=200))
def test_any_words_can_be_read(words: str) -> None:
    kinds: list[dict[str, Any]] = [
        *(NUMBER, TEXT, {"type": "integer"}, {"type": "boolean"}, {"enum": ["a", "b"]}),
        *({"type": "array", "items": item} for item in (NUMBER, TEXT)),
    ]
    tool = made("Does it all.", {f"part{n}": kind for n, kind in enumerate(kinds)}, [])
    found = read(words, tool)
    for filled in found.filled:
        assert 0 <= filled.start < filled.end <= len(words)


@settings(deadline=None)
@given(data=st.data())
def test_no_two_arguments_claim_the_same_words(data: st.DataObject) -> None:
    numbers = data.draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=5, unique=True))
    words = "a box of " + " by ".join(map(str, numbers))
    tool = made("Packs.", {name: {"type": "integer"} for name in ("long", "wide", "high")})
    spans = [(f.start, f.end) for f in read(words, tool).filled if f.start >= 0]
    assert len(set(spans)) == len(spans)


def test_nothing_is_read_after_the_beginning_of_a_very_long_request() -> None:
    reading = Reading("word " * 1000 + "on 2024-03-01 at 5 pm, 'quoted' and [1, 2] with x^2 + 1")
    assert not (*reading.dates, *reading.times, *reading.brackets, *reading.numbers)
    assert {mention.kind for mention in reading.texts} == {Kind.PHRASE}


ISO = {**TEXT, "format": "date-time"}
WRITTEN = {**TEXT, "description": "Start, in the format YYYY-MM-DD HH:MM:SS."}
STRFTIME = {**TEXT, "description": "The moment. Format: %d/%m/%Y %H:%M"}
TOLD = {**TEXT, "description": "Date and time of the delivery."}


@pytest.mark.parametrize(
    ("words", "schema", "moment"),
    [
        ("Deliver it on 12 March 2024 at 3:30 pm", ISO, "2024-03-12T15:30:00"),
        ("Deliver it at 6 pm on July 4th 2023", WRITTEN, "2023-07-04 18:00:00"),
        ("Deliver it on March 5, 2025, 18:15", STRFTIME, "05/03/2025 18:15"),
        ("Deliver it on 2024-05-01T18:15", TOLD, "2024-05-01T18:15"),
        ("Deliver it tomorrow at 9 am", TOLD, "tomorrow at 9 am"),
    ],
)
def test_a_date_and_a_time_go_into_one_parameter(
    words: str, schema: dict[str, Any], moment: str
) -> None:
    assert read(words, made("Orders a delivery.", {"when": schema})).arguments == {"when": moment}


def test_a_date_and_a_time_of_two_parameters_stay_apart() -> None:
    properties = {
        "date": {**TEXT, "description": "The day of the delivery."},
        "time": {**TEXT, "description": "The time of the delivery, as HH:MM."},
    }
    found = read("Deliver it on 12 March 2024 at 3:30 pm", made("Orders a delivery.", properties))
    assert found.arguments == {"date": "2024-03-12", "time": "15:30"}


def test_one_that_is_no_figure_fills_nothing() -> None:
    tool = made("Orders boxes.", {"count": {**NUMBER, "description": "How many boxes."}})
    assert read("Order another one with a lid", tool).arguments == {}
    assert read("Order one box", tool).arguments == {"count": 1}

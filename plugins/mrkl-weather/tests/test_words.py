"""Words about the weather are read to the end, or left to others."""

from __future__ import annotations

import pytest

from mrkl_weather.bids import bid


@pytest.mark.parametrize(
    ("words", "tool", "arguments"),
    [
        ("weather in Paris tomorrow", "daily", {"place": "Paris", "day": "tomorrow"}),
        ("weather in Paris", "current", {"place": "Paris"}),
        ("What's the weather like in New York right now?", "current", {"place": "New York"}),
        ("will it rain in Oslo on Friday?", "daily", {"place": "Oslo", "day": "on friday"}),
        ("will it rain tomorrow in Oslo", "daily", {"place": "Oslo", "day": "tomorrow"}),
        ("Is it raining in Bergen?", "current", {"place": "Bergen"}),
        ("how warm is it in Lisbon", "current", {"place": "Lisbon"}),
        (
            "how cold will it be in Springfield, Illinois, on June 3rd?",
            "daily",
            {"place": "Springfield, Illinois", "day": "on june 3rd"},
        ),
        (
            "weather forecast for São Paulo for the next 5 days",
            "daily",
            {"place": "São Paulo", "day": "for the next 5 days"},
        ),
        ("what is the temperature in Rome today?", "daily", {"place": "Rome", "day": "today"}),
        ("do I need an umbrella in London", "daily", {"place": "London", "day": "today"}),
        ("tomorrow's weather in Rio de Janeiro", "daily", {"place": "Rio de Janeiro"}),
        ("what's the London weather tomorrow?", "daily", {"place": "London"}),
        ("weather in The Hague tomorrow", "daily", {"place": "The Hague", "day": "tomorrow"}),
        ("will it rain in the netherlands", "daily", {"place": "the netherlands"}),
        ("weather at 59.91, 10.75", "current", {"place": "59.91, 10.75"}),
        ("weather in Cork this weekend", "daily", {"place": "Cork", "day": "this weekend"}),
        (
            "weather in Rome tomorrow morning",
            "hourly",
            {"place": "Rome", "day": "tomorrow", "from_hour": 6, "to_hour": 12},
        ),
        ("will it snow in Kiruna tonight", "hourly", {"place": "Kiruna", "day": "tonight"}),
    ],
)
def test_a_question_of_the_weather_gets_a_bid(
    words: str, tool: str, arguments: dict[str, object]
) -> None:
    (only,) = bid(words)
    assert only.tool == tool
    assert only.arguments.items() >= arguments.items()


@pytest.mark.parametrize(
    "words",
    [
        "what is the temperature in kelvin of 20 °C",
        "what is the temperature in degrees fahrenheit",
        "the temperature at the boiling point of water",
        "weather in general",
        "what is the weather forecast for tomorrow?",
        "snowy weather",
        "weather in Rome, taking the season into account",
        "how hot is it in the oven",
        "what is the temperature on the Moon",
        "temperature at the Sun",
        "the weather is fine",
        "compare the weather in Paris and in Oslo",
        "weather in Paris and the price of gold",
        "forecast the sales for March",
        "is it cold?",
        "how many degrees are in a circle",
        "convert 72°F to celsius",
        "weather",
        "will it rain in " + "x" * 300,
        "",
    ],
)
def test_other_words_get_none(words: str) -> None:
    assert list(bid(words)) == []

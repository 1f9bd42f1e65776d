"""The weather expert: now, by the day and by the hour, from a configured service."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from mrkl_core import Effect, Example, Expert, Settings, Tool, hookimpl
from mrkl_core.schemas import Schema, arguments, array, choice, number, or_null, result, text, whole
from mrkl_weather.bids import bid
from mrkl_weather.provider import Provider
from mrkl_weather.tools import current, daily, hourly


def _number(description: str) -> Schema:
    return or_null(number(description))


_PLACE = text(
    "A place's name, with its region or country if there are several; or coordinates.",
    *("Paris", "Springfield, Illinois", "59.91, 10.75"),
    minLength=1,
    maxLength=100,
)
_UNITS = choice("°C, km/h and mm, or °F, mph and inches.", "metric", "imperial")
_DAY = text(
    "A day or several: today if left out.",
    *("tomorrow", "Friday", "2024-05-31", "the next 5 days"),
    maxLength=60,
)
_TODAY = text("The date of the request, as 2024-05-31.", **{"x-mrkl-context": "today"})


def _hour(name: str, last: int) -> Schema:
    return whole(f"The {name} hour.", minimum=0, maximum=last)


def _takes(**optional: Schema) -> Schema:
    return arguments({"place": _PLACE}, **optional, units=_UNITS)


def _gives(**properties: Schema) -> Schema:
    return result(
        place=result(
            name=text("The place that was taken."),
            latitude={"type": "number"},
            longitude={"type": "number"},
            timezone=text("Its time zone."),
        ),
        **properties,
        units=result(
            temperature=text("°C or °F."),
            wind_speed=text("km/h or mph."),
            precipitation=text("mm or inches."),
        ),
    )


_SKY = text("The sky and what falls from it, in words.")
_RAIN = _number("Rain and melted snow.")
_CHANCE = _number("How likely precipitation is.")
_WIND = _number("The wind's speed at 10 m.")
_CURRENT = _gives(
    observed=text("When, in local time."),
    conditions=_SKY,
    temperature=_number("At 2 m."),
    feels_like=_number("The apparent temperature."),
    humidity_percent=_number("Relative."),
    precipitation=_RAIN,
    wind_speed=_WIND,
    wind_from=text("The quarter it comes from; empty if not known."),
)
_DAYS = _gives(
    days=array(
        "Each day.",
        result(
            date=text("In ISO 8601."),
            conditions=_SKY,
            low=_number("The lowest temperature."),
            high=_number("The highest temperature."),
            precipitation=_RAIN,
            precipitation_chance_percent=_CHANCE,
            wind_speed=_number("The strongest wind at 10 m."),
            sunrise=or_null(text("In local time.")),
            sunset=or_null(text("In local time.")),
        ),
    )
)
_HOURS = _gives(
    hours=array(
        "Each hour.",
        result(
            time=text("In local time."),
            conditions=_SKY,
            temperature=_number("At 2 m."),
            precipitation=_RAIN,
            precipitation_chance_percent=_CHANCE,
            wind_speed=_WIND,
        ),
    )
)


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert; `config` names the services of forecasts and of places."""
    provider = settings.read("weather", Provider)
    yield Expert(
        "weather",
        "Tells the weather of a place: now, by the day and by the hour, up to 16 days ahead.",
        (
            Tool(
                "current",
                "Gives the weather of a place now.",
                _takes(),
                _CURRENT,
                partial(current, provider=provider),
                Effect.READS,
                examples=(Example("how warm is it in Paris?", {"place": "Paris"}),),
            ),
            Tool(
                "daily",
                "Gives the weather of a place on a day to come, or on several.",
                _takes(day=_DAY, today=_TODAY),
                _DAYS,
                partial(daily, provider=provider),
                Effect.READS,
                examples=(
                    Example(
                        "will it rain in Oslo on Friday?",
                        {"place": "Oslo", "day": "Friday"},
                    ),
                ),
            ),
            Tool(
                "hourly",
                "Gives the weather of a place in the hours of a day to come.",
                _takes(
                    day=_DAY,
                    from_hour=_hour("first", 23),
                    to_hour=_hour("last, not included", 24),
                    today=_TODAY,
                ),
                _HOURS,
                partial(hourly, provider=provider),
                Effect.READS,
                examples=(
                    Example(
                        "weather in Rome tomorrow morning",
                        {
                            "place": "Rome",
                            "day": "tomorrow",
                            "from_hour": 6,
                            "to_hour": 12,
                        },
                    ),
                ),
            ),
        ),
        examples=(
            "weather in Paris tomorrow",
            "will it rain in Oslo on Friday?",
            "how warm is it in Lisbon?",
        ),
        keywords=("weather", "forecast", "rain", "snow", "wind", "temperature"),
        bid=bid,
        preload=("mrkl_core.web.request",),
    )

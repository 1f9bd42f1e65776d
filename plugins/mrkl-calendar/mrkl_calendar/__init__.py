"""The calendar expert: dates, times of day, durations, time zones, recurrences."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_calendar.bids import bid
from mrkl_calendar.counting import between, shift, weekday, workday
from mrkl_calendar.recurring import recur
from mrkl_calendar.spans import leap_year
from mrkl_calendar.zones import in_zone
from mrkl_core import Example, Expert, Tool, hookimpl
from mrkl_core.schemas import Schema, arguments, array, choice, result, text, truth, whole


def _text(description: str, *examples: str) -> Schema:
    return text(description, *examples, maxLength=100)


#: Filled in from the request's context if it is left out.
_TODAY = {
    **_text("The date of the request, as 2024-05-31.", "2024-05-31"),
    "x-mrkl-context": "today",
}
_COUNTRY = _text("For business days: a country whose holidays are none.", "US", "Germany")
_MOMENT = "A date ('2024-05-31', '31 May 2024', 'today'), a time ('3:30 PM'), or both."


def _arguments(required: dict[str, Schema], **optional: Schema) -> Schema:
    return arguments(required, **optional, today=_TODAY)


_TOOLS = (
    Tool(
        "between",
        "Counts the days, minutes, months, business days … between two dates or times.",
        _arguments(
            {"start": _text(_MOMENT, "2024-02-01"), "end": _text(_MOMENT, "2024-03-01")},
            unit=_text("The unit to count in: days if left out.", "minutes", "business days"),
            country=_COUNTRY,
        ),
        result(
            value=_text("How many."),
            exact=_text("The same as a fraction."),
            unit=_text("The unit."),
            note=_text("What is left over, or how it was counted."),
        ),
        between,
        examples=(
            Example(
                "how many days are between 2024-02-01 and 2024-03-01?",
                {"start": "2024-02-01", "end": "2024-03-01"},
            ),
        ),
        synonyms=("until", "since", "countdown", "age"),
    ),
    Tool(
        "shift",
        "Gives the date or time so long after or before another.",
        _arguments(
            {
                "moment": _text(_MOMENT, "2024-01-31"),
                "by": _text("How long.", "3 weeks and 2 days", "5 business days"),
            },
            direction=choice("Which way.", "after", "before"),
            country=_COUNTRY,
        ),
        result(
            value=_text("The date, the time, or both."),
            weekday=_text("The day of the week of the date."),
            note=_text("How it was counted, where people may differ."),
        ),
        shift,
        examples=(
            Example("90 days after January 31, 2024", {"moment": "2024-01-31", "by": "90 days"}),
        ),
    ),
    Tool(
        "weekday",
        "Gives the day of the week of a date; or its week, its number in the year, itself.",
        _arguments(
            {"day": _text("The date.", "29 February 2024", "the first Monday of May 2024")},
            figure=choice(
                "What of it is wanted: the weekday, if left out.",
                "weekday",
                "date",
                "week",
                "day of the year",
            ),
        ),
        result(
            value=_text("What was wanted."),
            date=_text("The date."),
            week=whole("The week of the year (ISO 8601)."),
            day=whole("The day of the year, from 1 on."),
        ),
        weekday,
        examples=(Example("what day was 29 February 2024?", {"day": "29 February 2024"}),),
    ),
    Tool(
        "leap_year",
        "Tells whether a year is a leap year.",
        arguments({"year": whole("The year.", minimum=1, maximum=9999, examples=[2024])}),
        result(value=truth("Whether it is one."), days=whole("How many days it has.")),
        leap_year,
        examples=(Example("is 2024 a leap year?", {"year": 2024}),),
    ),
    Tool(
        "workday",
        "Tells whether a date is a business day, in a country if one is named.",
        _arguments({"day": _text("The date.", "2024-07-04")}, country=_COUNTRY),
        result(
            value=truth("Whether it is one."),
            date=_text("The date."),
            why_not=_text("The day of the week or the holiday that makes it none; or empty."),
        ),
        workday,
        examples=(Example("is 2024-07-04 a business day?", {"day": "2024-07-04"}),),
    ),
    Tool(
        "in_zone",
        "Converts a time of day in one time zone to another, on a date.",
        _arguments(
            {
                "moment": _text("A time, with a date or today.", "3:30 PM"),
                "source": _text("Its zone or city.", "New York"),
                "target": _text("The zone or city wanted.", "Asia/Tokyo"),
            }
        ),
        result(
            value=_text("The time of day."),
            date=_text("Its date there."),
            **{"from": _text("The moment given, in ISO 8601."), "to": _text("The same, there.")},
        ),
        in_zone,
        examples=(
            Example(
                "3:30 PM New York in Tokyo",
                {"moment": "3:30 PM", "source": "New York", "target": "Tokyo"},
            ),
        ),
    ),
    Tool(
        "recur",
        "Lists the next dates of what recurs: every so many days, on weekdays, monthly, yearly.",
        _arguments(
            {"every": choice("How often it recurs.", "day", "week", "month", "year")},
            start=_text("The first day it may fall on; today if left out."),
            interval=whole("Every how many: 2 for every second week.", minimum=1, maximum=1000),
            weekdays=array(
                "The days of the week it falls on.",
                {"type": "string", "maxLength": 20},
                maxItems=7,
            ),
            nth=whole(
                "Which of these in the month: 2 for the second, -1 for the last.",
                minimum=-5,
                maximum=5,
            ),
            count=whole("How many dates are wanted.", minimum=1, maximum=366),
        ),
        result(
            value=text("The dates."),
            dates=array("Each date.", {"type": "string"}),
        ),
        recur,
        examples=(
            Example(
                "the last Friday of the next 3 months",
                {"every": "month", "weekdays": ["Friday"], "nth": -1, "count": 3},
            ),
        ),
    ),
)


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "calendar",
        "Counts dates, times of day and durations, and knows time zones.",
        _TOOLS,
        examples=(
            "how many days are between 2024-02-01 and 2024-03-01?",
            "what is 45 minutes before 12:10 AM?",
            "what day of the week was 29 February 2024?",
        ),
        keywords=("date", "day", "week", "month", "time", "zone", "hours", "minutes", "calendar"),
        bid=bid,
        preload=("dateutil.relativedelta", "dateutil.rrule"),
    )

"""Requests in words, each read to its last word and answered; the day is 2024-05-31, a Friday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_calendar.bids import bid
from mrkl_calendar.counting import between
from mrkl_core import Expert, Result
from mrkl_core.testing import as_called, call_tool, experts_of

between = as_called(between)

TODAY = "2024-05-31"


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_calendar")
    return found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("how many days are in February 2024?", "29"),
        ("how many days does 2023 have", "365"),
        ("how many weekdays in June 2024?", "20"),
        ("how many Mondays are there in June 2024", "4"),
        ("how many Sundays between 2024-06-02 and 2024-06-16", "2"),
        ("how many business days are in May 2024 in Germany", "20"),
        ("how many working days between 2024-07-01 and 2024-07-31 in France", "22"),
        ("days from March 1, 2024 to April 15, 2024", "45"),
        ("how many months between January 2024 and October 2024", "9"),
        ("minutes from 13:20 to 15:05", "105"),
        ("how old will I be on 1 January 2030 if I was born 15 March 1995", "34"),
        ("what date was it 2 weeks ago?", "2024-05-17"),
        ("what date is it 1000 days after 2021-03-01?", "2023-11-26"),
        ("in 3 days", "2024-06-03"),
        ("what was yesterday", "2024-05-30"),
        ("the day after tomorrow", "2024-06-02"),
        ("what's today's date", "2024-05-31"),
        ("when is Easter 2025?", "2025-04-20"),
        ("first Monday of September 2024", "2024-09-02"),
        ("what date is the last Friday of December 2024", "2024-12-27"),
        ("what day of the year is 2024-05-31?", "152"),
        ("which week is 2024-05-31 in?", "22"),
        ("on what day of the week does Christmas 2025 fall?", "Thursday"),
        ("was 9 November 1989 a Thursday?", "Thursday"),
        ("the next three Fridays", "2024-06-07, 2024-06-14, 2024-06-21"),
        ("every second Tuesday of the month, next 3", "2024-06-11, 2024-07-09, 2024-08-13"),
        ("every 2 weeks from 2024-06-01, 3 times", "2024-06-01, 2024-06-15, 2024-06-29"),
        ("the last Friday of the next 2 months", "2024-06-28, 2024-07-26"),
        ("9:30 am in Tokyo is what time in London", "1:30 AM"),
        ("if it's noon in Chicago what time is it in Mumbai", "10:30 PM"),
        ("3pm in New York in London time on 2024-01-31", "8:00 PM"),
        ("convert 2024-07-01 12:00 from Europe/Paris to America/Los_Angeles", "03:00"),
    ],
)
def test_what_is_asked_in_words_is_answered(expert: Expert, words: str, value: str) -> None:
    pytest.importorskip("holidays")
    (found,) = bid(words)
    result = call_tool(expert, found.tool, **{"today": TODAY, **found.arguments})
    assert isinstance(result, Result), result
    assert result.value["value"] == value  # type: ignore[index, call-overload]


@pytest.mark.parametrize(("year", "leap"), [(2024, True), (1900, False), (2000, True), (1, False)])
def test_leap_years(expert: Expert, year: int, leap: bool) -> None:
    (found,) = bid(f"is {year} a leap year?")
    result = call_tool(expert, found.tool, **found.arguments)
    assert isinstance(result, Result)
    assert result.value == {"value": leap, "days": 366 if leap else 365}


@pytest.mark.parametrize(
    "words",
    [
        "what is Easter",
        "when did the wall fall",
        "how many days are in a jar of days",
        "how many weekends in June 2024",
        "what time is it in a good book",
        "9 am PST in EST",  # PST may be meant for what clocks there show in summer
        "the fifth Monday of my life",
        "every few weeks from 2024-06-01, 3 times",
    ],
)
def test_other_words_get_no_bid(words: str) -> None:
    assert list(bid(words)) == []


def test_a_fifth_weekday_that_a_month_lacks_does_not_exist(expert: Expert) -> None:
    (found,) = bid("when is the fifth Monday of June 2024?")
    failure = call_tool(expert, found.tool, **{"today": TODAY, **found.arguments})
    assert getattr(failure, "code", None) == "UNDEFINED"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(0, 6))
def test_days_of_the_week_are_counted_as_one_by_one(first: date, days: int, number: int) -> None:
    name = "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays".split()[number]
    found = between(first.isoformat(), (first + timedelta(days=days)).isoformat(), name)
    assert isinstance(found, Result)
    counted = sum((first + timedelta(days=n)).weekday() == number for n in range(days))
    assert found.value["value"] == str(counted)  # type: ignore[index, call-overload]

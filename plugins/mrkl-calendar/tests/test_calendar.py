from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_calendar.bids import bid
from mrkl_calendar.counting import between, shift, weekday, workday
from mrkl_calendar.recurring import recur
from mrkl_calendar.zones import in_zone
from mrkl_core import Expert, Failure, Result, Verdict
from mrkl_core.testing import as_called, assert_plugin_ok, call_tool, experts_of

between, in_zone, recur, shift, weekday, workday = map(
    as_called, (between, in_zone, recur, shift, weekday, workday)
)

TODAY = "2024-05-31"  # a Friday


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_calendar")
    return found


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_calendar")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("How many minutes are there between 2:52 AM and 7:37 AM?", "285"),
        ("How many minutes are there between 9:44 PM and 8:50 AM?", "666"),
        ("how many days are between 2024-02-01 and 2024-03-01?", "29"),
        ("how many weeks are there from 1 January 2024 to 15 January 2024?", "2"),
        ("how many months are there between 2024-01-15 and 2024-04-15?", "3"),
        ("how many business days are there between 2024-05-27 and 2024-06-03?", "5"),
        ("how many days until 25 December 2024?", "208"),
        ("how many days until March 3?", "276"),
        ("how many days until Christmas?", "208"),
        ("how many days until Easter 2025?", "324"),
        ("how many days are there between December 20 and January 5?", "16"),
        ("how old is someone born on 1990-06-01?", "33"),
        ("What is 116 minutes before 3:05 PM?", "1:09 PM"),
        ("What is 45 minutes before 12:10 AM?", "11:25 PM"),
        ("what date is 90 days after January 31, 2024?", "2024-04-30"),
        ("3 weeks and 2 days from today", "2024-06-23"),
        ("what was the date 10 days ago?", "2024-05-21"),
        ("add one month to 2024-01-31", "2024-02-29"),
        ("5 business days after 2024-05-31", "2024-06-07"),
        ("2024-05-31 14:00 plus 36 hours", "2024-06-02 02:00"),
        ("What day of the week was 29 February 2024?", "Thursday"),
        ("what day is tomorrow?", "Saturday"),
        ("what is 3:30 PM New York in Tokyo?", "4:30 AM"),
        ("what time is it in London when it is 9:00 in San Francisco?", "17:00"),
        ("what day of the week is Christmas?", "Wednesday"),
        ("how many days since 1 January 2024", "151"),
        ("how many days until my birthday on 3 August", "64"),
        ("how long ago was 1 January 2024", "151"),
        ("time between 23:30 and 00:15", "45"),
        ("9:15 to 17:00 in minutes", "465"),
        ("how many years between 1066 and 2024", "958"),
        ("date 30 days from 31 January 2024", "2024-03-01"),
        ("what date is the last day of February 2023", "2023-02-28"),
        ("the 256th day of 2024", "2024-09-12"),
        ("day number of 4 July 2024", "186"),
        ("ISO week of 31 December 2024", "1"),
        ("this coming Sunday", "2024-06-02"),
        ("the second Tuesday of next month", "2024-06-11"),
        ("2024-05-31T12:00:00Z plus 36 hours", "2024-06-02 00:00"),
        ("time in Sydney when it's noon in London on 2024-01-15", "11:00 PM"),
        ("first Friday of each month, next 2", "2024-06-07, 2024-07-05"),
        ("the next 2 Fridays", "2024-06-07, 2024-06-14"),
    ],
)
def test_a_request_in_words_is_answered(expert: Expert, words: str, value: str) -> None:
    (found,) = bid(words)
    result = call_tool(expert, found.tool, **found.arguments, today=TODAY)
    assert isinstance(result, Result), result
    assert result.value["value"] == value  # type: ignore[index, call-overload]
    assert result.evidence


@pytest.mark.parametrize(
    "words",
    [
        "",
        "how many days are in a year?",
        "how many minutes are in 3 hours?",
        "what is 5 am in pm",
        "one day after another",
        "the day after the party",
        "how many people live from here to there",
        "10 km in miles",
        "5 minutes in seconds",
        "what is 17% of 340?",
        "what day is it in the movie?",
        "two months before the mast",
        "a" * 500,
    ],
)
def test_other_words_get_none(words: str) -> None:
    assert list(bid(words)) == []


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (between("3/4/2024", "2024-05-01"), "AMBIGUOUS"),
        (between("2024-02-30", "2024-05-01"), "UNDEFINED"),
        (between("2024-02-01", "5:00"), "SYNTAX"),
        (between("2024-02-01", "2024-02-02", "parsnips"), "SYNTAX"),
        (between("5:00", "6:00", "months"), "SYNTAX"),
        (shift("2024-01-31", "2 hours"), "SYNTAX"),
        (shift("5:00", "2 months"), "SYNTAX"),
        (shift("2024-01-31", "half a month"), "UNDEFINED"),
        (shift("9999-12-31", "1 day"), "UNDEFINED"),
        (shift("2024-01-31", "999999999 years"), "UNDEFINED"),
        (shift("2024-01-31", "900000 business days"), "TOO_LARGE"),
        (shift("2024-01-31", "1 business day", country="XX"), "UNKNOWN_COUNTRY"),
        (weekday("Monday, 31 May 2024"), "UNDEFINED"),
        (weekday("next saturday", TODAY), "AMBIGUOUS"),
        (weekday("2024-01-01", "soon"), "SYNTAX"),
        (in_zone("2024-03-31 02:30", "Europe/Berlin", "UTC"), "UNDEFINED"),
        (in_zone("2024-10-27 02:30", "Europe/Berlin", "UTC"), "AMBIGUOUS"),
        (in_zone("15:00", "Atlantis", "UTC"), "UNKNOWN_ZONE"),
        (in_zone("2024-03-31", "UTC", "Tokyo"), "SYNTAX"),
        (recur("week", weekdays=["someday"]), "SYNTAX"),
        (recur("month", nth=2), "SYNTAX"),
    ],
)
def test_what_has_no_one_answer_is_refused(outcome: Result | Failure, code: str) -> None:
    assert isinstance(outcome, Failure), outcome
    assert outcome.code in (code, "NOT_INSTALLED")


def test_public_holidays_are_left_out() -> None:
    pytest.importorskip("holidays")
    result = shift("2024-07-03", "1 business day", country="US")
    assert isinstance(result, Result)
    assert result.value["value"] == "2024-07-05"


@pytest.mark.parametrize(
    ("words", "value", "why_not"),
    [
        ("is today a business day?", True, ""),
        ("is 2024-06-01 a working day?", False, "Saturday"),
        ("was July 4, 2024 a business day in the United States?", False, "Independence Day"),
        ("is July 4, 2024 a business day in the UK?", True, ""),
    ],
)
def test_a_business_day_is_told_with_its_reason(
    expert: Expert, words: str, value: bool, why_not: str
) -> None:
    pytest.importorskip("holidays")
    (found,) = bid(words)
    result = call_tool(expert, found.tool, **found.arguments, today=TODAY)
    assert isinstance(result, Result), result
    assert (result.value["value"], result.value["why_not"]) == (value, why_not)  # type: ignore[index, call-overload]


def test_without_a_country_a_holiday_is_not_ruled_out() -> None:
    result = workday("2024-07-04")
    assert isinstance(result, Result)
    assert [piece.verdict for piece in result.evidence] == [Verdict.UNCHECKED]


def test_a_date_without_its_year_is_told_with_it() -> None:
    result = between("today", "29 February", today=TODAY)
    assert isinstance(result, Result)
    assert "29 February (2028-02-29)" in result.text
    backwards = between("2024-05-31", "2024-05-01")
    assert isinstance(backwards, Result)
    assert "the second is the earlier" in backwards.text


def test_the_last_friday_of_each_month() -> None:
    result = recur("month", "2024-05-01", weekdays=["Friday"], nth=-1, count=3)
    assert isinstance(result, Result)
    assert result.value["dates"] == ["2024-05-31", "2024-06-28", "2024-07-26"]


_days = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@given(_days, st.integers(-50_000, 50_000))
def test_a_shift_is_as_long_as_it_says(day: date, days: int) -> None:
    direction = "after" if days >= 0 else "before"
    result = shift(day.isoformat(), f"{abs(days)} days", direction)
    assert isinstance(result, Result)
    found = date.fromisoformat(str(result.value["value"]))
    assert found == day + timedelta(days=days)
    counted = between(day.isoformat(), found.isoformat())
    assert isinstance(counted, Result)
    assert counted.value["value"] == str(abs(days))


@given(_days)
def test_weekdays_follow_each_other(day: date) -> None:
    names = []
    for n in range(8):
        result = weekday((day + timedelta(days=n)).isoformat())
        assert isinstance(result, Result)
        names.append(result.value["value"])
    assert names[0] == names[7]
    assert len(set(names)) == 7


@given(st.text(alphabet="0123456789:-/ apmthdayweksonrju,", max_size=40))
def test_any_text_gives_a_result_or_a_failure(text: str) -> None:
    assert isinstance(between(text, "2024-01-01", today=TODAY), Result | Failure)
    assert isinstance(shift("2024-01-01", text), Result | Failure)
    list(bid(text))


def test_a_moment_beyond_the_year_9999_is_refused() -> None:
    failure = in_zone("9999-12-31 23:59", "UTC", "Asia/Tokyo")
    assert isinstance(failure, Failure)
    assert failure.code == "UNDEFINED"

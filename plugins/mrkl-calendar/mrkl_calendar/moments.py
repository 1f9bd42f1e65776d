"""Dates and times of day in text: read to the last word, or refused."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mrkl_calendar.feasts import feast, read_feast
from mrkl_core import Problem

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "may" else "may" for m in MONTHS) + "|sept"
_WEEKDAY = "|".join(f"{d}|{d[:3]}" for d in WEEKDAYS)
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<number>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        rf"(?:the )?{_DAY} (?:of )?(?P<month>{_MONTH})\.?(?:,? {_YEAR})?",
        rf"(?P<month>{_MONTH})\.? (?:the )?{_DAY}(?:,? {_YEAR})?",
    )
)
_NEAR = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_NEAR |= {"day after tomorrow": 2, "day before yesterday": -2}
#: "the first Monday of September 2024"
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
NTH |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_NTH_WEEKDAY = re.compile(
    rf"(?:the )?(?P<nth>{'|'.join(NTH)}) (?P<weekday>{_WEEKDAY}) (?:of|in) "
    rf"(?:(?P<month>{_MONTH})(?:,? {_YEAR})?|(?P<near>next|this|last) month)",
    re.IGNORECASE,
)
#: "the 256th day of 2024", "the last day of February 2023"
_NTH_DAY = re.compile(
    rf"(?:the )?(?:day (?P<number>[0-9]{{1,3}})|"
    rf"(?P<nth>{'|'.join(NTH)}|[0-9]{{1,3}}(?:st|nd|rd|th)) day) (?:of|in) "
    rf"(?:(?P<month>{_MONTH})(?:,? )?)?(?:the year )?{_YEAR}",
    re.IGNORECASE,
)
_NEAR_MONTHS = {"next": 1, "this": 0, "last": -1}
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_RELATIVE = re.compile(
    rf"(?P<which>next|last|this coming|this|on|coming) (?P<weekday>{_WEEKDAY})", re.I
)
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?|(?P<word>noon|midnight)",
    re.IGNORECASE,
)
#: Years that there may be between two 29 Februaries.
_LEAP_GAP = 8


@dataclass(frozen=True)
class Moment:
    """A date, a time of day, or both, and how it was written."""

    text: str
    day: date | None = None
    clock: time | None = None
    twelve: bool = False  # written with AM or PM

    def at(self) -> datetime:
        """The moment as a datetime; a date alone begins at midnight."""
        assert self.day is not None
        return datetime.combine(self.day, self.clock or time())


def read_moment(text: str, today: date, since: date | None = None) -> Moment:
    """The moment a text names. Raises Problem: SYNTAX, AMBIGUOUS, UNDEFINED.

    A date without its year is in the year of today, or the first one from `since` on.
    """
    words = " ".join(text.split()).strip(" ,.?")
    if not words or len(words) > 60:
        raise Problem("SYNTAX", f"{text[:60]!r} is no date or time")
    if (clock := _clock(words)) is not None:
        return clock
    if iso := re.fullmatch(r"(\S+)[T ]([0-9]+:[0-9:]+)Z?", words):
        return _both(iso[1], iso[2], text, today, since)
    for form in (r"(.+?),? at (.+)", r"(.+?),? ([0-9]{1,2}(?::[0-9]{2})? ?(?:[ap]\.?m\.?)?)"):
        if (found := re.fullmatch(form, words, re.IGNORECASE)) and (
            (":" in found[2]) or re.search("[apn]", found[2], re.IGNORECASE)
        ):
            return _both(found[1], found[2], text, today, since)
    if found := re.fullmatch(r"(.+?) (?:on )(.+)", words, re.IGNORECASE):
        return _both(found[2], found[1], text, today, since)
    return Moment(text.strip(), read_date(words, today, since))


def read_date(words: str, today: date, since: date | None = None) -> date:
    """The date a text names; see `read_moment`. Raises Problem."""
    lowered = words.lower()
    if (days := _NEAR.get(lowered.removeprefix("the "))) is not None:
        return today + timedelta(days=days)
    if found := _RELATIVE.fullmatch(words):
        return _weekday(found["which"].lower(), found["weekday"], today)
    without = re.sub(rf"^(?:{_WEEKDAY}),? (?:the )?", "", words, flags=re.IGNORECASE)
    for form in _DATES:
        if found := form.fullmatch(without):
            day = _named(found, words, today, since)
            if without != words and weekday_number(words) != day.weekday():
                real = WEEKDAYS[day.weekday()].capitalize()
                raise Problem("UNDEFINED", f"{words!r} does not exist: that day is a {real}")
            return day
    if found := _NTH_WEEKDAY.fullmatch(words):
        nth, weekday = NTH[found["nth"].lower()], weekday_number(found["weekday"])
        if found["near"]:
            months = today.year * 12 + today.month - 1 + _NEAR_MONTHS[found["near"].lower()]
            near = found["near"].lower()
            return _in_a_year(
                lambda year: _nth_weekday(year, months % 12 + 1, weekday, nth),
                *(months // 12, today, since, f"{near} month"),
            )
        month, in_year = month_number(found["month"]), int(found["year"]) if found["year"] else None
        return _in_a_year(
            lambda year: _nth_weekday(year, month, weekday, nth), in_year, today, since, words
        )
    if found := _NTH_DAY.fullmatch(words):
        word = (found["number"] or found["nth"]).lower()
        nth = NTH.get(word) or int(re.sub(r"[a-z]+", "", word))
        month = month_number(found["month"]) if found["month"] else 0
        return _in_a_year(
            lambda year: _nth_day(year, month, nth), int(found["year"]), today, since, words
        )
    if (named := read_feast(words)) is not None:
        name, in_year = named
        return _in_a_year(lambda year: feast(name, year), in_year, today, since, words)
    if found := _SLASHED.fullmatch(words):
        first, second, year = (int(part) for part in found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise Problem(
                "AMBIGUOUS",
                f"{words!r} is read as day and month in some countries, month and day in others",
                f"write {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}",
            )
        number, month = (first, second) if first > 12 else (second, first)
        return _in_a_year(lambda year: date(year, month, number), year, today, since, words)
    raise Problem("SYNTAX", f"{words!r} is no date that is understood", "write it as 2024-05-31")


def shown_time(clock: time, *, twelve: bool) -> str:
    """A time of day, on a clock of 12 or 24 hours."""
    seconds = f":{clock.second:02}" if clock.second else ""
    if not twelve:
        return f"{clock.hour:02}:{clock.minute:02}{seconds}"
    half = "PM" if clock.hour >= 12 else "AM"
    return f"{clock.hour % 12 or 12}:{clock.minute:02}{seconds} {half}"


def shown_date(day: date) -> str:
    """A date with its day of the week: "2024-05-31 (Friday)"."""
    return f"{day.isoformat()} ({WEEKDAYS[day.weekday()].capitalize()})"


def weekday_number(word: str) -> int:
    """0 for Monday … 6 for Sunday."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word.lower()[:3]))


def _both(day: str, clock: str, text: str, today: date, since: date | None) -> Moment:
    found = _clock(clock)
    if found is None:
        raise Problem("SYNTAX", f"{clock!r} is no time of day")
    return replace(found, text=text.strip(), day=read_date(day, today, since))


def _clock(words: str) -> Moment | None:
    found = _TIME.fullmatch(words)
    if found is None:
        return None
    if found["word"]:
        return Moment(words, clock=time(12 if found["word"].lower() == "noon" else 0), twelve=True)
    hour, half = int(found["hour"]), (found["half"] or "").lower().replace(".", "")
    if not half and found["minute"] is None:
        return None  # a bare number is no time
    if half and not 1 <= hour <= 12:
        raise Problem("UNDEFINED", f"{words!r}: hours with AM or PM go from 1 to 12")
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    try:
        clock = time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise Problem("UNDEFINED", f"{words!r} is no time of a day") from None
    return Moment(words, clock=clock, twelve=bool(half))


def _named(found: re.Match[str], words: str, today: date, since: date | None) -> date:
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
    year = int(parts["year"]) if parts["year"] else None
    return _in_a_year(lambda year: date(year, month, int(parts["day"])), year, today, since, words)


def _in_a_year(
    day: Callable[[int], date], year: int | None, today: date, since: date | None, words: str
) -> date:
    if year is None and since is not None:
        years = range(since.year, min(since.year + _LEAP_GAP, 9999) + 1)
        coming = (_tried(day, tried) for tried in years)
        found = next((one for one in coming if one is not None and one >= since), None)
    else:
        found = _tried(day, today.year if year is None else year)
    if found is None:
        raise Problem("UNDEFINED", f"{words!r} does not exist in the calendar")
    return found


def _tried(day: Callable[[int], date], year: int) -> date | None:
    try:
        return day(year)
    except ValueError:
        return None


def month_number(word: str) -> int:
    """1 for January … 12 for December."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such day of a month, from 1 on; -1 is the last. Raises ValueError."""
    first = date(year, month, 1)
    if nth < 0:
        end = date(year, month, monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if found.month != month:
        raise ValueError(f"no {nth} of that day in the month")
    return found


def _nth_day(year: int, month: int, nth: int) -> date:
    """The nth day of a month, or of a year; -1 is the last. Raises ValueError."""
    first, last = date(year, month or 1, 1), monthrange(year, month or 12)[1]
    end = date(year, month or 12, last)
    found = end if nth < 0 else first + timedelta(days=nth - 1)
    if not first <= found <= end:
        raise ValueError(f"no day {nth}")
    return found


def _weekday(which: str, word: str, today: date) -> date:
    ahead = (weekday_number(word) - today.weekday()) % 7
    if which == "last":
        return today - timedelta(days=(today.weekday() - weekday_number(word)) % 7 or 7)
    if which == "next" and 0 < ahead < 7 and weekday_number(word) > today.weekday():
        this, following = (today + timedelta(days=ahead + d) for d in (0, 7))
        raise Problem(
            "AMBIGUOUS",
            f"'next {word}' is {this} to some people and {following} to others",
            "give the date, or say 'this' or 'coming'",
        )
    return today + timedelta(days=ahead or (0 if which in ("this", "on", "this coming") else 7))

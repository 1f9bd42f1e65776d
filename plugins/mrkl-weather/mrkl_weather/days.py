"""Which days are meant: by name, by date, or as a span, counted from the day of the request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mrkl_core import Problem

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = (
    "january february march april may june july august september october november december"
).split()
#: Days that a forecast reaches, today's included.
HORIZON = 16

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>[0-9]{4}))?"
_DATES = (
    r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})",
    rf"(?:the )?{_DAY} (?:of )?(?P<month>{_MONTH}){_YEAR}",
    rf"(?P<month>{_MONTH}) (?:the )?{_DAY}{_YEAR}",
)
_NAMED = {
    "now": 0,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "yesterday": -1,
}


@dataclass(frozen=True)
class Span:
    """Days in a row."""

    first: date
    count: int = 1

    @property
    def last(self) -> date:
        """The last of them."""
        return self.first + timedelta(days=self.count - 1)

    @property
    def days(self) -> list[date]:
        """All of them."""
        return [self.first + timedelta(days=n) for n in range(self.count)]


def read_days(text: str, request: str) -> Span:
    """The days that words name on the day of the request, within reach of a forecast.

    Raises Problem.
    """
    try:
        today = date.fromisoformat(request) if request else date.today()
    except ValueError:
        raise Problem("SYNTAX", f"today is {request[:20]!r}: write it as 2024-05-31") from None
    words = re.sub(r"^(?:on|for|over) ", "", " ".join(text.lower().split()).strip(" .,?"))
    span = _span(words, today) or Span(_day(words, today))
    if span.first < today:
        raise Problem(
            "OUT_OF_RANGE",
            f"{span.first} is past on {today}: a forecast begins with the day of the request",
        )
    last = today + timedelta(days=HORIZON - 1)
    if span.last > last:
        raise Problem(
            "OUT_OF_RANGE",
            f"{span.last} is out of reach: a forecast made on {today} ends with {last}",
            f"ask again from {span.last - timedelta(days=HORIZON - 1)} on",
        )
    return span


def is_day(text: str) -> bool:
    """Whether words name a day at all, within reach or not."""
    try:
        read_days(text, "2024-01-01")
    except Problem as problem:
        return problem.failure.code != "SYNTAX"
    return True


def _span(words: str, today: date) -> Span | None:
    if found := re.fullmatch(r"(?:the )?(?:next|coming) ([0-9]{1,2}) days", words):
        return Span(today, max(1, int(found[1])))
    if words in ("this week", "the week", "the next week", "the coming week"):
        return Span(today, 7)
    if words in ("this weekend", "the weekend", "weekend"):
        ahead = (5 - today.weekday()) % 7
        return Span(today) if today.weekday() == 6 else Span(today + timedelta(days=ahead), 2)
    return None


def _day(words: str, today: date) -> date:
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    if found := re.fullmatch(r"in ([0-9]{1,3}) days?", words):
        return today + timedelta(days=int(found[1]))
    if found := re.fullmatch(rf"(?:(this|coming|next) )?({_WEEKDAY})", words):
        return _weekday(found[1] or "", found[2], today)
    for form in _DATES:
        if found := re.fullmatch(form, words):
            return _date(found.groupdict(), words, today)
    raise Problem("SYNTAX", f"{words[:40]!r} is no day that is understood", "write 2024-05-31")


def _weekday(which: str, name: str, today: date) -> date:
    ahead = (WEEKDAYS.index(name) - today.weekday()) % 7
    first = today + timedelta(days=ahead)
    if which == "next" and ahead:
        raise Problem(
            "AMBIGUOUS",
            f"'next {name}' is {first} to some people and {first + timedelta(days=7)} to others",
            "give the date",
        )
    return first + timedelta(days=7 if which in ("next", "coming") and not ahead else 0)


def _date(parts: dict[str, str | None], words: str, today: date) -> date:
    name = (parts.get("month") or "")[:3]
    month = int(parts.get("number") or 0) or [m[:3] for m in MONTHS].index(name) + 1
    year, day = parts["year"], int(parts["day"] or 0)
    try:
        if year is not None:
            return date(int(year), month, day)
        this = date(today.year, month, day)
        return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        raise Problem("UNDEFINED", f"{words!r} does not exist in the calendar") from None

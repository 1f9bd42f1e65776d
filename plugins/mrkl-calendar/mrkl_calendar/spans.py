"""Months and years as spans of days, and leap years."""

from __future__ import annotations

import re
from datetime import date

from mrkl_calendar.moments import MONTHS, month_number
from mrkl_core import Evidence, Problem, Result

_SPAN = re.compile(
    rf"(?:(?P<month>{'|'.join(MONTHS)})(?:,? (?:of )?)?)?(?P<year>[0-9]{{4}})?", re.IGNORECASE
)


def read_span(words: str) -> tuple[str, str]:
    """The first day of a month or a year, and that of the next. Raises Problem.

    A month without its year is one of the year of today, which the days then tell too.
    """
    found = _SPAN.fullmatch(words.strip())
    if not words.strip() or found is None:
        raise Problem("SYNTAX", f"{words!r} is no month or year")
    year = int(found["year"]) if found["year"] else None
    if not found["month"]:
        assert year is not None
        return f"{year:04}-01-01", f"{year + 1:04}-01-01"
    month = month_number(found["month"])
    if year is None:
        return f"1 {MONTHS[month - 1]}", f"1 {MONTHS[month % 12]}"
    return f"{year:04}-{month:02}-01", f"{year + month // 12:04}-{month % 12 + 1:02}-01"


def leap_year(year: int) -> Result:
    """Whether a year of the Gregorian calendar has a 29 February; see the tool's schema."""
    is_one = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = date(year, 12, 31).toordinal() - date(year, 1, 1).toordinal() + 1
    if (days == 366) is not is_one:
        raise AssertionError(f"the rule and the days of {year} disagree")
    return Result(
        {"value": is_one, "days": days},
        f"{year} is {'a' if is_one else 'no'} leap year: it has {days} days",
        (Evidence("the rule and the days of the year agree", "Gregorian rule; day numbers"),),
    )

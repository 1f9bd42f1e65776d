"""The tool for what recurs: every so many days, on weekdays, on a day of the month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from mrkl_calendar.counting import read_today
from mrkl_calendar.moments import WEEKDAYS, read_moment, shown_date, weekday_number
from mrkl_core import Evidence, Failure, Problem, Result

_HORIZON = timedelta(days=366 * 400)


def recur(
    every: str,
    start: str = "today",
    interval: int = 1,
    weekdays: Sequence[str] = (),
    nth: int = 0,
    count: int = 5,
    today: str = "",
) -> Result | Failure:
    """The next dates on which something recurs; see the tool's schema."""
    from dateutil import rrule

    first = read_moment(start, read_today(today))
    if first.day is None:
        raise Problem("SYNTAX", "what recurs begins on a date")
    days = [_weekday(rrule, name, nth) for name in weekdays]
    if nth and not days:
        raise Problem("SYNTAX", "the nth of what? Give a day of the week")
    name = "DAILY" if every == "day" else f"{every.upper()}LY"
    frequency = getattr(rrule, name)
    begin = datetime.combine(first.day, datetime.min.time())
    end = min(begin + _HORIZON, datetime(9999, 12, 31)) if begin.year < 9500 else datetime.max
    rule = rrule.rrule(
        frequency, dtstart=begin, interval=interval, byweekday=days or None, until=end
    )
    dates = [found.date() for found in islice(rule, count)]
    if not dates:
        return Failure("UNDEFINED", "that never comes")
    wanted = {weekday_number(name) for name in weekdays}
    if wanted and not {day.weekday() for day in dates} <= wanted:
        return Failure("CHECK_FAILED", "a date found is on another day of the week")
    return Result(
        {"value": ", ".join(d.isoformat() for d in dates), "dates": [d.isoformat() for d in dates]},
        "; ".join(map(shown_date, dates)),
        (Evidence("each date is on a day asked for", "by the rules of RFC 5545 (dateutil)"),),
    )


def _weekday(rrule: object, name: str, nth: int) -> object:
    key = name.lower().rstrip("s")
    if not any(day.startswith(key[:3]) and len(key) > 2 for day in WEEKDAYS):
        raise Problem("SYNTAX", f"{name!r} is no day of the week")
    day = getattr(rrule, WEEKDAYS[weekday_number(key)][:2].upper())
    return day(nth) if nth else day

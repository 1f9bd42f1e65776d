"""The tools that count: between two moments, from one by a duration, days of the week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from mrkl_calendar.durations import (
    MONTHS_IN,
    SECONDS_IN,
    Duration,
    read_duration,
    unit_named,
)
from mrkl_calendar.moments import WEEKDAYS, Moment, read_date, read_moment, shown_date, shown_time
from mrkl_calendar.workdays import Workdays
from mrkl_core import Evidence, Failure, Problem, Result, Verdict

_NOON_OF_NO_DAY = date(2001, 1, 1)


def between(start: str, end: str, unit: str = "days", today: str = "", country: str = "") -> Result:
    """How long it is between two moments; see the tool's schema."""
    now = read_today(today)
    one = read_moment(start, now)
    other = read_moment(end, now, since=one.day)
    name = unit_named(unit)
    if (one.day is None) is not (other.day is None):
        raise Problem("SYNTAX", "both must have a date, or neither")
    if name == "business day":
        return _working(one, other, Workdays(country))
    if name in WEEKDAYS:
        return _weekdays(one, other, WEEKDAYS.index(name))
    if one.day is None:
        return _of_clocks(one, other, name)
    return _of_dates(one, other, name)


def shift(
    moment: str, by: str, direction: str = "after", today: str = "", country: str = ""
) -> Result | Failure:
    """The moment so long after or before another; see the tool's schema."""
    try:
        start = read_moment(moment, read_today(today))
        duration = read_duration(by)
        sign = -1 if direction == "before" else 1
        found, checks, note = _shifted(start, duration, sign, country)
    except OverflowError:
        return Failure("UNDEFINED", "that is outside the years 1 to 9999")
    value = shown_time(found.time(), twelve=start.twelve) if start.clock is not None else ""
    if start.day is not None:
        day = found.date()
        value = f"{day.isoformat()} {value}".strip()
    weekday = WEEKDAYS[found.weekday()].capitalize() if start.day is not None else ""
    shown = value + (f" ({weekday})" if weekday else "")
    text = f"{duration.text} {direction} {start.text} is {shown}{note}"
    return Result({"value": value, "weekday": weekday, "note": note.strip(" ()")}, text, checks)


def weekday(day: str, today: str = "", figure: str = "weekday") -> Result | Failure:
    """The day of the week of a date, or its number in the year; see the tool's schema."""
    found = read_date(day.strip().strip("?."), read_today(today))
    name = WEEKDAYS[found.weekday()].capitalize()
    if WEEKDAYS[_zeller(found)].capitalize() != name:
        return Failure("CHECK_FAILED", "two ways of counting disagree, so there is no answer")
    number = found.timetuple().tm_yday
    if date(found.year, 1, 1) + timedelta(days=number - 1) != found:
        return Failure("CHECK_FAILED", "two ways of counting disagree, so there is no answer")
    week = found.isocalendar()
    values = {
        "weekday": name,
        "date": found.isoformat(),
        "week": str(week.week),
        "day of the year": str(number),
    }
    told = f"{found.isoformat()} is a {name}"
    if figure == "week":
        told += f" in week {week.week} of {week.year} (ISO 8601)"
    elif figure == "day of the year":
        told = f"{shown_date(found)} is day {number} of {found.year}"
    return Result(
        {"value": values[figure], "date": found.isoformat(), "week": week.week, "day": number},
        told,
        (Evidence("two ways of counting agree", "day numbers; and Zeller's congruence"),),
    )


def workday(day: str, country: str = "", today: str = "") -> Result:
    """Whether a date is a business day; see the tool's schema."""
    found = read_date(day.strip().strip("?."), read_today(today))
    workdays = Workdays(country)
    why_not = workdays.why_not(found)
    return Result(
        {"value": not why_not, "date": found.isoformat(), "why_not": why_not},
        f"{shown_date(found)} is {'no' if why_not else 'a'} business day"
        f" ({why_not or workdays.described})",
        (_why_sure(workdays, certain=bool(country or why_not)),),
    )


def read_today(today: str) -> date:
    """The date of the request. Raises Problem."""
    try:
        return date.fromisoformat(today) if today else date.today()
    except ValueError:
        raise Problem("SYNTAX", f"today is a date as 2024-05-31, not {today!r}") from None


def _of_clocks(one: Moment, other: Moment, unit: str) -> Result:
    if unit not in SECONDS_IN:
        raise Problem("SYNTAX", f"between two times of day there are no {unit}s")
    assert one.clock is not None
    assert other.clock is not None
    start, end = (datetime.combine(_NOON_OF_NO_DAY, m.clock or one.clock) for m in (one, other))
    note = ""
    if end < start:
        end, note = end + timedelta(days=1), " (of the next day)"
    if start + (end - start) != end:
        raise Problem("CHECK_FAILED", "counting back does not come to the start")
    seconds = (end - start).total_seconds()
    return _told(one, other, Fraction(int(seconds), SECONDS_IN[unit]), unit, note)


def _of_dates(one: Moment, other: Moment, unit: str) -> Result:
    start, end = one.at(), other.at()
    if unit in SECONDS_IN:
        seconds = int((end - start).total_seconds())
        if (
            end.toordinal() - start.toordinal()
            != (
                (end - timedelta(hours=end.hour, minutes=end.minute, seconds=end.second))
                - (start - timedelta(hours=start.hour, minutes=start.minute, seconds=start.second))
            ).days
        ):
            raise Problem("CHECK_FAILED", "two ways of counting disagree")
        return _told(one, other, Fraction(abs(seconds), SECONDS_IN[unit]), unit, "")
    from dateutil.relativedelta import relativedelta

    first, last = sorted((start, end))
    apart = relativedelta(last, first)
    months = apart.years * 12 + apart.months
    rest = last - (first + relativedelta(months=months))
    if rest:
        note = f" (and {rest.days} day{'s' if rest.days != 1 else ''})"
        whole, left = divmod(months, MONTHS_IN[unit])
        note = note if not left else f" (and {left} month{'s' if left > 1 else ''}{note[4:]}"
        return _told(one, other, Fraction(whole), unit, note)
    return _told(one, other, Fraction(months, MONTHS_IN[unit]), unit, "")


def _working(one: Moment, other: Moment, workdays: Workdays) -> Result:
    if one.day is None or other.day is None:
        raise Problem("SYNTAX", "business days are between dates")
    first, last = sorted((one.day, other.day))
    count = workdays.between(first, last)
    note = f" ({workdays.described}; the first day counts, the last not)"
    return _told(one, other, Fraction(count), "business day", note)


def _weekdays(one: Moment, other: Moment, number: int) -> Result:
    if one.day is None or other.day is None:
        raise Problem("SYNTAX", "days of the week are between dates")
    first, last = sorted((one.day, other.day))
    ahead = (number - first.weekday()) % 7  # to the first of them
    count = max(0, (last - first).days - ahead + 6) // 7
    # The same by counting the whole weeks since the calendar began.
    since = [(day.toordinal() + 6 - number - 1) // 7 for day in (first, last)]
    if since[1] - since[0] != count:
        raise Problem("CHECK_FAILED", "two ways of counting disagree")
    note = " (the first day counts, the last not)"
    return _told(one, other, Fraction(count), WEEKDAYS[number].capitalize(), note)


def _told(one: Moment, other: Moment, count: Fraction, unit: str, note: str) -> Result:
    value = str(count) if count.denominator == 1 else f"{float(count):.15g}"
    plural = "" if count == 1 else "s"
    name = {"century": "centurie"}.get(unit, unit) if plural else unit
    if one.day and other.day and other.at() < one.at():
        note += " (the second is the earlier)"
    return Result(
        {"value": value, "exact": str(count), "unit": unit, "note": note.strip(" ()")},
        f"between {_dated(one)} and {_dated(other)}: {value} {name}{plural}{note}",
        (Evidence("counting back comes to the start", "day numbers of the Gregorian calendar"),),
    )


def _why_sure(workdays: Workdays, *, certain: bool) -> Evidence:
    if certain:
        return Evidence(f"business days are {workdays.described}", "day of the week, and holidays")
    return Evidence("it is no public holiday", "no country was named", Verdict.UNCHECKED)


def _dated(moment: Moment) -> str:
    """The moment as it was written, and its date where that does not tell it."""
    told = moment.day is None or str(moment.day.year) in moment.text
    return moment.text if told else f"{moment.text} ({moment.day})"


def _shifted(
    start: Moment, duration: Duration, sign: int, country: str
) -> tuple[datetime, tuple[Evidence, ...], str]:
    from dateutil.relativedelta import relativedelta

    if start.day is None and (duration.months or duration.business_days):
        raise Problem("SYNTAX", "months and business days are counted from a date")
    base = datetime.combine(start.day or _NOON_OF_NO_DAY, start.clock or datetime.min.time())
    if start.clock is None and not duration.of_days:
        raise Problem("SYNTAX", "hours and minutes are counted from a time of day")
    months = base + relativedelta(months=sign * duration.months)
    note = ""
    if months.day != base.day:
        note = f" ({shown_date(months.date())} is the last day of its month)"
    found = months + sign * duration.exact
    if found - sign * duration.exact != months:
        raise Problem("CHECK_FAILED", "counting back does not come to the start")
    if duration.business_days:
        workdays = Workdays(country)
        day = workdays.after(found.date(), sign * duration.business_days)
        found = datetime.combine(day, found.time())
        note += f" ({workdays.described})"
    return (
        found,
        (Evidence("counting back comes to the start", "day numbers of the Gregorian calendar"),),
        note,
    )


def _zeller(day: date) -> int:
    """The weekday by Zeller's congruence; 0 is Monday."""
    month, year = (day.month + 12, day.year - 1) if day.month < 3 else (day.month, day.year)
    century, rest = divmod(year, 100)
    saturday = (day.day + 13 * (month + 1) // 5 + rest + rest // 4 + century // 4 + 5 * century) % 7
    return (saturday + 5) % 7

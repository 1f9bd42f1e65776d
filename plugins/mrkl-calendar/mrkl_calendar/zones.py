"""The tool for time zones: a moment in one place, at another."""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from mrkl_calendar.counting import read_today
from mrkl_calendar.moments import read_moment, shown_time
from mrkl_core import Evidence, Failure, Problem, Result

#: What people call a place or a zone; abbreviations of several zones are not here.
_PLACES = {
    "utc": "UTC",
    "gmt": "UTC",
    "z": "UTC",
    "eastern time": "America/New_York",
    "eastern": "America/New_York",
    "et": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "boston": "America/New_York",
    "washington": "America/New_York",
    "beijing": "Asia/Shanghai",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "india": "Asia/Kolkata",
    "japan": "Asia/Tokyo",
    "germany": "Europe/Berlin",
    "france": "Europe/Paris",
    "uk": "Europe/London",
    "munich": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "rio de janeiro": "America/Sao_Paulo",
    "cet": "Europe/Paris",
    "jst": "Asia/Tokyo",
}


def in_zone(moment: str, source: str, target: str, today: str = "") -> Result | Failure:
    """A moment of one time zone in another; see the tool's schema."""
    try:
        now = read_today(today)
        read = read_moment(moment, now)
        if read.clock is None:
            raise Problem("SYNTAX", "a time of day was expected, as in '3:30 PM'")
        one, other = zone_named(source), zone_named(target)
        start = _located(datetime.combine(read.day or now, read.clock), one)
        end = start.astimezone(other)
    except OverflowError:
        return Failure("UNDEFINED", "that is outside the years 1 to 9999")
    if end.astimezone(UTC) != start.astimezone(UTC):
        return Failure("CHECK_FAILED", "both moments are not the same")
    clock = shown_time(end.time(), twelve=read.twelve)
    days = (end.date() - start.date()).days
    note = {0: "", 1: " the next day", -1: " the day before"}[days]
    return Result(
        {
            "value": clock,
            "date": end.date().isoformat(),
            "from": start.isoformat(),
            "to": end.isoformat(),
        },
        f"{read.text} in {one.key} is {clock}{note} in {other.key} "
        f"(on {start.date().isoformat()}, {_offset(start)} and {_offset(end)})",
        (Evidence("both are the same moment in UTC", "the IANA time zone database"),),
    )


def zone_named(name: str) -> ZoneInfo:
    """The zone a place or a name means. Raises Problem UNKNOWN_ZONE, with the nearest."""
    words = " ".join(name.split()).strip("?.")
    if key := _PLACES.get(words.lower()):
        return ZoneInfo(key)
    wanted = words.lower().replace(" ", "_")
    zones = available_timezones()
    matches = [z for z in zones if z.lower() == wanted] or [
        z for z in zones if z.rpartition("/")[2].lower() == wanted and z.count("/") >= 1
    ]
    real = sorted(z for z in matches if not z.startswith(("posix/", "right/")))
    if real:
        return ZoneInfo(real[0])
    cities = {z.rpartition("/")[2].replace("_", " ") for z in zones}
    close = get_close_matches(words, cities, n=2)
    hint = f"did you mean {' or '.join(close)}?" if close else "as in 'Europe/Paris' or 'Tokyo'"
    raise Problem("UNKNOWN_ZONE", f"{name!r} is no time zone that is known", hint)


def _located(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment in its zone; a clock change may have skipped it or have it twice."""
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != moment:
        raise Problem("UNDEFINED", f"{moment} does not exist in {zone.key}: clocks are put forward")
    if first.utcoffset() != second.utcoffset():
        raise Problem("AMBIGUOUS", f"{moment} is twice in {zone.key}: clocks are put back")
    return first


def _offset(moment: datetime) -> str:
    return f"UTC{moment.isoformat()[19:]}"

"""Reads requests about dates and times; what is not understood in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from mrkl_calendar import forms
from mrkl_calendar.durations import MONTHS_IN, read_count, read_duration, unit_named
from mrkl_calendar.moments import NTH, read_date, read_moment
from mrkl_calendar.spans import read_span
from mrkl_calendar.zones import zone_named
from mrkl_core import Bid, Problem
from mrkl_core.contracts.jsonvalue import JsonObject

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#: A cheap first look: something of the calendar must be named.
_GATE = re.compile(
    r"[0-9]\s*[ap]\.?m\b|:[0-9]{2}|noon|midnight|day|\bdate|\bweek|\bmonth|\byear|\bhour|\bminute"
    r"|\bsecond|today|tomorrow|yesterday|[0-9]{4}-[0-9]|christmas|easter|new year|\bborn\b"
    rf"|\bwhen\b|\bsince\b|\bago\b|\btime\b|[0-9] ?(?:{_MONTH})|\b(?:{_MONTH})[a-z]* [0-9]",
    re.IGNORECASE,
)
_SOME_DAY = date(2024, 1, 1)  # for trying whether words are a date at all

_Read = tuple[str, JsonObject]


def bid(words: str) -> Iterator[Bid]:
    """One bid if the words ask about dates or times and are all understood."""
    text = " ".join(words.split()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").rstrip("?.! ")
    if len(text) > 200 or not _GATE.search(text):
        return
    for written, read in _READERS:
        for form in written:
            found = re.fullmatch(form, text, re.IGNORECASE)
            if found is None:
                continue
            try:
                tool, arguments = read({k: v for k, v in found.groupdict().items() if v})
            except Problem:
                continue
            yield Bid(tool, arguments, 0.95, "a question of the calendar, read to the end")
            return


def _between(parts: dict[str, str]) -> _Read:
    start, end = parts.get("start", "today"), parts.get("end", "today")
    if unit_named(parts.get("unit", "day")) == "year":
        start, end = (f"{one:0>4}-01-01" if one.isdecimal() else one for one in (start, end))
    if "unit" in parts and unit_named(parts["unit"]) in MONTHS_IN:
        start, end = _first_day(start), _first_day(end)
    clock = {read_known(start), read_known(end)} == {None}
    unit = unit_named(parts["unit"]) if "unit" in parts else ("minute" if clock else "day")
    return "between", {"start": start, "end": end, "unit": f"{unit}s", **_country(parts, unit)}


def _first_day(words: str) -> str:
    """The first day of a month of a year, for counting months; other words as they are."""
    try:
        return read_span(words)[0] if re.search(r"[a-z]+,? [0-9]{4}$", words, re.I) else words
    except Problem:
        return words


def _in_span(parts: dict[str, str]) -> _Read:
    start, end = read_span(parts["span"])
    unit = unit_named(parts["unit"])
    return "between", {"start": start, "end": end, "unit": f"{unit}s", **_country(parts, unit)}


def _country(parts: dict[str, str], unit: str) -> JsonObject:
    if "country" not in parts:
        return {}
    if unit != "business day":
        raise Problem("SYNTAX", "a country matters to business days alone")
    return {"country": parts["country"]}


def _shift(parts: dict[str, str]) -> _Read:
    moment = parts.get("moment", "today")
    read_duration(parts["by"])
    read_known(moment)
    back = "ago" in parts or parts.get("direction", "").lower() == "before"
    back = back or parts.get("sign", "").lower() in ("minus", "-")
    back = back or parts.get("joined", "").lower() == "from"
    direction = "before" if back else "after"
    return "shift", {"moment": moment, "by": parts["by"], "direction": direction}


def _weekday(parts: dict[str, str], figure: str = "") -> _Read:
    _read(lambda: read_date(parts["day"], _SOME_DAY))
    return "weekday", {"day": parts["day"], **({"figure": figure} if figure else {})}


def _leap(parts: dict[str, str]) -> _Read:
    return "leap_year", {"year": int(parts["year"])}


def _workday(parts: dict[str, str]) -> _Read:
    _read(lambda: read_date(parts["day"], _SOME_DAY))
    return "workday", {**parts}


def _age(parts: dict[str, str]) -> _Read:
    end = parts.get("end", "today")
    read_known(parts["start"])
    read_known(end)
    return "between", {"start": parts["start"], "end": end, "unit": "years"}


def _zone(parts: dict[str, str]) -> _Read:
    moment = parts["moment"]
    if "day" in parts:
        moment += f" on {parts['day']}"
    if read_moment(moment, _SOME_DAY).clock is None:
        raise Problem("SYNTAX", "no time of day")
    zone_named(parts["source"])
    zone_named(parts["target"])
    return "in_zone", {"moment": moment, "source": parts["source"], "target": parts["target"]}


def _recur(parts: dict[str, str]) -> _Read:
    arguments: JsonObject = {
        "every": "week",
        "count": read_count(parts.get("count", parts.get("many", ""))),
    }
    if "weekday" in parts:
        arguments["weekdays"] = [parts["weekday"]]
    if "nth" in parts:
        arguments |= {"every": "month", "nth": NTH[parts["nth"].lower()]}
    if "every" in parts:
        arguments["every"] = parts["every"].lower()
    if "interval" in parts:
        arguments["interval"] = 2 if parts["interval"] == "other" else read_count(parts["interval"])
    start = parts.get("start", "tomorrow")  # the next ones are not today's
    read_known(start)
    return "recur", {**arguments, "start": start}


def read_known(text: str) -> date | None:
    """The date in a moment, None for a time of day alone. Raises Problem if it is neither.

    One that is read in two ways is known: the tool will say so.
    """
    found: list[date | None] = []
    _read(lambda: found.append(read_moment(text, _SOME_DAY).day))
    return found[0] if found else _SOME_DAY


def _read(reading: Callable[[], object]) -> None:
    try:
        reading()
    except Problem as problem:
        if problem.failure.code == "SYNTAX":
            raise


_READERS: tuple[tuple[tuple[str, ...], Callable[[dict[str, str]], _Read]], ...] = (
    (forms.BETWEEN, _between),
    (forms.IN_SPAN, _in_span),
    (forms.DAY_OF_YEAR, partial(_weekday, figure="day of the year")),
    (forms.WEEK, partial(_weekday, figure="week")),
    (forms.DATE, partial(_weekday, figure="date")),
    (forms.DAY_OF_WEEK, _weekday),
    (forms.LEAP, _leap),
    (forms.WORKDAY, _workday),
    (forms.AGE, _age),
    (forms.ZONE, _zone),
    (forms.RECUR, _recur),
    (forms.SHIFT, _shift),
)

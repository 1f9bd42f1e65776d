"""Reads requests about dates and times; what is not understood in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from mrkl_calendar.durations import read_duration, unit_named
from mrkl_calendar.moments import read_date, read_moment
from mrkl_calendar.problems import Problem
from mrkl_calendar.zones import zone_named
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

#: A cheap first look: something of the calendar must be named.
_GATE = re.compile(
    r"[0-9]\s*[ap]\.?m\b|:[0-9]{2}|noon|midnight|day|\bdate|\bweek|\bmonth|\byear|\bhour|\bminute"
    r"|\bsecond|today|tomorrow|yesterday|[0-9]{4}-[0-9]|christmas|easter|new year|\bborn\b",
    re.IGNORECASE,
)
_UNIT = (
    r"(?P<unit>(?:(?:business|working|week)[ -]?)?days?|weeks?|months?|years?|hours?|minutes?"
    r"|seconds?|quarters?|fortnights?)"
)
_ASK = r"(?:please |can you |could you )?(?:tell me )?"
_WHAT = (
    r"(?:what(?:'s| is| was| will be)?|which) (?:the )?(?:date|day|time)?"
    r"\s*(?:is|was|will be|falls|comes)?"
)
_BETWEEN = (
    rf"{_ASK}how many {_UNIT} (?:are |is )?(?:there )?(?:between|from) "
    r"(?P<start>.+?) (?:and|to|until|till) (?P<end>.+)",
    rf"{_ASK}how (?:long|much time) (?:is it |is there )?(?:between|from) "
    r"(?P<start>.+?) (?:and|to|until|till) (?P<end>.+)",
    rf"{_ASK}how many {_UNIT} (?:are (?:there )?|is it )?(?:until|till|to) (?P<end>.+)",
)
_SHIFT = (
    rf"{_ASK}(?:{_WHAT} )?(?P<by>.+?) (?P<direction>after|before|from) (?P<moment>.+)",
    rf"{_ASK}(?:{_WHAT} )?(?P<by>.+?) (?P<ago>ago)",
    rf"{_ASK}(?:{_WHAT} )?(?P<moment>.+?) (?P<sign>plus|minus|\+|-) (?P<by>.+)",
    rf"{_ASK}(?:add|subtract) (?P<by>.+?) (?P<joined>to|from) (?P<moment>.+)",
)
_WEEKDAY = (
    rf"{_ASK}(?:what|which) (?:day of the week|weekday|day) (?:is|was|will|does|did)(?: it)?"
    r"(?: be)?(?: on)? (?P<day>.+?)(?: fall on| be)?",
)
_WORKDAY = (
    rf"{_ASK}(?:is|was|will) (?P<day>.+?) (?:be )?a (?:business|working|work|bank)[ -]?day"
    r"(?: in (?P<country>.+))?",
)
_AGE = (
    rf"{_ASK}how old (?:is|am|are) (?:I|someone|somebody|a person|he|she|they|you)"
    r"(?: (?:who (?:was|were) |if (?:I|he|she|they) (?:was|were) ))? ?born (?:on )?(?P<start>.+)",
)
_ZONE = (
    rf"{_ASK}what time is it in (?P<target>.+?) (?:when|if) it(?:'s| is) (?P<moment>.+?) in "
    r"(?P<source>.+)",
    rf"{_ASK}(?:(?:what is|what time is|convert) )?(?P<moment>\S+(?: [ap]\.?m\.?)?) "
    r"(?:in )?(?P<source>[A-Za-z/_ ]+?) (?:in|to) (?P<target>[A-Za-z/_ ]+?)(?: time)?",
)
_RECUR = (
    r"(?:what are |list |give me )?(?:the )?next (?P<count>[0-9]{1,3}) (?P<weekday>[A-Za-z]+day)s"
    r"(?: (?:after|from) (?P<start>.+))?",
)
_SOME_DAY = date(2024, 1, 1)  # for trying whether words are a date at all


def bid(words: str) -> Iterator[Bid]:
    """One bid if the words ask about dates or times and are all understood."""
    text = " ".join(words.split()).rstrip("?.! ")
    if len(text) > 200 or not _GATE.search(text):
        return
    for forms, read in _READERS:
        for form in forms:
            found = re.fullmatch(form, text, re.IGNORECASE)
            if found is None:
                continue
            try:
                tool, arguments = read({k: v for k, v in found.groupdict().items() if v})
            except Problem:
                continue
            yield Bid(tool, arguments, 0.95, "a question of the calendar, read to the end")
            return


def _between(parts: dict[str, str]) -> tuple[str, JsonObject]:
    start, end = parts.get("start", "today"), parts["end"]
    clock = read_known(start) is None and read_known(end) is None
    unit = unit_named(parts["unit"]) if "unit" in parts else ("minute" if clock else "day")
    return "between", {"start": start, "end": end, "unit": f"{unit}s"}


def _shift(parts: dict[str, str]) -> tuple[str, JsonObject]:
    moment = parts.get("moment", "today")
    read_duration(parts["by"])
    read_known(moment)
    back = "ago" in parts or parts.get("direction", "").lower() == "before"
    back = back or parts.get("sign", "").lower() in ("minus", "-")
    back = back or parts.get("joined", "").lower() == "from"
    direction = "before" if back else "after"
    return "shift", {"moment": moment, "by": parts["by"], "direction": direction}


def _weekday(parts: dict[str, str]) -> tuple[str, JsonObject]:
    _read(lambda: read_date(parts["day"], _SOME_DAY))
    return "weekday", {"day": parts["day"]}


def _workday(parts: dict[str, str]) -> tuple[str, JsonObject]:
    _read(lambda: read_date(parts["day"], _SOME_DAY))
    return "workday", {**parts}


def _age(parts: dict[str, str]) -> tuple[str, JsonObject]:
    read_known(parts["start"])
    return "between", {"start": parts["start"], "end": "today", "unit": "years"}


def _zone(parts: dict[str, str]) -> tuple[str, JsonObject]:
    if read_moment(parts["moment"], _SOME_DAY).clock is None:
        raise Problem("SYNTAX", "no time of day")
    zone_named(parts["source"])
    zone_named(parts["target"])
    return "in_zone", {name: parts[name] for name in ("moment", "source", "target")}


def _recur(parts: dict[str, str]) -> tuple[str, JsonObject]:
    arguments: JsonObject = {"every": "week", "weekdays": [parts["weekday"]]}
    arguments["count"] = int(parts["count"])
    if "start" in parts:
        read_known(parts["start"])
        arguments["start"] = parts["start"]
    return "recur", arguments


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


_READERS: tuple[tuple[tuple[str, ...], Callable[[dict[str, str]], tuple[str, JsonObject]]], ...] = (
    (_BETWEEN, _between),
    (_WEEKDAY, _weekday),
    (_WORKDAY, _workday),
    (_AGE, _age),
    (_ZONE, _zone),
    (_RECUR, _recur),
    (_SHIFT, _shift),
)

"""Durations in text: "3 weeks and 2 days", "an hour and a half"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from mrkl_calendar.moments import WEEKDAYS
from mrkl_core import Problem

#: unit → months, or seconds, in one.
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
SECONDS_IN = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "fortnight": 1_209_600,
}
UNITS = (*SECONDS_IN, *MONTHS_IN, "business day", "working day", "weekday")
_SHORT = {"sec": "second", "min": "minute", "hr": "hour", "h": "hour", "wk": "week", "yr": "year"}
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_UNIT = r"(?:business|working)[ -]day|weekday|" + "|".join(
    (*SECONDS_IN, *MONTHS_IN, "centurie", *_SHORT)
)
_PART = re.compile(
    rf"\s*(?P<number>[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?|half an?|{'|'.join(_NUMBERS)})"
    rf"[\s-]*(?P<unit>{_UNIT})s?\b(?P<half> and a half)?\s*(?:,?\s*and\b|,)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Duration:
    """Months, seconds and business days; each is added in its own way."""

    text: str
    months: int = 0
    seconds: int = 0
    business_days: int = 0

    @property
    def exact(self) -> timedelta:
        """The part of fixed length."""
        return timedelta(seconds=self.seconds)

    @property
    def of_days(self) -> bool:
        """Whether it is whole days, so that a date and it make a date."""
        return self.seconds % 86_400 == 0


def unit_named(word: str) -> str:
    """The unit a word names, singular. Raises Problem."""
    name = " ".join(word.lower().replace("-", " ").split()).rstrip(".")
    name = {"centuries": "century"}.get(name, name)
    singular = name.removesuffix("s")
    singular = _SHORT.get(singular, singular)
    if singular in ("working day", "weekday"):
        return "business day"
    if singular in (*SECONDS_IN, *MONTHS_IN, "business day"):
        return singular
    if singular in WEEKDAYS:
        return singular
    raise Problem("SYNTAX", f"{word!r} is no unit of time", "as in days, weeks or minutes")


def read_duration(text: str) -> Duration:
    """The duration a text names. Raises Problem."""
    rest = text.strip().rstrip(".,")
    if not rest or len(rest) > 200:
        raise Problem("SYNTAX", f"{text[:60]!r} is no duration")
    months, seconds, business = Fraction(0), Fraction(0), Fraction(0)
    while rest:
        found = _PART.match(rest)
        if found is None:
            raise Problem("SYNTAX", f"{text!r} is no duration: {rest[:30]!r} is not understood")
        number = _number(found["number"]) + (Fraction(1, 2) if found["half"] else 0)
        unit = unit_named(found["unit"] if found["unit"] != "centurie" else "century")
        if unit in SECONDS_IN:
            seconds += number * SECONDS_IN[unit]
        elif unit in MONTHS_IN:
            months += number * MONTHS_IN[unit]
        else:
            business += number
        rest = rest[found.end() :].lstrip()
    whole = months.denominator == seconds.denominator == business.denominator == 1
    if not whole or months > 120_000 or seconds > 4 * 10**11 or business > 10**6:
        raise Problem("UNDEFINED", f"{text!r} is no number of whole months, seconds or days")
    return Duration(text.strip(), int(months), int(seconds), int(business))


def _number(word: str) -> Fraction:
    if word.lower().startswith("half"):
        return Fraction(1, 2)
    return Fraction(_NUMBERS.get(word.lower(), word))


def read_count(word: str) -> int:
    """The whole number a word or digits name. Raises Problem."""
    found = _NUMBERS.get(word.lower(), int(word) if word.isdecimal() else 0)
    if not found:
        raise Problem("SYNTAX", f"{word!r} is no number that is understood")
    return found

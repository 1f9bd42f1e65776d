"""Days that have a name: feasts on a fixed date, and those that follow Easter."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FIXED = {
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
#: Days after Easter Sunday of the Western churches.
_MOVABLE = {
    "ash wednesday": -46,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension day": 39,
    "whit sunday": 49,
    "pentecost": 49,
}
_FORM = re.compile(
    rf"(?:the )?(?P<name>{'|'.join(sorted((*_FIXED, *_MOVABLE), key=len, reverse=True))})"
    r"(?:,? (?:of |in )?(?P<year>[0-9]{4}))?",
    re.IGNORECASE,
)


def read_feast(words: str) -> tuple[str, int | None] | None:
    """The feast that the words name, and the year where they give one; None if they name none."""
    found = _FORM.fullmatch(words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if found is None:
        return None
    return found["name"].lower(), int(found["year"]) if found["year"] else None


def feast(name: str, year: int) -> date:
    """The day of a feast in a year.

    Raises ValueError for Easter's outside the years 1583 to 4099 (the Gregorian rule).
    """
    if name in _FIXED:
        return date(year, *_FIXED[name])
    from dateutil.easter import easter

    sunday: date = easter(year)
    return sunday + timedelta(days=_MOVABLE[name])

"""Days of work: Monday to Friday, without a country's public holidays if one is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from mrkl_calendar.moments import WEEKDAYS
from mrkl_core import Problem

_MOST = 100_000  # days that are gone through


class Workdays:
    """Counts days of work. Raises Problem for a country that is not known."""

    def __init__(self, country: str = "") -> None:
        self._holidays: Mapping[date, str] = _holidays(country) if country else {}
        self.described = "Monday to Friday" + (
            f" without the public holidays of {_shown(country)}" if country else ""
        )

    def between(self, first: date, last: date) -> int:
        """The days of work from the first on, up to the last but without it."""
        days = (last - first).days
        if days > _MOST:
            raise Problem("TOO_LARGE", f"at most {_MOST:,} days are gone through")
        return sum(self._works(first + timedelta(days=n)) for n in range(days))

    def after(self, day: date, count: int) -> date:
        """The day so many days of work after one; before it, if negative."""
        if abs(count) > _MOST:
            raise Problem("TOO_LARGE", f"at most {_MOST:,} days are gone through")
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self._works(day):
                day += step
        return day

    def why_not(self, day: date) -> str:
        """Why it is no day of work: the day of the week, or the holiday; empty if it is one."""
        if holiday := self._holidays.get(day, ""):
            return holiday
        return WEEKDAYS[day.weekday()].capitalize() if day.weekday() >= 5 else ""

    def _works(self, day: date) -> bool:
        return not self.why_not(day)


def _shown(country: str) -> str:
    return country.upper() if len(country) == 2 else country


def _holidays(country: str) -> Mapping[date, str]:
    try:
        import holidays
    except ImportError:
        raise Problem(
            "NOT_INSTALLED", "public holidays need the package holidays", "pip install holidays"
        ) from None
    try:
        found: Mapping[date, str] = holidays.country_holidays(_code(country))
    except NotImplementedError:
        raise Problem(
            "UNKNOWN_COUNTRY", f"{country!r} is no country", "write a code as US or DE, or a name"
        ) from None
    return found


def _code(country: str) -> str:
    """The code of a country that is given by code or by name."""
    from holidays.registry import COUNTRIES

    name = country.lower().removeprefix("the ").replace(" ", "_")
    return COUNTRIES[name][1] if name in COUNTRIES else name.upper()

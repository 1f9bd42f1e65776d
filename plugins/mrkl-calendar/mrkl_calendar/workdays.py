"""Days of work: Monday to Friday, without a country's public holidays if one is named."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from mrkl_calendar.problems import Problem

_MOST = 100_000  # days that are gone through


class Workdays:
    """Counts days of work. Raises Problem for a country that is not known."""

    def __init__(self, country: str = "") -> None:
        self._holidays: Container[date] = _holidays(country) if country else ()
        self.described = "Monday to Friday" + (
            f" without the public holidays of {country.upper()}" if country else ""
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

    def _works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._holidays


def _holidays(country: str) -> Container[date]:
    try:
        import holidays
    except ImportError:
        raise Problem(
            "NOT_INSTALLED", "public holidays need the package holidays", "pip install holidays"
        ) from None
    try:
        found: Container[date] = holidays.country_holidays(country.upper())
    except NotImplementedError:
        raise Problem("UNKNOWN_COUNTRY", f"{country!r} is no country code, as US or DE") from None
    return found

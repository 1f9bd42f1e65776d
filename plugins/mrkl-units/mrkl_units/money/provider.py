"""Reference rates from a service of Frankfurter's shape (the ECB's rates), within limits.

`GET {url}/latest?base=USD&symbols=EUR`, or a day in place of "latest", answers
`{"base": "USD", "date": "2024-05-17", "rates": {"EUR": 0.92}}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from mrkl_core import Problem
from mrkl_core.web import Bounds, Reply, Service, WebProblem

_PATIENCE_S = 4.0
_LARGEST = 65_536  # bytes of an answer
_SETTING = "experts.units.config.rates_url"
_EXAMPLE = "https://api.frankfurter.dev/v1"


@dataclass(frozen=True)
class Rate:
    """How many of the wanted currency one of the other is, on a day, by whom."""

    value: Fraction
    day: str
    source: str


class Rates(Protocol):
    """Whoever tells rates that change."""

    def rate(self, base: str, wanted: str, day: str = "") -> Rate:
        """The rate of a day, or the latest. Raises Problem."""
        ...


@dataclass(frozen=True)
class Provider:
    """A service of rates."""

    url: str
    patience_s: float = _PATIENCE_S

    def rate(self, base: str, wanted: str, day: str = "") -> Rate:
        """The rate of a day, or the latest. Raises Problem."""
        limits = Bounds(seconds=self.patience_s, body_bytes=_LARGEST)
        service = Service(self.url, _SETTING, _EXAMPLE, bounds=limits)
        try:
            reply = service.get(f"/{day or 'latest'}", {"base": base, "symbols": wanted})
            rate = _read(reply, base, wanted)
        except WebProblem as problem:
            raise _told(problem) from None
        if rate is None:
            raise _unavailable(f"{reply.host} did not answer with the rate of {base} in {wanted}")
        if day and rate.day > day:
            raise _unavailable(f"{reply.host} answered with the rate of {rate.day}, not of {day}")
        return rate


def _told(problem: WebProblem) -> Problem:
    """What a failed request means for who asked for a rate."""
    if problem.status == 404:
        return Problem("UNKNOWN_RATE", f"{problem}: no such rate", "check currencies and day")
    if problem.code == "NOT_CONFIGURED":
        return Problem(problem.code, str(problem))
    return _unavailable(str(problem))


def _read(reply: Reply, base: str, wanted: str) -> Rate | None:
    """The rate in an answer, if it is about what was asked. Raises WebProblem."""
    found = reply.json(exact=True)
    try:
        value = Fraction(found["rates"][wanted])
        day = date.fromisoformat(found["date"]).isoformat()
        if found["base"] != base or not 0 < value < 10**12:
            raise ValueError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return Rate(value, day, reply.host)


def _unavailable(message: str) -> Problem:
    return Problem("UNAVAILABLE", message, f"try again later, or name another service: {_SETTING}")

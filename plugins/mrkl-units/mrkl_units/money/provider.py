"""Reference rates from a service of Frankfurter's shape (the ECB's rates), within limits.

`GET {url}/latest?base=USD&symbols=EUR`, or a day in place of "latest", answers
`{"base": "USD", "date": "2024-05-17", "rates": {"EUR": 0.92}}`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode, urlsplit

from mrkl_core import remaining
from mrkl_units.problems import Problem

_PATIENCE_S = 4.0


@dataclass(frozen=True)
class Rate:
    """How many of the wanted currency one of the other is, on a day, by whom."""

    value: Fraction
    day: str
    source: str


@dataclass(frozen=True)
class Provider:
    """A service of rates; without a `url` there is none."""

    url: str = ""
    patience_s: float = _PATIENCE_S

    def rate(self, base: str, wanted: str, day: str = "") -> Rate:
        """The rate of a day, or the latest. Raises Problem."""
        if not self.url:
            raise Problem(
                "NOT_CONFIGURED",
                f"no rate from {base} to {wanted} is known here: it changes every day, and no "
                "service of rates is configured",
                "set experts.units.config.rates_url in the manifest to an API of Frankfurter's "
                "shape, such as https://api.frankfurter.dev/v1",
            )
        from mrkl_units.money.fetch import fetched, unavailable  # 20 ms, and rarely wanted

        host = urlsplit(self.url).netloc.rpartition("@")[2]  # without a password
        if urlsplit(self.url).scheme not in ("http", "https") or not host:
            raise Problem("NOT_CONFIGURED", f"rates_url is no http address: {self.url!r}")
        query = urlencode({"base": base, "symbols": wanted})
        left = remaining()
        patience = self.patience_s if left is None else min(self.patience_s, left * 0.8)
        body = fetched(f"{self.url.rstrip('/')}/{day or 'latest'}?{query}", host, patience)
        rate = _read(body, base, wanted, host)
        if rate is None:
            raise unavailable(f"{host} did not answer with the rate of {base} in {wanted}")
        if day and rate.day > day:
            raise unavailable(f"{host} answered with the rate of {rate.day}, not of {day}")
        return rate


def _read(body: bytes, base: str, wanted: str, host: str) -> Rate | None:
    """The rate in an answer, if it is about what was asked."""
    try:
        found = json.loads(body, parse_float=Decimal)
        value = Fraction(found["rates"][wanted])
        day = date.fromisoformat(found["date"]).isoformat()
        if found["base"] != base or not 0 < value < 10**12:
            raise ValueError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return Rate(value, day, host)

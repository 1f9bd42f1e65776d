"""Reference rates from a service of Frankfurter's shape (the ECB's rates), within limits.

`GET {url}/latest?base=USD&symbols=EUR`, or a day in place of "latest", answers
`{"base": "USD", "date": "2024-05-17", "rates": {"EUR": 0.92}}`.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from mrkl_core import remaining
from mrkl_units.problems import Problem

_PATIENCE_S = 4.0
_LARGEST = 65_536  # bytes of an answer
_HINT = "try again later, or name another service in experts.units.config.rates_url"


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
        host = urlsplit(self.url).netloc
        if urlsplit(self.url).scheme not in ("http", "https") or not host:
            raise Problem("NOT_CONFIGURED", f"rates_url is no http address: {self.url!r}")
        query = urlencode({"base": base, "symbols": wanted})
        body = self._fetched(f"{self.url.rstrip('/')}/{day or 'latest'}?{query}", host)
        rate = _read(body, base, wanted, host)
        if day and rate.day > day:
            raise _unavailable(f"{host} answered with the rate of {rate.day}, not of {day}")
        return rate

    def _fetched(self, url: str, host: str) -> bytes:
        left = remaining()
        patience = self.patience_s if left is None else min(self.patience_s, left * 0.8)
        end = time.monotonic() + patience
        request = Request(url, headers={"Accept": "application/json"})
        try:
            with build_opener(_NoRedirects).open(request, timeout=patience) as reply:
                parts, size = [], 0
                while part := reply.read1(_LARGEST):
                    parts.append(part)
                    size += len(part)
                    if size > _LARGEST:
                        raise _unavailable(f"{host} answered with more than {_LARGEST:,} bytes")
                    if time.monotonic() > end:
                        raise TimeoutError
                return b"".join(parts)
        except HTTPError as error:
            with error:
                if error.code == 404:
                    said = f"{host} has no such rate (HTTP 404)"
                    raise Problem(
                        "UNKNOWN_RATE", said, "check the currencies and the day"
                    ) from None
                raise _unavailable(f"{host} answered HTTP {error.code}") from None
        except TimeoutError:
            raise _unavailable(f"{host} did not answer within {patience:.3g} s") from None
        except (OSError, HTTPException) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise _unavailable(f"{host} did not answer within {patience:.3g} s") from None
            raise _unavailable(f"{host} cannot be read: {error}") from None


class _NoRedirects(HTTPRedirectHandler):
    """The service is the one that was configured, not one it names."""

    def redirect_request(self, *args: Any, **keywords: Any) -> None:
        """None: the redirect becomes the error that its status is."""


def _read(body: bytes, base: str, wanted: str, host: str) -> Rate:
    """The rate in an answer that is about what was asked. Raises Problem."""
    try:
        found = json.loads(body, parse_float=Decimal)
        value = Fraction(found["rates"][wanted])
        day = date.fromisoformat(found["date"]).isoformat()
        if found["base"] != base or not 0 < value < 10**12:
            raise ValueError
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        said = f"{host} did not answer with the rate of {base} in {wanted}"
        raise _unavailable(said) from None
    return Rate(value, day, host)


def _unavailable(message: str) -> Problem:
    return Problem("UNAVAILABLE", message, _HINT)

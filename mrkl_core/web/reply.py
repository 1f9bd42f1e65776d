"""What came back, and how far a request may go."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.records import dataclass
from mrkl_core.web.problems import unavailable

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Bounds:
    """How far one request may go, its redirects and repetitions included.

    `body_bytes` counts the body as decompressed. `attempts` are for requests that change
    nothing.
    """

    seconds: float = 10.0
    body_bytes: int = 1 << 20
    redirects: int = 0
    attempts: int = 2


@dataclass(frozen=True)
class Reply:
    """A reply of status 2xx; `url` is the one that gave it; `headers` are in lower case."""

    url: str
    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case; empty if the server says none."""
        return media_type(self.headers)

    @property
    def charset(self) -> str:
        """The character set that the server names; empty if it names none."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1].lower() if found else ""

    def json(self, *, exact: bool = False) -> JsonValue:
        """The body as JSON; `exact` gives Decimals for floats. Raises WebProblem."""
        try:
            number = Decimal if exact else float
            return json.loads(self.body, parse_float=number, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise unavailable(f"{self.host} answered with no JSON") from None


def media_type(headers: Mapping[str, str]) -> str:
    """The media type that headers name."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _no_number(name: str) -> JsonValue:
    raise ValueError(f"{name} is not JSON")

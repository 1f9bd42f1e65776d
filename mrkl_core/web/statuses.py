"""What a status other than success says: whether to give up, wait or ask again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mrkl_core.web.problems import WebProblem, unavailable

_LATER = (429, 502, 503, 504)  # after these the same request may be sent again


def check_status(host: str, status: int, headers: Mapping[str, str]) -> None:
    """Raises WebProblem for a reply that has no body of use."""
    if 200 <= status < 300:
        return
    said = f"{host} answered HTTP {status}"
    if status in _LATER:
        after = _seconds(headers.get("retry-after", ""))
        raise unavailable(
            f"{said} and asks for {after:.0f} s of rest" if after else said,
            status=status,
            retry_after_s=after,
        )
    if status >= 500 or status < 400:
        raise unavailable(said, status=status)
    raise WebProblem("HTTP_ERROR", said, status=status)


def _seconds(text: str) -> float:
    """How long a Retry-After asks for, in seconds or as a date; 0 if it says nothing."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0

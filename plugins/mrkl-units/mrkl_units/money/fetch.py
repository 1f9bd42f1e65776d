"""One page by HTTP within limits of time and size; imported when a rate is asked for."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from mrkl_units.problems import Problem

_LARGEST = 65_536  # bytes of an answer
_HINT = "try again later, or name another service in experts.units.config.rates_url"


def fetched(url: str, host: str, patience: float) -> bytes:
    """The body of an answer. Raises Problem."""
    end = time.monotonic() + patience
    request = Request(url, headers={"Accept": "application/json"})
    try:
        with build_opener(_NoRedirects).open(request, timeout=patience) as reply:
            parts, size = [], 0
            while part := reply.read1(_LARGEST):
                parts.append(part)
                size += len(part)
                if size > _LARGEST:
                    raise unavailable(f"{host} answered with more than {_LARGEST:,} bytes")
                if time.monotonic() > end:
                    raise TimeoutError
            return b"".join(parts)
    except HTTPError as error:
        with error:
            if error.code == 404:
                said = f"{host} has no such rate (HTTP 404)"
                raise Problem("UNKNOWN_RATE", said, "check the currencies and the day") from None
            raise unavailable(f"{host} answered HTTP {error.code}") from None
    except TimeoutError:
        raise unavailable(f"{host} did not answer within {patience:.3g} s") from None
    except (OSError, HTTPException) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise unavailable(f"{host} did not answer within {patience:.3g} s") from None
        raise unavailable(f"{host} cannot be read: {error}") from None


def unavailable(message: str) -> Problem:
    """The problem of a service that gives no answer to rely on."""
    return Problem("UNAVAILABLE", message, _HINT)


class _NoRedirects(HTTPRedirectHandler):
    """The service is the one that was configured, not one it names."""

    def redirect_request(self, *args: Any, **keywords: Any) -> None:
        """None: the redirect becomes the error that its status is."""

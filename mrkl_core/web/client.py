"""Requests to servers that nobody vouches for: every redirect is checked as the first was."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mrkl_core.contracts.context import Deadline, remaining
from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.records import dataclass
from mrkl_core.web.addresses import Resolve, system_resolve
from mrkl_core.web.decode import ENCODING, decoded, too_large
from mrkl_core.web.problems import WebProblem, unavailable
from mrkl_core.web.reply import Bounds, Reply, media_type
from mrkl_core.web.urls import Target, read_places, read_url

if TYPE_CHECKING:
    import ssl

#: How servers and their robots.txt know us.
AGENT = "mrkl"

_REDIRECTS = (301, 302, 303, 307, 308)
_PAUSE_S = 0.25
#: Of the time a call has left, what a request may use: the rest is for its answer.
_SHARE = 0.8


@dataclass(frozen=True)
class _Request:
    """What is sent, wherever it goes."""

    method: str
    headers: Mapping[str, str]
    content: bytes
    accept: Collection[str]
    bounds: Bounds
    before: Callable[[str], None] | None = None


class Client:
    """Reads by HTTP within bounds: public hosts, and the `allowed` ones ("host:port", URLs).

    It keeps no cookies and no connections, sends nothing of the environment's, and uses none of
    its proxies. Blocks; a call that is cancelled ends with its process.
    """

    def __init__(
        self,
        allowed: Iterable[str] = (),
        *,
        resolve: Resolve = system_resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve
        self._tls = tls

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        accept: Collection[str] = (),
        bounds: Bounds | None = None,
        before: Callable[[str], None] | None = None,
    ) -> Reply:
        """The reply to a GET, asked for again where that may help. Raises WebProblem.

        `accept` holds the media types that are wanted; any if it is empty. `before` is told each
        URL before it is asked for, redirects' too, and raises WebProblem to refuse.
        """
        request = _Request("GET", headers or {}, b"", accept, bounds or Bounds(), before)
        return self._read(url, request)

    def post(
        self,
        url: str,
        body: JsonValue,
        *,
        headers: Mapping[str, str] | None = None,
        bounds: Bounds | None = None,
    ) -> Reply:
        """The reply to a POST of JSON, sent once and to nobody else. Raises WebProblem."""
        far = bounds or Bounds()
        once = Bounds(seconds=far.seconds, body_bytes=far.body_bytes, attempts=1)
        sent = {"Content-Type": "application/json", **(headers or {})}
        return self._read(url, _Request("POST", sent, json.dumps(body).encode(), (), once))

    def _places(self) -> Collection[str]:
        """The places an operator allowed. Raises WebProblem if one cannot be read."""
        try:
            return read_places(self._allowed)
        except WebProblem as problem:
            raise WebProblem("NOT_CONFIGURED", f"a host that is allowed: {problem}") from None

    def _read(self, url: str, request: _Request) -> Reply:
        """The reply to the last attempt, if not to an earlier one."""
        target, bounds = read_url(url), request.bounds
        left = remaining()
        seconds = bounds.seconds if left is None else min(bounds.seconds, left * _SHARE)
        deadline = Deadline.after(seconds)
        for attempt in range(1, bounds.attempts + 1):
            try:
                return self._follow(target, request, deadline)
            except WebProblem as problem:
                if not deadline.remaining() and problem.code == "UNAVAILABLE":
                    said = f"{target.host} did not answer within {seconds:.3g} s"
                    raise unavailable(said) from None
                if attempt == bounds.attempts or problem.retry_after_s is None:
                    raise
                pause = problem.retry_after_s or _PAUSE_S * 2**attempt
                if pause >= deadline.remaining():
                    raise
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, first: Target, request: _Request, deadline: Deadline) -> Reply:
        target = first
        for _ in range(request.bounds.redirects + 1):
            found = self._once(target, request, first, deadline)
            if isinstance(found, Reply):
                return found
            target = found
        raise WebProblem(
            "REDIRECTS", f"{first.host} redirects more than {request.bounds.redirects} times"
        )

    def _once(
        self, target: Target, request: _Request, first: Target, deadline: Deadline
    ) -> Reply | Target:
        """The reply of one server, or where it sends us."""
        from mrkl_core.web.exchange import Gate, exchange  # see its docstring
        from mrkl_core.web.statuses import check_status

        if request.before is not None:
            request.before(target.url)
        bounds, same = request.bounds, (target.scheme, target.place) == (first.scheme, first.place)
        headers = {
            "User-Agent": AGENT,
            "Accept": ", ".join(request.accept) or "*/*",
            "Accept-Encoding": ENCODING,
            "Connection": "close",
            **(request.headers if same else {}),  # keys are for those they were given to
        }
        with exchange(
            target,
            Gate(self._places(), self._resolve),
            method=request.method,
            headers=headers,
            content=request.content,
            deadline=deadline,
            tls=self._tls,
        ) as raw:
            to = _location(raw.headers)
            if raw.status in _REDIRECTS and to and bounds.redirects:
                return read_url(urljoin(target.url, to))
            check_status(target.host, raw.status, raw.headers)
            if request.accept and media_type(raw.headers) not in request.accept:
                kind = media_type(raw.headers)[:60] or "nothing it tells"
                said = f"{target.host} answered with {kind}"
                raise WebProblem("CONTENT_REFUSED", said, f"wanted: {', '.join(request.accept)}")
            length = raw.headers.get("content-length", "")
            if length.isdigit() and len(length) < 20 and int(length) > bounds.body_bytes:
                raise too_large(target.host, bounds.body_bytes)
            encoding = raw.headers.get("content-encoding", "")
            body = decoded(raw.parts, encoding, bounds.body_bytes, target.host)
            return Reply(target.url, target.host, raw.status, raw.headers, body)


def _location(headers: Mapping[str, str]) -> str:
    """Where a redirect leads, as browsers read it: in UTF-8, and with spaces."""
    to = headers.get("location", "").encode("latin-1").decode("utf-8", "replace")
    return to.strip().replace(" ", "%20")

"""One request with its repetitions and redirects, each checked as the first was."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import KW_ONLY
from functools import cached_property
from urllib.parse import urljoin

from mrkl_core.contracts.context import Deadline, remaining
from mrkl_core.records import dataclass
from mrkl_core.web.addresses import Resolve
from mrkl_core.web.decode import ENCODING, decoded, too_large
from mrkl_core.web.exchange import Gate, Raw, exchange
from mrkl_core.web.problems import WebProblem, unavailable
from mrkl_core.web.reply import Bounds, Reply, media_type
from mrkl_core.web.statuses import check_status
from mrkl_core.web.urls import Target, read_places, read_url

_REDIRECTS = (301, 302, 303, 307, 308)
_PAUSE_S = 0.25
#: Of the time a call has left, what a request may use: the rest is for its answer.
_SHARE = 0.8
#: What goes with a request to a host that the keys of the first are not for.
_COMMON = ("User-Agent", "Accept")


@dataclass(frozen=True)
class Request:
    """What is asked, how far it may go, and which hosts it may reach."""

    method: str
    content: bytes
    _: KW_ONLY
    headers: Mapping[str, str]
    accept: Collection[str]
    bounds: Bounds
    before: Callable[[str], None] | None
    allowed: Collection[str]
    resolve: Resolve
    tls: ssl.SSLContext | None

    def reply(self, url: str) -> Reply:
        """The reply to the last attempt, if not to an earlier one. Raises WebProblem."""
        target, bounds = read_url(url), self.bounds
        left = remaining()
        seconds = bounds.seconds if left is None else min(bounds.seconds, left * _SHARE)
        deadline = Deadline.after(seconds)
        for attempt in range(1, bounds.attempts + 1):
            try:
                return self._follow(target, deadline)
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

    @cached_property
    def _gate(self) -> Gate:
        """The hosts that may be reached. Raises WebProblem if an allowed one cannot be read."""
        try:
            return Gate(read_places(self.allowed), self.resolve)
        except WebProblem as problem:
            raise WebProblem("NOT_CONFIGURED", f"a host that is allowed: {problem}") from None

    def _follow(self, first: Target, deadline: Deadline) -> Reply:
        target = first
        for _ in range(self.bounds.redirects + 1):
            found = self._once(target, first, deadline)
            if isinstance(found, Reply):
                return found
            target = found
        raise WebProblem(
            "REDIRECTS", f"{first.host} redirects more than {self.bounds.redirects} times"
        )

    def _once(self, target: Target, first: Target, deadline: Deadline) -> Reply | Target:
        """The reply of one server, or where it sends us."""
        if self.before is not None:
            self.before(target.url)
        same = (target.scheme, target.place) == (first.scheme, first.place)
        headers = self.headers if same else {name: self.headers[name] for name in _COMMON}
        with exchange(
            target,
            self._gate,
            method=self.method,
            headers={**headers, "Accept-Encoding": ENCODING, "Connection": "close"},
            content=self.content,
            deadline=deadline,
            tls=self.tls,
        ) as raw:
            to = _location(raw.headers)
            if raw.status in _REDIRECTS and to and self.bounds.redirects:
                return read_url(urljoin(target.url, to))
            check_status(target.host, raw.status, raw.headers)
            return self._read(target, raw)

    def _read(self, target: Target, raw: Raw) -> Reply:
        """The reply, if it is of a kind that is wanted and within its bound."""
        kind, most = media_type(raw.headers), self.bounds.body_bytes
        if self.accept and kind not in self.accept:
            said = f"{target.host} answered with {kind[:60] or 'nothing it tells'}"
            raise WebProblem("CONTENT_REFUSED", said, f"wanted: {', '.join(self.accept)}")
        length = raw.headers.get("content-length", "")
        if length.isdigit() and len(length) < 20 and int(length) > most:
            raise too_large(target.host, most)
        encoding = raw.headers.get("content-encoding", "")
        body = decoded(raw.parts, encoding, most, target.host)
        return Reply(target.url, target.host, raw.status, raw.headers, body)


def _location(headers: Mapping[str, str]) -> str:
    """Where a redirect leads, as browsers read it: in UTF-8, and with spaces."""
    to = headers.get("location", "").encode("latin-1").decode("utf-8", "replace")
    return to.strip().replace(" ", "%20")

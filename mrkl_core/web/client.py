"""The client: cheap to have, it loads what speaks HTTP when it is first used."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.web.addresses import Resolve, system_resolve
from mrkl_core.web.reply import Bounds, Reply

if TYPE_CHECKING:
    import ssl

#: How servers and their robots.txt know us.
AGENT = "mrkl"


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
        return self._ask(url, "GET", b"", headers, accept, bounds or Bounds(), before)

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
        return self._ask(url, "POST", json.dumps(body).encode(), sent, (), once, None)

    def _ask(
        self,
        url: str,
        method: str,
        content: bytes,
        headers: Mapping[str, str] | None,
        accept: Collection[str],
        bounds: Bounds,
        before: Callable[[str], None] | None,
    ) -> Reply:
        from mrkl_core.web.request import Request  # see the docstring of exchange

        sent = {"User-Agent": AGENT, "Accept": ", ".join(accept) or "*/*", **(headers or {})}
        request = Request(
            method=method,
            content=content,
            headers=sent,
            accept=accept,
            bounds=bounds,
            before=before,
            allowed=self._allowed,
            resolve=self._resolve,
            tls=self._tls,
        )
        return request.reply(url)

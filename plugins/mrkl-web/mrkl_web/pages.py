"""Pages as their servers give them; one read lately is asked for again only if it changed."""

from __future__ import annotations

from collections import OrderedDict

from mrkl_core.web import Bounds, Client, Reply, WebProblem
from mrkl_web.robots import Robots

KINDS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_BOUNDS = Bounds(seconds=20, body_bytes=4_000_000, redirects=5)
_MOST = 8


class Pages:
    """Reads pages where their hosts' robots.txt allows it."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._robots = Robots(client)
        self._kept: OrderedDict[str, Reply] = OrderedDict()

    def read(self, url: str) -> Reply:
        """The page at a URL. Raises WebProblem."""
        kept = self._kept.get(url)
        tag = kept.headers.get("etag", "") if kept is not None else ""
        try:
            reply = self._client.get(
                url,
                headers={"If-None-Match": tag} if tag else {},
                accept=KINDS,
                bounds=_BOUNDS,
                before=self._robots.check,
            )
        except WebProblem as problem:
            if problem.status != 304 or kept is None:
                raise
            return kept
        self._kept[url] = reply
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return reply

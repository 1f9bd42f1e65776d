"""robots.txt, respected as RFC 9309 has it."""

from __future__ import annotations

import time
from collections import OrderedDict
from urllib.parse import urljoin

from mrkl_core.web import Bounds, Client, WebProblem
from mrkl_core.web.client import AGENT

_KEPT_S = 3600.0
_MOST = 100
_BOUNDS = Bounds(seconds=5, body_bytes=512_000, redirects=5)


class Robots:
    """What hosts let robots read; their files are kept for an hour."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def check(self, url: str) -> None:
        """Raises WebProblem if the page's host does not want it read, or cannot be asked."""
        from protego import Protego  # of the extra

        if not Protego.parse(self._rules(urljoin(url, "/robots.txt"))).can_fetch(url, AGENT):
            raise WebProblem(
                "ROBOTS_REFUSED",
                f"the robots.txt of its host does not let {AGENT!r} read {url[:200]!r}",
                "a person may read it in a browser",
            )

    def _rules(self, where: str) -> str:
        """The text of a robots.txt: empty if the host has none."""
        kept = self._kept.get(where)
        if kept is not None and time.monotonic() < kept[0]:
            return kept[1]
        try:
            rules = self._client.get(where, bounds=_BOUNDS).body.decode("utf-8", "replace")
        except WebProblem as problem:
            if problem.code != "HTTP_ERROR":
                # Not known is not allowed: a rule may stand beyond the 500 KiB that are read.
                failure = problem.failure
                told = f"its robots.txt cannot be read, so nor is it: {failure.message}"
                raise WebProblem(failure.code, told, failure.hint) from None
            rules = ""
        self._kept[where] = (time.monotonic() + _KEPT_S, rules)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return rules

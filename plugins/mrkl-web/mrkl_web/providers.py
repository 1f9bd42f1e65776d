"""Services of web search, each as the shape of its question and of its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mrkl_core.web import Bounds, Reply, Service, WebProblem
from mrkl_core.web.problems import unavailable
from mrkl_core.web.strangers import one_line
from mrkl_core.web.urls import read_url

SETTING = "experts.web.config.search"
_EXAMPLE = '{provider: searxng, url: "http://localhost:8888"}'
_BOUNDS = Bounds(seconds=10, body_bytes=2_000_000)


@dataclass(frozen=True)
class Found:
    """One result: its words are strangers'."""

    title: str
    url: str
    snippet: str
    published: str


@dataclass(frozen=True)
class Shape:
    """How a service is asked, and where its answer has what.

    `key` says how a key is sent ("Header: {key}"); `items` is the way to the list of results.
    """

    ask: Callable[[Service, str, int], Reply]
    items: tuple[str, ...]
    snippet: str
    published: str
    url: str = ""
    key: str = ""


def _searxng(service: Service, query: str, count: int) -> Reply:
    return service.get("/search", {"q": query, "format": "json"})


def _brave(service: Service, query: str, count: int) -> Reply:
    return service.get("/web/search", {"q": query, "count": str(count)})


def _tavily(service: Service, query: str, count: int) -> Reply:
    return service.post("/search", {"query": query, "max_results": count})


SHAPES: Mapping[str, Shape] = {
    "searxng": Shape(_searxng, ("results",), "content", "publishedDate"),
    "brave": Shape(
        _brave,
        ("web", "results"),
        "description",
        "page_age",
        url="https://api.search.brave.com/res/v1",
        key="X-Subscription-Token: {key}",
    ),
    "tavily": Shape(
        _tavily,
        ("results",),
        "content",
        "published_date",
        url="https://api.tavily.com",
        key="Authorization: Bearer {key}",
    ),
}


@dataclass(frozen=True)
class Provider:
    """The service of search that the manifest names; without one there is none.

    A name, URL or key that cannot be right is told when it is used.
    """

    provider: str = ""
    url: str = ""
    key: str = ""

    def search(self, query: str, count: int) -> tuple[list[Found], str]:
        """The first results, and the host that gave them. Raises WebProblem."""
        shape = self._shape()
        name, _, value = shape.key.partition(": ")
        headers = {name: value.format(key=self.key)} if name else {}
        url = self.url or shape.url
        service = Service(url, f"{SETTING}.url", headers=headers, bounds=_BOUNDS)
        reply = shape.ask(service, query, count)
        items: Any = reply.json()
        for part in shape.items:
            items = items.get(part, []) if isinstance(items, dict) else None
        if not isinstance(items, list):
            raise unavailable(f"{reply.host} did not answer in the shape of {self.provider}")
        return [*_results(items, shape)][:count], reply.host

    def _shape(self) -> Shape:
        if not self.provider:
            raise WebProblem(
                "NOT_CONFIGURED",
                "no service of web search is configured",
                f"set {SETTING} in tools_manifest.yaml, as in {_EXAMPLE}",
            )
        shape = SHAPES.get(self.provider)
        if shape is None:
            known = ", ".join(SHAPES)
            raise WebProblem(
                "NOT_CONFIGURED", f"{SETTING}.provider: {self.provider!r} is not one of {known}"
            )
        if shape.key and not (self.key.isascii() and self.key.isprintable() and self.key):
            raise WebProblem(
                "NOT_CONFIGURED",
                f"{self.provider} wants a key",
                f'set {SETTING}.key in tools_manifest.yaml, as in "${{SEARCH_KEY}}"',
            )
        return shape


def _results(items: list[Any], shape: Shape) -> Iterator[Found]:
    """The results that lead somewhere, as plain words."""
    for item in items:
        if not isinstance(item, dict):
            continue
        try:
            url = read_url(str(item.get("url") or "")).url
        except WebProblem:
            continue
        yield Found(
            title=one_line(item.get("title"), 200) or url,
            url=url,
            snippet=one_line(_plain(item.get(shape.snippet)), 600),
            published=one_line(item.get(shape.published), 40),
        )


def _plain(text: Any) -> str:
    """A snippet without the tags that services mark found words with."""
    if not isinstance(text, str):
        return ""
    return re.sub(r"</?(?:strong|b|em)>", "", text)

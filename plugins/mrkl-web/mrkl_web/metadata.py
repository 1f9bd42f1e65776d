"""What a page says of itself: its title, who wrote it, when, in which language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mrkl_core.web.strangers import one_line

_LARGEST_JSON = 200_000  # characters of linked data that are read
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?")


@dataclass(frozen=True)
class Metadata:
    """As the page has it; empty where it says nothing."""

    title: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""


def read_metadata(root: Any) -> Metadata:
    """The metadata of a parsed page."""
    tags = _meta_tags(root)
    linked = [*_linked(root)]
    return Metadata(
        title=_first([tags.get("og:title"), root.findtext(".//title"), root.findtext(".//h1")]),
        byline=_first(
            [
                tags.get("author"),
                *(_names(item.get("author")) for item in linked),
                *_texts(root, "//*[@rel='author' or @itemprop='author']"),
                tags.get("article:author"),
            ]
        ),
        published=_date(
            [
                tags.get("article:published_time"),
                *(item.get("datePublished") for item in linked),
                *(tags.get(name) for name in ("date", "dc.date", "dcterms.date", "pubdate")),
                *root.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime"),
                *root.xpath("//article//time/@datetime"),
            ]
        ),
        language=one_line(root.get("lang") or root.get("xml:lang"), 20),
    )


def _meta_tags(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            found.setdefault(name.lower(), tag.get("content"))
    return found


def _linked(root: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's linked data (JSON-LD)."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads((script.text or "")[:_LARGEST_JSON])
        except (ValueError, RecursionError):
            continue
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (
                    (x for x in graph if isinstance(x, dict)) if isinstance(graph, list) else ()
                )


def _names(author: Any) -> str:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return ", ".join(name for name in names if isinstance(name, str))


def _texts(root: Any, path: str) -> Iterator[str]:
    for element in root.xpath(path):
        yield "".join(element.itertext())


def _first(values: Iterable[object]) -> str:
    lines = (one_line(value, 300) for value in values)
    return next((line for line in lines if line and not re.match("https?://", line)), "")


def _date(values: Iterable[object]) -> str:
    found = (_DATE.match(value.strip()) for value in values if isinstance(value, str))
    return next((match[0] for match in found if match), "")

"""Reads requests that name a page, or say that the web is to be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_core import Bid

_ASK = r"(?:please |can you |could you )?"
_URL = r"(?P<url>https?://[^\s<>\"']+?)"
_FETCH = tuple(
    re.compile(_ASK + form, re.IGNORECASE)
    for form in (
        rf"(?:fetch|read|open|get|show|load|visit|download)(?: me)?(?: the)?"
        rf"(?: (?:web ?)?(?:page|site|article|text|contents?)(?: (?:at|of|from|on))?)? {_URL}",
        rf"what (?:does|do) {_URL} say",
        rf"what(?:'s| is) (?:on|at|written (?:on|at)) {_URL}",
        _URL,
    )
)
_THE_WEB = r"(?:the )?(?:web|internet)|online"
_SEARCH = tuple(
    re.compile(_ASK + form, re.IGNORECASE)
    for form in (
        rf"search (?:{_THE_WEB}) for (?P<query>.+)",
        r"(?:do|run) a web search (?:for|on|about) (?P<query>.+)",
        r"(?:google|web search:?) (?P<query>.+)",
        rf"(?:search for|look up|look for|find) (?P<query>.+?) (?:on )?(?:{_THE_WEB})",
        rf"look (?:on )?(?:{_THE_WEB}) for (?P<query>.+)",
    )
)


def bid(words: str) -> Iterator[Bid]:
    """One bid if the words ask for a page, or for a search of the web."""
    text = " ".join(words.split()).rstrip("?.! ")
    if len(text) > 600:
        return
    for form in _FETCH:
        if found := form.fullmatch(text):
            yield Bid("fetch", {"url": found["url"]}, 0.95, "a page is named by its URL")
            return
    for form in _SEARCH:
        if (found := form.fullmatch(text)) and len(found["query"]) <= 400:
            query = found["query"].strip("\"' ")
            yield Bid("search", {"query": query}, 0.95, "the web is to be searched")
            return

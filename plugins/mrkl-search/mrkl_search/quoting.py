"""Quotes: whether what was found still stands in its file, letter for letter, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mrkl_search.reading.document import Document, Line, Unreadable
from mrkl_search.reading.read import Found, document_of, taken
from mrkl_search.store import Place


@dataclass(frozen=True)
class Quote:
    """A part of a passage as it stands in its file now; `changed` if the file is not as indexed."""

    text: str
    path: str
    heading: str
    page: int
    first: int
    last: int
    changed: bool

    @property
    def where(self) -> str:
        """The place for people: `notes.md:3`, `book.pdf, page 4, line 2`."""
        if self.page:
            return f"{self.path}, page {self.page}, line {self.first}"
        return f"{self.path}:{self.first}"


class Quoter:
    """Reads files again, each once, for as long as one request lasts."""

    def __init__(self, max_bytes: int) -> None:
        self._taken = lru_cache(maxsize=8)(lambda path: taken(path, max_bytes))
        self._read = lru_cache(maxsize=8)(self._document)

    def stands(self, place: Place) -> bool:
        """Whether the file is the one that was indexed, by its digest."""
        try:
            return self._bytes(place.path).digest == place.file_digest
        except Unreadable:
            return False

    def quote(self, place: Place, start: int, end: int) -> Quote | None:
        """The quote of a passage's characters; None if they stand in the file no more."""
        try:
            found = self._bytes(place.path)
            document = self._read(place.path, place.page)
        except Unreadable:
            return None
        text = place.text[start:end]
        changed = found.digest != place.file_digest
        lines = [x for x in document.lines if x.page == place.page]
        if not changed:
            lines = [x for x in lines if place.first <= x.first and x.last <= place.last]
        at = _found_in(lines, place.text, start, text)
        if at is None:
            return None
        first, last = at
        return Quote(text, place.path, place.heading, place.page, first, last, changed)

    def _bytes(self, path: str) -> Found:
        return self._taken(path)

    def _document(self, path: str, page: int) -> Document:
        return document_of(path, self._bytes(path).data, page)


def _found_in(
    lines: Iterable[Line], passage: str, start: int, quote: str
) -> tuple[int, int] | None:
    """First and last line of the quote: in its passage, or wherever it stands by itself."""
    held = list(lines)
    text = "\n".join(line.text for line in held)
    whole = text.find(passage)
    at = whole + start if whole >= 0 else text.find(quote)
    if at < 0:
        return None
    first = text.count("\n", 0, at)
    last = first + quote.count("\n")
    return held[first].first, held[last].last

"""Reads HTML, however broken: blocks of text and headings, with their lines in the file.

By the standard library's parser: it tells where it is, which faster ones do not, builds no tree
that could be too deep, and comes with Python.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mrkl_search.reading.decode import decoded
from mrkl_search.reading.document import Document, Line, pieces

_SPACE = re.compile(r"\s+")
_HIDDEN = {"script", "style"}
_CELLS = {"td", "th"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Elements that run on in a line of text; any other begins a block of its own.
_INLINE = set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)


def read_html(path: str, data: bytes) -> Document:
    """The document of an HTML file. Raises Unreadable."""
    reader = _Reader()
    reader.feed(decoded(data, html=True))
    reader.close()
    reader.flush()
    title = reader.title or next((x.text for x in reader.lines if x.level), "")
    return Document("html", title, tuple(reader.lines))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title = ""
        self._parts: list[str] = []
        self._first = self._last = 0
        self._level = 0
        self._inside = ""  # of title or of what is not shown
        self._pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a block, unless the element runs on in a line."""
        if tag in _INLINE:
            return
        if tag in _CELLS and self._parts:
            self._parts.append(" | ")
            return
        self.flush()
        if tag in _HIDDEN or tag == "title":
            self._inside = tag
        elif tag == "pre":
            self._pre = True
        self._level = _HEADINGS.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        """Ends a block, unless the element ran on in a line."""
        if tag in _INLINE or tag in _CELLS:
            return
        self.flush()
        if tag == self._inside:
            self._inside = ""
        elif tag == "pre":
            self._pre = False
        self._level = 0

    def handle_data(self, data: str) -> None:
        """Adds text to the block."""
        if self._inside == "title":
            self.title = self.title or _SPACE.sub(" ", data).strip()
        if self._inside:
            return
        if self._pre:
            self._preformatted(data)
            return
        text = data.strip()
        if text and not self._parts:
            self._first = self._line_of(data, len(data) - len(data.lstrip()))
        if text:
            self._last = self._line_of(data, len(data.rstrip()))
        if text or self._parts:
            self._parts.append(data)

    def flush(self) -> None:
        """Ends the block."""
        text = _SPACE.sub(" ", "".join(self._parts)).strip(" |")
        self._parts.clear()
        if text:
            level = self._level if len(text) < 300 else 0
            place = (self._first, self._last)
            self.lines += [Line(piece, *place, level=level) for piece in pieces(text)]
            if not level:
                self.lines.append(Line("", *place[1:], *place[1:]))  # blocks are paragraphs

    def _preformatted(self, data: str) -> None:
        self.flush()
        start = self.getpos()[0]
        for number, text in enumerate(data.split("\n"), start):
            self.lines += [Line(piece, number, number) for piece in pieces(text.rstrip())]

    def _line_of(self, data: str, offset: int) -> int:
        return self.getpos()[0] + data.count("\n", 0, offset)

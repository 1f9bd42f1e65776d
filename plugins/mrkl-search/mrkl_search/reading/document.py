"""What a reader makes of a file: lines, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

#: Characters of one line; a longer one is told in pieces, all with its number.
MAX_LINE = 1000


class Unreadable(Exception):
    """A file that holds no text to index; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a block of a page of HTML.

    `first` and `last` are the lines of the file it stands on, counted from 1, and of the page
    where there are pages. `level` is that of a heading, 0 for any other text.
    """

    text: str
    first: int
    last: int
    page: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a file in order; `cut` says what was left out of them, if anything."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    cut: str = ""

    def at(self, page: int, first: int, last: int) -> str:
        """The text between two lines of a page, both included."""
        found = (x for x in self.lines if x.page == page and first <= x.first and x.last <= last)
        return "\n".join(line.text for line in found)


def pieces(text: str) -> list[str]:
    """A text in pieces that are no longer than a line may be, cut at spaces."""
    found, start = [], 0
    while len(text) - start > MAX_LINE:
        cut = text.rfind(" ", start + 1, start + MAX_LINE)
        cut = start + MAX_LINE if cut < 0 else cut
        found.append(text[start:cut])
        start = cut
    return [*found, text[start:]]

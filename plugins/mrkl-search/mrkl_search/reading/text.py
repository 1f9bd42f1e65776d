"""Reads plain text, Markdown and reStructuredText: lines, and which of them are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from mrkl_search.reading.decode import decoded
from mrkl_search.reading.document import Document, Line, pieces

_ATX = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}\s*$")
_MARKDOWN = {".md", ".markdown", ".mdx"}
_PLAIN = {"", ".txt", ".text"}
#: Lines of their own that read "3. Budget" or "§ 4 Deposit", and "SEE ALSO".
_NUMBERED = re.compile(
    r"(?:(?:[Ss]ection|SECTION|[Cc]hapter|[Aa]rticle|[Pp]art|§)\s*)?(\d+(?:\.\d+)*)[.:)]?\s+"
    r"[A-Z][^.!?:;]{2,60}$"
)
_CAPITALS = re.compile(r"[A-Z][A-Z ,'&-]{3,60}$")


def read_text(path: str, data: bytes) -> Document:
    """The document of a text file. Raises Unreadable."""
    suffix = PurePath(path).suffix.lower()
    raw = decoded(data).split("\n")
    if suffix in _MARKDOWN:
        raw = _without_comments(raw)
    levels = _levels(raw, markdown=suffix in _MARKDOWN)
    if suffix in _PLAIN and not levels:
        levels = _titles(raw)
    lines, title = [], ""
    for number, text in enumerate(raw, 1):
        level = levels.get(number, 0)
        if level < 0:  # the underline of a heading
            continue
        if level:
            heading = _ATX.match(text)
            text = heading[2] if heading and suffix in _MARKDOWN else text.strip()
            title = title or text
        lines += [Line(piece, number, number, level=level) for piece in pieces(text.rstrip())]
    return Document("markdown" if suffix in _MARKDOWN else "text", title, tuple(lines))


def _without_comments(raw: Sequence[str]) -> list[str]:
    """The lines, those of comments empty: nobody who reads the page sees them."""
    found, inside = [], False
    for text in raw:
        starts = text.lstrip().startswith("<!--")
        found.append("" if inside or starts else text)
        inside = (inside or starts) and "-->" not in text
    return found


def _levels(raw: Sequence[str], *, markdown: bool) -> dict[int, int]:
    """The level of each heading by its line, and -1 for the line under one."""
    found: dict[int, int] = {}
    fence, marks = "", ""
    for number, text in enumerate(raw, 1):
        if markdown and (mark := _FENCE.match(text)):
            fence = "" if mark[1] == fence else fence or mark[1]
            continue
        if fence:
            continue
        if markdown and (heading := _ATX.match(text)):
            found[number] = len(heading[1])
            continue
        before = raw[number - 2] if number > 1 else ""
        if _underlines(text, before, markdown=markdown) and (number - 1) not in found:
            marks += "" if text[0] in marks else text[0]
            found[number - 1], found[number] = marks.index(text[0]) + 1, -1
    return found


def _titles(raw: Sequence[str]) -> dict[int, int]:
    """The level of each title by its line, where none is marked as one.

    A title follows an empty line, and is followed by what it is the title of: not by the next
    item of a list.
    """
    found = {}
    following = ""
    for number in range(len(raw), 0, -1):
        text = raw[number - 1].rstrip()
        if not text:
            continue
        free = number == 1 or not raw[number - 2].strip()
        if free and _CAPITALS.match(text):
            found[number] = 1
        elif free and (title := _NUMBERED.match(text)) and following:
            after = _NUMBERED.match(following)
            if not after or after[1].startswith(f"{title[1]}."):
                found[number] = 2 + title[1].count(".")
        following = text
    return found


def _underlines(text: str, before: str, *, markdown: bool) -> bool:
    title = before.strip()
    if not _UNDERLINE.match(text) or not title or not title[0].isalnum() or len(title) > 120:
        return False
    if markdown:
        return text[0] == "="  # with `-` it may as well be a rule, or a table
    return len(text.rstrip()) >= len(before.rstrip()) and before[:1] not in (" ", "\t")

"""Markdown in a text: its headings end in a colon, and its emphasis is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_core.planning.language.tokens import BULLET

_TITLE = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<words>\w[^\n]*?)[ \t#]*:?[ \t]*(?P<end>\n|$)")
_STRONG = re.compile(r"(\*\*|__)(?P<words>\w(?:[^\n*_]*[^\s*_])?)\1")
#: "l0 < l1 < l2".
_RISING = re.compile(r"[\w-]+(?: < [\w-]+)+")
_ITEM = re.compile(rf"{BULLET.pattern}(?!-)\S")
#: "TO BE PAINTED", a heading without a mark.
_CAPITALS = re.compile(r"(?=.*[A-Z]{4})[A-Z]{2,}(?: [A-Z]{2,}){0,3}:?")
#: "Start", and below it a list: words alone on their line.
_ALONE = re.compile(r"[ \t]*[^\W\d_]+(?: [^\W\d_]+){0,3}[ \t]*")


def without_markup(text: str) -> str:
    """The text with "## Start" and a lone "Start" above a list as "Start:", "**A**" as "A".

    "A < B < C" is "A, B, C in ascending order".
    """
    text = _STRONG.sub(r"\g<words>", text)
    text = _RISING.sub(lambda m: f"{m[0].replace(' <', ',')} in ascending order", text)
    lines = list(_itemized(text.splitlines(keepends=True)))
    below = [*lines, ""][1:]
    return "".join(_heading(line, below=after) for line, after in zip(lines, below, strict=True))


def _itemized(lines: Sequence[str]) -> Iterator[str]:
    """ "ROBOTS" above some lines as "robots:" above a list of them."""
    headed = False
    for at, line in enumerate(lines):
        after = lines[at + 1].strip() if at + 1 < len(lines) else ""
        if _CAPITALS.fullmatch(line.strip()) and after and not _CAPITALS.fullmatch(after):
            headed = True
            yield f"\n{line.strip().rstrip(':').lower()}:\n"
            continue
        headed = headed and bool(line.strip())
        item = headed and line[0].isalnum() and not any(mark in line for mark in "|;\t")
        yield f"- {line}" if item else line


def _heading(line: str, *, below: str) -> str:
    if title := _TITLE.fullmatch(line):
        return f"\n{title['words']}:{title['end']}"
    indented = line[:1].strip() and below[:1] in (" ", "\t") and below.strip()
    if _ALONE.fullmatch(line.rstrip("\n")) and (indented or _ITEM.match(below)):
        return f"{line.rstrip()}:\n"
    return line

"""Markdown in a text: its headings end in a colon, and its emphasis is left out."""

from __future__ import annotations

import re

from mrkl_core.planning.language.tokens import BULLET

_TITLE = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<words>\w[^\n]*?)[ \t#]*:?[ \t]*(?P<end>\n|$)")
_STRONG = re.compile(r"(\*\*|__)(?P<words>\w(?:[^\n*_]*[^\s*_])?)\1")
#: "l0 < l1 < l2".
_RISING = re.compile(r"[\w-]+(?: < [\w-]+)+")
_ITEM = re.compile(rf"{BULLET.pattern}\S")
#: "Start", and below it a list: words alone on their line.
_ALONE = re.compile(r"[ \t]*[^\W\d_]+(?: [^\W\d_]+){0,3}[ \t]*")


def without_markup(text: str) -> str:
    """The text with "## Start" and a lone "Start" above a list as "Start:", "**A**" as "A".

    "A < B < C" is "A, B, C in ascending order".
    """
    text = _STRONG.sub(r"\g<words>", text)
    text = _RISING.sub(lambda m: f"{m[0].replace(' <', ',')} in ascending order", text)
    lines = text.splitlines(keepends=True)
    below = [*lines, ""][1:]
    return "".join(_heading(line, below=after) for line, after in zip(lines, below, strict=True))


def _heading(line: str, *, below: str) -> str:
    if title := _TITLE.fullmatch(line):
        return f"\n{title['words']}:{title['end']}"
    if _ALONE.fullmatch(line.rstrip("\n")) and _ITEM.match(below):
        return f"{line.rstrip()}:\n"
    return line

"""Markdown in a text: its headings end in a colon, and its emphasis is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from mrkl_core.planning.language import english
from mrkl_core.planning.language.tokens import BULLET

_TITLE = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<words>\w[^\n]*?)[ \t#]*:?[ \t]*(?P<end>\n|$)")
_STRONG = re.compile(r"(\*\*|__)(?P<words>\w(?:[^\n*_]*[^\s*_])?)\1")
#: "l0 < l1 < l2".
_RISING = re.compile(r"[\w-]+(?: < [\w-]+)+")
_ITEM = re.compile(rf"{BULLET.pattern}(?!-)\S")
#: "TO BE PAINTED", a heading without a mark.
_CAPITALS = re.compile(r"(?=.*[A-Z]{4})[A-Z]{2,}(?: [A-Z]{2,}){0,3}:?")
#: What underlines a heading.
_RULE = re.compile(r"-{3,}|={3,}|~{3,}")
#: "hub1 - on the ground, fastened": a dash after what is spoken of.
_DASHED = re.compile(
    r"(?P<what>[ \t]*(?:[-*\u2022][ \t]+)?(?:[\w-]*\d[\w-]*|[^\W\d_]+)"
    r"(?:(?:,? and|,)? [\w-]+){0,3}?)"
    r" [-\u2013\u2014] (?P<told>(?=.*(?<![\w-])[^\W\d_]{2,}(?![\w-]))[^\n]*\n?)"
)
#: "ROBOTS (2): r1, r2".
_COUNTED = re.compile(
    r"^(?P<what>[ \t]*(?:[-*\u2022][ \t]+)?)(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?) \((?P<count>\d+)\)"
    r"(?P<items>:[ \t]+[^\s,;:]+(?:,(?: and)? [^\s,;:]+)*[;.]?[ \t]*)$",
    re.MULTILINE,
)
#: "Goal conditions", a line left free, and what is indented below.
_FREE_BELOW = re.compile(r"(?m)^([^\W\d_]+(?: [^\W\d_]+){0,4}):?[ \t]*\n[ \t]*\n(?=[ \t]{2,}[^\s])")
#: "Start", and below it a list: words alone on their line.
_ALONE = re.compile(r"[ \t]*[^\W\d_]+(?: [^\W\d_]+){0,4}[ \t]*")


def without_markup(text: str) -> str:
    """The text with "## Start" and a lone "Start" above a list as "Start:", "**A**" as "A".

    "A < B < C" is "A, B, C in ascending order".
    """
    text = _STRONG.sub(r"\g<words>", text)
    text = _RISING.sub(lambda m: f"{m[0].replace(' <', ',')} in ascending order", text)
    text = _FREE_BELOW.sub(r"\1\n", _COUNTED.sub(_counted, text))
    lines = list(_itemized([_dashed(line) for line in text.splitlines(keepends=True)]))
    near = zip(["", *lines], lines, [*lines, ""][1:], strict=False)
    return "".join(_heading(line, below=b, first=not a.strip()) for a, line, b in near)


def _counted(match: re.Match[str]) -> str:
    """ "Robots (2): r1, r2" as "2 Robots: r1, r2", where they are as many."""
    agrees = match["items"].count(",") + 1 == int(match["count"])
    return (
        f"{match['what']}{match['count']} {match['noun']}{match['items']}" if agrees else match[0]
    )


def _itemized(lines: Sequence[str]) -> Iterator[str]:
    """ "ROBOTS" above some lines, or "Robots" above indented ones, as "robots:" above a list."""
    headed, margin = False, 0
    ruled = [at for at, line in enumerate(lines) if at and _underlines(line, lines[at - 1])]
    kept = [line for at, line in enumerate(lines) if at not in ruled]
    under = {at - 1 - n for n, at in enumerate(ruled)}
    for at, line in enumerate(kept):
        below = kept[at + 1] if at + 1 < len(kept) else ""
        capitals = _CAPITALS.fullmatch(line.strip()) and not _CAPITALS.fullmatch(below.strip())
        indented = _is_heading(line) and _margin(below) > _margin(line) and _are_items(kept, at)
        if below.strip() and (capitals or indented or at in under):
            headed, margin = True, _margin(line) + 1 if indented else 0
            yield f"\n{line.strip().rstrip(':').lower()}:\n"
            continue
        headed = headed and bool(line.strip()) and _margin(line) >= margin
        bare = line.strip()
        item = headed and bare[0].isalnum() and not any(mark in line for mark in "|;\t")
        yield f"- {bare}\n" if item and not BULLET.match(line) else line


def _underlines(line: str, before: str) -> bool:
    return _RULE.fullmatch(line.strip()) is not None and _is_heading(before)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_heading(line: str) -> bool:
    """Whether a line is some words alone, of which none is a verb: "Initial state"."""
    bare = line.strip().removesuffix(":")
    said = english.SAYS - {"to", "has", "be"} if bare.lower().startswith("what ") else english.SAYS
    return _ALONE.fullmatch(bare) is not None and said.isdisjoint(bare.lower().split())


def _are_items(lines: Sequence[str], at: int) -> bool:
    """Whether the lines indented below a heading are one item each, not one text that wraps."""
    margin = _margin(lines[at])
    block = list(takewhile(lambda line: line.strip() and _margin(line) > margin, lines[at + 1 :]))
    return len({line.rstrip().endswith((".", ";", ",")) for line in block}) < 2


def _heading(line: str, *, below: str, first: bool) -> str:
    if title := _TITLE.fullmatch(line):
        return f"\n{title['words']}:{title['end']}"
    told = below.rstrip().endswith(".") and not english.SAYS.isdisjoint(below.lower().split())
    sentence = first and told and _is_heading(line)
    if sentence or (_ALONE.fullmatch(line.rstrip("\n")) and _ITEM.match(below)):
        return f"{line.rstrip().removesuffix(':')}:\n"
    return line


def _dashed(line: str) -> str:
    """ "hub1 - on the ground" as "hub1: on the ground"."""
    match = _DASHED.fullmatch(line)
    return f"{match['what']}: {match['told']}" if match else line

"""Rows and columns of a grid told by the places in them: "A, B and C are the top row"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.thing import Unclear, Unknown
from mrkl_core.records import dataclass

_ORDINALS = (
    "first|1st",
    "second|2nd",
    "third|3rd",
    "fourth|4th",
    "fifth|5th",
    "sixth|6th",
    "seventh|7th",
    "eighth|8th",
)
_ENDS = {
    "row": {
        "bottom": "bottom|lower|lowest|bottommost",
        "top": "top|upper|highest|uppermost|topmost",
        "": "middle|center|central|front|back|rear|next",
    },
    "column": {
        "first": "left|left-hand|leftmost",
        "last": "right|right-hand|rightmost",
        "": "middle|center|central|next",
    },
}
_ALONG = {
    "row": "from [the] left to [the] right|left to right",
    "column": "from [the] bottom to [the] top|bottom to top|from [the] top to [the] bottom|"
    "top to bottom",
}
_HAS = (
    "has|have|contains|consists of|is made of|is made up of|is composed of|holds|comprises|"
    "is [painted|coloured|colored]|read|reads|shows|look|looks"
)
#: <one> is "top", or "second".
_TOLD = (
    "(the|its) (<one>) <line> (<has>) [only] [the] [<spots>] {x} [[,] [given|listed] <along>]",
    "{x} (is|form|forms|make up|makes up|is in|lie in|lies in|constitute) the (<one>) <line> "
    "[[,|\\(] [given|listed] <along> [\\)]]",
    "[[the] <spots> is] {x} \\( [the] (<one>) <line> [[,] [given|listed] <along>] \\)",
    "{x} in the (<one>) (<in>)",
    "[the] (<one>) <line> : [the] [<spots>] {x}",
)
_NUMBERED = (
    "[the] [<spots>] (of|in) <line> {n} is {x} [[,] [given|listed] <along>]",
    "<line> {n} [, [at|on|in|to] the (<any>) [<line>] ,] (<has>) [the] [<spots>] {x} "
    "[[,] [given|listed] <along>]",
    "{x} (is|form|forms|make up|makes up|is in) <line> {n} [[,] [given|listed] <along>]",
    "[[the] <spots> is] {x} \\( <line> {n} [[,] [given|listed] <along>] \\)",
)


def patterns(spots: str) -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    """The patterns by what they tell, with the phrases in them."""
    for line, ends in _ENDS.items():
        words = {"spots": spots, "line": line, "has": _HAS, "along": f"({_ALONG[line]})"}
        words["in"] = "[row]" if line == "row" else line
        keys = [(str(number), one) for number, one in enumerate(_ORDINALS)]
        for key, one in (*keys, *ends.items()):
            yield f"list {line} {key}".strip(), _TOLD, words | {"one": one}
        anywhere = "|".join(ends.values())
        yield f"list {line}", _NUMBERED, words | {"any": anywhere}


@dataclass(frozen=True)
class Listed:
    """The places of one row or column; `key` is its number in words, or "bottom"."""

    line: str
    key: str
    places: tuple[tuple[int, int], ...]  # the two numbers of each name
    words: str

    @property
    def same(self) -> int:
        """Which number of the names all share, 0 or 1. Unknown if they are no line."""
        ways = [at for at in (0, 1) if len({place[at] for place in self.places}) == 1]
        if not ways:
            raise Unknown(self.words)
        usual = 0 if self.line == "row" else 1
        return usual if usual in ways else ways[0]

    @property
    def number(self) -> int:
        """The number that all share."""
        return self.places[0][self.same]

    @property
    def across(self) -> tuple[int, ...]:
        """The other numbers, in the order told."""
        return tuple(place[1 - self.same] for place in self.places)


def listed(line: str, key: str, mentions: Sequence[Mention], words: str) -> Listed:
    """The places that a clause lists. Unknown if their names do not make them a line."""
    names = [mention.name[-2:] for mention in mentions]
    if not all(len(name) == 2 and name[0].isdecimal() and name[1].isdecimal() for name in names):
        raise Unknown(words)
    told = Listed(line, key, tuple((int(a), int(b)) for a, b in names), words)
    across = told.across
    steps = range(across[0], across[0] + len(across))
    backwards = range(across[0], across[0] - len(across), -1)
    if across != tuple(steps) and not (line == "column" and across == tuple(backwards)):
        raise Unknown(words)
    return told


def numbers(lists: Iterable[Listed], line: str) -> Mapping[str, tuple[int, int]]:
    """The first and the last number of the rows and the columns, by those that are listed.

    Unclear if they are no grid.
    """
    mine = [told for told in lists if told.line == line]
    rows = sorted({told.number for told in mine})
    across = {tuple(sorted(told.across)) for told in mine}
    counted = sorted((int(told.key), told.number) for told in mine if told.key.isdecimal())
    order = [number for _, number in counted]
    in_order = order in (sorted(order), sorted(order, reverse=True)) and len({*order}) == len(order)
    in_order = in_order and [at for at, _ in counted] == list(range(len(order)))
    if not mine or len(mine) != len(rows):
        raise Unclear(f"Which {line}s are there, and which places are in each?")
    if len(across) > 1 or rows != list(range(rows[0], rows[-1] + 1)) or not in_order:
        raise Unclear(f"Which {line}s are there, and which places are in each?")
    other = "column" if line == "row" else "row"
    columns = across.pop()
    found = {other: (columns[0], columns[-1])}
    if len(rows) > 1:  # one row is an example
        found[line] = (rows[0], rows[-1])
    return found

"""How a text names the places of a grid by their row and column: tile_ROW-COLUMN, pos-x-y."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_core.planning.language.mentions import Mention
from mrkl_core.records import dataclass

#: What stands for the row and the column by itself, the row first.
_USUAL = (("row", "column"), ("row", "col"), ("r", "c"), ("i", "j"), ("y", "x"))
_COLUMN_FIRST = frozenset((column, row) for row, column in _USUAL)
_SCHEMES = frozenset(_USUAL) | _COLUMN_FIRST

_IS = "(is|are|being|gives|tells|stands for|denotes|means) [the|its]"
_LINE = {
    "row": "(row|y coordinate|y-coordinate|y|vertical coordinate)",
    "column": "(column|x coordinate|x-coordinate|x|horizontal coordinate)",
}
_SLOTS = {"row": "{r}", "column": "{c}"}
#: <one> and <other> are the row and the column, in the order of the sentence.
_NAMED = (
    "the <spots> (in|at|on) [the] <one> (and|,|and in|and at|, in|, at|and on) [the] <other> "
    "[, for example ,] is [called|named|written|denoted|labeled|labelled] {x}",
    "{x} (means|denotes|is|stands for|refers to|names) the <spots> (in|at|on) [the] <one> "
    "(and|,|in|at|and in|and on|, in) [the] <other>",
    "{x} (means|denotes|stands for) <one> (and|,) <other>",
    "[the] <spots> [names] is [named|called|written|of the form] {x} (,|where|, where) <letters>",
)
#: "The first number is the column, the second one the row".
_FIRST = (
    "[where|in (a|each|every|the) name [,]] [the] first (number|index|coordinate|one|digit) "
    "[in (it|its name|a name|the name|each name)] <is> <one> [number|index|coordinate] "
    "[and|,|, and] [the] second [number|index|coordinate|one|digit] [<is>] [the|its] <other> "
    "[number|index|coordinate]",
)


@dataclass(frozen=True)
class Scheme:
    """What stands before the first number of a name and between the two, and which is the row."""

    before: str
    between: str
    column_first: bool

    @property
    def named(self) -> str:
        """The name of a place, to be filled with its row and column."""
        first, second = ("column", "row") if self.column_first else ("row", "column")
        return f"{self.before}{{{first}}}{self.between}{{{second}}}"


def patterns() -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    """The patterns by what they tell, with the phrases in them."""
    for one, other in (("row", "column"), ("column", "row")):
        first, second = _SLOTS[one], _SLOTS[other]
        yield (
            "named",
            _NAMED,
            {
                "one": f"{one} {first}|{first} {one}",
                "other": f"{other} {second}|{second} {other}",
                "letters": f"{first} [is] [the] {one} [number] (and|,|, and) "
                f"{second} [is] [the] {other} [number]",
            },
        )
        yield f"first {one}", _FIRST, {"is": _IS, "one": _LINE[one], "other": _LINE[other]}


def scheme_in(mention: Mention, row: str, column: str) -> Scheme | None:
    """The scheme that "pos-x-y" shows where x and y stand for the row and the column."""
    one, other = (re.escape(word.removesuffix("-th")) for word in (row, column))
    for first, second, column_first in ((one, other, False), (other, one, True)):
        found = re.fullmatch(rf"(.*?){first}([\W_]+){second}", mention.shown, re.IGNORECASE)
        if found is not None:
            return Scheme(found[1].rpartition(" ")[2], found[2], column_first)
    return None


def scheme_of(mention: Mention) -> Scheme | None:
    """The scheme of "pos-ROW-COLUMN" or "tile_i-j", which name no place."""
    letters = mention.name[-2:]
    if mention.noun is None or letters not in _SCHEMES:
        return None
    column_first = letters in _COLUMN_FIRST
    row, column = letters[::-1] if column_first else letters
    return scheme_in(mention, row, column)

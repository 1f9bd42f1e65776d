"""How the rows and columns of a grid are numbered, and its places named, as a text tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.thing import Unclear, Unknown

Said = Mapping[str, Sequence[Mention]]

#: Used as <name> in the patterns below, <one> and <other> being the two ends.
_ENDS = {
    "up": ("bottom|lowest|lower", "top|highest|upper"),
    "down": ("top|highest|upper|first", "bottom|lowest|lower|last"),
    "right": ("left|leftmost|first", "right|rightmost|last"),
}
_LINES = {"up": "row", "down": "row", "right": "column"}
_OTHER = {"row": "column", "column": "row"}
_LOW_HIGH = ("low", "high")
_LISTING = "the rows that are listed"
_STARTS = (0, 1)  # what people count from
_NUMBERED = "numbered|counted|labelled|labeled"
_SPANNED = (
    "[the] <lines> [numbers] is [<numbered>] [from] {low} (to|through|-|–|…|..|...) {high}",
    "[the] <lines> [numbers] is [<numbered>] {list}",
    "[the] <lines> : {many} (,|\\() [<numbered>] [from] {low} (to|-|–) {high} [\\)]",
)
_DIRECTED = (
    "[the] <lines> : {many} (,|\\() [<numbered>] [from] {low} (to|-|–) {high} [,] "
    "[from] [the] (<one>) to [the] (<other>) [\\)]",
    "[the] <lines> : {many} (,|\\() [<numbered>] [from] {low} (\\(|at the) (<one>) [\\)] "
    "(to|-|–) {high} (\\(|at the) (<other>) [\\)]",
    "[the] <lines> is <numbered> [from] [the] (<one>) [<line>] (,|\\() [<line>] {low} [,|\\)] "
    "to [the] (<other>) [<line>] (,|\\() [<line>] {high} [\\)]",
    "[the] <lines> (go|run|is [<numbered>]) [from] {low} to {high} [,|\\(] [from|going] [the] "
    "(<one>) [row|column|line] [up] to [the] (<other>) [row|column|line] [\\)]",
    "[the] <lines> (go|run|is [<numbered>]) [up|down] from {low} [at|on] [the] (<one>) [up|down] "
    "to {high} [at|on] [the] (<other>)",
    "[the] <lines> is <numbered> [from] {low} to {high} [,] [starting|counting|counted] "
    "(from|at) the (<one>)",
    "[the] <lines> is <numbered> [,] from [the] (<one>) [up|down] to [the] (<other>) "
    "[[,] (starting|beginning|counting) (with|at|from) {low}]",
    "[the] <lines> is <numbered> [,] from the (<one>) [,] (starting|beginning) (with|at|from) "
    "{low}",
    "(each|every) <across> is <numbered> from [the] (<one>) to [the] (<other>)",
)
#: Which places are in a row: <one> is "top", or "second".
_LISTED = (
    "the (<one>) <line> (has|contains|consists of|is made of|is) [the] [<spots>] {x} "
    "[[,] from left to right]",
)
_END = (
    "<line> {x} (is|being) [(at|on|in)] the (<one>) [<line>|line|one|number|mark|entry|value] "
    "[(of|in) (a|each|every|the) (line|row|map|picture|grid)]",
    "the (<one>) <line> is <line> {x}",
)
_ORDINALS = ("first|1st", "second|2nd", "third|3rd", "fourth|4th", "fifth|5th", "sixth|6th")
#: What tells which places there are: a wish for it tells nothing.
NAMING = frozenset({"span", "above", "listed", *(f"listed {n}" for n in range(len(_ORDINALS)))})
_ROW = (
    "[the] [<spots>] (of|in) row {row} is {x} [[,] from left to right]",
    "row {row} (has|contains|consists of|is made of|is) [the] [<spots>] {x} "
    "[[,] from left to right]",
)
_ABOVE = (
    "row {upper} is [directly|right|just] (above|over|up from|up of|north of) row {lower}",
    "row {lower} is [directly|right|just] (below|under|beneath|down from|down of|south of) "
    "row {upper}",
)
_BOTH = (
    "[where] [the] (rows and columns|columns and rows|both) is [both] <numbered> [starting] "
    "(from|at|with) {low} [to {high}]",
    "[the] (rows and columns|columns and rows|numbers) (start|begin) (at|with|from) {low}",
    "(<numbered>|counting) from {low}",
)
_NAMED = (
    "the <spots> (in|at|on) row {r} (and|,|and in|and at|, in|, at) column {c} is "
    "[called|named|written|denoted] {x}",
    "{x} (means|denotes|is) the <spots> (in|at|on) row {r} [and|,] [in|at] column {c}",
    "{x} (means|denotes|stands for) row {r} (and|,) column {c}",
    "[the] <spots> [names] is [named|called|written|of the form] {x} (,|where|, where) {r} [is] "
    "the row [number] [and|,] {c} [is] the column [number]",
)
_RANGES = (
    "[the] <spots> [names] is [named|called|written|of the form] {x} (,|where|, where) {r} is the "
    "row [number] [\\(|,] [<numbered>] [from] {low} to {high} [,] (starting|counting|counted|"
    "<numbered>) (from|at) the (<one>) [\\)|,] [and] {c} is the column [number] [\\(|,] "
    "[<numbered>] [from] {first} to {last} [[,] (starting|counting|counted|<numbered>) "
    "(from|at) the left] [\\)]",
)
_ROW_FIRST = ("row-column", "[the] <spots> (names|name) is {x}")
_CORNER = (
    "[the] [<spots>] (in|at|on) the (<low>) (<side>) [corner] [of the (floor|grid|map)] is {x}",
    "[the] (<low>) (<side>) [corner] [<spots>] is {x}",
    "[(for example|e.g.|so)] [,] {x} is [(in|at|on)] the (<low>) (<side>) [corner] [<spots>|one]",
)
_HEIGHTS = {"bottom": "bottom|lower|lowest", "top": "top|upper|highest|first"}
_SIDES = {
    "first": "left|left-hand|leftmost|first",
    "last": "right|right-hand|rightmost|last",
}
#: How a picture is to be looked at, as it is anyway.
_SEEN = (
    "[seen|viewed|shown] from above",
    "[the] (top|upper) row [comes|is [written|listed|shown]] first",
    "[from] [the] top [row] to [the] bottom [row]",
    "[from] [the] left to [the] right",
    "(a dot|dots|a dash|dashes) (is|means|stands for|marks) "
    "[a|an] (empty|clear|free|unpainted|blank) (<spots>)",
    "(a dot|dots|a dash|dashes) (is|means|stands for|marks) [that] "
    "(nothing|no requirement|any|anything) [is (required|wanted|asked|painted|there)]",
    "(a digit|digits|a number|numbers) (is|means|stands for|marks) {x} with (that|this) number",
    "{x} is the (required|wanted|target|goal|final) (paint|color|colour)",
)
_SPAN = ("[[the] <spots>] [is] [from|called|named] {low} (to|through|-|–|…|..|...) {high}",)


def patterns(spots: str, *, alone: bool) -> Iterator[tuple[str, Sequence[str], dict[str, str]]]:
    """What each group of patterns tells, the patterns, and the phrases in them.

    `alone` tells that there is one grid: then its first and its last place tell its size.
    """
    words = {"spots": spots, "numbered": _NUMBERED}
    for way, line in _LINES.items():
        one, other = _ENDS[way]
        across = "column" if line == "row" else "row"
        ends = {"one": one, "other": other, "line": line, "lines": f"{line}s", "across": across}
        yield way, _DIRECTED, words | ends
    for line in _OTHER:
        yield line, _SPANNED, words | {"lines": f"{line}s"}
    yield "both", _BOTH, words
    yield "named", (*_NAMED, *_ROW_FIRST), words
    for line, ends in (("row", _HEIGHTS), ("column", _SIDES)):
        for end, one in ends.items():
            yield f"{line} at {end}", _END, words | {"line": line, "one": one}
            # The first row that is told of need not be the one at the top.
            listed = one.removesuffix("|first") if line == "row" else one
            yield f"{line} at {end}", _LISTED, words | {"line": line, "one": listed}
    for number, one in enumerate(_ORDINALS):
        yield f"listed {number}", _LISTED, words | {"line": "row", "one": one}
    yield "listed", _ROW, words
    yield "above", _ABOVE, words
    for way in ("up", "down"):
        yield f"named {way}", _RANGES, words | {"one": _ENDS[way][0]}
    yield "seen", _SEEN, words
    if alone:
        yield "span", _SPAN, words
        for height, low in _HEIGHTS.items():
            for end, side in _SIDES.items():
                yield f"{height} {end}", _CORNER, words | {"low": low, "side": side}


class Numbering:
    """What a text tells of how rows and columns are numbered; Unclear where it tells two things."""

    def __init__(self) -> None:
        self.named: tuple[str, str] | None = None  # what stands before the row and the column
        self._told: dict[tuple[str, str], tuple[int, str]] = {}
        self._rows: dict[int, tuple[int, ...]] = {}  # the columns of the rows that are listed
        self._order: dict[int, int] = {}  # the first, the second row that is listed

    def first(self, line: str, many: int, *, upwards: bool = True) -> int | None:
        """The number of the first of some rows or columns, if told."""
        low, high = ("bottom", "top") if upwards else ("top", "bottom")
        for end, before in (("first", 0), (low, 0), ("last", many - 1), (high, many - 1)):
            if (value := self._value(end, line)) is not None and value >= before:
                return value - before
        return None

    @property
    def lists_rows(self) -> bool:
        """Whether it is told which places are in a row."""
        return bool(self._rows)

    def settle(self) -> None:
        """Looks at the rows that are listed, now that all are known. Unclear if they do not fit."""
        if self._rows:
            self._look_at_rows()

    def size(self) -> tuple[int, int, str] | None:
        """How many rows and columns there are, if both are told, and the words."""
        rows, columns = (self._many(line) for line in _OTHER)
        if rows is None or columns is None:
            return None
        words = dict.fromkeys(words for _, words in self._told.values())
        return rows, columns, ". ".join(words)

    @property
    def tells_all(self) -> bool:
        """Whether all that names a place is told."""
        firsts = [self._value("first", line) for line in _OTHER]
        return not any(told is None for told in (*firsts, self.upwards, self.named))

    @property
    def upwards(self) -> bool | None:
        """Whether rows are numbered from the bottom, if told."""
        up = self._value("up", "row")
        ends = [self._value(end, "row") for end in ("bottom", "top")]
        bottom, top = ends
        if up is not None:
            return bool(up)
        if bottom is not None and top is not None:
            return bottom <= top
        if bottom is None and top is None:
            return None
        return bottom in _STARTS if bottom is not None else top not in _STARTS

    def check(self, line: str, first: int, last: int, *, upwards: bool = True) -> None:
        """Compares the numbers of the rows or columns there are with what is told of them."""
        low, high = (first, last) if upwards else (last, first)
        numbers = {"first": first, "last": last, "many": last - first + 1}
        for what, value in (numbers | {"bottom": low, "top": high}).items():
            known, words = self._told.get((what, line), (value, ""))
            if known != value:
                raise Unclear(
                    f"You say “{words}”, but the {line}s are {first} to {last}. Which is right?"
                )

    def tell(self, key: str, said: Said, words: str) -> None:
        """Takes in what one clause tells. Unknown if it makes no sense."""
        if key == "seen":
            for mention in said.get("x", ()):
                if not (mention.noun and mention.det == "def") and len(mention.shown) > 1:
                    raise Unknown(words)
        elif key == "named":
            self._name(said, words)
        elif key == "span":
            for line in _OTHER:
                low, high = (_index(said[end], line) for end in _LOW_HIGH)
                if low >= high:
                    raise Unknown(words)
                self._range(line, low, high, words=words)
        elif key.startswith("named "):
            self._name(said, words)
            self._direct(key.removeprefix("named "), {e: said[e] for e in _LOW_HIGH}, words)
            columns = (_index(said[end], "column") for end in ("first", "last"))
            self._range("column", *columns, words=words)
        elif key == "above":
            upper, lower = (_index(said[end], "row") for end in ("upper", "lower"))
            if abs(upper - lower) != 1 or _is_place((*said["upper"], *said["lower"])):
                raise Unknown(words)
            self._set("up", "row", upper > lower, words)
        elif key.startswith("listed"):
            row = self._list(said["x"], words)
            if "row" in said and row != _index(said["row"], "row"):
                raise Unknown(words)
            order = key.removeprefix("listed").strip()
            if order and self._order.setdefault(int(order), row) != row:
                raise Unknown(words)
        elif " at " in key:
            line, _, end = key.partition(" at ")
            told = {_index((mention,), line) for mention in said["x"]}
            if len(told) != 1:
                raise Unknown(words)
            if line == "row" and len(said["x"]) > 1:
                self._list(said["x"], words)
            self._set(end, line, told.pop(), words)
        elif " " in key:  # the place in a corner
            for line, end in zip(_OTHER, key.split(), strict=True):
                self._set(end, line, _index(said["x"], line), words)
        elif key == "both":
            for line in _OTHER:
                numbers = (_index(said[end], line) for end in _LOW_HIGH if end in said)
                self._range(line, *numbers, words=words)
        else:
            self._direct(key, said, words)

    def _list(self, mentions: Sequence[Mention], words: str) -> int:
        """Takes in the places of one row, from the left; gives its number."""
        rows = {_index((mention,), "row") for mention in mentions}
        columns = tuple(_index((mention,), "column") for mention in mentions)
        named = all(len(mention.name) > 1 for mention in mentions)
        if len(rows) != 1 or not named or columns != tuple(range(columns[0], columns[-1] + 1)):
            raise Unknown(words)
        row = rows.pop()
        if self._rows.setdefault(row, columns) != columns:
            raise Unclear(f"Which places are in row {row}? “{words}” tells others.")
        return row

    def _look_at_rows(self) -> None:
        """Takes in how many rows and columns are listed. Unclear if they are no grid."""
        rows, columns = sorted(self._rows), set(self._rows.values())
        order = [row for _, row in sorted(self._order.items())]
        ways = (rows[: len(order)], rows[::-1][: len(order)])  # they may begin at the top
        in_order = order in ways and sorted(self._order) == list(range(len(order)))
        if len(columns) > 1 or rows != list(range(rows[0], rows[-1] + 1)) or not in_order:
            raise Unclear("Which rows are there, and which places are in each?")
        ends = columns.pop()
        self._range("column", ends[0], ends[-1], words=_LISTING)
        if len(rows) > 1:  # one row is an example
            self._range("row", rows[0], rows[-1], words=_LISTING)

    def _direct(self, key: str, said: Said, words: str) -> None:
        line = _LINES.get(key, key)
        if "list" in said:
            numbers = _listed(said["list"])
            if len(numbers) == 1:  # "Rows: 4", not "row: 4"
                if f"{line}s" not in words.lower():
                    raise Unknown(words)
                self._set("many", line, numbers[0], words)
                return
            if numbers != list(range(numbers[0], numbers[-1] + 1)):
                raise Unknown(words)
            numbers = [numbers[0], numbers[-1]]
        else:
            numbers = [_index(said[end], line) for end in _LOW_HIGH if end in said]
            if "many" in said:
                self._set("many", line, _index(said["many"], line), words)
        places = [said[end] for end in _LOW_HIGH if _is_place(said.get(end, ()))]
        if len({_index(place, _OTHER[line]) for place in places}) > 1:
            raise Unknown(words)
        turned = len(numbers) == 2 and numbers[0] > numbers[1]
        if key in ("up", "down"):
            self._set("up", line, (key == "up") != turned, words)
        elif turned:
            raise Unknown(words)
        self._range(line, *sorted(numbers), words=words)

    def _range(self, line: str, *numbers: int, words: str = "") -> None:
        for what, number in zip(("first", "last"), numbers, strict=False):
            self._set(what, line, number, words)

    def _name(self, said: Said, words: str) -> None:
        row, column = (
            said[slot][0].shown if slot in said else word
            for slot, word in (("r", "row"), ("c", "column"))
        )
        for mention in said.get("x", ()):
            found = re.fullmatch(
                rf"(.*?){re.escape(row)}([\W_]+){re.escape(column)}", mention.shown, re.IGNORECASE
            )
            if found is None:
                raise Unknown(words)
            self.named = found[1], found[2]

    def _value(self, what: str, line: str) -> int | None:
        told = self._told.get((what, line))
        return None if told is None else told[0]

    def _many(self, line: str) -> int | None:
        first, last = (self._value(end, line) for end in ("first", "last"))
        if first is None or last is None:
            return self._value("many", line)
        return last - first + 1

    def _set(self, what: str, line: str, value: int, words: str) -> None:
        known, before = self._told.setdefault((what, line), (value, words))
        if known != value:
            raise Unclear(f"You say “{before}” and “{words}”: which is right?")


def is_scheme(mention: Mention) -> bool:
    """Whether it names no place, but how places are named: "pos-ROW-COLUMN"."""
    return mention.noun is not None and mention.name[-2:] == ("row", "column")


def _is_place(mentions: Sequence[Mention]) -> bool:
    return bool(mentions) and mentions[0].noun is not None


def _index(mentions: Sequence[Mention], line: str) -> int:
    """The number of a row or column, said by itself or by a place in it."""
    if len(mentions) != 1:
        raise Unknown(mentions[0].shown)
    name = mentions[0].name
    part = name[-2 if line == "row" else -1] if len(name) > 1 else name[0] if name else ""
    if not part.isdecimal() or (len(name) > 1 and not name[-1].isdecimal()):
        raise Unknown(mentions[0].shown)
    return int(part)


def _listed(mentions: Sequence[Mention]) -> list[int]:
    """Some numbers: "4", "0, 1, 2", "0-3"."""
    if len(mentions) == 1 and _is_place(mentions):
        low, high = (_index(mentions, line) for line in _OTHER)
        return list(range(low, high + 1)) or [low]
    if not all(m.name and m.name[0].isdecimal() for m in mentions):
        raise Unknown(mentions[0].shown)
    return [int(m.name[0]) for m in mentions]

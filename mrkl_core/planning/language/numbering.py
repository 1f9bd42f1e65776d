"""How the rows and columns of a grid are numbered, and its places named, as a text tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.planning.language import adjacency, listings, schemes
from mrkl_core.planning.language.listings import Listed, listed
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.schemes import Scheme, scheme_in, scheme_of
from mrkl_core.planning.language.thing import Unclear, Unknown

Said = Mapping[str, Sequence[Mention]]

#: Used as <name> in the patterns below, <one> and <other> being the two ends.
_ENDS = {
    "up": ("bottom|lowest|lower|down", "top|highest|upper|up"),
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
    "<many> (,|\\() [<numbered>] [from] {low} (to|-|–) {high} [\\)]",
)
_DIRECTED = (
    "<many> (,|\\() [<numbered>] [from] {low} (to|-|–) {high} [,] "
    "[from] [the] (<one>) to [the] (<other>) [\\)]",
    "<many> \\( {low} is [at|on] [the] (<one>) [<line>] (,|and|, and) {high} is [at|on] [the] "
    "(<other>) [<line>] \\)",
    "<many> (,|\\() [<numbered>] [from] {low} (\\(|at the) (<one>) [\\)] "
    "(to|-|–) {high} (\\(|at the) (<other>) [\\)]",
    "[the] <lines> is <numbered> [from] [the] (<one>) [<line>] (,|\\() [<line>] {low} [,|\\)] "
    "to [the] (<other>) [<line>] (,|\\() [<line>] {high} [\\)]",
    "[the] <lines> (go|run|is [<numbered>]) [from] {low} to {high} [,|\\(] [from|going] [the] "
    "(<one>) [row|column|line] [up] to [the] (<other>) [row|column|line] [\\)]",
    "[the] <lines> (go|run|is [<numbered>]) [up|down] from {low} [at|on] [the] (<one>) [up|down] "
    "to {high} [at|on] [the] (<other>)",
    "[the] <lines> is <numbered> [from] {low} to {high} [,] [starting|counting|counted] "
    "(from|at) the (<one>)",
    "[the] <lines> {low} (to|-|–|…|..|...) {high} [,|\\(] [from] [the] (<one>) to [the] "
    "(<other>) [\\)]",
    "[the] <lines> [is] [<numbered>] [,] [from] [the] (<one>) [up|down] to [the] (<other>) "
    "[[,] (starting|beginning|counting) (with|at|from) {low}]",
    "[the] <lines> is <numbered> [,] from the (<one>) [,] (starting|beginning) (with|at|from) "
    "{low}",
    "(each|every) <across> is <numbered> from [the] (<one>) to [the] (<other>)",
)
_END = (
    "<line> {x} (is|being) [(at|on|in)] the (<one>) [<line>|line|one|number|mark|entry|value] "
    "[(of|in) (a|each|every|the) (line|row|map|picture|grid)]",
    "the (<one>) <line> is <line> {x}",
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
    "[where] (x and y|i and j|r and c) [both] (go|run|range|count|is) from {low} to {high}",
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
#: How many there are, before how they are numbered.
_MANY = (
    "[(grid|floor|board|size|layout) :] ([the] <lines> : {many}|"
    "[<spots>] [is] [arranged|laid out] [in|has|with] {many} <lines>)"
)
#: How a picture is to be looked at, as it is anyway.
_SEEN = (
    "[seen|viewed|shown] from above",
    "[the] (top|upper) row [comes|is [written|listed|shown]] first",
    "[from] [the] top [row] to [the] bottom [row]",
    "up is (at|towards|to) the top [of the (page|map|picture)]",
    "the (rows|columns) is (labelled|labeled|numbered|marked) (on|at) the (left|right|bottom|top) "
    "[and the (rows|columns) (on|at) the (left|right|bottom|top)]",
    "[each|all] [given|listed|read|written|told] [from] [the] left to [the] right",
    "each [directly] (above|below) the <spots> (with the same (last|second) number|of the same "
    "column)",
    "(a dot|dots|a dash|dashes) (is|means|stands for|marks) "
    "[a|an] (empty|clear|free|unpainted|blank) (<spots>)",
    "(a dot|dots|a dash|dashes) (is|means|stands for|marks) [that] "
    "(nothing|no requirement|any|anything) [is (required|wanted|asked|painted|there)]",
    "(a digit|digits|a number|numbers) (is|means|stands for|marks) {x} with (that|this) number",
    "{x} is the (required|wanted|target|goal|final) (paint|color|colour)",
)
_SPAN = ("[[the] <spots>] [is] [from|called|named] {low} (to|up to|through|-|–|…|..|...) {high}",)


def patterns(
    spots: str, movers: Sequence[str], *, alone: bool
) -> Iterator[tuple[str, Sequence[str], dict[str, str]]]:
    """What each group of patterns tells, the patterns, and the phrases in them.

    `alone` tells that there is one grid: then its first and its last place tell its size.
    """
    words = {"spots": spots, "numbered": _NUMBERED, "many": _MANY}
    for way, line in _LINES.items():
        one, other = _ENDS[way]
        across = "column" if line == "row" else "row"
        ends = {"one": one, "other": other, "line": line, "lines": f"{line}s", "across": across}
        yield way, _DIRECTED, words | ends
    for line in _OTHER:
        yield line, _SPANNED, words | {"lines": f"{line}s"}
    yield "both", _BOTH, words
    yield "named", _ROW_FIRST, words
    for key, named, phrases in schemes.patterns():
        yield key, named, words | phrases
    for line, ends in (("row", _HEIGHTS), ("column", _SIDES)):
        for end, one in ends.items():
            yield f"{line} at {end}", _END, words | {"line": line, "one": one}
    yield from listings.patterns(spots)
    yield from adjacency.patterns(spots, movers)
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
        self.scheme: Scheme | None = None
        self._told: dict[tuple[str, str], tuple[int, str]] = {}
        self._lists: dict[tuple[str, int], Listed] = {}
        #: That what is side by side is joined: in what, if told, and the words.
        self.adjacent: list[tuple[Sequence[Mention], str]] = []

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
        return bool(self._lists)

    @property
    def column_first(self) -> bool:
        """Whether the first number of a place is that of its column."""
        return bool(self._value("first number", "column"))

    def settle(self) -> None:
        """Looks at the rows that are listed, now that all are known. Unclear if they do not fit."""
        for line in dict.fromkeys(line for line, _ in self._lists):
            ends = listings.numbers(self._lists.values(), line)
            for other, (low, high) in ends.items():
                self._range(other, low, high, words=_LISTING)

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
        return not any(told is None for told in (*firsts, self.upwards, self.scheme))

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
        elif key == "adjacent":
            self.adjacent.append((said.get("x", ()), words))
        elif key == "moves":
            pass  # what may be done is no fact
        elif key == "named":
            self._name(said, words)
        elif key.startswith("first "):
            self._set("first number", "column", int(key == "first column"), words)
        elif key == "span":
            for line in _OTHER:
                low, high = (self._index(said[end], line) for end in _LOW_HIGH)
                if low >= high:
                    raise Unknown(words)
                self._range(line, low, high, words=words)
        elif key.startswith("named "):
            self._name(said, words)
            self._direct(key.removeprefix("named "), {e: said[e] for e in _LOW_HIGH}, words)
            columns = (self._index(said[end], "column") for end in ("first", "last"))
            self._range("column", *columns, words=words)
        elif key == "above":
            upper, lower = (self._index(said[end], "row") for end in ("upper", "lower"))
            if abs(upper - lower) != 1 or _is_place((*said["upper"], *said["lower"])):
                raise Unknown(words)
            self._set("up", "row", upper > lower, words)
        elif key.startswith("list "):
            self._list(key, said, words)
        elif " at " in key:
            line, _, end = key.partition(" at ")
            self._set(end, line, self._index(said["x"], line), words)
        elif " " in key:  # the place in a corner
            for line, end in zip(_OTHER, key.split(), strict=True):
                self._set(end, line, self._index(said["x"], line), words)
        elif key == "both":
            for line in _OTHER:
                numbers = (self._index(said[end], line) for end in _LOW_HIGH if end in said)
                self._range(line, *numbers, words=words)
        else:
            self._direct(key, said, words)

    def _list(self, key: str, said: Said, words: str) -> None:
        """Takes in the places of one row or column, in order."""
        _, line, *end = key.split()
        told = listed(line, end[0] if end else "", said["x"], words)
        if len(told.places) > 1:
            self._set("first number", "column", int((told.same == 0) != (line == "row")), words)
        known = self._lists.setdefault((line, told.number), told)
        if known.places != told.places:
            raise Unclear(f"Which places are in {line} {told.number}? “{words}” tells others.")
        if "n" in said and told.number != _index(said["n"], 0):
            raise Unknown(words)
        if end and not end[0].isdecimal():
            self._set(end[0], line, told.number, words)

    def _direct(self, key: str, said: Said, words: str) -> None:
        line = _LINES.get(key, key)
        if "list" in said:
            numbers = self._numbers(said["list"])
            if len(numbers) == 1:  # "Rows: 4", not "row: 4"
                if f"{line}s" not in words.lower():
                    raise Unknown(words)
                self._set("many", line, numbers[0], words)
                return
            if numbers != list(range(numbers[0], numbers[-1] + 1)):
                raise Unknown(words)
            numbers = [numbers[0], numbers[-1]]
        else:
            numbers = [self._index(said[end], line) for end in _LOW_HIGH if end in said]
            if "many" in said:
                self._set("many", line, self._index(said["many"], line), words)
        places = [said[end] for end in _LOW_HIGH if _is_place(said.get(end, ()))]
        if len({self._index(place, _OTHER[line]) for place in places}) > 1:
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
        for mention in said.get("x", ()):
            if "r" in said:
                scheme = scheme_in(mention, said["r"][0].shown, said["c"][0].shown)
            else:
                scheme = scheme_of(mention)
            if scheme is None:
                raise Unknown(words)
            self.scheme = scheme
            self._set("first number", "column", int(scheme.column_first), words)

    def _index(self, mentions: Sequence[Mention], line: str) -> int:
        return _index(mentions, int((line == "column") != self.column_first))

    def _numbers(self, mentions: Sequence[Mention]) -> list[int]:
        """Some numbers: "4", "0, 1, 2", "0-3"."""
        if len(mentions) == 1 and _is_place(mentions):
            low, high = (self._index(mentions, line) for line in _OTHER)
            return list(range(low, high + 1)) or [low]
        if not all(m.name and m.name[0].isdecimal() for m in mentions):
            raise Unknown(mentions[0].shown)
        return [int(m.name[0]) for m in mentions]

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


def tells_scheme(key: str) -> bool:
    """Whether it tells how places are named, on which other things depend."""
    return key.startswith(("named", "first ", "list "))


def tells_places(key: str) -> bool:
    """Whether it tells which places there are: a wish for it tells nothing."""
    return key.startswith(("list ", "span", "above"))


def _is_place(mentions: Sequence[Mention]) -> bool:
    return bool(mentions) and mentions[0].noun is not None


def _index(mentions: Sequence[Mention], at: int) -> int:
    """The number of a row or column, said by itself or by a place in it: one of its two."""
    if len(mentions) != 1:
        raise Unknown(mentions[0].shown)
    name = mentions[0].name
    part = name[at - 2] if len(name) > 1 else name[0] if name else ""
    if not part.isdecimal() or (len(name) > 1 and not name[-1].isdecimal()):
        raise Unknown(mentions[0].shown)
    return int(part)

"""Tables in a text, retold as sentences: each cell is what its column says of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r"[\s|:=+-]*-[\s|:=+-]*")
_WHERE = re.compile(r"where it (.+)")
_HEADER = re.compile(r"[^\W\d_]+([ -][^\W\d_]+)*")
#: What parts the cells of a line; columns may also be told by how they stand.
_ALIGNED = "  "
_MARKS = ("|", ";", "\t", _ALIGNED)
#: "level at start", "target color", "now on": when a column is true of its rows.
_WHEN = re.compile(
    r"(?:(?:at|in) the |at |in )?\b(?:(?P<now>start|beginning|initial(?:ly)?|current(?:ly)?|now)|"
    r"(?P<end>end|goal|final|target|desired|wanted|required))\b",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"\W*[-\u2013\u2014.]\W*(?:=|:|means|stands for|is) *"
    r"(?:no requirement|not required|nothing(?: is)? required|do(?:n't| not) care|any)\W*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?=.*[\dA-Z])\S+")
_NAMES = re.compile(r"[\w-]*\d[\w-]*(?: [\w-]*\d[\w-]*)+")

_ROW = re.compile(r"(?:row )?(\d+)", re.IGNORECASE)
_COLUMN = re.compile(r"(?:col(?:umn)?\.? )?(\d+)", re.IGNORECASE)
_NOTHING = frozenset({"-", "\u2013", "\u2014", "?", "any"})
_GAP = re.compile(r"\(?(?:no [^\W\d]+|none|nothing|[-\u2013\u2014.#]?)\)?", re.IGNORECASE)
_NUMBERED = re.compile(r"[^\W\d][\w-]*\d")
_EMPTY = frozenset({"nothing", "none", "empty"})
_VERBS = frozenset({"is", "are", "has", "contains", "holds", "starts", "should", "must", "belongs"})
_PLACED = frozenset({"on", "at", "in", "linked", "connected", "adjacent"})
_BESIDE = frozenset({"above", "below", "beside"})
_ANSWERS = frozenset({"yes", "no"})
_KINDS = frozenset({"type", "kind"})
_HELD = frozenset({"what is there", "content", "contents", "what it holds", "occupant"})
_NOUNS = {"where": "location"}
#: A cell that says where by itself.
_WHERE_TOLD = re.compile(r"(?:on|in|at|inside) (?:the )?[\w-]+")
_STATES = frozenset({"state", "status", "condition", "cleanliness"})
#: Heads the column of names in any table; any other word there says what they are.
_ANY = frozenset({"", "name", "object", "item", "thing", "what", "id", "no", "nr", "row"})


def without_tables(text: str) -> str:
    """The text with "| block | height |" and its rows as "The height of b1 is 2."

    A table has a header of plain words with a line below it, or rows that begin with one name
    each; anything else stays as it is.
    """
    lines = text.splitlines(keepends=True)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        header, rows, end = _table(lines, at)
        if not rows:
            kept.append(lines[at])
        elif header[0].lower() in ("", "row") and _columns(header) and _rows(rows):
            kept += _map(header, rows)
        elif header[0].lower() in ("", "row") and _shows_places(rows):
            kept += _drawn(rows)
        else:
            kept.append("\n" + "\n".join(_sentences(header, rows)) + "\n\n")
        at = end
        if rows and at < len(lines) and _LEGEND.fullmatch(lines[at].strip()):
            at += 1
    return "".join(kept)


def _table(lines: Sequence[str], at: int) -> tuple[tuple[str, ...], list[tuple[str, ...]], int]:
    """The header and the rows of the table that starts at a line, and where it ends."""
    for mark in _MARKS if any(mark in lines[at] for mark in _MARKS) else ():
        header = _cells(lines[at], mark)
        if lines[at][:1].isspace() and lines[at].lstrip().startswith(mark):
            after = lines[at + 1] if at + 1 < len(lines) else ""
            header = header if after.lstrip().startswith(mark) else ("", *header)
        ruled = at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].strip()) is not None
        headed = _is_header(header) or (ruled and bool(header) and _columns(header))
        first = header[0] if header else ""
        told = len(header) > 1 and (not first or _HEADER.fullmatch(first) is not None)
        if not (headed or (ruled and told)):
            continue
        if mark == _ALIGNED and not all(len(cell) > 2 for cell in header):
            continue  # a map
        start = end = at + 1 + ruled
        while end < len(lines) and len(_cells(lines[end], mark)) == len(header):
            end += 1
        rows = [_cells(line, mark) for line in lines[start:end]]
        named = all(_NAMED.fullmatch(row[0]) for row in rows)
        if rows and (ruled or (len(rows) > 1 and named)):
            return header, rows, end
    return (), [], at + 1


def _cells(line: str, mark: str) -> tuple[str, ...]:
    bare = line.strip(" \n")
    if mark not in bare:
        return ()
    if mark == _ALIGNED:
        return tuple(cell.strip() for cell in re.split(r" {2,}", bare))
    if mark == "|":
        bare = bare.removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in bare.split(mark))


def _is_header(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(_HEADER.fullmatch(cell) for cell in cells)


def _told(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """What each cell tells: of which row, in which column, and the cell."""
    for row in rows:
        for column, cell in zip(header[1:], row[1:], strict=True):
            if cell and cell not in _NOTHING:
                yield row[0], column, cell


def _sentences(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for what, column, cell in _told(header, rows):
        told = column.lower()
        when = "" if _verb(told) in _VERBS else _when(told)
        if when:
            told = " ".join(_WHEN.sub("", told, count=1).split()) or "location"
        names = cell.replace(" ", ", ") if _NAMES.fullmatch(cell) else cell
        said = _said(what, told, names)
        yield f"{when}{said.replace('The ', 'the ', 1)}" if when else said
    kind = " ".join(word for word in header[0].lower().split() if word not in _ANY)
    if kind:
        yield from (_said(row[0], "type", kind) for row in rows)


def _when(column: str) -> str:
    """What a column says of when its cells are true: "Initially, " or "At the end, "."""
    found = _WHEN.search(column)
    if found is None:
        return ""
    return "Initially, " if found["now"] else "At the end, "


def _verb(column: str) -> str:
    return column.partition(" ")[0]


def _shows_places(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each cell but the first of a row is a name with a number, or says there is none."""
    cells = [cell for row in rows for cell in row[1:]]
    named = [cell for cell in cells if not _GAP.fullmatch(cell)]
    return len(named) > 1 and all(_NUMBERED.fullmatch(cell) for cell in named)


def _drawn(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The map that such a table is, from the top."""
    bottom_first = "bottom" in rows[0][0].lower() or "top" in rows[-1][0].lower()
    for row in rows[::-1] if bottom_first else rows:
        cells = ("" if _GAP.fullmatch(cell) else cell for cell in row[1:])
        yield f"| {' | '.join(cells)} |\n"


def _columns(header: Sequence[str]) -> bool:
    return all(_COLUMN.fullmatch(cell) for cell in header[1:])


def _rows(rows: Sequence[Sequence[str]]) -> bool:
    return bool(rows) and all(_ROW.fullmatch(row[0]) for row in rows)


def _map(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table with numbered rows and columns: the map it is, or what it says of each place."""
    cells = [cell for row in rows for cell in row[1:]]
    if all(re.search(r"[^\W\d]", cell) and re.search(r"\d", cell) for cell in cells):
        yield from (f"| {' | '.join(row[1:])} |\n" for row in rows)
        return
    for row, column, cell in _told(header, rows):
        number, along = _ROW.sub(r"\1", row), _COLUMN.sub(r"\1", column)
        yield f"- Row {number}, column {along} is {cell}.\n"


def _said(what: str, column: str, cell: str) -> str:
    """A cell as a sentence: of "is on" or "has" as it stands, of "type" what the thing is."""
    if _verb(column) in _VERBS:
        return f"{what} {column} {cell}."
    if cell.lower() in _ANSWERS:  # "depot: yes"
        return f"{what} is {column}: {cell}."
    if _verb(column) in _PLACED:
        return f"{what} is {column} {cell}."
    if where := _WHERE.fullmatch(column):  # "where it should go"
        return f"{what} {where[1]} {cell}."
    if column in _STATES or _WHERE_TOLD.fullmatch(cell):
        return f"{what} is {cell}."
    if column in _KINDS:
        return f"{what} is a {cell}."
    if column in _HELD:
        return f"{what} is empty." if cell.lower() in _EMPTY else f"{what} has {cell}."
    joint = " " if column.split()[-1] in _BESIDE else " of "  # "the tile above t1"
    return f"The {_NOUNS.get(column, column)}{joint}{what} is {cell}."

"""Tables in a text, retold as sentences: each cell is what its column says of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r"[\s|:=+-]*-[\s|:=+-]*")
_WHERE = re.compile(r"where it (.+)")
_HEADER = re.compile(r"[^\W\d_]+([ -][^\W\d_]+)*")

_ROW = re.compile(r"(?:row )?(\d+)", re.IGNORECASE)
_COLUMN = re.compile(r"(?:col(?:umn)?\.? )?(\d+)", re.IGNORECASE)
_NOTHING = frozenset({"-", "\u2013", "\u2014"})
_VERBS = frozenset({"is", "are", "has", "contains", "holds", "starts", "should", "must"})
_KINDS = frozenset({"type", "kind"})
_NOUNS = {"where": "location"}
#: Heads the column of names in any table; any other word there says what they are.
_ANY = frozenset({"", "name", "object", "item", "thing", "what", "id", "no", "nr", "row"})


def without_tables(text: str) -> str:
    """The text with "| block | height |" and its rows as "The height of b1 is 2."

    A table has a header of plain words with a line below it; anything else stays as it is.
    """
    if "|" not in text:
        return text
    lines = text.splitlines(keepends=True)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        header = _cells(lines[at])
        if (
            (_is_header(header) or (header and _columns(header)))
            and at + 1 < len(lines)
            and _RULE.fullmatch(lines[at + 1].strip())
        ):
            end = at + 2
            while end < len(lines) and len(_cells(lines[end])) == len(header):
                end += 1
            rows = [_cells(line) for line in lines[at + 2 : end]]
            if header[0].lower() in ("", "row") and _columns(header) and _rows(rows):
                kept += _map(header, rows)
            else:
                kept.append("\n" + "\n".join(_sentences(header, rows)) + "\n\n")
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return "".join(kept)


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip()
    if "|" not in bare:
        return ()
    return tuple(cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|"))


def _is_header(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(_HEADER.fullmatch(cell) for cell in cells)


def _told(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """What each cell tells: of which row, in which column, and the cell."""
    for row in rows:
        for column, cell in zip(header[1:], row[1:], strict=True):
            if cell and cell not in _NOTHING:
                yield row[0], column, cell


def _sentences(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (_said(what, column.lower(), cell) for what, column, cell in _told(header, rows))
    kind = " ".join(word for word in header[0].lower().split() if word not in _ANY)
    if kind:
        yield from (_said(row[0], "type", kind) for row in rows)


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
    if column.partition(" ")[0] in _VERBS:
        return f"{what} {column} {cell}."
    if where := _WHERE.fullmatch(column):  # "where it should go"
        return f"{what} {where[1]} {cell}."
    if column in _KINDS:
        return f"{what} is a {cell}."
    return f"The {_NOUNS.get(column, column)} of {what} is {cell}."

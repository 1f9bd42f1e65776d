"""Tables in a text, retold as sentences: each cell is what its column says of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r"[\s|:=+-]*-[\s|:=+-]*")
_HEADER = re.compile(r"[^\W\d_]+([ -][^\W\d_]+)*")


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
        if _is_header(header) and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].strip()):
            end = at + 2
            while end < len(lines) and len(_cells(lines[end])) == len(header):
                end += 1
            rows = [_cells(line) for line in lines[at + 2 : end]]
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


def _sentences(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        for said, cell in zip(header[1:], row[1:], strict=True):
            if cell and cell not in ("-", "\u2013", "\u2014"):
                yield f"The {said.lower()} of {row[0]} is {cell}."

"""Maps drawn in a text: lines of names side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mrkl_core.planning.language.charts import Chart, without_charts
from mrkl_core.planning.language.mentions import Lexicon, parts
from mrkl_core.planning.language.model import Grid, Language
from mrkl_core.planning.language.pictures import (
    Line,
    Picture,
    is_picture,
    legend,
    line_of,
    without_axes,
)
from mrkl_core.planning.language.tokens import DRAWN
from mrkl_core.records import dataclass

_LABEL = re.compile(r"\s*(?:row|line)\s+\d+(?:\s*[:.)]|\s+[-\u2013\u2014]\s)\s*", re.IGNORECASE)
_RULE = re.compile(r"[\s|+:=-]*[|+-][\s|+:=-]*")  # what divides the lines of a table
_CELL = re.compile(r"[A-Za-z](?:[\w-]*\w)?")
_GAPS = frozenset({".", "-", "#", "*", "x", "X"})


@dataclass(frozen=True)
class Drawing:
    """Lines of names from top to bottom; an empty name is a gap."""

    words: str
    lines: tuple[tuple[str, ...], ...]

    def names(self) -> Iterator[tuple[int, int, str]]:
        """Each name with its line and its column, from 0."""
        for row, line in enumerate(self.lines):
            for column, name in enumerate(line):
                if name:
                    yield row, column, name

    def numbered(self) -> dict[tuple[int, int], str] | None:
        """The names by the two numbers they end with; None unless all end so and fit the lines.

        Lines that lack a name in the middle fall into place by this.
        """
        places: dict[tuple[int, int], str] = {}
        for _, _, name in self.names():
            numbers = [int(p) for p in parts(name) if p.isdecimal()]
            if len(numbers) < 2:
                return None
            places[numbers[-2], numbers[-1]] = name
        rows = [{place[0] for place, name in places.items() if name in line} for line in self.lines]
        if len(places) != sum(1 for _ in self.names()) or any(len(r) != 1 for r in rows):
            return None
        return places


@dataclass(frozen=True)
class Drawings:
    """The maps of a text: lines of names or of what is at each place, in order; and those of one
    character a place with their grid.
    """

    named: tuple[Drawing | Picture, ...] = ()
    charts: tuple[tuple[Grid, Chart], ...] = ()


def without_maps(text: str, language: Language) -> tuple[str, Drawings]:
    """The text with all its maps blanked out, and the maps."""
    charts: list[tuple[Grid, Chart]] = []
    for grid in language.grids:
        walls = [mark for mark, facts in grid.drawn.items() if facts is None]
        text, found = without_charts(text, walls, grid.drawn)
        charts += [(grid, chart) for chart in found]
    text, named = without_drawings(text, language)
    return text, Drawings(tuple(named), tuple(charts))


def without_drawings(text: str, language: Language) -> tuple[str, list[Drawing | Picture]]:
    """The text with a mark for each of its maps of places, or of what is there, and the maps."""
    text = text.replace(DRAWN, " ")
    kinds = frozenset(grid.of for grid in language.grids)
    if not kinds:
        return text, []
    pictured = any(grid.cells for grid in language.grids)
    found: list[Drawing | Picture] = []
    kept: list[str] = []
    block: list[tuple[str, tuple[str, ...] | Line]] = []

    def close() -> None:
        if block and (drawing := _drawing(block)):
            found.append(drawing)
            while (
                len(kept) > 1 and not kept[-1].strip() and kept[-2].rstrip().endswith((":", "\n"))
            ):
                kept.pop()  # a heading is of the map below it, with or without an empty line
            kept.append(DRAWN)
            kept.extend("\n" for _ in block)
        else:
            kept.extend(line for line, _ in block)
        block.clear()

    for line in text.splitlines(keepends=True):
        cells = _cells(line, language.lexicon, kinds)
        row = cells or (line_of(line, language.lexicon, kinds) if pictured else None)
        if row is not None:
            if block and isinstance(row, Line) is not isinstance(block[-1][1], Line):
                close()
            block.append((line, row))
            continue
        if not (block and _RULE.fullmatch(line)):
            close()
        kept.append("\n" if block else line)
    close()
    pictures = [drawing for drawing in found if isinstance(drawing, Picture)]
    words = [word for picture in pictures for line in picture.lines for word in line.cells]
    prose, marks = legend("".join(kept), words, language.lexicon)
    return prose, [replace(d, marks=marks) if isinstance(d, Picture) else d for d in found]


def _drawing(block: Sequence[tuple[str, tuple[str, ...] | Line]]) -> Drawing | Picture | None:
    """The map that some lines are, if they are one."""
    words = "".join(line for line, _ in block).strip()
    rows = tuple(without_axes([row for _, row in block if isinstance(row, Line)]))
    if rows:
        return Picture(words, rows, {}) if is_picture(rows) else None
    lines = tuple(cells for _, cells in block if isinstance(cells, tuple) and any(cells))
    names = sum(bool(c) for line in lines for c in line)
    single = names <= 1 or (names <= len(lines) and len(lines) < 2)
    return None if single else Drawing(words, lines)


def _cells(line: str, lexicon: Lexicon, kinds: frozenset[str]) -> tuple[str, ...] | None:
    """The names of a line; None if it is no line of a map."""
    bare = _LABEL.sub("", line, count=1).strip().rstrip(".;")
    barred = "|" in bare
    words = [w.strip() for w in bare.strip("|").split("|")] if barred else bare.split()
    if not words:
        return None
    cells = []
    for word in words:
        if word in _GAPS or (barred and not word):
            cells.append("")
            continue
        name = parts(word)
        if not _CELL.fullmatch(word) or not any(p.isdecimal() for p in name):
            return None
        noun = lexicon.noun_in_name(word, name)
        if noun is not None and noun.type not in kinds:
            return None
        cells.append(word)
    return tuple(cells) if any(cells) else None

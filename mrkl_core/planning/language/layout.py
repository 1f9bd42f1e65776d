"""Things in rows and columns: what a map or a size says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mrkl_core.planning.language.charts import Chart
from mrkl_core.planning.language.drawings import Drawing
from mrkl_core.planning.language.facts import Fact, filled
from mrkl_core.planning.language.mentions import Mention, Noun, parts
from mrkl_core.planning.language.model import Grid, Language
from mrkl_core.planning.language.numbering import Numbering
from mrkl_core.planning.language.pictures import Picture, Places, stated
from mrkl_core.planning.language.thing import Thing, Unclear
from mrkl_core.planning.language.things import Things

_NUMBERED = re.compile(r"(.*?)(\d+)(\D+)(\d+)")
#: No map has more places than this.
MOST_PLACES = 2500


class Layout:
    """The things in rows and columns that a text draws or counts."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.language: Language = things.language
        self.facts: dict[Fact, str] = {}
        self.marked: dict[Fact, str] = {}  # what the marks of a map say
        self.assumptions: list[str] = []
        self._sizes: list[tuple[Grid, int, int, str]] = []
        self.shown: list[list[Thing]] = []  # the things of each map
        self.pictures: dict[int, Picture] = {}
        self._laid: list[tuple[Grid, Places, bool]] = []  # grids, and whether rows go up
        self._drawn: list[tuple[Grid, int, int]] = []
        self._missing: list[Mention] = []
        self.numbering = Numbering()
        self.by_name = False  # whether places are called by names, not only by row and column

    def draw(self, drawing: Drawing | Picture) -> None:
        """Takes in a map. Raises Unclear if its lines do not fit each other."""
        self.shown.append([])
        if isinstance(drawing, Picture):
            self.pictures[len(self.shown) - 1] = drawing
            return
        twice = [n for n, often in Counter(n for _, _, n in drawing.names()).items() if often > 1]
        if twice:
            raise Unclear(f"Where is {twice[0]}? It stands more than once in “{drawing.words}”.")
        grid = self._grid(drawing)
        numbered = drawing.numbered()
        if numbered is None and len({len(line) for line in drawing.lines}) > 1:
            raise Unclear(f"Which is below which in “{drawing.words}”? Its lines differ in length.")
        names = numbered or {(row, column): name for row, column, name in drawing.names()}
        places = {place: self._thing(grid, name) for place, name in names.items()}
        self.shown[-1] += places.values()
        turned = numbered is not None and self._upwards(grid)
        if numbered is not None:
            self._check(grid, places)
        self._connect(grid, places, upwards=turned, words=drawing.words)
        self._laid.append((grid, places, turned))
        if turned:
            self._turned(places)
        self._drawn.append(
            (grid, len({p[0] for p in places}), len({p[1] for p in places})),
        )

    def _turned(self, places: Places) -> None:
        """Says that the rows are taken to be numbered from the bottom, if the words do not."""
        rows = [place[0] for place in places]
        if self.numbering.upwards is None and rows[:1] < rows[-1:]:
            first, last = (
                next(thing for (at, _), thing in places.items() if at == row)
                for row in (rows[0], rows[-1])
            )
            self.assumptions.append(
                f"{last.phrase} is above {first.phrase}: the rows are numbered from the bottom."
            )

    def chart(self, grid: Grid, chart: Chart) -> None:
        """Takes in a map of one character a place."""
        first_row, first_column = grid.first
        marks = chart.places(grid.drawn)
        places = {
            (row + first_row, column + first_column): mark for (row, column), mark in marks.items()
        }
        things = {
            place: self._thing(grid, grid.named.format(row=place[0], column=place[1]))
            for place in places
        }
        self._connect(grid, things, upwards=False, words=chart.words)
        for place, mark in places.items():
            made: dict[str, Thing] = {"here": things[place]}
            for template in grid.drawn[mark] or ():
                for term, (_, kinds) in zip(
                    template[1:], self.language.parameters[template[0]], strict=True
                ):
                    if term.strip("{}") not in made:
                        made[term.strip("{}")] = self._new(kinds[0])
                self.marked[filled(template, made)] = f"{mark} in the map"

    def _new(self, kind: str) -> Thing:
        noun = Noun(self.language.noun(kind), kind)
        number = len(self.things.of_type(kind)) + 1
        thing = self.things.add(noun, f"{noun.name} {number}", (str(number),))
        thing.now = True
        return thing

    def missing(self, mentions: Iterable[Mention]) -> None:
        """Takes in which places are none."""
        self._missing += mentions

    def size(self, grid: Grid, rows: int, columns: int, words: str) -> None:
        """Takes in how many rows and columns there are."""
        self._sizes.append((grid, rows, columns, words))

    def settle(self) -> None:
        """Compares what was counted with what was drawn, and names what was only counted."""
        self.numbering.settle()
        gone = {t for m in self._missing for t in self.things.find(m, (), create=True)}
        if gone and not self._sizes:
            raise Unclear(f"How many rows and columns are there around {next(iter(gone)).phrase}?")
        if not self._sizes and not self._drawn and (told := self.numbering.size()):
            self._sizes.append((self.language.grids[0], *told))
        if not self._sizes and not self._drawn and self.pictures:
            picture = next(iter(self.pictures.values()))
            self._sizes.append((self.language.grids[0], *picture.size, picture.words))
        for grid, rows, columns, words in self._sizes:
            drawn = [(r, c) for g, r, c in self._drawn if g is grid]
            if drawn:
                if (rows, columns) not in drawn:
                    raise Unclear(
                        f"You say “{words}”, but the map has {drawn[0][0]} rows and "
                        f"{drawn[0][1]} columns. Which is right?"
                    )
                continue
            if not 0 < rows * columns <= MOST_PLACES:
                raise Unclear(f"“{words}” is more than {MOST_PLACES} places, or none.")
            named, row, column = self._scheme(grid, rows, columns)
            places = {
                (row + r, column + c): self._thing(
                    grid, named.format(row=row + r, column=column + c)
                )
                for r in range(rows)
                for c in range(columns)
            }
            self._check(grid, places)
            places = {place: thing for place, thing in places.items() if thing not in gone}
            self.things.forget([t for t in self.things.all if t in gone])
            self._connect(grid, places, upwards=self._upwards(grid), words=words)
            self._laid.append((grid, places, self._upwards(grid)))
            ends = list(places.values())
            if self.numbering.tells_all:
                continue
            if not self.numbering.lists_rows:
                self.assumptions.append(
                    f"The rows and columns are {ends[0].phrase} to {ends[-1].phrase}: "
                    f"“{words}” does not name them."
                )
            if self._upwards(grid):
                self._turned(places)
        self._outside()

    def pictured(self, number: int) -> Iterator[tuple[Fact, str]]:
        """The facts that a picture states, each with its words. Raises Unclear."""
        picture = self.pictures[number]
        if len(self._laid) != 1:
            raise Unclear(f"How many rows and columns are there in “{picture.words}”?")
        grid, places, upwards = self._laid[0]
        return stated(picture, grid, places, self.things, upwards=upwards)

    def _grid(self, drawing: Drawing) -> Grid:
        lexicon = self.language.lexicon
        for _, _, name in drawing.names():
            noun = lexicon.noun_in_name(name, parts(name))
            for grid in self.language.grids:
                if noun is not None and self.language.is_a(noun.type, grid.of):
                    return grid
        return self.language.grids[0]

    def _upwards(self, grid: Grid) -> bool:
        told = self.numbering.upwards
        return grid.upwards if told is None else told

    def _outside(self) -> None:
        """Asks where a place is that is not in the one grid there is."""
        for grid, places, _ in self._laid if len(self._laid) == 1 else ():
            there = set(places.values())
            left = [thing for thing in self.things.of_type(grid.of) if thing not in there]
            apart = self._drawn and self.language.types[grid.of].of  # areas of other depots
            if left and not apart:
                first, last = (list(places.values())[end] for end in (0, -1))
                raise Unclear(f"Where is {left[0].phrase}, from {first.phrase} to {last.phrase}?")

    def _check(self, grid: Grid, places: Places) -> None:
        """Compares the places of a grid with what is told of their numbers."""
        for at, line in enumerate(("row", "column")):
            numbers = [place[at] for place in places]
            upwards = at > 0 or self._upwards(grid)
            self.numbering.check(line, min(numbers), max(numbers), upwards=upwards)

    def _scheme(self, grid: Grid, rows: int, columns: int) -> tuple[str, int, int]:
        """How places are named, and the first row and column: as is told, or as named ones are."""
        known = [_NUMBERED.fullmatch(t.shown) for t in self.things.of_type(grid.of)]
        found = [m for m in known if m]
        row, column = grid.first if self.by_name or not found else (1, 1)
        told = self.numbering.first("row", rows, upwards=self._upwards(grid))
        row = _first(told, row, rows, [int(m[2]) for m in found])
        told = self.numbering.first("column", columns)
        column = _first(told, column, columns, [int(m[4]) for m in found])
        named = grid.named
        if found or self.numbering.named:
            before, between = self.numbering.named or (found[0][1], found[0][3])
            named = f"{before}{{row}}{between}{{column}}"
        return named, row, column

    def _thing(self, grid: Grid, name: str) -> Thing:
        noun = Noun(self.language.noun(grid.of), grid.of)
        mention = Mention(0, 0, noun=noun, name=parts(name), shown=name)
        thing = self.things.find(mention, (), create=True)[0]
        thing.now = thing.declared = True
        return thing

    def _connect(self, grid: Grid, places: Places, *, upwards: bool, words: str) -> None:
        for (row, column), thing in places.items():
            below = places.get((row - 1 if upwards else row + 1, column))
            right = places.get((row, column + 1))
            if below is not None and grid.above:
                fact = filled(grid.above, {"upper": thing, "lower": below})
                self.facts.setdefault(fact, words)
            if right is not None and grid.beside:
                fact = filled(grid.beside, {"left": thing, "right": right})
                self.facts.setdefault(fact, words)


def _first(told: int | None, usual: int, many: int, named: Sequence[int]) -> int:
    """The number of the first of some rows: as told, or the usual one if those named fit then."""
    if told is not None or not named:
        return usual if told is None else told
    return max(min(usual, *named), max(named) - many + 1)

"""Things in rows and columns: what a map or a size says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mrkl_core.planning.language.charts import Chart
from mrkl_core.planning.language.drawings import Drawing
from mrkl_core.planning.language.facts import Fact, filled
from mrkl_core.planning.language.mentions import Mention, Noun, parts
from mrkl_core.planning.language.model import Grid, Language, RuleKind
from mrkl_core.planning.language.numbering import Numbering
from mrkl_core.planning.language.pictures import Picture, Places, shown, stated
from mrkl_core.planning.language.schemes import Scheme
from mrkl_core.planning.language.thing import Thing, Unclear
from mrkl_core.planning.language.things import Things
from mrkl_core.records import dataclass

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
        self._sizes: list[_Size] = []
        self.shown: list[list[Thing]] = []  # the things of each map
        self.pictures: dict[int, Picture] = {}
        self._laid: list[tuple[Grid, Places, bool]] = []  # grids, and whether rows go up
        self._drawn: list[tuple[Grid, int, int, list[Thing]]] = []
        self._missing: list[Mention] = []
        self.numbering = Numbering()
        self.by_name = False  # whether places are called by names, not only by row and column
        self.by_words = ""  # a place that is told by its row and column, if any

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
            (grid, len({p[0] for p in places}), len({p[1] for p in places}), self.shown[-1]),
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

    def size(
        self, grid: Grid, rows: int, columns: int, words: str, whole: Mention | None = None
    ) -> None:
        """Takes in how many rows and columns there are, in a whole such as a depot."""
        if self.numbering.column_first and "row" not in words.lower():
            rows, columns = columns, rows  # "3 by 2", as the names go
        self._sizes.append(_Size(grid, rows, columns, words, whole))

    def settle(self) -> None:
        """Compares what was counted with what was drawn, and names what was only counted."""
        self.numbering.settle()
        if self.numbering.column_first and self.by_words:
            raise Unclear(f"What is “{self.by_words}” called, if the column comes first?")
        gone = {t for m in self._missing for t in self.things.find(m, (), create=True)}
        if gone and not self._sizes:
            raise Unclear(f"How many rows and columns are there around {next(iter(gone)).phrase}?")
        if not self._sizes and not self._drawn:
            self._sized()
        for size in self._sizes:
            self._lay(size, gone)
        self._by_names()
        self._outside()

    def _sized(self) -> None:
        """Takes the size from what tells it without saying so."""
        grid = self.language.grids[0] if self.language.grids else None
        if grid is not None and (told := self.numbering.size()):
            self._sizes.append(_Size(grid, *told))
        elif grid is not None and self.pictures:
            picture = next(iter(self.pictures.values()))
            self._sizes.append(_Size(grid, *picture.size, picture.words))

    def _lay(self, size: _Size, gone: set[Thing]) -> None:
        """Names what was only counted, or compares it with what is drawn."""
        grid, rows, columns, words = size.grid, size.rows, size.columns, size.words
        whole = self._whole(grid, size.whole, words)
        drawn = [(r, c) for g, r, c, things in self._drawn if g is grid and self._in(whole, things)]
        if drawn:
            if (rows, columns) not in drawn:
                raise Unclear(
                    f"You say “{words}”, but the map has {drawn[0][0]} rows and "
                    f"{drawn[0][1]} columns. Which is right?"
                )
            return
        if not 0 < rows * columns <= MOST_PLACES:
            raise Unclear(f"“{words}” is more than {MOST_PLACES} places, or none.")
        named, row, column = self._scheme(grid, rows, columns, whole)
        places = {
            (row + r, column + c): self._thing(grid, named.format(row=row + r, column=column + c))
            for r in range(rows)
            for c in range(columns)
        }
        self._check(grid, places)
        places = {place: thing for place, thing in places.items() if thing not in gone}
        self.things.forget([t for t in self.things.all if t in gone])
        self._place(grid, places, words, whole)
        ends = list(places.values())
        if self.numbering.tells_all:
            return
        if not self.numbering.lists_rows:
            self.assumptions.append(
                f"The rows and columns are {ends[0].phrase} to {ends[-1].phrase}: "
                f"“{words}” does not name them."
            )
        if self._upwards(grid):
            self._turned(places)

    def _place(self, grid: Grid, places: Places, words: str, whole: Thing | None) -> None:
        """Connects the places of a grid, and gives them to their whole."""
        for thing in places.values() if whole is not None else ():
            thing.owner = thing.owner or whole
        self._connect(grid, places, upwards=self._upwards(grid), words=words)
        self._laid.append((grid, places, self._upwards(grid)))

    def _whole(self, grid: Grid, whole: Mention | None, words: str) -> Thing | None:
        """The depot whose places are meant, if they belong to one; the only one if none is told."""
        of = self.language.types[grid.of].of
        if not of:
            return None
        if whole is not None and whole.det != "it":
            return self.things.find(whole, (), create=True)[0]
        kinds = self._kinds(grid)
        wholes = [t for t in self.things.of_type(of) if self.things.kind(t) in kinds]
        if len(wholes) != 1:
            raise Unclear(f"Where are the rows and columns of “{words}”?")
        return wholes[0]

    def _kinds(self, grid: Grid) -> set[str]:
        """The types of what has rows and columns of these places."""
        number = str(self.language.grids.index(grid))
        rules = (r for r in self.language.rules if r.kind is RuleKind.GRID and r.source == number)
        return {kind for rule in rules for kind in rule.slots.get("p", ())}

    def _in(self, whole: Thing | None, things: Iterable[Thing]) -> bool:
        return whole is None or any(self.things.owner_of(thing) is whole for thing in things)

    def _by_names(self) -> None:
        """Lays out what is said to be joined side by side as the numbers in its names tell."""
        for mentions, words in self.numbering.adjacent:
            grid = self.language.grids[0]
            kinds, of = self._kinds(grid), self.language.types[grid.of].of
            wholes: list[Thing | None] = [self._whole(grid, m, words) for m in mentions]
            wholes = wholes or [t for t in self.things.of_type(of) if self.things.kind(t) in kinds]
            wholes = wholes if of else [None]
            for whole in wholes:
                if not any(self._in(whole, places.values()) for _, places, _ in self._laid):
                    self._lay_by_names(grid, whole, words)

    def _lay_by_names(self, grid: Grid, whole: Thing | None, words: str) -> None:
        mine = [t for t in self.things.of_type(grid.of) if self._in(whole, [t])]
        found = [(_NUMBERED.fullmatch(t.shown), t) for t in mine]
        at_row, at_column = (4, 2) if self.numbering.column_first else (2, 4)
        places = {(int(m[at_row]), int(m[at_column])): t for m, t in found if m}
        rows, columns = ({place[at] for place in places} for at in (0, 1))
        schemes = {(m[1], m[3]) for m, _ in found if m}
        full = len(rows) * len(columns) == len(places) == len(mine) and len(schemes) == 1
        whose = f" of {whole.phrase}" if whole is not None else ""
        if not full or not (_in_a_row(rows) and _in_a_row(columns)):
            raise Unclear(f"Which of the places{whose} are side by side, as “{words}” says?")
        self._check(grid, places)
        self._place(grid, dict(sorted(places.items())), words, whole)
        self.assumptions.append(f"The names{whose} tell rows and columns, for “{words}”.")
        if self._upwards(grid):
            self._turned(places)

    def pictured(self, number: int) -> Iterator[tuple[Fact, str]]:
        """The facts that a picture states, each with its words. Raises Unclear."""
        picture = self.pictures[number]
        if len(self._laid) != 1:
            raise Unclear(f"How many rows and columns are there in “{picture.words}”?")
        grid, places, upwards = self._laid[0]
        return stated(picture, grid, places, self.things, upwards=upwards)

    def line(
        self, line: str, key: str, number: int | None, cells: list[str], words: str, *, down: bool
    ) -> Iterator[tuple[Fact, str]]:
        """The facts that the values of one row or column state. Raises Unclear."""
        if len(self._laid) != 1 or key.isdecimal() or (number is None and not key):
            raise Unclear(f"Which {line} is meant in “{words}”?")
        grid, places, upwards = self._laid[0]
        at = 0 if line == "row" else 1
        numbers = sorted({place[at] for place in places})
        low = upwards if line == "row" else True
        ends = {"bottom": not low, "top": low, "first": False, "last": True}
        number = number if number is not None else numbers[-1 if ends[key] else 0]
        mine = [thing for place, thing in sorted(places.items()) if place[at] == number]
        if line == "column" and down == upwards:
            mine.reverse()
        if len(mine) != len(cells):
            raise Unclear(f"How many places are there in the {line} of “{words}”? {len(mine)}?")
        return shown(mine, cells, words, grid, self.things)

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
        """Asks where a place is that is not in the grid of what it is in."""
        for grid, places, _ in self._laid:
            there = set(places.values())
            whole = {self.things.owner_of(thing) for thing in there}
            left = [
                thing
                for thing in self.things.of_type(grid.of)
                if thing not in there and self.things.owner_of(thing) in whole
            ]
            if left and (len(self._laid) == 1 or self.language.types[grid.of].of):
                first, last = (list(places.values())[end] for end in (0, -1))
                raise Unclear(f"Where is {left[0].phrase}, from {first.phrase} to {last.phrase}?")

    def _check(self, grid: Grid, places: Places) -> None:
        """Compares the places of a grid with what is told of their numbers."""
        for at, line in enumerate(("row", "column")):
            numbers = [place[at] for place in places]
            upwards = at > 0 or self._upwards(grid)
            self.numbering.check(line, min(numbers), max(numbers), upwards=upwards)

    def _scheme(
        self, grid: Grid, rows: int, columns: int, whole: Thing | None
    ) -> tuple[str, int, int]:
        """How places are named, and the first row and column: as is told, or as named ones are."""
        known = [
            _NUMBERED.fullmatch(t.shown)
            for t in self.things.of_type(grid.of)
            if self._in(whole, [t])
        ]
        found = [m for m in known if m]
        row, column = grid.first if self.by_name or not found else (1, 1)
        told = self.numbering.first("row", rows, upwards=self._upwards(grid))
        at_row, at_column = (4, 2) if self.numbering.column_first else (2, 4)
        row = _first(told, row, rows, [int(m[at_row]) for m in found])
        told = self.numbering.first("column", columns)
        column = _first(told, column, columns, [int(m[at_column]) for m in found])
        named, scheme = grid.named, self.numbering.scheme
        if whole is not None:
            named = f"{whole.shown}-{{row}}-{{column}}"
        if found or scheme:
            scheme = scheme or Scheme(found[0][1], found[0][3], self.numbering.column_first)
            named = scheme.named
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


@dataclass(frozen=True)
class _Size:
    """How many rows and columns a grid has, and what it is in."""

    grid: Grid
    rows: int
    columns: int
    words: str
    whole: Mention | None = None


def _in_a_row(numbers: set[int]) -> bool:
    return bool(numbers) and max(numbers) - min(numbers) + 1 == len(numbers)


def _first(told: int | None, usual: int, many: int, named: Sequence[int]) -> int:
    """The number of the first of some rows: as told, or the usual one if those named fit then."""
    if told is not None or not named:
        return usual if told is None else told
    return max(min(usual, *named), max(named) - many + 1)

"""Maps of what is at each place of a grid: lines of numbers, colours or letters side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mrkl_core.planning.language.facts import Fact, filled
from mrkl_core.planning.language.mentions import Lexicon, Mention, parts
from mrkl_core.planning.language.model import Grid, Language, Template
from mrkl_core.planning.language.thing import Thing, Unclear
from mrkl_core.planning.language.things import Things
from mrkl_core.records import dataclass

_LABEL = re.compile(r"\s*row\s+(\d+)(?:\s*\([^)]*\))?\s*[:.)]\s*", re.IGNORECASE)
_APART = re.compile(r"\s*[,|]\s*|\s+")
_PLAIN = re.compile(r"\d+|[A-Za-z]")
_NEVER = "\0"  # in no text
#: What a legend says of a gap: ". = clear and not painted".
_NOTHING = (
    "(?:an? )?(?:clear|empty|free|unpainted|blank)(?: tile| cell| square| position| place)?|"
    "not painted|nothing|no requirement|not in the goal|any(?:thing)?|"
    "(?:that )?we (?:don't|do not) care"
)
_NO_VALUE = re.compile(
    rf"(?<!\S)[\"']?[.\-_\u00b7\u2013?*][\"']? ?(?:=|is|means|stands for|marks) ?"
    rf"(?:{_NOTHING})(?:(?:,| and| or) (?:{_NOTHING}))*\b(?! \w)"
)
_GAPS = frozenset({".", "-", "_", "\u00b7", "\u2013", "?", "*", "any"})

Places = Mapping[tuple[int, int], Thing]  # by the numbers of the row and the column


@dataclass(frozen=True)
class Line:
    """One line of a picture, a word for each place, empty where it says nothing; and its number."""

    cells: tuple[str, ...]
    row: int | None


@dataclass(frozen=True)
class Picture:
    """What stands at each place; `marks` are the words that its letters are short for."""

    words: str
    lines: tuple[Line, ...]
    marks: Mapping[str, str]

    @property
    def size(self) -> tuple[int, int]:
        """How many lines there are, and places in each."""
        return len(self.lines), len(self.lines[0].cells)


def line_of(text: str, lexicon: Lexicon, places: frozenset[str]) -> Line | None:
    """A line of a picture; None if it is none. `places` are the types of what is no value."""
    label = _LABEL.match(text)
    bare = text[label.end() if label else 0 :].strip().strip("|").rstrip(";").strip()
    bare = bare[:-1] if bare.endswith(".") and bare[-2:-1].isalnum() else bare
    words = _APART.split(bare)
    if len(words) < 2 or not all(_is_value(word, lexicon, places) for word in words):
        return None
    row = int(label[1]) if label else None
    return Line(tuple("" if word in _GAPS else word for word in words), row)


def _is_value(word: str, lexicon: Lexicon, places: frozenset[str]) -> bool:
    if word in _GAPS or _PLAIN.fullmatch(word) or word.lower() in lexicon.names:
        return True
    noun = lexicon.noun_in_name(word, parts(word))
    return noun is not None and noun.type not in places and any(map(str.isdecimal, word))


def without_axes(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the numbers of rows that stand before them, above a line of columns."""
    *rows, last = lines or [Line((), None)]
    firsts = [line.cells[0] for line in rows]
    if not _counts(last.cells) or not (_counts(firsts) or _counts(firsts[::-1])):
        return lines
    if any(len(line.cells) != len(last.cells) + 1 or line.row is not None for line in rows):
        return lines
    return [Line(line.cells[1:], int(line.cells[0])) for line in rows]


def _counts(cells: Sequence[str]) -> bool:
    """Whether some words are numbers one after the other."""
    if len(cells) < 2 or not all(cell.isdecimal() for cell in cells):
        return False
    return [int(cell) for cell in cells] == list(range(int(cells[0]), int(cells[0]) + len(cells)))


def is_picture(lines: Sequence[Line]) -> bool:
    """Whether some lines are one: all as long, more than one or with its number."""
    same = len({len(line.cells) for line in lines}) == 1
    numbered = {line.row is not None for line in lines}
    return same and len(numbered) == 1 and (len(lines) > 1 or numbered == {True})


def legend(text: str, cells: Iterable[str], lexicon: Lexicon) -> tuple[str, dict[str, str]]:
    """The text without "white (W)" and "W = white", and what each such letter is short for."""
    single = {c for c in cells if len(c) < 2}
    letters = "".join(c for c in single if c.isalpha()) or _NEVER
    digits = "".join(c for c in single if c.isdecimal()) or _NEVER
    if "" in single:
        text = _NO_VALUE.sub(" ", text)
    names = "|".join(map(re.escape, lexicon.names)) or "(?!)"
    marks: dict[str, str] = {}

    def known(found: re.Match[str]) -> str:
        if marks.setdefault(found["mark"], found["name"]) != found["name"]:
            raise Unclear(f"What does {found['mark']} stand for?")
        return found.groupdict().get("kept") or ""

    for pattern in (
        rf"(?P<kept>\b(?P<name>{names}|[\w-]*\d)) ?\((?P<mark>[{letters}])\)",
        rf"(?:[\"']|\((?=[{letters}]\)))?\b(?P<mark>[{letters}])\b[\"')]? "
        rf"?(?:=|:|means|stands for|for|is) ?(?:painted )?"
        rf"(?P<name>{names}|[a-zA-Z][\w-]*\d)\b[,;]?",
        rf"(?<![\w-])[\"']?(?P<mark>[{digits}])(?:[\"'] ?(?:is|means|stands for)| ?=) ?"
        r"(?P<name>[a-zA-Z][\w-]*\d)\b[,;]?",
    ):
        text = re.sub(pattern, known, text)
    text = re.sub(r"(?:(?<=[.;:,\n])|^)[\s,]*\band\s*(?=[.;\n])", " ", text)
    return re.sub(r"\(\s*\)", "", text), marks


def stated(
    picture: Picture, grid: Grid, places: Places, things: Things, *, upwards: bool
) -> Iterator[tuple[Fact, str]]:
    """The facts that a picture states, each with its words. Unclear where it does not fit."""
    rows = sorted({row for row, _ in places}, reverse=upwards)
    columns = sorted({column for _, column in places})
    numbered = picture.lines[0].row is not None
    if picture.size[1] != len(columns) or not (numbered or picture.size[0] == len(rows)):
        raise Unclear(
            f"There are {len(rows)} rows and {len(columns)} columns, but {picture.size[0]} and "
            f"{picture.size[1]} in “{picture.words}”. Which is right?"
        )
    values = _Values(picture, grid, things)
    for line, row in zip(picture.lines, rows, strict=not numbered):
        for column, cell in zip(columns, line.cells, strict=True):
            here = places.get((line.row if line.row is not None else row, column))
            if here is None:
                raise Unclear(f"Where is row {line.row} of “{picture.words}”?")
            if cell:
                yield values.fact(here, cell)


def shown(
    here: Sequence[Thing], cells: Sequence[str], words: str, grid: Grid, things: Things
) -> Iterator[tuple[Fact, str]]:
    """The facts that the words for some places state, each with its words. Unclear."""
    values = _Values(Picture(words, (), {}), grid, things)
    return ((values.fact(place, cell)[0], words) for place, cell in zip(here, cells, strict=True))


class _Values:
    """What the words of a picture stand for."""

    def __init__(self, picture: Picture, grid: Grid, things: Things) -> None:
        self.picture, self.grid, self.things = picture, grid, things
        self.language: Language = things.language
        self._known: dict[str, tuple[Template, Thing]] = {}

    def fact(self, here: Thing, cell: str) -> tuple[Fact, str]:
        """The fact that a word at a place says, and how the picture shows it."""
        if cell not in self._known:
            found = [(t, thing) for t in self.grid.cells for thing in self._things(t, cell)]
            if len(found) != 1:
                raise Unclear(f"What does “{cell}” stand for in “{self.picture.words}”?")
            self._known[cell] = found[0]
        template, thing = self._known[cell]
        return filled(template, {"here": here, "value": thing}), f"{cell} in the map"

    def _things(self, template: Template, cell: str) -> list[Thing]:
        """The things that a word may stand for where a template asks for one."""
        kinds = self.language.parameters[template[0]][template.index("{value}") - 1][1]
        if cell.isdecimal() and any(self.language.types[kind].numbers for kind in kinds):
            return [self.things.number(int(cell))]
        word = self.picture.marks.get(cell, cell)
        known = self.things.of_type(*kinds)
        named = [t for t in known if t.shown.lower() == word.lower() or t.name == parts(word)]
        if named:
            return named
        name = self.language.lexicon.names.get(word.lower())
        if name is not None and self.language.is_a(name.type, *kinds):
            mention = Mention(0, 0, noun=name, name=parts(word), shown=word.lower())
            return self.things.find(mention, (), create=True)
        if len(word) > 1:
            return []
        return [t for t in known if not t.head and t.shown.lower().startswith(word.lower())]

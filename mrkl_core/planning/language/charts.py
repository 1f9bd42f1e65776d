"""Maps drawn with one character a place, as the levels of Sokoban are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mrkl_core.records import dataclass

_FENCE = "```"

Place = tuple[int, int]  # row and column, both from 0


@dataclass(frozen=True)
class Chart:
    """The lines of a map, each a character a place."""

    words: str
    lines: tuple[str, ...]

    def places(self, marks: Mapping[str, Collection[object] | None]) -> dict[Place, str]:
        """The character at each place of the map, without the blanks outside of its walls.

        `marks` has what each character says: None where there is no place.
        """
        blank = marks.get(" ")
        there = {
            (row, column): mark
            for row, line in enumerate(self.lines)
            for column, mark in enumerate(line)
            if marks[mark] is not None
        }
        found: dict[Place, str] = {}
        todo = [place for place, mark in there.items() if marks[mark] != blank]
        while todo:
            place = todo.pop()
            if place in there and place not in found:
                found[place] = there[place]
                todo += _beside(place)
        return dict(sorted(found.items()))


def _beside(place: Place) -> Iterator[Place]:
    row, column = place
    yield from ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))


def without_charts(
    text: str, walls: Collection[str], marks: Collection[str]
) -> tuple[str, list[Chart]]:
    """The text with its maps blanked out, and the maps.

    A map is two lines or more of `marks` alone, each of which begins and ends with a wall.
    """
    found: list[Chart] = []
    kept: list[str] = []
    block: list[str] = []

    def close() -> None:
        if len(block) > 1:
            lines = tuple(line.rstrip().expandtabs() for line in block)
            found.append(Chart("".join(block).strip("\n"), lines))
            kept.extend("\n" for _ in block)
        else:
            kept.extend(block)
        block.clear()

    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if walls and bare and bare[0] in walls and bare[-1] in walls and set(bare) <= set(marks):
            block.append(line)
            continue
        close()
        kept.append("\n" if walls and bare == _FENCE else line)
    close()
    return "".join(kept), found

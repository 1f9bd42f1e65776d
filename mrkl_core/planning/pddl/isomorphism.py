"""Whether two structures are the same up to the names of their vertices.

Colours are refined until they tell no more apart (in the manner of Weisfeiler and Leman, only
neighbours of what changed being looked at again), for both structures at once: a colour that
one of them has more often settles it. Where colours leave a choice, one vertex is singled out
and each of its like in the other structure is tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

#: So many vertices are looked at before the question is left open.
MAX_LOOKS = 2_000_000

_Fact: TypeAlias = tuple[Hashable, tuple[int, ...]]


class Undecided(Exception):
    """The budget was spent before an answer was found."""


@dataclass
class Structure:
    """Vertices with colours, and labelled tuples of them."""

    colours: list[Hashable] = field(default_factory=list)
    facts: list[_Fact] = field(default_factory=list)

    def vertex(self, colour: Hashable) -> int:
        """A new vertex."""
        self.colours.append(colour)
        return len(self.colours) - 1


def isomorphism(one: Structure, other: Structure) -> list[int] | None:
    """The vertex of `other` for each of `one`, or None if there is no such renaming.

    Raises Undecided.
    """
    if Counter(one.colours) != Counter(other.colours):
        return None
    if Counter(label for label, _ in one.facts) != Counter(label for label, _ in other.facts):
        return None
    refinement = _Refinement(one, other)
    colours = refinement.first()
    choices: list[Iterator[list[int]]] = []  # at each depth, the choices still to be tried
    while True:
        if colours is not None:
            found = refinement.renaming(colours)
            if found is None:
                choices.append(refinement.choices(colours))
            elif _maps(one, other, found):
                return found
        while choices:
            following = next(choices[-1], None)
            if following is not None:
                colours = following
                break
            choices.pop()
        else:
            return None


def _maps(one: Structure, other: Structure, renaming: list[int]) -> bool:
    renamed = Counter(
        (label, tuple(renaming[v] for v in vertices)) for label, vertices in one.facts
    )
    return renamed == Counter(other.facts)


class _Refinement:
    """Colourings of both structures as one; the other's vertices follow the first's."""

    def __init__(self, one: Structure, other: Structure) -> None:
        self._half = len(one.colours)
        self._initial = [*one.colours, *other.colours]
        shifted = ((label, tuple(v + self._half for v in vs)) for label, vs in other.facts)
        labels: dict[Hashable, int] = {}
        self._facts = [
            (labels.setdefault(label, len(labels)), vertices)
            for label, vertices in (*one.facts, *shifted)
        ]
        self._of: list[list[tuple[int, int]]] = [[] for _ in self._initial]
        for index, (_, vertices) in enumerate(self._facts):
            for position, vertex in enumerate(vertices):
                self._of[vertex].append((index, position))
        self._looks = MAX_LOOKS
        self._next = 0

    def first(self) -> list[int] | None:
        """The coarsest colouring that cannot be refined; None if the structures differ."""
        known: dict[Hashable, int] = {}
        colours = [known.setdefault(colour, len(known)) for colour in self._initial]
        self._next = len(known)
        return self._refined(colours, range(len(colours)))

    def choices(self, colours: list[int]) -> Iterator[list[int]]:
        """One vertex, in the smallest choice there is, singled out with each of its like."""
        members: dict[int, list[int]] = {}
        for vertex, colour in enumerate(colours):
            members.setdefault(colour, []).append(vertex)
        smallest = min((m for m in members.values() if len(m) > 2), key=len)
        chosen = smallest[0]
        for like in smallest[len(smallest) // 2 :]:
            tried = list(colours)
            tried[chosen] = tried[like] = self._next
            self._next += 1
            refined = self._refined(tried, (chosen, like))
            if refined is not None:
                yield refined

    def renaming(self, colours: list[int]) -> list[int] | None:
        """The renaming, if the colours leave no choice."""
        place = {colours[vertex]: vertex - self._half for vertex in range(self._half, len(colours))}
        if len(place) < self._half:
            return None
        return [place[colour] for colour in colours[: self._half]]

    def _refined(self, colours: list[int], changed: Iterable[int]) -> list[int] | None:
        """Splits colours until neighbours' colours tell nothing new; None if unbalanced."""
        sizes = Counter(colours)
        changed = set(changed)
        while changed:
            # What a vertex sees: the facts it shares with vertices whose colour changed.
            touched = {fact for vertex in changed for fact, _ in self._of[vertex]}
            seen: dict[int, list[object]] = {}
            for fact in touched:
                label, vertices = self._facts[fact]
                around = (label, *[colours[vertex] for vertex in vertices])
                for position, vertex in enumerate(vertices):
                    seen.setdefault(vertex, []).append((position, around))
            self._looks -= len(seen)
            if self._looks < 0:
                raise Undecided
            classes: dict[int, dict[int, list[int]]] = {}
            for vertex, sights in seen.items():
                sights.sort()
                view = hash(tuple(sights))
                classes.setdefault(colours[vertex], {}).setdefault(view, []).append(vertex)
            changed = set()
            for colour, views in classes.items():
                groups = sorted(views.values(), key=len)
                if any(2 * sum(v < self._half for v in group) != len(group) for group in groups):
                    return None
                if sum(map(len, groups)) == sizes[colour]:
                    groups.pop()  # the largest keeps the colour
                for group in groups:
                    for vertex in group:
                        colours[vertex] = self._next
                    sizes[self._next] = len(group)
                    sizes[colour] -= len(group)
                    self._next += 1
                    changed.update(group)
        return colours

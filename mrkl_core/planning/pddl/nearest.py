"""Which objects of two problems most likely are the same, where the problems are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import combinations

from mrkl_core.planning.pddl.description import Description, Fact

#: Rounds of colouring: how far around an object its likeness is looked for.
ROUNDS = 4

#: Pairs that one fact may speak for, and looks that swapping pairs may take.
MAX_PAIRS, MAX_LOOKS = 2_500, 500_000

Names = dict[str, str]


def nearest_renaming(one: Description, other: Description) -> Names:
    """The objects of `other` for those of `one`; not all need have one."""
    common = {name: name for name in one.objects if name in other.objects}
    alike = _alike(one, other)
    if len(common) >= len(one.objects) / 2 and _misses(one, other, common) <= _misses(
        one, other, alike
    ):
        return common
    return alike


def mapped(fact: Fact, names: Mapping[str, str]) -> Fact:
    """The fact with its objects renamed; one that has no counterpart is like no other."""
    label, terms = fact
    return label, tuple(names.get(term, f"\0{term}") for term in terms)


def _misses(one: Description, other: Description, names: Names) -> int:
    """The number of facts and types that the renaming does not carry over."""
    kept = sum(mapped(fact, names) in other.facts for fact in one.facts)
    types = sum(set(one.objects[a]) == set(other.objects[b]) for a, b in names.items())
    return len(one.facts) + len(other.facts) - 2 * kept + len(one.objects) - types


def _alike(one: Description, other: Description) -> Names:
    """Pairs grown from those that look alike from afar to what they share facts with."""
    colours, others = _colours(one), _colours(other)
    growth = _Growth(one, other)
    for name in sorted(one.kept & other.kept):
        growth.take(name, name)
    # First who is like no other, then any of who are alike; at each, from further away first.
    for most in (1, len(one.objects)):
        for level in range(ROUNDS, -1, -1):
            for left, right in _classes(growth, colours[level], others[level]):
                if max(len(left), len(right)) <= most:
                    for name in left:
                        free = [n for n in right if n not in growth.back]
                        if free and name not in growth.names:
                            growth.take(name, name if name in free else free[0])
                            if most > 1:
                                growth.spread()
            growth.spread()
    left, right = (
        [n for n in one.objects if n not in growth.names],
        [n for n in other.objects if n not in growth.back],
    )
    growth.names.update(zip(left, right, strict=False))
    return _improved(growth.names, one, other)


def _classes(
    growth: _Growth, colours: Mapping[str, int], others: Mapping[str, int]
) -> list[tuple[list[str], list[str]]]:
    """The objects without a pair that have one colour, in both problems; small classes first."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for name, colour in colours.items():
        if name not in growth.names:
            found.setdefault(colour, ([], []))[0].append(name)
    for name, colour in others.items():
        if name not in growth.back and colour in found:
            found[colour][1].append(name)
    return sorted((pair for pair in found.values() if pair[1]), key=lambda pair: len(pair[0]))


class _Growth:
    """A renaming that grows along facts: where all but one object of two like facts are paired,
    the last ones probably are a pair, too, the more so the fewer such facts there are.
    """

    def __init__(self, one: Description, other: Description) -> None:
        self.names: Names = {}
        self.back: Names = {}
        self._one, self._other = one, other
        self._around, self._others = _facts_of(one), _facts_of(other)
        self._marks: dict[tuple[str, str], float] = {}
        self._heap: list[tuple[float, str, str]] = []

    def take(self, name: str, counterpart: str) -> None:
        """Pairs two objects, and marks the pairs that this speaks for."""
        self.names[name], self.back[counterpart] = counterpart, name
        open_: dict[Fact, list[str]] = {}
        for fact in self._others[counterpart]:
            left = [term for term in fact[1] if term not in self.back]
            if len(left) == 1:
                open_.setdefault(_gap(fact, self.back, dict.fromkeys(left, "")), []).extend(left)
        mine: dict[Fact, list[str]] = {}
        for fact in self._around[name]:
            left = [term for term in fact[1] if term not in self.names]
            if len(left) == 1:
                renamed = {t: t for t in fact[1]}
                gap = _gap(fact, renamed, dict.fromkeys(left, ""))
                mine.setdefault(gap, []).extend(left)
        for gap, left in mine.items():
            candidates = open_.get(gap, [])
            if len(left) * len(candidates) > MAX_PAIRS:
                continue
            for a in left:
                for b in candidates:
                    mark = self._marks.get((a, b), 0.0) + 1 / max(len(left), len(candidates))
                    if set(self._one.objects[a]) == set(self._other.objects[b]):
                        self._marks[a, b] = mark
                        heappush(self._heap, (-mark, a, b))

    def spread(self) -> None:
        """Pairs what is marked, the best first."""
        while self._heap:
            _, a, b = heappop(self._heap)
            if a not in self.names and b not in self.back:
                self.take(a, b)


def _gap(fact: Fact, names: Mapping[str, str], missing: Mapping[str, str]) -> Fact:
    """The fact in the first problem's names, with nothing for the object not yet paired."""
    label, terms = fact
    return label, tuple(missing[t] if t in missing else names[t] for t in terms)


def _improved(names: Names, one: Description, other: Description) -> Names:
    """The renaming after swaps of two of its pairs that make fewer misses."""
    if len(names) ** 2 * len(one.facts) > MAX_LOOKS:
        return names
    misses = _misses(one, other, names)
    again = True
    while again:
        again = False
        for a, b in combinations([n for n in names if n not in one.kept], 2):
            swapped = {**names, a: names[b], b: names[a]}
            fewer = _misses(one, other, swapped)
            if fewer < misses:
                names, misses, again = swapped, fewer, True
    return names


def _colours(problem: Description) -> list[dict[str, int]]:
    """What each object looks like from nearby, and from further and further away."""
    around = _facts_of(problem)
    colours = {
        name: hash((name if name in problem.kept else "", tuple(sorted(types))))
        for name, types in problem.objects.items()
    }
    found = [colours]
    for _ in range(ROUNDS):
        before = found[-1]
        found.append(
            {
                name: hash((before[name], tuple(sorted(_sights(name, around[name], before.get)))))
                for name in colours
            }
        )
    return found


def _sights(name: str, facts: list[Fact], colour: Callable[[str], int | None]) -> Iterator[int]:
    for label, terms in facts:
        yield hash((label, tuple(0 if term == name else colour(term) for term in terms)))


def _facts_of(problem: Description) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {name: [] for name in problem.objects}
    for fact in sorted(problem.facts):
        for term in dict.fromkeys(fact[1]):
            found[term].append(fact)
    return found

"""What the worked examples of a domain have in common: the rules its regular relations follow.

Nothing here knows a domain. A relation whose pairs are exactly those whose numbers differ by
certain steps (a grid's neighbours, a chain, like with like) is found by its numbers; others by
being symmetric, the inverse of one another, or true of everything that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from mrkl_core.planning.pddl.features import unchanging
from mrkl_core.planning.pddl.tree import Atom, Domain, Predicate, Problem
from mrkl_core.planning.pddl.types import Objects

Step = tuple[int, ...]
Pair = tuple[str, str]

#: Fewer pairs than this may be regular by chance.
FEWEST = 3
#: Relations over more pairs than this are not looked at.
MOST_PAIRS = 250_000

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Regularity:
    """The rules that every worked example follows.

    `loose` are relations of which these rules tell only a part: some pairs have no numbers.
    """

    steps: Mapping[str, frozenset[Step]] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()
    inverse: Mapping[str, str] = field(default_factory=dict)
    total: frozenset[str] = frozenset()
    static: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()


def numbers(name: str) -> Step:
    """The numbers in a name: (3, 1) of tile_3-1."""
    return tuple(int(digits) for digits in _NUMBER.findall(name)[:8])


def shape(name: str) -> str:
    """A name without its numbers: tile_#-# of tile_3-1."""
    return _NUMBER.sub("#", name)


def step(pair: Pair) -> Step:
    """By how much the numbers of the second name differ from those of the first."""
    return tuple(b - a for a, b in zip(numbers(pair[0]), numbers(pair[1]), strict=True))


def comparable(pairs: Iterable[Pair], *, alike: bool) -> Iterator[Pair]:
    """The pairs whose names carry as many numbers; of one type, also the same name."""
    for one, other in pairs:
        counted = one != other and numbers(one) and len(numbers(one)) == len(numbers(other))
        if counted and (not alike or shape(one) == shape(other)):
            yield one, other


def learn(domain: Domain, problems: Sequence[Problem]) -> Regularity:
    """The rules that all these problems follow."""
    static = unchanging(domain)
    examples = [_Example(domain, problem) for problem in problems]
    binary = [p for p in domain.predicates if len(p.parameters) == 2]
    steps = {p.name: found for p in binary if (found := _steps(p, examples))}
    same = [p for p in binary if p.name in static and _one_type(p)]
    held = {p.name: [example.pairs(p.name) for example in examples] for p in binary}
    symmetric = frozenset(
        p.name
        for p in same
        if sum(map(len, held[p.name])) >= 2
        and all((b, a) in pairs for pairs in held[p.name] for a, b in pairs)
    )
    inverse = {
        p.name: q.name
        for p, q in product(same, same)
        if p is not q
        and any(held[p.name])
        and all(
            {(b, a) for a, b in ps} == qs for ps, qs in zip(held[p.name], held[q.name], strict=True)
        )
    }
    total = frozenset(p.name for p in domain.predicates if _total(p, examples))
    loose = frozenset(p.name for p in same if p.name not in total and _is_loose(held[p.name]))
    return Regularity(steps, symmetric, inverse, total, static, loose)


class _Example:
    def __init__(self, domain: Domain, problem: Problem) -> None:
        self.objects = Objects(domain, problem)
        self.facts: dict[str, set[tuple[str, ...]]] = {}
        for item in problem.init:
            if isinstance(item, Atom):
                self.facts.setdefault(item.name, set()).add(item.terms)

    def pairs(self, name: str) -> set[Pair]:
        return {(terms[0], terms[1]) for terms in self.facts.get(name, ())}

    def fitting(self, predicate: Predicate) -> list[Sequence[str]]:
        return [self.objects.of(p.types) for p in predicate.parameters]


def _is_loose(held: Sequence[set[Pair]]) -> bool:
    return any(pairs - set(comparable(pairs, alike=True)) for pairs in held)


def _one_type(predicate: Predicate) -> bool:
    first, second = predicate.parameters
    return first.types == second.types


def _steps(predicate: Predicate, examples: Sequence[_Example]) -> frozenset[Step]:
    """The steps by which the pairs of a relation are exactly those that fit; else none."""
    seen: list[tuple[set[Pair], list[Pair]]] = []
    for example in examples:
        firsts, seconds = example.fitting(predicate)
        if len(firsts) * len(seconds) > MOST_PAIRS:
            return frozenset()
        pairs = comparable(product(firsts, seconds), alike=_one_type(predicate))
        seen.append((example.pairs(predicate.name), list(pairs)))
    found = {step(pair) for held, pairs in seen for pair in pairs if pair in held}
    positive = sum(pair in held for held, pairs in seen for pair in pairs)
    possible = sum(len(pairs) for _, pairs in seen)
    exact = all((step(pair) in found) == (pair in held) for held, pairs in seen for pair in pairs)
    return frozenset(found) if exact and FEWEST <= positive < possible else frozenset()


def _total(predicate: Predicate, examples: Sequence[_Example]) -> bool:
    """Whether it holds of everything that fits (of different things) in every example."""
    positive = 0
    for example in examples:
        fitting = example.fitting(predicate)
        size = 1
        for names in fitting:
            size *= len(names)
        held = example.facts.get(predicate.name, set())
        if size > MOST_PAIRS or len(held) > size:
            return False
        wanted = {t for t in product(*fitting) if len(set(t)) == len(t)}
        if not wanted <= held:
            return False
        positive += len(wanted)
    return positive >= FEWEST

"""Completes relations that a reply left out, cut short or gave one way only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from mrkl_core.planning.language.following import implied
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.thing import Thing
from mrkl_core.planning.pddl.tree import Predicate, Problem, Value
from mrkl_core.planning.repair.draft import Fact, Work
from mrkl_core.planning.repair.regular import (
    MOST_PAIRS,
    Pair,
    Regularity,
    Step,
    comparable,
    numbers,
    step,
)

#: A turn of the axes: where each number goes, and with which sign.
Turn = tuple[tuple[int, int], ...]


def complete(work: Work, rules: Regularity) -> frozenset[str]:
    """States what the rules of the worked examples say is missing.

    Gives the relations that follow a rule now, so that no words need say them.
    """
    predicates = {p.name: p for p in work.domain.predicates}
    laid_out = _Steps(work, rules, predicates)
    follow = {name for name in rules.steps if laid_out.complete(name)}
    for name in sorted(rules.symmetric):
        mirrored = [(name, b, a) for _, a, b in work.with_predicate(name)]
        work.add(mirrored, f"{name!r} goes both ways in every worked example")
    for name, other in sorted(rules.inverse.items()):
        inverse = [(other, b, a) for _, a, b in work.with_predicate(name)]
        work.add(inverse, f"{other!r} is the inverse of {name!r} in every worked example")
    follow |= {name for name in sorted(rules.total) if _total(work, rules, predicates[name])}
    return frozenset(follow)


def imply(work: Work, language: Language) -> None:
    """States what follows from the facts, as the domain's author says."""
    things = {name: Thing(name) for name in (*work.objects, *work.constants)}
    facts: dict[tuple[str | Thing, ...], str] = {
        (fact[0], *(things[term] for term in fact[1:])): ""
        for fact in work.facts
        if all(term in things for term in fact[1:])
    }
    found = implied(language, facts)
    plain = ((str(f[0]), *(t.shown for t in f[1:] if isinstance(t, Thing))) for f in found)
    work.add(plain, "it follows from the others in this domain")


def count(work: Work, examples: Sequence[Problem]) -> None:
    """Counts what a plan costs as every worked example does; words say nothing of that."""
    metrics = {problem.metric for problem in examples}
    if work.metric is None and len(metrics) == 1:
        work.metric = metrics.pop()
        given = {item.fluent for item in work.rest if isinstance(item, Value)}
        usual = [item for item in examples[0].init if isinstance(item, Value)]
        work.rest += [item for item in usual if not item.fluent.terms and item.fluent not in given]


def _why(work: Work, name: str) -> str:
    """The sign that a relation is not whole."""
    if work.draft.elided:
        return f"the reply leaves it out (“{work.draft.elided[0]}”)"
    if work.draft.cut:
        return "the reply ends too early"
    if name in work.draft.regular:
        return "the reply asks for it"
    return "the reply does not state it" if not work.with_predicate(name) else ""


class _Steps:
    """Relations by steps between numbers, turned as the reply's own names are."""

    def __init__(self, work: Work, rules: Regularity, predicates: dict[str, Predicate]) -> None:
        self._work = work
        self._rules = rules
        self._predicates = predicates

    def complete(self, name: str) -> bool:
        """Completes a relation, and tells whether it follows its rule."""
        work = self._work
        why = _why(work, name)
        if not why and name not in self._rules.static:
            return False
        steps = self._turned(name)
        if steps is None:
            return False
        candidates = self._candidates(name)
        wanted = {pair for pair in candidates if step(pair) in steps}
        held = set(self._pairs(name))
        if not held & set(candidates) <= wanted:
            return False
        missing = sorted(wanted - held)
        reason = "every worked example has it wherever the names differ by the same steps"
        work.add([(name, *pair) for pair in missing], f"{reason}; {why}" if why else reason)
        return name in self._rules.static and held <= wanted

    def _pairs(self, name: str) -> list[Pair]:
        return [(f[1], f[2]) for f in self._work.with_predicate(name) if len(f) == 3]

    def _candidates(self, name: str) -> list[Pair]:
        first, second = self._predicates[name].parameters
        firsts, seconds = self._work.of(first.types), self._work.of(second.types)
        if len(firsts) * len(seconds) > MOST_PAIRS:
            return []
        alike = first.types == second.types
        return list(comparable(product(firsts, seconds), alike=alike))

    def _turned(self, name: str) -> frozenset[Step] | None:
        """The example's steps in the reply's own orientation; None if it follows no such rule.

        Relations over the same types are turned together: `up` tells which way `down` is.
        """
        kin = [other for other in self._rules.steps if self._types(other) == self._types(name)]
        seen = {
            other: {step(p) for p in self._pairs(other) if len(numbers(p[0])) == len(numbers(p[1]))}
            for other in kin
        }
        turned: set[Step] = set()
        for size in {len(s) for s in self._rules.steps[name]}:
            rules = {o: {s for s in self._rules.steps[o] if len(s) == size} for o in kin}
            held = {o: {s for s in seen[o] if len(s) == size} for o in kin}
            turn = next(
                (
                    turn
                    for turn in _turns(size)
                    if all(held[o] <= {_turn(s, turn) for s in rules[o]} for o in kin)
                ),
                None,
            )
            if turn is None:
                return None
            turned |= {_turn(s, turn) for s in rules[name]}
        return frozenset(turned)

    def _types(self, name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(p.types for p in self._predicates[name].parameters)


def _turns(size: int) -> Iterator[Turn]:
    """Every way to turn the axes, the least first."""
    if size > 3:
        yield tuple((axis, 1) for axis in range(size))
        return
    ways = [
        tuple(zip(order, signs, strict=True))
        for order in permutations(range(size))
        for signs in product((1, -1), repeat=size)
    ]
    straight = tuple(range(size))
    yield from sorted(
        ways, key=lambda way: (tuple(a for a, _ in way) != straight, -sum(s for _, s in way))
    )


def _turn(steps: Step, turn: Turn) -> Step:
    return tuple(steps[axis] * sign for axis, sign in turn)


def _total(work: Work, rules: Regularity, predicate: Predicate) -> bool:
    """Completes what holds of everything, and tells whether it now does."""
    fitting: Sequence[list[str]] = [work.of(p.types) for p in predicate.parameters]
    size = 1
    for names in fitting:
        size *= len(names)
    if size > MOST_PAIRS:
        return False
    wanted: list[Fact] = [
        (predicate.name, *terms) for terms in product(*fitting) if len(set(terms)) == len(terms)
    ]
    why = _why(work, predicate.name)
    if why and (predicate.name in rules.static or not work.with_predicate(predicate.name)):
        work.add(wanted, f"it holds of all there are in every worked example; {why}")
    return all(fact in work.facts for fact in wanted)

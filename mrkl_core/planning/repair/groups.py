"""What holds of each thing exactly once: nothing in two places, nothing in none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from mrkl_core.planning.language.model import State, Template
from mrkl_core.planning.pddl.invariant import Invariant
from mrkl_core.planning.pddl.invariants import invariants
from mrkl_core.planning.pddl.tree import Atom, Domain, Problem
from mrkl_core.planning.pddl.types import Objects
from mrkl_core.planning.repair.draft import Fact, Work, told, written
from mrkl_core.planning.repair.regular import FEWEST, numbers

#: A group of facts, and the things it is about.
Case = tuple[int, tuple[str, ...]]

#: So many groups at most; a problem with more is left as it is.
MOST_CASES = 200_000
MOST_CHANGES = 500


@dataclass(frozen=True)
class Group:
    """Facts of which at most one holds for each binding of `each`; `exact`: one always does.

    `otherwise` is the one that holds if no other is stated, as its domain's author or all its
    worked examples say; where `when` does not hold, none need.
    """

    each: tuple[tuple[str, tuple[str, ...]], ...]
    members: tuple[Template, ...]
    exact: bool = False
    otherwise: Template = ()
    when: Template = ()
    because: str = "one of its kind must hold, and this one fits"
    ask: str = ""

    def bindings(self, fact: Fact) -> Iterator[tuple[Template, tuple[str, ...]]]:
        """As which member, and for which things, a fact belongs to it."""
        for template in self.members:
            if template[0] == fact[0] and len(template) == len(fact):
                terms = dict(zip(template[1:], fact[1:], strict=True))
                names = [terms.get(f"{{{name}}}") for name, _ in self.each]
                if None not in names:
                    yield template, tuple(n for n in names if n is not None)

    def usual(self) -> list[Template]:
        """The members that the things of a binding tell: what can be stated without guessing.

        A numeral in one stands for the thing of its type that is called so.
        """
        slots = {f"{{{name}}}" for name, _ in self.each}
        told = [self.otherwise] if self.otherwise else self.members
        return [t for t in told if all(term in slots or term.isdecimal() for term in t[1:])]

    def applies(self, names: Sequence[str], facts: Collection[Fact]) -> bool:
        """Whether one must hold for these things."""
        bound = {f"{{{name}}}": thing for (name, _), thing in zip(self.each, names, strict=True)}
        return not self.when or tuple(bound.get(t, t) for t in self.when) in facts


def groups(domain: Domain, states: Sequence[State], examples: Sequence[Problem]) -> list[Group]:
    """The groups that a domain's author states, and those that its actions keep.

    What the worked examples say of each is taken in: one that they break is left out.
    """
    found = [_of_state(s) for s in states if not (s.many or len(s.when) > 1 or s.at_end)]
    stated = {frozenset(_predicates(group)) for group in found}
    for invariant in invariants(domain):
        group = _of_invariant(invariant)
        if frozenset(_predicates(group)) not in stated:
            found.append(group)
    weighed = []
    for group in found:
        cases = [held for problem in examples for held in _cases(domain, group, problem)]
        if all(len(held) <= 1 for held in cases):
            said = bool(group.otherwise or group.ask)
            exact = all(cases) if cases else said
            usual = {} if group.otherwise or not exact else _usual(group, cases)
            weighed.append(replace(group, exact=exact, **usual))
    return weighed


def _usual(group: Group, cases: Sequence[Sequence[Template]]) -> Mapping[str, Any]:
    """What holds of every one in every worked example, as what holds if nothing is stated."""
    seen = {held[0] for held in cases}
    if len(cases) < FEWEST or len(seen) != 1:
        return {}
    (member,) = seen
    slots = {f"{{{name}}}" for name, _ in group.each}
    if not slots.issuperset(member[1:]):
        return {}
    return {"otherwise": member, "because": "it is so of every one in every worked example"}


def _predicates(group: Group) -> Iterator[str]:
    return (template[0] for template in group.members)


def _of_state(state: State) -> Group:
    each = tuple((name, (kind,)) for name, kind in state.each)
    because = state.because or Group.because
    when = state.when[0] if state.when else ()
    return Group(each, state.one_of, False, state.otherwise, when, because, state.ask)


def _of_invariant(invariant: Invariant) -> Group:
    names = [f"p{number}" for number in range(len(invariant.types))]
    slots = [f"{{{name}}}" for name in names]
    members = tuple((p.predicate, *p.terms(slots, "*")) for p in invariant.parts)
    return Group(tuple(zip(names, invariant.types, strict=True)), members)


def _cases(domain: Domain, group: Group, problem: Problem) -> Iterator[list[Template]]:
    """For each binding of a group the members that hold at the start of a problem."""
    objects = Objects(domain, problem)
    facts = {(atom.name, *atom.terms) for atom in problem.init if isinstance(atom, Atom)}
    held: dict[tuple[str, ...], list[Template]] = {}
    for fact in facts:
        for template, bound in group.bindings(fact):
            held.setdefault(bound, []).append(template)
    for bound in product(*(objects.of(kinds) for _, kinds in group.each)):
        if bound in held or group.applies(bound, facts):
            yield held.get(bound, [])


class Settler:
    """Makes every group hold as it must, where one way of doing so is clearly the best."""

    def __init__(self, work: Work, found: Sequence[Group], kept: Collection[Fact]) -> None:
        self._work = work
        self._groups = found
        self._kept = kept
        self._predicates = {p.name: p for p in work.domain.predicates}
        self._held: dict[Case, dict[Fact, None]] = {}

    def settle(self) -> None:
        """Mends what is certain; what is not is a doubt, told once for each group."""
        if not self._fill():
            return
        for _ in range(MOST_CHANGES):
            if not self._step():
                break
        for case in self._broken():
            self._work.doubts.append(self._told(case))

    def _fill(self) -> bool:
        size = 0
        for index, group in enumerate(self._groups):
            pools = [self._work.of(kinds) for _, kinds in group.each]
            cases = 1
            for pool in pools:
                cases *= len(pool)
            size += cases
            if size > MOST_CASES:
                return False
            for names in product(*pools):
                self._held[index, names] = {}
        for fact in self._work.facts:
            for case in self._cases(fact):
                self._held[case][fact] = None
        return True

    def _cases(self, fact: Fact) -> list[Case]:
        return [
            (index, names)
            for index, group in enumerate(self._groups)
            for _, names in group.bindings(fact)
            if (index, names) in self._held
        ]

    def _is_broken(self, case: Case) -> bool:
        count = len(self._held[case])
        group = self._groups[case[0]]
        if count == 0:
            return group.exact and group.applies(case[1], self._work.facts)
        return count > 1

    def _broken(self) -> list[Case]:
        return [case for case in self._held if self._is_broken(case)]

    def _step(self) -> bool:
        """One change that is certain; False if there is none."""
        for case in self._broken():
            ways = self._too_many(case) if self._held[case] else self._none(case)
            if len(ways) == 1 and self._says(case):  # whatever else it leaves open
                self._apply(case, *ways[0])
                return True
            scored = [(self._score(gone, come), gone, come) for gone, come in ways]
            best = min((score for score, _, _ in scored), default=1)
            chosen = [way for way in scored if way[0] == best]
            if best < 0 and len(chosen) == 1:
                self._apply(case, chosen[0][1], chosen[0][2])
                return True
        return False

    def _too_many(self, case: Case) -> list[tuple[list[Fact], list[Fact]]]:
        held = list(self._held[case])
        stated = [fact for fact in held if fact in self._kept]
        if len(stated) > 1:
            return []
        return [([f for f in held if f != keep], []) for keep in stated or held]

    def _says(self, case: Case) -> bool:
        """Whether one of its facts is certain."""
        return any(fact in self._kept for fact in self._held[case])

    def _none(self, case: Case) -> list[tuple[list[Fact], list[Fact]]]:
        group, names = self._groups[case[0]], case[1]
        bound = {f"{{{name}}}": thing for (name, _), thing in zip(group.each, names, strict=True)}
        facts = [self._filled(template, bound) for template in group.usual()]
        return [([], [fact]) for fact in facts if fact]

    def _filled(self, template: Template, bound: Mapping[str, str]) -> Fact:
        """The fact of a template; none where a numeral names nothing, or more than one thing."""
        terms = [template[0]]
        parameters = self._predicates[template[0]].parameters
        for term, parameter in zip(template[1:], parameters, strict=True):
            if term.isdecimal():
                called = [n for n in self._work.of(parameter.types) if numbers(n) == (int(term),)]
                if len(called) != 1:
                    return ()
                terms += called
            else:
                terms.append(bound[term])
        return tuple(terms)

    def _score(self, gone: list[Fact], come: list[Fact]) -> int:
        """How many groups fewer are broken after a change: less than nothing is better."""
        touched = {case for fact in (*gone, *come) for case in self._cases(fact)}
        before = sum(map(self._is_broken, touched))
        self._change(gone, come)
        after = sum(map(self._is_broken, touched))
        self._change(come, gone)
        return after - before

    def _change(self, gone: list[Fact], come: list[Fact]) -> None:
        for fact in gone:
            for case in self._cases(fact):
                self._held[case].pop(fact, None)
        for fact in come:
            for case in self._cases(fact):
                self._held[case][fact] = None

    def _apply(self, case: Case, gone: list[Fact], come: list[Fact]) -> None:
        kept = [fact for fact in self._held[case] if fact not in gone]
        if gone:
            said = "the words say" if kept[0] in self._kept else "what fits the rest is"
            self._work.drop(gone, f"both cannot be true, and {said} {told(kept)}")
        if come:
            self._work.add(come, self._groups[case[0]].because)
        self._change(gone, come)

    def _told(self, case: Case) -> str:
        held = list(self._held[case])
        if held:
            return f"{told(held)} cannot all be true: which one is?"
        group, names = self._groups[case[0]], case[1]
        if group.ask:
            return group.ask.format(**dict(zip((n for n, _ in group.each), names, strict=True)))
        members = " or ".join(written(template) for template in group.members)
        return f"which of {members} holds for {', '.join(names) or 'the start'}?"

"""Whether the actions of a domain keep a candidate invariant: no action adds what it must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations_with_replacement, permutations
from typing import TypeAlias

from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.effects import Change, Conjunction, Rule
from mrkl_core.planning.pddl.invariant import Invariant, Part
from mrkl_core.planning.pddl.tree import Atom, Domain, Equal, Formula, Not
from mrkl_core.planning.pddl.types import TypeTree
from mrkl_core.records import dataclass

Bindings = Mapping[str, str]
#: A change, and the invariant's parameters that it is for.
_Covering: TypeAlias = tuple[Change, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate holds; if not, the parts of which one more may mend it."""

    holds: bool
    remedies: tuple[Part, ...] = ()


class Balance:
    """Judges candidates against the rules of one domain."""

    def __init__(self, rules: Sequence[Rule], domain: Domain) -> None:
        self.types = TypeTree(domain.types)
        self._constants = {constant.name: constant.types for constant in domain.constants}
        self._adding: dict[str, list[Rule]] = {}
        self._removing: dict[str, list[Rule]] = {}
        for rule in rules:
            for change in rule.changes:
                index = self._adding if change.adds else self._removing
                of_name = index.setdefault(change.atom.name, [])
                if not of_name or of_name[-1] is not rule:
                    of_name.append(rule)

    @property
    def added(self) -> frozenset[str]:
        """The predicates that some action makes true."""
        return frozenset(self._adding)

    def judge(self, candidate: Invariant) -> Verdict:
        """Whether no action makes a second atom true where there is one at most."""
        for rule in self._concerned(candidate, self._adding):
            adds = list(self._covering(candidate, rule, adds=True))
            for one, other in combinations_with_replacement(adds, 2):
                remedies = self._too_heavy(candidate, rule, one, other)
                if remedies is not None:
                    return Verdict(False, remedies)
            for change, binding in adds:
                facts = rule.condition | change.condition
                if self.impossible(candidate, facts, {}, rule):
                    return Verdict(False)  # it would be kept by what never happens
                if change.atom in facts:
                    continue
                if not any(_removes(candidate, d, binding, facts) for d in rule.changes):
                    return Verdict(False, _that_balance(candidate, rule, binding, facts))
        return Verdict(True)

    def is_exact(self, candidate: Invariant) -> bool:
        """Whether each action that removes an atom of a valid candidate adds one, too."""
        for rule in self._concerned(candidate, self._removing):
            for change, binding in self._covering(candidate, rule, adds=False):
                facts = rule.condition | change.condition
                if Not(change.atom) in facts or self.impossible(candidate, facts, {}, rule):
                    continue
                if not any(_restores(candidate, a, binding, facts) for a in rule.changes):
                    return False
        return True

    def _concerned(self, candidate: Invariant, index: Mapping[str, list[Rule]]) -> list[Rule]:
        found = [rule for part in candidate.parts for rule in index.get(part.predicate, ())]
        return list({id(rule): rule for rule in found}.values())

    def _covering(self, candidate: Invariant, rule: Rule, *, adds: bool) -> Iterator[_Covering]:
        """The changes to atoms of the candidate, each with the parameters it is for."""
        for change in rule.changes:
            part = candidate.part(change.atom.name) if change.adds is adds else None
            if part is not None:
                binding = part.binding(change.atom.terms)
                if self._may_be(binding, candidate, rule):
                    yield change, binding

    def _may_be(self, binding: Sequence[str], candidate: Invariant, rule: Rule) -> bool:
        return all(
            self.types.can_fit(self.types_of(term, rule), types)
            for term, types in zip(binding, candidate.types, strict=True)
        )

    def types_of(self, term: str, rule: Rule) -> tuple[str, ...]:
        """The types of a variable or constant in a rule."""
        return rule.types.get(term) or self._constants.get(term) or ("object",)

    def _too_heavy(
        self, candidate: Invariant, rule: Rule, one: _Covering, other: _Covering
    ) -> tuple[Part, ...] | None:
        """None unless both may happen for the same parameters; else what may rule it out."""
        (first, left), (second, right) = one, other
        if first is second:
            if not first.variables:
                return None
            # An effect for all of something may add two: it against a copy of itself.
            copied = {name: f"{name}'" for name in first.variables}
            types = {copy: rule.types[name] for name, copy in copied.items()}
            rule = Rule(rule.name, rule.condition, rule.changes, {**rule.types, **types})
            right = tuple(copied.get(term, term) for term in right)
            second = _bound_change(second, copied)
        merged = self._merged(left, right, rule)
        if merged is None or bind(first.atom, merged) == bind(second.atom, merged):
            return None
        # That one of them held before is no excuse: it may be what the other was balanced by.
        facts = rule.condition | first.condition | second.condition
        if self.impossible(candidate, facts, merged, rule):
            return None
        bound = frozenset(bind(fact, merged) for fact in facts)
        return _that_exclude(candidate, tuple(merged.get(term, term) for term in left), bound)

    def _merged(
        self, left: Sequence[str], right: Sequence[str], rule: Rule
    ) -> dict[str, str] | None:
        """What makes the terms the same; None if they cannot be."""
        stands_for: dict[str, str] = {}

        def root(term: str) -> str:
            while term in stands_for:
                term = stands_for[term]
            return term

        for one, other in zip(left, right, strict=True):
            a, b = root(one), root(other)
            if a == b:
                continue
            if a[0] != "?":
                a, b = b, a
            if a[0] != "?":
                return None  # two constants
            if not self.types.can_fit(self.types_of(a, rule), self.types_of(b, rule)):
                return None
            stands_for[a] = b
        return {term: root(term) for term in stands_for}

    def impossible(
        self, candidate: Invariant, facts: Conjunction, merged: Bindings, rule: Rule
    ) -> bool:
        """Whether the facts contradict each other, or hold two atoms of the candidate."""
        bound = {bind(fact, merged) for fact in facts} if merged else facts
        holding: dict[tuple[str, ...], Atom] = {}
        for fact in bound:
            match fact:
                case Not(Equal(one, other)) if one == other:
                    return True
                case Not(opposite) if opposite in bound:
                    return True
                case Equal(one, other) if one != other and "?" not in one[0] + other[0]:
                    return True
                case Atom(name, terms):
                    part = candidate.part(name)
                    if part is None:
                        continue
                    binding = part.binding(terms)
                    if not self.surely_of(binding, candidate, rule):
                        continue
                    before = holding.setdefault(binding, fact)
                    if before is not fact and self._surely_differ(before, fact, bound, rule):
                        return True
                case _:
                    pass
        return False

    def _surely_differ(self, one: Atom, other: Atom, facts: Set[Formula], rule: Rule) -> bool:
        if one.name != other.name:
            return True
        return any(
            a != b
            and (
                (a[0] != "?" and b[0] != "?")
                or Not(Equal(a, b)) in facts
                or Not(Equal(b, a)) in facts
                or not self.types.can_fit(self.types_of(a, rule), self.types_of(b, rule))
            )
            for a, b in zip(one.terms, other.terms, strict=True)
        )

    def surely_of(self, binding: Sequence[str], candidate: Invariant, rule: Rule) -> bool:
        """Whether the terms surely are of the parameters' types."""
        return all(
            self.types.fits(self.types_of(term, rule), types)
            for term, types in zip(binding, candidate.types, strict=True)
        )


def _removes(
    candidate: Invariant, change: Change, binding: Sequence[str], facts: Conjunction
) -> bool:
    """Whether the change surely removes an atom with these parameters that holds before."""
    part = None if change.adds else candidate.part(change.atom.name)
    return part is not None and any(
        _fires(change, bound, facts)
        for bound in _bindings(change, part, binding, facts)
        if bind(change.atom, bound) in facts
    )


def _restores(
    candidate: Invariant, change: Change, binding: Sequence[str], facts: Conjunction
) -> bool:
    """Whether the change surely makes an atom with these parameters true."""
    part = candidate.part(change.atom.name) if change.adds else None
    return part is not None and any(
        _fires(change, bound, facts) for bound in _bindings(change, part, binding, facts)
    )


def _bindings(
    change: Change, part: Part, binding: Sequence[str], facts: Conjunction
) -> Iterator[Bindings]:
    """The ways to choose the change's own variables that give it these parameters.

    The counted argument, where it is such a variable, may be what it is in some fact.
    """
    bound: dict[str, str] = {}
    for term, wanted in zip(part.binding(change.atom.terms), binding, strict=True):
        if term in change.variables:
            if bound.setdefault(term, wanted) != wanted:
                return
        elif term != wanted:
            return
    counted = change.atom.terms[part.counted] if part.counted >= 0 else ""
    if counted in change.variables and counted not in bound:
        for fact in facts:
            if isinstance(fact, Atom) and fact.name == change.atom.name:
                yield {**bound, counted: fact.terms[part.counted]}
    yield bound


def _fires(change: Change, bound: Bindings, facts: Conjunction) -> bool:
    return all(bind(part, bound) in facts for part in change.condition)


def _bound_change(change: Change, bound: Bindings) -> Change:
    condition = frozenset(bind(part, bound) for part in change.condition)
    return Change(bind_atom(change.atom, bound), change.adds, condition)


def bind_atom(atom: Atom, bound: Bindings) -> Atom:
    """The atom with its variables replaced."""
    return Atom(atom.name, tuple([bound.get(term, term) for term in atom.terms]), atom.at)


def _that_balance(
    candidate: Invariant, rule: Rule, binding: Sequence[str], facts: Conjunction
) -> tuple[Part, ...]:
    """Parts of predicates that the rule removes together with what it adds too much."""
    return tuple(
        dict.fromkeys(
            part
            for change in rule.changes
            if not change.adds
            for part in _parts(candidate, change.atom)
            if _removes(Invariant((part,), candidate.types), change, binding, facts)
        )
    )


def _that_exclude(
    candidate: Invariant, binding: Sequence[str], facts: Conjunction
) -> tuple[Part, ...]:
    """Parts of what holds before, one of which holds already: then the case cannot arise."""
    atoms = [fact for fact in facts if isinstance(fact, Atom)]
    inside = [a for a in atoms if (p := candidate.part(a.name)) and p.binding(a.terms) == binding]
    return tuple(
        dict.fromkeys(
            part
            for atom in (atoms if inside else ())
            for part in _parts(candidate, atom)
            if part.binding(atom.terms) == binding
        )
    )


def _parts(candidate: Invariant, atom: Atom) -> Iterator[Part]:
    """The ways in which a predicate that is not in the candidate could be a part of it."""
    width, wanted = len(atom.terms), len(candidate.types)
    if candidate.part(atom.name) is None and wanted <= width <= wanted + 1:
        for order in permutations(range(width), wanted):
            left_over = [i for i in range(width) if i not in order]
            yield Part(atom.name, order, left_over[0] if left_over else -1)

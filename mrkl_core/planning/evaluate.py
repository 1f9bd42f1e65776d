"""Conditions, numbers and derived facts in one state, by binding variables: nothing is grounded.

Independent of every engine: this is what their plans are checked with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from mrkl_core.planning.pddl.logic import negated, stratify
from mrkl_core.planning.pddl.tree import (
    And,
    Arithmetic,
    Atom,
    Compare,
    Derived,
    Equal,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
    Imply,
    Not,
    Number,
    Or,
    Typed,
)
from mrkl_core.planning.pddl.types import Objects

Facts: TypeAlias = dict[str, set[tuple[str, ...]]]
Numbers: TypeAlias = dict[tuple[str, ...], Fraction]
Bindings: TypeAlias = Mapping[str, str]

#: Numerators and denominators with more bits are refused: repeated squaring is a bomb.
MAX_BITS = 1 << 16


class Unevaluable(Exception):
    """An expression without a value, or a formula that belongs to another kind of plan."""


class Evaluator:
    """Evaluates formulas over facts and numbers, which its owner changes in place.

    Numbers that differ by no more than `tolerance` are equal: in plans in time they are rounded.
    """

    def __init__(self, objects: Objects, derived: Sequence[Derived]) -> None:
        self.objects = objects
        self.tolerance = Fraction(0)
        self.facts: Facts = {}
        self.numbers: Numbers = {}
        self._indexes: dict[tuple[str, int], dict[str, list[tuple[str, ...]]]] = {}
        self._negations: dict[int, tuple[Formula, Formula]] = {}
        self._strata = stratify(derived)

    def holds(self, formula: Formula, bound: Bindings) -> bool:
        """Whether a condition is true; every free variable must be bound."""
        match formula:
            case Atom(name, terms):
                return tuple([bound.get(t, t) for t in terms]) in self.facts.get(name, ())
            case And(parts):
                return all(self.holds(part, bound) for part in parts)
            case Not(Atom() | Equal() as part):
                return not self.holds(part, bound)
            case Not(Compare(operator, left, right)):
                return not self._compare(operator, left, right, bound)
            case Not(part):
                return self.holds(self.negation(part), bound)
            case Or(parts):
                return any(self.holds(part, bound) for part in parts)
            case Imply(left, right):
                return not self.holds(left, bound) or self.holds(right, bound)
            case Equal(left, right):
                return bound.get(left, left) == bound.get(right, right)
            case Compare(operator, left, right):
                return self._compare(operator, left, right, bound)
            case Exists(variables, part):
                return any(True for _ in self.solutions([part], bound, variables))
            case Forall(variables, part):
                against = self.negation(part)
                return not any(True for _ in self.solutions([against], bound, variables))
            case _:
                raise Unevaluable(f"{type(formula).__name__.lower()} is no plain condition")

    def number(self, expression: Expression, bound: Bindings) -> Fraction:
        """The value of an expression. Raises Unevaluable where there is none."""
        match expression:
            case Number(value):
                return value
            case Fluent(name, terms):
                key = (name, *(bound.get(t, t) for t in terms))
                found = self.numbers.get(key)
                if found is None:
                    raise Unevaluable(f"({' '.join(key)}) has no value")
                return found
            case Arithmetic(operator, operands):
                return self._arithmetic(operator, [self.number(o, bound) for o in operands])
            case _:
                raise Unevaluable(f"{expression.name!r} is not a number")

    def solutions(
        self, conditions: Sequence[Formula], bound: Bindings, variables: Sequence[Typed]
    ) -> Iterator[dict[str, str]]:
        """Every binding of the variables that makes all conditions true.

        Atoms are matched against the facts first; only variables that none of them binds
        are tried object by object.
        """
        scope = {k: v for k, v in bound.items() if all(k != x.name for x in variables)}
        yield from self._solve(list(conditions), scope, {v.name: v for v in variables})

    def negation(self, formula: Formula) -> Formula:
        """The negation, pushed inwards as far as it goes; kept for the next time."""
        known = self._negations.get(id(formula))
        if known is None:
            known = self._negations[id(formula)] = (formula, negated(formula))
        return known[1]

    def changed(self, names: Iterable[str]) -> None:
        """Must be told of every predicate whose facts were changed."""
        for key in [key for key in self._indexes if key[0] in names]:
            del self._indexes[key]

    def derive(self) -> None:
        """Computes the derived facts of the current basic ones, layer by layer."""
        for rules, recursive in self._strata:
            for rule in rules:
                self.facts[rule.name] = set()
            self.changed([rule.name for rule in rules])
            grown = True
            while grown:
                grown = False
                for rule in rules:
                    known = self.facts[rule.name]
                    names = [p.name for p in rule.parameters]
                    new = {
                        tuple(found[name] for name in names)
                        for found in self.solutions([rule.condition], {}, rule.parameters)
                    }
                    if not new <= known:
                        known |= new
                        self.changed((rule.name,))
                        grown = recursive

    def _solve(
        self, conditions: Sequence[Formula], bound: dict[str, str], free: dict[str, Typed]
    ) -> Iterator[dict[str, str]]:
        waiting: list[Formula] = []
        unread = list(reversed(conditions))
        free = dict(free)
        while unread:
            condition = unread.pop()
            match condition:
                case And(parts):
                    unread.extend(reversed(parts))
                case Not(Not() | And() | Or() | Imply() | Exists() | Forall() as inner):
                    unread.append(self.negation(inner))
                case Exists(variables, part) if free and all(
                    v.name not in free and v.name not in bound for v in variables
                ):
                    # Its variables join the others: then its atoms take part in matching.
                    free.update((v.name, v) for v in variables)
                    unread.append(part)
                case _:
                    terms = _literal_terms(condition)
                    if terms is None or any(term in free for term in terms):
                        waiting.append(condition)
                    elif not self.holds(condition, bound):
                        return
        if not free:
            if all(self.holds(condition, bound) for condition in waiting):
                yield bound
            return
        atoms = [condition for condition in waiting if isinstance(condition, Atom)]
        if atoms:
            best = min(atoms, key=lambda atom: self._matches(atom, free))
            rest = [condition for condition in waiting if condition is not best]
            for terms in self._candidates(best, bound, free):
                matched = self._match(best.terms, terms, bound, free)
                if matched is not None:
                    left = {name: v for name, v in free.items() if name not in matched}
                    yield from self._solve(rest, matched, left)
            return
        for condition in waiting:
            if isinstance(condition, Or):
                rest = [other for other in waiting if other is not condition]
                for part in condition.parts:
                    yield from self._solve([*rest, part], bound, free)
                return
        name, variable = next(iter(free.items()))
        left = {n: v for n, v in free.items() if n != name}
        for value in self.objects.of(variable.types):
            yield from self._solve(waiting, {**bound, name: value}, left)

    def _matches(self, atom: Atom, free: Mapping[str, Typed]) -> int:
        """About how many facts match: each term that is bound leaves a quarter."""
        bound = sum(term not in free for term in atom.terms)
        return len(self.facts.get(atom.name, ())) >> 2 * bound

    def _candidates(
        self, atom: Atom, bound: Bindings, free: Mapping[str, Typed]
    ) -> Sequence[tuple[str, ...]]:
        """The facts that may match an atom, by an index on its first bound term."""
        for place, term in enumerate(atom.terms):
            if term not in free:
                key = (atom.name, place)
                index = self._indexes.get(key)
                if index is None:
                    index = self._indexes[key] = {}
                    for terms in self.facts.get(atom.name, ()):
                        index.setdefault(terms[place], []).append(terms)
                return index.get(bound.get(term, term), ())
        return tuple(self.facts.get(atom.name, ()))

    def _match(
        self,
        pattern: tuple[str, ...],
        terms: tuple[str, ...],
        bound: dict[str, str],
        free: dict[str, Typed],
    ) -> dict[str, str] | None:
        new: dict[str, str] = {}
        for wanted, value in zip(pattern, terms, strict=True):
            if wanted in free:
                if new.setdefault(wanted, value) != value:
                    return None
            elif bound.get(wanted, wanted) != value:
                return None
        if all(self.objects.is_a(value, free[name].types) for name, value in new.items()):
            return {**bound, **new}
        return None

    def _compare(self, operator: str, left: Expression, right: Expression, bound: Bindings) -> bool:
        one, other = self.number(left, bound), self.number(right, bound)
        near = abs(one - other) <= self.tolerance
        match operator:
            case "=":
                return near
            case "<":
                return one < other and not near
            case "<=":
                return one < other or near
            case ">":
                return one > other and not near
            case _:
                return one > other or near

    def _arithmetic(self, operator: str, values: list[Fraction]) -> Fraction:
        result = values[0]
        if operator == "-" and len(values) == 1:
            return -result
        for value in values[1:]:
            if operator == "/" and value == 0:
                raise Unevaluable("division by zero")
            match operator:
                case "+":
                    result += value
                case "-":
                    result -= value
                case "*":
                    result *= value
                case _:
                    result /= value
        return bounded(result)

    def instances(self, variables: Sequence[Typed], bound: Bindings) -> Iterator[dict[str, str]]:
        """Every binding of the variables to objects of their types, added to `bound`."""
        names = [variable.name for variable in variables]
        for values in product(*(self.objects.of(variable.types) for variable in variables)):
            yield {**bound, **dict(zip(names, values, strict=True))}


def bounded(value: Fraction) -> Fraction:
    """The value. Raises Unevaluable if it has grown beyond all reason."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise Unevaluable(f"a number has more than {MAX_BITS} bits")
    return value


def _literal_terms(condition: Formula) -> tuple[str, ...] | None:
    match condition:
        case Atom(_, terms) | Not(Atom(_, terms)):
            return terms
        case Equal(left, right) | Not(Equal(left, right)):
            return (left, right)
        case _:
            return None

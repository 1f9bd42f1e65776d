"""Conditions of a problem in one form: quantifiers written out, negations inside, no repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from math import prod

from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.logic import negated
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Compare,
    Equal,
    Exists,
    Forall,
    Formula,
    Imply,
    Modal,
    Not,
    Or,
    Preference,
    Timed,
)
from mrkl_core.planning.pddl.types import Objects

#: A quantifier over more instances than this is kept.
MAX_INSTANCES = 20_000

TRUE, FALSE = And(()), Or(())

_SWAPPED = {">": "<", ">=": "<="}


class Normal:
    """Brings conditions of one problem into one form.

    `known` says of an atom without variables that it always is true or false, or None.
    """

    def __init__(self, objects: Objects, known: Callable[[Atom], bool | None]) -> None:
        self._objects = objects
        self._known = known
        self._room = MAX_INSTANCES

    def of(self, formula: Formula) -> Formula:
        """The condition in that form; `And(())` is true and `Or(())` false."""
        match formula:
            case Atom():
                return self._decided(formula, self._truth(formula))
            case Not(Atom() as atom):
                truth = self._truth(atom)
                return self._decided(formula, None if truth is None else not truth)
            case Equal(left, right) | Not(Equal(left, right)):
                same = left == right
                open_ = not same and "?" in left[0] + right[0]
                is_equal = isinstance(formula, Equal)
                return self._decided(formula, None if open_ else same is is_equal)
            case Not(Not() | And() | Or() | Imply() | Forall() | Exists() as part):
                return self.of(negated(part))
            case Compare(operator, left, right) if operator in _SWAPPED:
                return Compare(_SWAPPED[operator], right, left)
            case And(parts):
                return _joined(map(self.of, parts), And)
            case Or(parts):
                return _joined(map(self.of, parts), Or)
            case Imply(left, right):
                return self.of(Or((negated(left), right)))
            case Forall() | Exists():
                return self._quantified(formula)
            case Preference(name, part):
                return Preference(name, self.of(part))
            case Timed(when, part):
                return Timed(when, self.of(part))
            case Modal(operator, numbers, parts):
                return Modal(operator, numbers, tuple(map(self.of, parts)))
            case _:
                return formula

    def _truth(self, atom: Atom) -> bool | None:
        return None if any(term[0] == "?" for term in atom.terms) else self._known(atom)

    def _decided(self, formula: Formula, truth: bool | None) -> Formula:
        return formula if truth is None else TRUE if truth else FALSE

    def _quantified(self, formula: Forall | Exists) -> Formula:
        node = And if isinstance(formula, Forall) else Or
        values = [self._objects.of(v.types) for v in formula.variables]
        many = prod(map(len, values))
        if many > self._room:
            kept = type(formula)
            return kept(formula.variables, self.of(formula.part))
        self._room -= many
        names = [v.name for v in formula.variables]
        instances = (
            bind(formula.part, dict(zip(names, chosen, strict=True))) for chosen in product(*values)
        )
        return _joined(map(self.of, instances), node)


def _joined(parts: Iterable[Formula], node: type[And | Or]) -> Formula:
    """The parts as one, those of the same kind opened, sorted, without repeats."""
    absorbing, neutral = (FALSE, TRUE) if node is And else (TRUE, FALSE)
    found: dict[str, Formula] = {}
    for part in parts:
        if part == absorbing:
            return absorbing
        if part != neutral:
            for inner in part.parts if isinstance(part, node) else (part,):
                found[print_formula(inner)] = inner
    if len(found) == 1:
        return next(iter(found.values()))
    return node(tuple(found[key] for key in sorted(found)))

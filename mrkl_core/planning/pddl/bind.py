"""Formulas with their variables replaced by objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from mrkl_core.planning.pddl.tree import (
    And,
    Arithmetic,
    Assign,
    Atom,
    Compare,
    Equal,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
    Imply,
    Modal,
    Not,
    Number,
    Or,
    Preference,
    Symbol,
    Timed,
    Typed,
    When,
)

Bindings = Mapping[str, str]
Numbers = Mapping[str, Number]

_NONE: Numbers = MappingProxyType({})


def bind(formula: Formula, bound: Bindings, numbers: Numbers = _NONE) -> Formula:
    """The formula with its free variables replaced, and symbols such as ?duration by numbers."""
    match formula:
        case Atom(name, terms, at):
            return Atom(name, _terms(terms, bound), at)
        case Equal(left, right, at):
            return Equal(bound.get(left, left), bound.get(right, right), at)
        case Compare(operator, one, other, at):
            return Compare(
                operator,
                bind_expression(one, bound, numbers),
                bind_expression(other, bound, numbers),
                at,
            )
        case And(parts, at):
            return And(tuple(bind(part, bound, numbers) for part in parts), at)
        case Or(parts, at):
            return Or(tuple(bind(part, bound, numbers) for part in parts), at)
        case Modal(_, _, parts):
            return replace(formula, parts=tuple(bind(part, bound, numbers) for part in parts))
        case Not(part, at):
            return Not(bind(part, bound, numbers), at)
        case Imply(one, other, at):
            return Imply(bind(one, bound, numbers), bind(other, bound, numbers), at)
        case When(condition, effect, at):
            return When(bind(condition, bound, numbers), bind(effect, bound, numbers), at)
        case Forall(variables, part, at):
            return Forall(variables, bind(part, _without(bound, variables), numbers), at)
        case Exists(variables, part, at):
            return Exists(variables, bind(part, _without(bound, variables), numbers), at)
        case Timed(_, part) | Preference(_, part):
            return replace(formula, part=bind(part, bound, numbers))
        case Assign(operator, target, value, at):
            target = Fluent(target.name, _terms(target.terms, bound), target.at)
            return Assign(operator, target, bind_expression(value, bound, numbers), at)


def bind_expression(
    expression: Expression, bound: Bindings, numbers: Numbers = _NONE
) -> Expression:
    """The expression with its variables and symbols replaced."""
    match expression:
        case Fluent(name, terms, at):
            return Fluent(name, _terms(terms, bound), at)
        case Symbol(name, at):
            return numbers.get(name) or Symbol(bound.get(name, name), at)
        case Arithmetic(operator, operands, at):
            return Arithmetic(
                operator, tuple(bind_expression(o, bound, numbers) for o in operands), at
            )
        case Number():
            return expression


def _terms(terms: tuple[str, ...], bound: Bindings) -> tuple[str, ...]:
    return tuple([bound.get(term, term) for term in terms])


def _without(bound: Bindings, variables: Iterable[Typed]) -> Bindings:
    names = {variable.name for variable in variables}
    return {name: value for name, value in bound.items() if name not in names}

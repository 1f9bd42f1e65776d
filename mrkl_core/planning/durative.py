"""Steps that last, taken apart: what holds and happens at the start, over all and at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mrkl_core.planning.evaluate import Evaluator
from mrkl_core.planning.pddl.features import operands, walk
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.pddl.tree import (
    TRUE,
    And,
    Arithmetic,
    Assign,
    Compare,
    Expression,
    Fluent,
    Forall,
    Formula,
    Number,
    Preference,
    Symbol,
    Timed,
    When,
)

START, OVER_ALL, END = "at start", "over all", "at end"

#: How far a written duration may be from the one that is asked for: plans round.
DURATION_TOLERANCE = Fraction(1, 1000)

_ELAPSED = Symbol("#t")


class Unjudged(Exception):
    """What mrkl's own execution of plans in time does not cover, and why."""


def condition_at(condition: Formula, when: str) -> Formula:
    """The part of a condition that must hold then. Raises Unjudged if a part says no time."""
    match condition:
        case Timed(at, part):
            return part if at == when else TRUE
        case And(parts):
            return _both(condition_at(part, when) for part in parts)
        case Forall(_, part) | Preference(_, part):
            inner = condition_at(part, when)
            return TRUE if inner == TRUE else replace(condition, part=inner)
        case _:
            raise Unjudged(f"{print_formula(condition)} does not say when it must hold")


def effect_at(effect: Formula, when: str) -> Formula:
    """The part of an effect that happens then; what goes on all the while is left out.

    Raises Unjudged if a part says no time, or rests on what holds at another.
    """
    match effect:
        case Timed(at, part):
            return part if at == when else TRUE
        case And(parts):
            return _both(effect_at(part, when) for part in parts)
        case Forall(_, part):
            inner = effect_at(part, when)
            return TRUE if inner == TRUE else replace(effect, part=inner)
        case When(condition, then):
            inner = effect_at(then, when)
            if inner == TRUE:
                return TRUE
            if any(isinstance(node, Timed) and node.when != when for node in walk(condition)):
                raise Unjudged(f"{print_formula(effect)} rests on what holds at another time")
            return When(condition_at(condition, when), inner)
        case Assign() if _goes_on(effect):
            return TRUE
        case _:
            raise Unjudged(f"{print_formula(effect)} does not say when it happens")


def rates(effect: Formula) -> Iterator[tuple[Fluent, Expression]]:
    """What grows while a ground step lasts, by how much in a unit of time."""
    match effect:
        case And(parts):
            for part in parts:
                yield from rates(part)
        case Assign("increase" | "decrease", target, value) if _goes_on(effect):
            rate = _rate(value)
            if rate is None:
                raise Unjudged(f"{print_formula(effect)} is not a rate times #t")
            yield target, rate if effect.operator == "increase" else Arithmetic("-", (rate,))
        case Timed() | Assign():
            pass
        case _:
            if any(isinstance(node, Assign) and _goes_on(node) for node in walk(effect)):
                raise Unjudged(f"{print_formula(effect)} goes on under a condition")


def fitting(
    constraint: Formula, duration: Fraction, state: Evaluator, when: str
) -> tuple[Fraction, bool]:
    """The duration that is meant, unrounded, and whether it is one that may be at this time."""
    meant, fits = duration, True
    for limit in _limits(constraint, when):
        match limit:
            case Compare(operator, Symbol("?duration"), right):
                wanted = state.number(right, {})
                near = abs(duration - wanted) <= DURATION_TOLERANCE
                if operator == "=":
                    meant, fits = wanted if near else duration, fits and near
                elif operator in ("<", "<="):
                    fits = fits and (duration < wanted or near)
                else:
                    fits = fits and (duration > wanted or near)
            case _:
                raise Unjudged(f"the duration is given by {print_formula(limit)}")
    return meant, fits


def _limits(constraint: Formula, when: str, asked: str = START) -> Iterator[Formula]:
    """The comparisons of a duration that are made at a time; if none is said, at the start."""
    match constraint:
        case And(parts):
            for part in parts:
                yield from _limits(part, when, asked)
        case Timed(at, part):
            yield from _limits(part, when, at)
        case _ if asked == when:
            yield constraint


def _both(parts: Iterator[Formula]) -> Formula:
    kept = tuple(part for part in parts if part != TRUE)
    return kept[0] if len(kept) == 1 else And(kept)


def _goes_on(effect: Assign) -> bool:
    return _ELAPSED in operands(effect.value)


def _rate(value: Expression) -> Expression | None:
    """What `#t` is multiplied by."""
    match value:
        case Symbol("#t"):
            return Number(Fraction(1))
        case Arithmetic("*", factors):
            rest = tuple(factor for factor in factors if factor != _ELAPSED)
            if len(rest) == len(factors) - 1 and not any(_ELAPSED in operands(r) for r in rest):
                return rest[0] if len(rest) == 1 else Arithmetic("*", rest)
    return None

"""Numbers that grow while steps last: linear in time from one happening to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.evaluate import Evaluator
from mrkl_core.planning.execute import Fact
from mrkl_core.planning.pddl.features import operands, walk
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.pddl.tree import (
    And,
    Arithmetic,
    Compare,
    Exists,
    Expression,
    Fluent,
    Forall,
    Formula,
)

#: A comparison without its border, and with it.
_CLOSED = {"<": "<=", ">": ">="}


def slopes(rates: Iterable[tuple[Fluent, Expression]], state: Evaluator) -> dict[Fact, Fraction]:
    """By how much each number grows in a unit of time. Raises Unjudged if that changes, too."""
    found: dict[Fact, Fraction] = {}
    known = list(rates)
    targets = {_key(target) for target, _ in known}
    for target, rate in known:
        if _mentioned(rate) & targets:
            raise Unjudged(f"the rate of ({' '.join(_key(target))}) changes on the way")
        found[_key(target)] = found.get(_key(target), Fraction(0)) + state.number(rate, {})
    return found


def grown(
    slope: Mapping[Fact, Fraction], elapsed: Fraction, state: Evaluator
) -> dict[Fact, Fraction]:
    """The numbers after some time."""
    return {
        key: state.number(Fluent(key[0], key[1:]), {}) + by * elapsed for key, by in slope.items()
    }


def holds_meanwhile(
    condition: Formula, slope: Mapping[Fact, Fraction], elapsed: Fraction, state: Evaluator
) -> bool:
    """Whether a condition that holds now holds until just before so much time has passed.

    A linear comparison does if it does half-way, and at both ends but for its border. Raises
    Unjudged for what is not made of such.
    """
    for part in _comparisons(condition, slope.keys()):
        closed = replace(part, operator=_CLOSED.get(part.operator, part.operator))
        for share, asked in ((Fraction(0), closed), (Fraction(1, 2), part), (Fraction(1), closed)):
            with later(state, slope, share * elapsed):
                holds = state.holds(asked, {})
            if not holds:
                return False
    return True


@contextmanager
def later(state: Evaluator, slope: Mapping[Fact, Fraction], elapsed: Fraction) -> Iterator[None]:
    """The state as it will be after some time, and then again as it was."""
    before = dict(state.numbers)
    state.numbers.update(grown(slope, elapsed, state))
    try:
        yield
    finally:
        state.numbers.clear()
        state.numbers.update(before)


def crossings(
    condition: Formula, slope: Mapping[Fact, Fraction], state: Evaluator
) -> Iterator[Fraction]:
    """The times from now at which comparisons in a condition may begin or cease to hold.

    Raises Unjudged for comparisons that are not linear in time, or under a quantifier.
    """
    names = {name for name, *_ in slope}
    for node in walk(condition):
        if isinstance(node, Forall | Exists):
            inner = (n for n in walk(node.part) if isinstance(n, Compare))
            if any(_names(n) & names for n in inner):
                raise Unjudged(f"{print_formula(node)} asks for numbers that grow")
        elif isinstance(node, Compare) and _names(node) & names:
            for part in _comparisons(node, slope.keys()):
                now = _gap(part, state)
                with later(state, slope, Fraction(1)):
                    by = _gap(part, state) - now
                if by:
                    yield -now / by


def _gap(comparison: Compare, state: Evaluator) -> Fraction:
    return state.number(comparison.left, {}) - state.number(comparison.right, {})


def _names(comparison: Compare) -> set[str]:
    sides = (*operands(comparison.left), *operands(comparison.right))
    return {node.name for node in sides if isinstance(node, Fluent)}


def _comparisons(condition: Formula, growing: Collection[Fact]) -> Iterator[Compare]:
    """The comparisons of a conjunction that speak of growing numbers."""
    match condition:
        case And(parts):
            for part in parts:
                yield from _comparisons(part, growing)
        case Compare(_, left, right):
            if (_mentioned(left) | _mentioned(right)) & set(growing):
                if not (_linear(left, growing) and _linear(right, growing)):
                    raise Unjudged(f"{print_formula(condition)} is not linear in time")
                yield condition
        case _:
            names = {name for name, *_ in growing}
            for node in walk(condition):
                if isinstance(node, Compare) and any(
                    isinstance(operand, Fluent) and operand.name in names
                    for side in (node.left, node.right)
                    for operand in operands(side)
                ):
                    raise Unjudged(f"{print_formula(condition)} asks for numbers that grow")


def _linear(expression: Expression, growing: Collection[Fact]) -> bool:
    match expression:
        case Arithmetic("*", factors):
            moving = [factor for factor in factors if _mentioned(factor) & set(growing)]
            return len(moving) <= 1 and all(_linear(factor, growing) for factor in moving)
        case Arithmetic("/", (above, *below)):
            still = not any(_mentioned(part) & set(growing) for part in below)
            return still and _linear(above, growing)
        case Arithmetic(_, parts):
            return all(_linear(part, growing) for part in parts)
        case _:
            return True


def _mentioned(expression: Expression) -> set[Fact]:
    return {_key(node) for node in operands(expression) if isinstance(node, Fluent)}


def _key(fluent: Fluent) -> Fact:
    return (fluent.name, *fluent.terms)

"""Constraints on the states that a plan goes through, and preferences that it breaks.

After Gerevini and Long, "Plan constraints and preferences in PDDL3" (2005).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.evaluate import Evaluator
from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.pddl.tree import TRUE, And, Forall, Formula, Modal, Preference, Timed
from mrkl_core.records import dataclass

#: Whether each part of a constraint held, state by state.
_Truths = list[tuple[bool, ...]]


@dataclass(frozen=True)
class _Watched:
    """Ground constraints that are kept or broken as one; `wish` names them if they are a
    preference, and is None if they are not.
    """

    wish: str | None
    constraints: tuple[tuple[Formula, _Truths], ...]


class Trajectory:
    """Watches constraints from state to state."""

    def __init__(self, constraints: Formula, state: Evaluator) -> None:
        self._times: list[Fraction] = []
        self._watched = [
            _Watched(wish, tuple((leaf, []) for leaf, _ in _ground(formula, None, state)))
            for formula, wish in _ground(constraints, None, state)
        ]

    def see(self, time: Fraction, state: Evaluator) -> None:
        """Looks at the next state. Raises Unevaluable."""
        self._times.append(time)
        for watched in self._watched:
            for constraint, truths in watched.constraints:
                truths.append(tuple(state.holds(part, {}) for part in _parts(constraint)))

    def broken(self) -> tuple[Formula, ...]:
        """The constraints that do not hold, preferences left out."""
        return tuple(
            constraint
            for watched in self._watched
            if watched.wish is None
            for constraint, truths in watched.constraints
            if not self._holds(constraint, truths)
        )

    def wishes_broken(self) -> Counter[str]:
        """How often each preference is broken."""
        return Counter(
            watched.wish
            for watched in self._watched
            if watched.wish is not None
            and not all(self._holds(*constraint) for constraint in watched.constraints)
        )

    def _holds(self, constraint: Formula, truths: _Truths) -> bool:
        match constraint:
            case Timed("at end"):
                return truths[-1][0]
            case Modal(operator, numbers):
                limits = [number.value for number in numbers]
                return _holds(operator, limits, self._times, truths)
            case _:
                raise Unjudged(f"{print_formula(constraint)} is no constraint on states")


def wishes(condition: Formula, state: Evaluator) -> Iterator[tuple[str, Formula]]:
    """The preferences in a ground condition, by name; each instance is one."""
    for formula, name in _ground(condition, None, state):
        if name is not None:
            yield name, formula


def demanded(condition: Formula) -> Formula:
    """The condition without its preferences."""
    match condition:
        case Preference():
            return TRUE
        case And(parts, at):
            return And(tuple(demanded(part) for part in parts), at)
        case Forall(variables, part, at):
            return Forall(variables, demanded(part), at)
        case _:
            return condition


def _ground(
    formula: Formula, wish: str | None, state: Evaluator
) -> Iterator[tuple[Formula, str | None]]:
    match formula:
        case And(parts):
            for part in parts:
                yield from _ground(part, wish, state)
        case Forall(variables, part):
            for instance in state.instances(variables, {}):
                yield from _ground(bind(part, instance), wish, state)
        case Preference(name, part):
            yield part, name
        case _:
            yield formula, wish


def _parts(constraint: Formula) -> tuple[Formula, ...]:
    match constraint:
        case Modal(_, _, parts):
            return parts
        case Timed(_, part):
            return (part,)
        case _:
            return ()


def _holds(operator: str, limits: list[Fraction], times: list[Fraction], truths: _Truths) -> bool:
    first = [truth[0] for truth in truths]
    second = [truth[-1] for truth in truths]
    last = len(times) - 1
    match operator:
        case "always":
            return all(first)
        case "sometime":
            return any(first)
        case "within":
            return any(
                holds and time <= limits[0] for holds, time in zip(first, times, strict=True)
            )
        case "at-most-once":
            return sum(holds for holds, _ in groupby(first)) <= 1
        case "sometime-after":
            return all(any(second[at:]) for at, holds in enumerate(first) if holds)
        case "sometime-before":
            return all(any(second[:at]) for at, holds in enumerate(first) if holds)
        case "always-within":
            return all(
                any(second[to] and times[to] - times[at] <= limits[0] for to in range(at, last + 1))
                for at, holds in enumerate(first)
                if holds
            )
        case _:
            # What counts of an interval that no state begins in, sources do not agree on.
            raise Unjudged(f"the constraint {operator!r} is read in more ways than one")

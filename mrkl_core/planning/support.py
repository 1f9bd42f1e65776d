"""What a true condition rests on: the facts and numbers that a plan must not lose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mrkl_core.planning.evaluate import Bindings, Evaluator
from mrkl_core.planning.execute import Change, Fact
from mrkl_core.planning.pddl.features import operands
from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Compare,
    Derived,
    Equal,
    Exists,
    Fluent,
    Forall,
    Formula,
    Imply,
    Not,
    Or,
    When,
)

#: Stands for the goal where a step is counted that needs something.
GOAL = -1


class Need(NamedTuple):
    """Something a condition rests on: a fact that holds, one that does not, or a number."""

    kind: str  # "fact", "absence" or "number"
    fact: Fact

    def __str__(self) -> str:
        said = f"({' '.join(self.fact)})"
        return f"(not {said})" if self.kind == "absence" else said


def given(change: Change) -> list[Need]:
    """What a change gives to those that come after it."""
    return [
        *(Need("fact", fact) for fact in change.added),
        *(Need("absence", fact) for fact in change.removed),
        *(Need("number", key) for key in change.numbers),
    ]


class Support:
    """Finds what conditions rest on in one state, through derived facts to basic ones."""

    def __init__(self, state: Evaluator, derived: tuple[Derived, ...]) -> None:
        self._state = state
        self._rules: dict[str, list[Derived]] = {}
        for rule in derived:
            self._rules.setdefault(rule.name, []).append(rule)

    def of(self, condition: Formula, bound: Bindings) -> frozenset[Need]:
        """The needs of a condition that is true in this state.

        Where there is more than one way to be true, the first one found is told.
        """
        found: set[Need] = set()
        told: set[Fact] = set()
        waiting: list[tuple[Formula, Bindings]] = [(condition, bound)]
        while waiting:
            formula, scope = waiting.pop()
            match formula:
                case Atom(name, terms):
                    fact = (name, *(scope.get(t, t) for t in terms))
                    if name not in self._rules:
                        found.add(Need("fact", fact))
                    elif fact not in told:
                        told.add(fact)
                        waiting.extend(self._reason(fact))
                case Not(Atom(name, terms)):
                    if name not in self._rules:
                        fact = (name, *(scope.get(t, t) for t in terms))
                        found.add(Need("absence", fact))
                case Compare(_, left, right) | Not(Compare(_, left, right)):
                    for operand in (*operands(left), *operands(right)):
                        if isinstance(operand, Fluent):
                            key = (operand.name, *(scope.get(t, t) for t in operand.terms))
                            found.add(Need("number", key))
                case _:
                    waiting.extend(self._parts(formula, scope))
        return frozenset(found)

    def of_effects(self, effect: Formula, bound: Bindings) -> frozenset[Need]:
        """What the conditions of those conditional effects rest on that happen here."""
        found: frozenset[Need] = frozenset()
        waiting: list[tuple[Formula, Bindings]] = [(effect, bound)]
        while waiting:
            node, scope = waiting.pop()
            match node:
                case And(parts):
                    waiting.extend((part, scope) for part in parts)
                case Forall(variables, When(condition, _)):
                    for instance in self._state.solutions([condition], scope, variables):
                        found |= self.of(condition, instance)
                case When(condition, _) if self._state.holds(condition, scope):
                    found |= self.of(condition, scope)
                case _:
                    pass
        return found

    def _parts(self, formula: Formula, scope: Bindings) -> Iterator[tuple[Formula, Bindings]]:
        state = self._state
        match formula:
            case And(parts):
                for part in parts:
                    yield part, scope
            case Or(parts):
                for part in parts:
                    if state.holds(part, scope):
                        yield part, scope
                        return
            case Imply(left, right):
                if state.holds(right, scope):
                    yield right, scope
                else:
                    yield state.negation(left), scope
            case Exists(variables, part):
                for found in state.solutions([part], scope, variables):
                    yield part, found
                    return
            case Forall(variables, part):
                for instance in state.instances(variables, scope):
                    yield part, instance
            case Not(Equal()) | Equal():
                pass
            case Not(part):
                yield state.negation(part), scope
            case _:
                pass

    def _reason(self, fact: Fact) -> Iterator[tuple[Formula, Bindings]]:
        """A rule that gives a derived fact, with its bindings."""
        for rule in self._rules[fact[0]]:
            names = [parameter.name for parameter in rule.parameters]
            bound = dict(zip(names, fact[1:], strict=True))
            if self._state.holds(rule.condition, bound):
                yield rule.condition, bound
                return

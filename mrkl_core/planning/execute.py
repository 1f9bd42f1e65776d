"""Plans executed step by step, from the initial state, by mrkl's own reading of PDDL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from itertools import islice

from mrkl_core.contracts.planning import Step
from mrkl_core.errors import PddlInvalid, nearest
from mrkl_core.planning.evaluate import Bindings, Evaluator, Unevaluable, bounded
from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.features import changed_by
from mrkl_core.planning.pddl.print import print_formula, print_number
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Assign,
    Atom,
    Compare,
    Domain,
    DurativeAction,
    Fluent,
    Forall,
    Formula,
    Not,
    Number,
    Problem,
    TimedInit,
    Value,
    When,
)
from mrkl_core.planning.pddl.types import Objects
from mrkl_core.records import dataclass

Fact = tuple[str, ...]  # (predicate, object, …)

#: Numbers with more bits are told by their size alone.
MAX_TOLD_BITS = 512

#: At most this many unmet literals are told.
MAX_UNMET = 20


@dataclass(frozen=True)
class Unmet:
    """A part of a condition that does not hold: as text, numbers included, and ground."""

    text: str
    condition: Formula

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Refusal:
    """Why a step cannot be taken: what is wrong with it, or what does not hold."""

    message: str
    unmet: tuple[Unmet, ...] = ()

    def __str__(self) -> str:
        return ": ".join((self.message, *([told(self.unmet)] if self.unmet else ())))


@dataclass(frozen=True)
class Change:
    """What one step changed; `numbers` has the new values."""

    added: frozenset[Fact] = frozenset()
    removed: frozenset[Fact] = frozenset()
    numbers: dict[Fact, Fraction] = field(default_factory=dict)


class Execution:
    """A state that plan steps are applied to; begins as the problem's initial state.

    For domains without time, trajectory constraints, preferences and object functions: see
    `features.BEYOND_SEQUENTIAL`.
    """

    def __init__(self, domain: Domain, problem: Problem) -> None:
        self.domain = domain
        self.problem = problem
        self.actions = {a.name: a for a in domain.actions if isinstance(a, Action)}
        self.lasting = {a.name: a for a in domain.actions if isinstance(a, DurativeAction)}
        self.derived = frozenset(rule.name for rule in domain.derived)
        self.objects = Objects(domain, problem)
        self.state = Evaluator(self.objects, domain.derived)
        if any(f.name == "total-cost" and not f.parameters for f in domain.functions):
            # Many files rely on it; Fast Downward reads them so.
            self.state.numbers[("total-cost",)] = Fraction(0)
        for fact in problem.init:
            match fact:
                case Atom(name, terms):
                    self.state.facts.setdefault(name, set()).add(terms)
                case Value(Fluent(name, terms), Number(value)):
                    self.state.numbers[(name, *terms)] = value
                case Not() | TimedInit() | Value():
                    pass
        try:
            self.state.derive()
        except Unevaluable as reason:
            said = f"the derived facts of the initial state cannot be computed: {reason}"
            raise PddlInvalid(said, metadata={"code": "UNEVALUABLE"}) from reason

    @cached_property
    def changing(self) -> frozenset[str]:
        """The predicates and functions that actions can change."""
        effects = (action.effect for action in self.domain.actions)
        return frozenset(name for effect in effects for name in changed_by(effect))

    def facts(self) -> frozenset[Fact]:
        """The basic facts that hold now."""
        known = self.state.facts.items()
        return frozenset(
            (name, *terms) for name, all_ in known if name not in self.derived for terms in all_
        )

    def bindings(self, step: Step) -> Bindings | Refusal:
        """The values of a step's parameters, or what is wrong with the step itself."""
        name, *arguments = step
        action = self.actions.get(name) or self.lasting.get(name)
        if action is None or (isinstance(action, Action) and action.kind != "action"):
            hint = nearest(name, (*self.actions, *self.lasting))
            return Refusal(f"action {name!r} is not declared" + (f"; {hint}" if hint else ""))
        if len(arguments) != len(action.parameters):
            return Refusal(
                f"action {name!r} takes {len(action.parameters)} argument(s), "
                f"found {len(arguments)}"
            )
        for number, (value, parameter) in enumerate(
            zip(arguments, action.parameters, strict=True), 1
        ):
            if value not in self.objects:
                hint = nearest(value, self.objects.of(parameter.types))
                said = f"object {value!r} is not declared"
                return Refusal(said + (f"; {hint}" if hint else ""))
            if not self.objects.is_a(value, parameter.types):
                wanted = " or ".join(parameter.types)
                found = " or ".join(self.objects.declared[value])
                said = f"argument {number} of {name!r} must be {wanted}; {value!r} is {found}"
                return Refusal(said)
        return {p.name: v for p, v in zip(action.parameters, arguments, strict=True)}

    def take(self, step: Step) -> Change | Refusal:
        """Takes one step. Once a step was refused, the state is not to be relied on."""
        bound = self.bindings(step)
        if isinstance(bound, Refusal):
            return bound
        if step[0] in self.lasting:
            return Refusal(f"action {step[0]!r} takes time, and the plan says not when it begins")
        action = self.actions[step[0]]
        unmet = self.unmet(action.precondition, bound)
        if unmet:
            return Refusal("its precondition does not hold", unmet)
        try:
            return self.happen(action.effect, bound)
        except Unevaluable as reason:
            return Refusal(f"its effect cannot be computed: {reason}")

    def happen(self, effect: Formula, bound: Bindings) -> Change:
        """Makes an effect happen. Raises Unevaluable."""
        change = self.effects(effect, bound)
        self._apply(change)
        return change

    def unmet(self, condition: Formula, bound: Bindings) -> tuple[Unmet, ...]:
        """The parts of a condition that do not hold; empty if it is true."""
        return tuple(islice(self._unmet(condition, bound), MAX_UNMET))

    def cost(self, steps: int) -> float:
        """What the problem's metric says now; without one, the number of steps."""
        metric = self.problem.metric
        if metric is None:
            return float(steps)
        self.state.numbers.setdefault(("total-time",), Fraction(steps))
        return float(self.state.number(metric.expression, {}))

    def _unmet(self, condition: Formula, bound: Bindings) -> Iterator[Unmet]:
        if isinstance(condition, And):
            for part in condition.parts:
                yield from self._unmet(part, bound)
            return
        try:
            if self.state.holds(condition, bound):
                return
        except Unevaluable as reason:
            ground = bind(condition, bound)
            yield Unmet(f"{print_formula(ground)}: {reason}", ground)
            return
        ground = bind(condition, bound)
        match condition:
            case Forall(variables, part):
                against = [self.state.negation(part)]
                for found in self.state.solutions(against, bound, variables):
                    yield from self._unmet(part, found)
                    break
            case Compare():
                yield Unmet(print_formula(ground) + self._values(condition, bound), ground)
            case _:
                yield Unmet(print_formula(ground), ground)

    def _values(self, condition: Compare, bound: Bindings) -> str:
        said = []
        for side in (condition.left, condition.right):
            if not isinstance(side, Number):
                said.append(told_number(self.state.number(side, bound)))
        return f" [{' and '.join(said)}]" if said else ""

    def effects(self, effect: Formula, bound: Bindings) -> Change:
        """What an effect would change in this state. Raises Unevaluable."""
        added: set[Fact] = set()
        removed: set[Fact] = set()
        numbers: dict[Fact, list[tuple[str, Fraction]]] = {}
        for literal, scope in self.fired(effect, bound):
            match literal:
                case Atom(name, terms):
                    added.add((name, *(scope.get(t, t) for t in terms)))
                case Not(Atom(name, terms)):
                    removed.add((name, *(scope.get(t, t) for t in terms)))
                case Assign(operator, Fluent(name, terms), value):
                    key = (name, *(scope.get(t, t) for t in terms))
                    amount = self.state.number(value, scope)
                    numbers.setdefault(key, []).append((operator, amount))
                case _:
                    raise Unevaluable(f"{print_formula(literal)} is no plain effect")
        facts = self.state.facts
        return Change(
            frozenset(f for f in added if f[1:] not in facts.get(f[0], ())),
            # What is both removed and added stays.
            frozenset(f for f in removed - added if f[1:] in facts.get(f[0], ())),
            {key: self._assigned(key, changes) for key, changes in numbers.items()},
        )

    def _apply(self, change: Change) -> None:
        facts = self.state.facts
        for name, *terms in change.removed:
            facts[name].discard(tuple(terms))
        for name, *terms in change.added:
            facts.setdefault(name, set()).add(tuple(terms))
        self.state.numbers.update(change.numbers)
        self.state.changed({fact[0] for fact in (*change.added, *change.removed)})
        self.state.derive()

    def fired(self, effect: Formula, bound: Bindings) -> Iterator[tuple[Formula, Bindings]]:
        """The literals and assignments that an effect makes in this state, with bindings."""
        match effect:
            case And(parts):
                for part in parts:
                    yield from self.fired(part, bound)
            case When(condition, then):
                if self.state.holds(condition, bound):
                    yield from self.fired(then, bound)
            case Forall(variables, When(condition, then)):
                seen: set[Fact] = set()
                for found in self.state.solutions([condition], bound, variables):
                    values = tuple(found[variable.name] for variable in variables)
                    if values not in seen:
                        seen.add(values)
                        yield from self.fired(then, found)
            case Forall(variables, part):
                for instance in self.state.instances(variables, bound):
                    yield from self.fired(part, instance)
            case _:
                yield effect, bound

    def _assigned(self, key: Fact, changes: list[tuple[str, Fraction]]) -> Fraction:
        kinds = {operator for operator, _ in changes}
        if kinds == {"assign"}:
            if len({amount for _, amount in changes}) > 1:
                raise Unevaluable(f"({' '.join(key)}) is assigned two values at once")
            return bounded(changes[0][1])
        if key not in self.state.numbers:
            raise Unevaluable(f"({' '.join(key)}) has no value")
        value = self.state.numbers[key]
        if not (kinds <= {"increase", "decrease"} or kinds <= {"scale-up", "scale-down"}):
            raise Unevaluable(f"({' '.join(key)}) is changed in ways that do not commute")
        for operator, amount in changes:
            if operator == "scale-down" and amount == 0:
                raise Unevaluable("division by zero")
            match operator:
                case "increase":
                    value += amount
                case "decrease":
                    value -= amount
                case "scale-up":
                    value *= amount
                case _:
                    value /= amount
        return bounded(value)


def told(unmet: tuple[Unmet, ...]) -> str:
    """What does not hold, as one text."""
    return ", ".join(part.text for part in unmet)


def told_number(value: Fraction) -> str:
    """A number for people: one of very many digits is told by its size."""
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    if bits <= MAX_TOLD_BITS:
        return print_number(value)
    exponent = (value.numerator.bit_length() - value.denominator.bit_length()) * 0.30103
    return f"about {'-' if value < 0 else ''}1e{exponent:.0f}"

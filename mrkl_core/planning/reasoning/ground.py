"""A classical problem grounded: its states are whole numbers, one bit for each fact."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from mrkl_core.contracts.planning import Step
from mrkl_core.planning.execute import Fact
from mrkl_core.planning.pddl.logic import negated
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Assign,
    Atom,
    Compare,
    Domain,
    Equal,
    Exists,
    Forall,
    Formula,
    Imply,
    Not,
    Or,
    Problem,
    TimedInit,
    When,
)
from mrkl_core.planning.reasoning.relaxed import Relaxation, TooLarge, relax
from mrkl_core.records import dataclass

#: A condition that takes more alternatives is not grounded.
MAX_ALTERNATIVES = 512


_Bound = tuple[Formula, Mapping[str, str]]


class Ungroundable(Exception):
    """The problem has what no set of facts can say: numbers in conditions, derived facts."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Facts, as bits, that must hold, and facts that must not."""

    needs: int = 0
    forbids: int = 0

    def holds(self, state: int) -> bool:
        """Whether a state meets it."""
        return state & self.needs == self.needs and not state & self.forbids


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes true and what false if the condition held before."""

    when: Condition
    adds: int
    deletes: int


@dataclass(frozen=True, slots=True)
class Operator:
    """A ground action; one with alternatives in its precondition is several operators."""

    step: Step
    needs: Condition
    effects: tuple[Effect, ...]

    def apply(self, state: int) -> int:
        """The state after it. What is both deleted and added holds."""
        adds = deletes = 0
        for effect in self.effects:
            if effect.when.holds(state):
                adds |= effect.adds
                deletes |= effect.deletes
        return state & ~deletes | adds


@dataclass(frozen=True)
class Task:
    """The ground problem. `goals` are alternatives; without any the goal can never hold."""

    facts: tuple[Fact, ...]
    initial: int
    goals: tuple[Condition, ...]
    operators: tuple[Operator, ...]
    relaxation: Relaxation

    @cached_property
    def bits(self) -> Mapping[Fact, int]:
        """The number of each fact's bit."""
        return {fact: bit for bit, fact in enumerate(self.facts)}

    @cached_property
    def _by_need(self) -> tuple[Mapping[int, tuple[Operator, ...]], tuple[Operator, ...]]:
        """Each operator under one fact that it needs, the one fewest others are under."""
        asked = [0] * len(self.facts)
        for operator in self.operators:
            for bit in bits_of(operator.needs.needs):
                asked[bit] += 1
        under: dict[int, list[Operator]] = {}
        free = []
        for operator in self.operators:
            needed = bits_of(operator.needs.needs)
            if needed:
                under.setdefault(min(needed, key=asked.__getitem__), []).append(operator)
            else:
                free.append(operator)
        return {bit: tuple(found) for bit, found in under.items()}, tuple(free)

    def applicable(self, state: int) -> Iterator[Operator]:
        """The operators whose condition holds."""
        under, free = self._by_need
        for operator in free:
            if operator.needs.holds(state):
                yield operator
        for bit in bits_of(state):
            for operator in under.get(bit, ()):
                if operator.needs.holds(state):
                    yield operator

    def reached(self, state: int) -> bool:
        """Whether the goal holds."""
        return any(goal.holds(state) for goal in self.goals)

    def facts_of(self, bits: int) -> tuple[Fact, ...]:
        """The facts whose bits are set."""
        return tuple(self.facts[bit] for bit in bits_of(bits))

    def alternatives(self, condition: Formula) -> tuple[Condition, ...]:
        """A ground condition in disjunctive normal form; none means that it cannot hold.

        Raises Ungroundable and TooLarge.
        """
        return tuple(_Grounder(self.relaxation, self.bits).alternatives(condition, {}))


def bits_of(bits: int) -> list[int]:
    """The numbers of the bits that are set."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


def ground(domain: Domain, problem: Problem, until: float) -> Task:
    """The ground problem, by `until` on the monotonic clock.

    Raises TooLarge, and Ungroundable where facts alone do not make the state.
    """
    if domain.derived:
        raise Ungroundable("derived predicates")
    if any(not isinstance(a, Action) or a.kind != "action" for a in domain.actions):
        raise Ungroundable("what takes time or happens by itself")
    if any(isinstance(fact, TimedInit) for fact in problem.init):
        raise Ungroundable("facts that come and go by themselves")
    relaxation = relax(domain, problem, until)
    facts = tuple(relaxation.facts())
    grounder = _Grounder(relaxation, {fact: bit for bit, fact in enumerate(facts)})
    operators: list[Operator] = []
    for action, values in relaxation.instances:
        if time.monotonic() > until:
            raise TooLarge
        bound = dict(zip([p.name for p in action.parameters], values, strict=True))
        needs = grounder.alternatives(action.precondition, bound)
        if needs:
            effects = tuple(grounder.effects(action.effect, bound))
            step = (action.name, *values)
            operators.extend(Operator(step, condition, effects) for condition in needs)
    initial = 0
    for fact in problem.init:
        if isinstance(fact, Atom) and fact.name in relaxation.fluents:
            initial |= 1 << grounder.bits[(fact.name, *fact.terms)]
    goals = grounder.alternatives(problem.goal, {})
    return Task(facts, initial, tuple(goals), tuple(operators), relaxation)


class _Grounder:
    def __init__(self, relaxation: Relaxation, bits: Mapping[Fact, int]) -> None:
        self.bits = bits
        self._relaxation = relaxation
        self._state = relaxation.state

    def alternatives(self, formula: Formula, bound: Mapping[str, str]) -> list[Condition]:
        """The condition in disjunctive normal form; no alternative at all means false."""
        match formula:
            case Atom(name, terms):
                return self._literal((name, *[bound.get(t, t) for t in terms]), holds=True)
            case Not(Atom(name, terms)):
                return self._literal((name, *[bound.get(t, t) for t in terms]), holds=False)
            case Equal(left, right):
                same = bound.get(left, left) == bound.get(right, right)
                return [Condition()] if same else []
            case Not(Equal(left, right)):
                same = bound.get(left, left) == bound.get(right, right)
                return [] if same else [Condition()]
            case And(parts):
                return self._all((part, bound) for part in parts)
            case Or(parts):
                return self._any((part, bound) for part in parts)
            case Imply(left, right):
                return self._any(((negated(left), bound), (right, bound)))
            case Forall(variables, part):
                return self._all((part, b) for b in self._state.instances(variables, bound))
            case Exists(variables, part):
                return self._any((part, b) for b in self._state.instances(variables, bound))
            case Compare() | Not(Compare()):
                raise Ungroundable("numbers in conditions")
            case Not(part):
                return self.alternatives(negated(part), bound)
            case _:
                raise Ungroundable(f"{type(formula).__name__.lower()} in conditions")

    def _literal(self, fact: Fact, *, holds: bool) -> list[Condition]:
        if fact[0] not in self._relaxation.fluents or fact not in self.bits:
            known = fact in self._relaxation
            return [Condition()] if known == holds else []
        bit = 1 << self.bits[fact]
        return [Condition(needs=bit) if holds else Condition(forbids=bit)]

    def _all(self, parts: Iterable[_Bound]) -> list[Condition]:
        found = [Condition()]
        for part, bound in parts:
            more = self.alternatives(part, bound)
            found = [
                Condition(one.needs | other.needs, one.forbids | other.forbids)
                for one in found
                for other in more
                if not (one.needs & other.forbids or one.forbids & other.needs)
            ]
            if len(found) > MAX_ALTERNATIVES:
                raise TooLarge
            if not found:
                break
        return found

    def _any(self, parts: Iterable[_Bound]) -> list[Condition]:
        found: dict[Condition, None] = {}
        for part, bound in parts:
            found.update(dict.fromkeys(self.alternatives(part, bound)))
            if Condition() in found:
                return [Condition()]
            if len(found) > MAX_ALTERNATIVES:
                raise TooLarge
        return list(found)

    def effects(self, effect: Formula, bound: Mapping[str, str]) -> list[Effect]:
        """The effects by condition, those without one first."""
        gathered: dict[Condition, list[int]] = {Condition(): [0, 0]}
        self._gather(effect, bound, [Condition()], gathered)
        return [
            Effect(when, adds, deletes & ~adds)
            for when, (adds, deletes) in gathered.items()
            if adds or deletes
        ]

    def _gather(
        self,
        effect: Formula,
        bound: Mapping[str, str],
        when: list[Condition],
        gathered: dict[Condition, list[int]],
    ) -> None:
        match effect:
            case And(parts):
                for part in parts:
                    self._gather(part, bound, when, gathered)
            case When(condition, then):
                both = self._all(((condition, bound),))
                merged = [
                    Condition(one.needs | other.needs, one.forbids | other.forbids)
                    for one in when
                    for other in both
                ]
                self._gather(then, bound, merged, gathered)
            case Forall(variables, part):
                for instance in self._state.instances(variables, bound):
                    self._gather(part, instance, when, gathered)
            case Atom() | Not(Atom()):
                self._change(effect, bound, when, gathered)
            case Assign():
                pass  # a price; numbers in conditions were refused
            case _:
                raise Ungroundable(f"{type(effect).__name__.lower()} in effects")

    def _change(
        self,
        literal: Atom | Not,
        bound: Mapping[str, str],
        when: list[Condition],
        gathered: dict[Condition, list[int]],
    ) -> None:
        atom = literal.part if isinstance(literal, Not) else literal
        assert isinstance(atom, Atom)
        bit = self.bits.get((atom.name, *[bound.get(t, t) for t in atom.terms]))
        if bit is not None:  # what cannot be reached cannot change
            for case in when:
                changes = gathered.setdefault(case, [0, 0])
                changes[literal is not atom] |= 1 << bit

"""What can be reached if nothing were ever lost: facts, and the instances of actions.

The fixpoint of the delete relaxation, joined rule by rule on what is new (semi-naive, as in
Helmert, "Concise finite-domain representations for PDDL planning tasks", 2009). What is not
in it can never happen; what is in it may.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mrkl_core.planning.evaluate import Evaluator
from mrkl_core.planning.execute import Fact
from mrkl_core.planning.pddl.features import changed_by, walk
from mrkl_core.planning.pddl.logic import negated
from mrkl_core.planning.pddl.tree import (
    TRUE,
    Action,
    And,
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
    Typed,
    When,
)
from mrkl_core.planning.pddl.types import Objects
from mrkl_core.planning.reasoning.untimed import without_time

#: More facts or instances of actions are not grounded.
MAX_INSTANCES = 200_000


class TooLarge(Exception):
    """Grounding passed its limit of instances or of time."""


@dataclass(frozen=True)
class Relaxation:
    """The facts that can be reached and the actions that can be applied when nothing is lost.

    `state` holds the facts, those included that never change; `fluents` names the predicates
    that actions or derivation rules change.
    """

    state: Evaluator
    fluents: frozenset[str]
    instances: tuple[tuple[Action, tuple[str, ...]], ...]

    def __contains__(self, fact: Fact) -> bool:
        return fact[1:] in self.state.facts.get(fact[0], ())

    def facts(self) -> Iterator[Fact]:
        """The reached facts that may change, in a stable order."""
        for name in sorted(self.fluents):
            for terms in sorted(self.state.facts.get(name, ())):
                yield (name, *terms)


@dataclass
class _Rule:
    parameters: tuple[Typed, ...]
    condition: Formula
    gives: tuple[Atom, ...]
    action: Action | None = None
    triggers: tuple[Atom, ...] = ()
    #: Predicates inside what is no plain conjunction: a new fact of these tries all again.
    deep: frozenset[str] = frozenset()
    seen: set[tuple[str, ...]] = field(default_factory=set)


def relax(domain: Domain, problem: Problem, until: float) -> Relaxation:
    """The fixpoint, by `until` on the monotonic clock. Raises TooLarge.

    What takes time is as if it took none, and what comes true by itself as if it were true at
    first: that leaves out nothing that can happen.
    """
    actions = [a for a in without_time(domain).actions if isinstance(a, Action)]
    changing: set[str] = {rule.name for rule in domain.derived}
    for action in actions:
        changing.update(changed_by(action.effect))
    state = Evaluator(Objects(domain, problem), ())
    for fact in problem.init:
        what = fact.what if isinstance(fact, TimedInit) else fact
        if isinstance(what, Atom):
            state.facts.setdefault(what.name, set()).add(what.terms)
        if isinstance(fact, TimedInit):
            changing.update(changed_by(what) if isinstance(what, Atom | Not) else ())
    fluents = frozenset(changing)
    fixpoint = _Fixpoint(state, list(_rules(domain, actions, fluents)), until)
    fixpoint.run()
    instances = [
        (rule.action, values) for rule in fixpoint.rules if rule.action for values in rule.seen
    ]
    instances.sort(key=lambda i: (i[0].name, i[1]))
    return Relaxation(state, fluents, tuple(instances))


class _Fixpoint:
    def __init__(self, state: Evaluator, rules: list[_Rule], until: float) -> None:
        self.state = state
        self.rules = rules
        self._until = until
        self._count = 0
        self._new: dict[str, set[tuple[str, ...]]] = {}
        self._triggered: dict[str, list[tuple[_Rule, Atom]]] = {}
        for rule in rules:
            for atom in rule.triggers:
                self._triggered.setdefault(atom.name, []).append((rule, atom))

    def run(self) -> None:
        for rule in self.rules:
            self._fire(rule, {}, rule.parameters)
        while self._new:
            new, self._new = self._new, {}
            for name, found in new.items():
                self.state.facts.setdefault(name, set()).update(found)
            self.state.changed(new)
            for rule in self.rules:
                if not rule.deep.isdisjoint(new):
                    self._fire(rule, {}, rule.parameters)
            for name, found in new.items():
                for rule, atom in self._triggered.get(name, ()):
                    if rule.deep.isdisjoint(new):
                        for terms in found:
                            self._trigger(rule, atom, terms)

    def _trigger(self, rule: _Rule, atom: Atom, terms: tuple[str, ...]) -> None:
        bound: dict[str, str] = {}
        for wanted, value in zip(atom.terms, terms, strict=True):
            known = bound.setdefault(wanted, value) if wanted.startswith("?") else wanted
            if known != value:
                return
        free = []
        for parameter in rule.parameters:
            value = bound.get(parameter.name, "")
            if not value:
                free.append(parameter)
            elif not self.state.objects.is_a(value, parameter.types):
                return
        self._fire(rule, bound, free)

    def _fire(self, rule: _Rule, bound: dict[str, str], free: Iterable[Typed]) -> None:
        names = [parameter.name for parameter in rule.parameters]
        for found in self.state.solutions([rule.condition], bound, tuple(free)):
            values = tuple([found[name] for name in names])
            if values in rule.seen:
                continue
            rule.seen.add(values)
            self._count += 1
            if self._count > MAX_INSTANCES or time.monotonic() > self._until:
                raise TooLarge
            for atom in rule.gives:
                terms = tuple([found.get(term, term) for term in atom.terms])
                if terms not in self.state.facts.get(atom.name, ()):
                    self._new.setdefault(atom.name, set()).add(terms)


def _rules(domain: Domain, actions: list[Action], fluents: frozenset[str]) -> Iterator[_Rule]:
    for action in actions:
        condition = possible(action.precondition, fluents)
        plain = []
        for atom, when, variables in _adds(action.effect, TRUE, ()):
            if when == TRUE and not variables:
                plain.append(atom)
            else:
                both = And((condition, possible(when, fluents)))
                yield _rule((*action.parameters, *variables), both, (atom,), fluents)
        yield _rule(action.parameters, condition, tuple(plain), fluents, action)
    for derived in domain.derived:
        head = Atom(derived.name, tuple(p.name for p in derived.parameters))
        yield _rule(derived.parameters, possible(derived.condition, fluents), (head,), fluents)


def _rule(
    parameters: tuple[Typed, ...],
    condition: Formula,
    gives: tuple[Atom, ...],
    fluents: frozenset[str],
    action: Action | None = None,
) -> _Rule:
    triggers: list[Atom] = []
    deep: set[str] = set()
    waiting = [condition]
    while waiting:
        match waiting.pop():
            case And(parts):
                waiting.extend(parts)
            case Atom(name) as atom:
                if name in fluents:
                    triggers.append(atom)
            case part:
                inner = {node.name for node in walk(part) if isinstance(node, Atom)}
                deep |= inner & fluents
    return _Rule(parameters, condition, gives, action, tuple(triggers), frozenset(deep))


def possible(condition: Formula, fluents: frozenset[str]) -> Formula:
    """What the condition asks for when no fact is lost and every number is at hand."""
    match condition:
        case And(parts):
            return And(tuple(possible(part, fluents) for part in parts))
        case Or(parts):
            return Or(tuple(possible(part, fluents) for part in parts))
        case Imply(left, right):
            return Or((possible(negated(left), fluents), possible(right, fluents)))
        case Forall(variables, part):
            return Forall(variables, possible(part, fluents))
        case Exists(variables, part):
            return Exists(variables, possible(part, fluents))
        case Not(Atom(name)):
            return TRUE if name in fluents else condition
        case Atom() | Equal() | Not(Equal()):
            return condition
        case Compare() | Not(Compare()):
            return TRUE
        case Not(part):
            return possible(negated(part), fluents)
        case _:
            return TRUE


def _adds(
    effect: Formula, when: Formula, variables: tuple[Typed, ...]
) -> Iterator[tuple[Atom, Formula, tuple[Typed, ...]]]:
    """Each fact that an effect may add, under which condition, for which more variables."""
    match effect:
        case Atom():
            yield effect, when, variables
        case And(parts):
            for part in parts:
                yield from _adds(part, when, variables)
        case When(condition, then):
            both = condition if when == TRUE else And((when, condition))
            yield from _adds(then, both, variables)
        case Forall(more, part):
            yield from _adds(part, when, (*variables, *more))
        case _:
            pass

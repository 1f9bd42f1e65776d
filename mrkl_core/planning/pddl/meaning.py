"""What a goal means: the atoms that hold wherever it does, by invariants and unchanging facts."""

from __future__ import annotations

from mrkl_core.planning.pddl.acyclic import Acyclic, acyclic, closes
from mrkl_core.planning.pddl.completion import Completion
from mrkl_core.planning.pddl.effects import rules
from mrkl_core.planning.pddl.features import walk
from mrkl_core.planning.pddl.groups import Fact, Groups
from mrkl_core.planning.pddl.invariants import invariants
from mrkl_core.planning.pddl.normal import FALSE, Normal
from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Domain,
    DurativeAction,
    Formula,
    Modal,
    Not,
    Problem,
    Timed,
    TimedInit,
)
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Goal:
    """A goal taken apart: atoms wanted true, atoms wanted false, and all other conditions.

    `implied` are further atoms that are true in every reachable state where the goal is;
    `never`: no reachable state has it; `conflict` are wanted atoms that exclude each other.
    """

    atoms: frozenset[Fact]
    absent: frozenset[Fact]
    rest: tuple[Formula, ...] = ()
    implied: frozenset[Fact] = frozenset()
    conflict: tuple[Fact, ...] = ()
    never: bool = False


class Meaning:
    """Completes goals of one problem, which must be right."""

    def __init__(self, domain: Domain, problem: Problem) -> None:
        # Between the start and the end of an action that takes time, an invariant may fail.
        timed = any(isinstance(action, DurativeAction) for action in domain.actions)
        found = () if timed else invariants(domain)
        self._groups = Groups(domain, problem, found)
        self._derived = {rule.name for rule in domain.derived}
        self._initial = {(a.name, *a.terms) for a in problem.init if isinstance(a, Atom)}
        changes = [change for rule in rules(domain) for change in rule.changes]
        self._added = {change.atom.name for change in changes if change.adds}
        self._removed = {change.atom.name for change in changes if not change.adds}
        for fact in problem.init:
            if isinstance(fact, TimedInit):
                what = fact.what.part if isinstance(fact.what, Not) else fact.what
                if isinstance(what, Atom):
                    (self._removed if isinstance(fact.what, Not) else self._added).add(what.name)
        self._normal = Normal(self._groups.objects, self._always)
        self._acyclic = frozenset(
            relation.predicate
            for relation in acyclic(domain, found)
            if all(map(self._groups.sound, relation.rests_on)) and self._begins_acyclic(relation)
        )

    def of(self, condition: Formula) -> Goal:
        """The goal that a condition on one state makes."""
        atoms: set[Fact] = set()
        absent: set[Fact] = set()
        rest = _parts(self._normal.of(condition))
        while True:
            for part in rest:
                match part:
                    case Atom(name, terms):
                        atoms.add((name, *terms))
                    case Not(Atom(name, terms)):
                        absent.add((name, *terms))
            rest = [part for part in rest if not _is_literal(part)]
            completion = Completion(self._groups, self._acyclic, atoms, absent)
            conflict = completion.complete()
            if conflict or FALSE in rest:
                facts = frozenset(atoms), frozenset(absent)
                return Goal(*facts, tuple(rest), conflict=conflict, never=True)
            # What is known now may decide more of the rest.
            normal = Normal(self._groups.objects, completion.truth)
            rest = [
                p for part in rest for p in _parts(part if _over_time(part) else normal.of(part))
            ]
            if not any(map(_is_literal, rest)) and FALSE not in rest:
                break
        implied = frozenset(completion.known - atoms)
        return Goal(frozenset(atoms), completion.needed(), tuple(rest), implied)

    def normal(self, condition: Formula) -> Formula:
        """The condition in one form, what never changes decided."""
        return self._normal.of(condition)

    def _always(self, atom: Atom) -> bool | None:
        """Whether the atom is true in every reachable state, or in none."""
        if atom.name in self._derived:
            return None
        holds = (atom.name, *atom.terms) in self._initial
        if holds and atom.name not in self._removed:
            return True
        if not holds and atom.name not in self._added:
            return False
        return None

    def _begins_acyclic(self, relation: Acyclic) -> bool:
        arcs: dict[str, set[str]] = {}
        for name, *terms in self._initial:
            if name == relation.predicate:
                if closes(terms[0], terms[1], arcs):
                    return False
                arcs.setdefault(terms[0], set()).add(terms[1])
        return True


def _parts(formula: Formula) -> list[Formula]:
    return list(formula.parts) if isinstance(formula, And) else [formula]


def _is_literal(formula: Formula) -> bool:
    return isinstance(formula, Atom) or (
        isinstance(formula, Not) and isinstance(formula.part, Atom)
    )


def _over_time(formula: Formula) -> bool:
    return any(isinstance(node, (Modal, Timed)) for node in walk(formula))

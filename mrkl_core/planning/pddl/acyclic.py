"""Relations that no action can close a cycle in: what is on what, who follows whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mrkl_core.planning.pddl.balance import Balance
from mrkl_core.planning.pddl.effects import Conjunction, Rule, rules
from mrkl_core.planning.pddl.invariant import Invariant
from mrkl_core.planning.pddl.tree import Atom, Domain, Equal, Not
from mrkl_core.records import dataclass


@dataclass(frozen=True, slots=True)
class Acyclic:
    """If the relation has no cycle at first, it never has one.

    Proved from invariants of which `rests_on` are those needed; they must hold at first, too.
    """

    predicate: str
    rests_on: tuple[Invariant, ...]


def acyclic(domain: Domain, invariants: Sequence[Invariant]) -> tuple[Acyclic, ...]:
    """The binary relations that actions change without ever closing a cycle."""
    all_rules = rules(domain)
    balance = Balance(all_rules, domain)
    found = []
    for predicate in domain.predicates:
        if len(predicate.parameters) != 2 or predicate.name not in balance.added:
            continue
        one, other = (p.types for p in predicate.parameters)
        if balance.types.can_fit(one, other):
            needed = [_needed(predicate.name, r, balance, invariants) for r in all_rules]
            if all(n is not None for n in needed):
                used = dict.fromkeys(i for n in needed if n for i in n)
                found.append(Acyclic(predicate.name, tuple(used)))
    return tuple(found)


def closes(start: str, goal: str, arcs: Mapping[str, Iterable[str]]) -> bool:
    """Whether an arc from `start` to `goal` would close a cycle."""
    seen, waiting = {goal}, [goal]
    while waiting:
        node = waiting.pop()
        if node == start:
            return True
        for following in arcs.get(node, ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return False


def _needed(
    name: str, rule: Rule, balance: Balance, invariants: Sequence[Invariant]
) -> list[Invariant] | None:
    """The invariants by which the rule closes no cycle; None if it may close one."""
    added = [change for change in rule.changes if change.adds and change.atom.name == name]
    if not added:
        return []
    if len(added) > 1 or added[0].variables:
        return None
    source, target = added[0].atom.terms
    facts = rule.condition | added[0].condition
    no_loop = _differ(source, target, facts, rule, balance, invariants)
    if no_loop is None:
        return None
    # A new arc from a node that nothing points to, or to one that points nowhere, is harmless.
    for position, node in ((1, source), (0, target)):
        for invariant in invariants:
            if _excluded(name, position, node, facts, invariant, rule, balance):
                return [*no_loop, invariant]
    return None


def _differ(
    one: str,
    other: str,
    facts: Conjunction,
    rule: Rule,
    balance: Balance,
    invariants: Sequence[Invariant],
) -> list[Invariant] | None:
    if one == other:
        return None
    if Not(Equal(one, other)) in facts or Not(Equal(other, one)) in facts:
        return []
    if not balance.types.can_fit(balance.types_of(one, rule), balance.types_of(other, rule)):
        return []
    for invariant in invariants:
        if balance.impossible(invariant, facts, {one: other}, rule):
            return [invariant]
    return None


def _excluded(
    name: str,
    position: int,
    node: str,
    facts: Conjunction,
    invariant: Invariant,
    rule: Rule,
    balance: Balance,
) -> bool:
    """Whether a fact excludes every atom of the relation with the node in this position."""
    part = invariant.part(name)
    if part is None or part.order != (position,):
        return False
    if not balance.surely_of((node,), invariant, rule):
        return False
    for fact in facts:
        if isinstance(fact, Atom) and fact.name != name:
            other = invariant.part(fact.name)
            if other is not None and other.binding(fact.terms) == (node,):
                return True
    return False

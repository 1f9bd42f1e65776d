"""Invariants of a domain: sets of atoms of which at most one, or always just one, holds.

Synthesized as in Helmert, "Concise finite-domain representations for PDDL planning tasks"
(AIJ 2009): a candidate says that the atoms of some predicates that agree in the parameters
are never more than one, one argument being counted over. Where an action adds one and removes
none, a predicate that it removes joins the candidate. New here: parameters are typed, and a
candidate that fails for a type is tried for its subtypes; and what no action can empty either
is told apart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from typing import TypeAlias

from mrkl_core.planning.pddl.balance import Balance, Verdict
from mrkl_core.planning.pddl.effects import rules
from mrkl_core.planning.pddl.invariant import Invariant, Part
from mrkl_core.planning.pddl.tree import Domain
from mrkl_core.planning.pddl.types import TypeTree

#: So many candidates are looked at; the domains of the competitions need under a hundred.
MAX_CANDIDATES = 600

#: Parts of one invariant, and parameters it may have.
MAX_PARTS, MAX_PARAMETERS = 8, 4

Types: TypeAlias = tuple[str, ...]


def invariants(domain: Domain) -> tuple[Invariant, ...]:
    """The invariants of a domain, over the predicates that its actions change."""
    balance = Balance(rules(domain), domain)
    declared = {p.name: tuple(q.types for q in p.parameters) for p in domain.predicates}
    waiting: deque[Invariant] = deque()
    for name, types in declared.items():
        if name in balance.added:
            waiting.extend(_first(name, types))
    seen = {_key(candidate) for candidate in waiting}
    found: dict[object, Invariant] = {}
    looked_at = 0
    while waiting and looked_at < MAX_CANDIDATES:
        candidate = waiting.popleft()
        looked_at += 1
        verdict = balance.judge(candidate)
        if verdict.holds:
            exact = replace(candidate, exact=balance.is_exact(candidate))
            found[_key(candidate)] = exact
            continue
        for refined in _refinements(candidate, verdict, balance.types, declared):
            key = _key(refined)
            if key not in seen:
                seen.add(key)
                waiting.append(refined)
    return tuple(i for i in found.values() if len(i.parts) > 1 or i.parts[0].counted >= 0)


def _first(name: str, types: tuple[Types, ...]) -> Iterator[Invariant]:
    """The candidates of one predicate alone: with no argument counted, and with each."""
    for counted in range(-1, len(types)):
        order = tuple(i for i in range(len(types)) if i != counted)
        if len(order) <= MAX_PARAMETERS:
            yield Invariant((Part(name, order, counted),), tuple(types[i] for i in order))


def _refinements(
    candidate: Invariant,
    verdict: Verdict,
    tree: TypeTree,
    declared: Mapping[str, tuple[Types, ...]],
) -> Iterator[Invariant]:
    if len(candidate.parts) < MAX_PARTS:
        for part in verdict.remedies:
            if _is_possible(part, candidate.types, tree, declared):
                yield replace(candidate, parts=(*candidate.parts, part))
    for index, types in enumerate(candidate.types):
        for subtype in tree.children(types):
            narrow = (*candidate.types[:index], subtype, *candidate.types[index + 1 :])
            parts = tuple(p for p in candidate.parts if _is_possible(p, narrow, tree, declared))
            if parts:
                yield replace(candidate, parts=parts, types=narrow)


def _is_possible(
    part: Part,
    types: tuple[Types, ...],
    tree: TypeTree,
    declared: Mapping[str, tuple[Types, ...]],
) -> bool:
    """Whether atoms of the part can have parameters of these types."""
    wanted = declared.get(part.predicate)
    return wanted is not None and all(
        tree.can_fit(wanted[position], given)
        for position, given in zip(part.order, types, strict=True)
    )


def _key(candidate: Invariant) -> object:
    """What candidates that only number their parameters differently have in common."""
    return min(
        (
            tuple(candidate.types[i] for i in renumbered),
            tuple(
                sorted(
                    replace(part, order=tuple(part.order[i] for i in renumbered))
                    for part in candidate.parts
                )
            ),
        )
        for renumbered in permutations(range(len(candidate.types)))
    )

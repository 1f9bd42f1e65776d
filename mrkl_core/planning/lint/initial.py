"""Initial states that say too much or too little, judged by the invariants of the domain.

An invariant speaks about likes: where of all packages one is nowhere, or one is at two places,
that is a mistake; where it is so for most, it is the invariant that is of no use here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mrkl_core.planning.lint.finding import Finding, warning
from mrkl_core.planning.pddl.effects import Rule, rules
from mrkl_core.planning.pddl.groups import Fact, Group, Groups
from mrkl_core.planning.pddl.invariant import Invariant
from mrkl_core.planning.pddl.tree import Atom, Domain, Problem

#: More groups are not looked at.
MAX_GROUPS = 50_000


def judge(domain: Domain, problem: Problem) -> Iterator[Finding]:
    """Groups of which more atoms hold at first than can be meant, or none of an exact one."""
    found = Groups(domain, problem)
    all_rules = rules(domain)
    added = {change.atom.name for rule in all_rules for change in rule.changes if change.adds}
    kinds = _kinds(problem, all_rules, found)
    classes: dict[object, list[Group]] = {}
    for number, group in enumerate(found):
        if number > MAX_GROUPS:
            return
        kind = tuple(kinds[name] for name in group.binding)
        classes.setdefault((group.key[0], kind), []).append(group)
    told: set[tuple[str, object]] = set()
    for groups in classes.values():
        invariant = groups[0].invariant
        if not groups[0].binding and not _is_telling(invariant, all_rules):
            continue
        yield from _too_many(problem, groups, told)
        # What no action adds may be given or not: samples to take, sandwiches to make.
        if invariant.exact and all(part.predicate in added for part in invariant.parts):
            yield from _none(problem, groups, told)


def _kinds(problem: Problem, all_rules: Iterable[Rule], found: Groups) -> dict[str, object]:
    """What an object is: its types, and what unchanging predicates say of it alone."""
    changed = {change.atom.name for rule in all_rules for change in rule.changes}
    said: dict[str, set[str]] = {name: set() for name in found.objects.declared}
    for fact in problem.init:
        if isinstance(fact, Atom) and len(fact.terms) == 1 and fact.name not in changed:
            said.get(fact.terms[0], set()).add(fact.name)
    return {n: (types, frozenset(said[n])) for n, types in found.objects.declared.items()}


def _is_telling(invariant: Invariant, all_rules: Iterable[Rule]) -> bool:
    """Whether an invariant without parameters is about one thing: a flag, or one that moves."""
    if not invariant.exact:
        return False
    if len(invariant.parts) > 1:
        return any(part.counted < 0 for part in invariant.parts)
    name = invariant.parts[0].predicate
    moves = False
    for rule in all_rules:
        added = {c.atom for c in rule.changes if c.adds and c.atom.name == name}
        removed = {c.atom for c in rule.changes if not c.adds and c.atom.name == name}
        if added & removed:
            return False
        moves = moves or bool(added and removed)
    return moves


def _too_many(
    problem: Problem, groups: list[Group], told: set[tuple[str, object]]
) -> Iterator[Finding]:
    heavy = [group for group in groups if len(group.holding) > 1]
    right = sum(len(group.holding) == 1 for group in groups)
    alone = len(heavy) == 1 and len(heavy[0].holding) == 2 and not right
    if len(heavy) > right and not alone:
        return
    if not groups[0].binding and not alone:
        return
    for group in heavy:
        facts = tuple(sorted(group.holding))
        if ("many", facts) in told:
            continue
        told.add(("many", facts))
        listed = ", ".join(f"({' '.join(fact)})" for fact in facts[:4])
        yield warning(
            problem.source,
            "INIT_CONTRADICTORY",
            f"{listed} hold at first; by what the actions do, one of them can at most ({group})",
            _place(problem, facts[1]),
            "remove what is wrong",
        )


def _none(
    problem: Problem, groups: list[Group], told: set[tuple[str, object]]
) -> Iterator[Finding]:
    empty = [group for group in groups if not group.holding]
    right = sum(len(group.holding) == 1 for group in groups)
    if groups[0].binding and (right <= 2 * len(empty) or len(empty) == len(groups)):
        return
    for group in empty:
        if next(group.atoms(), None) is None or ("none", group.binding) in told:
            continue
        told.add(("none", group.binding))
        atoms = str(group).rpartition(" ")[0].rpartition(" ")[0].replace(" + ", ", ")
        likes = f"; of {right} like it, just one holds for each" if right else ""
        yield warning(
            problem.source,
            "INIT_INCOMPLETE",
            f"none of {atoms} holds at first, and no action will make one hold{likes}",
            _declared(problem, group.binding),
            "add the fact that is missing",
        )


def _place(problem: Problem, fact: Fact) -> int:
    return next(
        (a.at for a in problem.init if isinstance(a, Atom) and (a.name, *a.terms) == fact), 0
    )


def _declared(problem: Problem, names: tuple[str, ...]) -> int:
    at = next((o.at for o in problem.objects if o.name in names), -1)
    return at if at >= 0 else max(problem.source.text.find("(:init"), 0)

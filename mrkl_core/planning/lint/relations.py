"""Relations of a problem that would be symmetric, inverse or transitive but for one fact."""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.planning.lint.finding import Finding, warning
from mrkl_core.planning.pddl.effects import rules
from mrkl_core.planning.pddl.tree import Atom, Domain, Number, Problem, TimedInit, Value

#: So many facts must keep to a rule before the one that does not is called odd.
ENOUGH = 6

#: Pairs of facts looked at for one relation.
MAX_PAIRS = 200_000

_Arcs = dict[tuple[str, str], Atom]


def odd_facts(domain: Domain, problem: Problem) -> Iterator[Finding]:
    """Facts of unchanging relations that are alone in breaking what all others keep to."""
    changed = {change.atom.name for rule in rules(domain) for change in rule.changes}
    relations: dict[str, _Arcs] = {}
    for fact in problem.init:
        if isinstance(fact, TimedInit) and isinstance(fact.what, Atom):
            changed.add(fact.what.name)
        if isinstance(fact, Atom) and len(fact.terms) == 2 and fact.name not in changed:
            relations.setdefault(fact.name, {})[fact.terms[0], fact.terms[1]] = fact
    for name in changed:
        relations.pop(name, None)
    types = {p.name: tuple(q.types for q in p.parameters) for p in domain.predicates}
    for name, arcs in relations.items():
        if len(arcs) <= ENOUGH or name not in types:
            continue
        kinds = types[name]
        symmetric = _alone(arcs, arcs) if kinds[0] == kinds[1] else None
        if symmetric is not None:
            yield _missing(problem, symmetric, name, "symmetric")
        for other, back in relations.items():
            if other > name and types.get(other) == kinds[::-1] and len(back) > ENOUGH:
                odd = _alone(arcs, back) or _alone(back, arcs)
                if odd is not None:
                    counterpart = other if odd.name == name else name
                    yield _missing(problem, odd, counterpart, f"the inverse of {odd.name!r}")
        if symmetric is None and kinds[0] == kinds[1]:
            yield from _transitive(problem, name, arcs)
    yield from _values(problem)


def _alone(arcs: _Arcs, back: _Arcs) -> Atom | None:
    """The one fact whose reverse is missing, where all others have theirs."""
    without = [fact for (a, b), fact in arcs.items() if a != b and (b, a) not in back]
    return without[0] if len(without) == 1 else None


def _missing(problem: Problem, fact: Atom, name: str, what: str) -> Finding:
    reverse = f"({name} {fact.terms[1]} {fact.terms[0]})"
    message = f"{name!r} is {what} everywhere but here: {reverse} is missing"
    hint = f"add {reverse}, unless it is meant so"
    return warning(problem.source, "RELATION_ODD", message, fact.at, hint)


def _transitive(problem: Problem, name: str, arcs: _Arcs) -> Iterator[Finding]:
    after: dict[str, list[str]] = {}
    for a, b in arcs:
        after.setdefault(a, []).append(b)
    looks = kept = 0
    missing: dict[tuple[str, str], Atom] = {}
    for (a, b), fact in arcs.items():
        for c in after.get(b, ()):
            looks += 1
            if looks > MAX_PAIRS or len(missing) > 1:
                return
            if (a, c) in arcs:
                kept += 1
            elif a != c:
                missing.setdefault((a, c), fact)
    if len(missing) == 1 and kept > 2 * ENOUGH:
        (pair, fact), *_ = missing.items()
        wanted = f"({name} {pair[0]} {pair[1]})"
        message = f"{name!r} is transitive everywhere but here: {wanted} is missing"
        hint = f"add {wanted}, unless it is meant so"
        yield warning(problem.source, "RELATION_ODD", message, fact.at, hint)


def _values(problem: Problem) -> Iterator[Finding]:
    """Functions of two objects that have the same value both ways, but for one pair."""
    values: dict[str, dict[tuple[str, str], Value]] = {}
    for fact in problem.init:
        if isinstance(fact, Value) and isinstance(fact.value, Number):
            terms = fact.fluent.terms
            if len(terms) == 2 and terms[0] != terms[1]:
                values.setdefault(fact.fluent.name, {})[terms[0], terms[1]] = fact
    for name, known in values.items():
        pairs = [(v, known[b, a]) for (a, b), v in known.items() if a < b and (b, a) in known]
        unequal = [(one, other) for one, other in pairs if one.value != other.value]
        if len(unequal) == 1 and len(pairs) > ENOUGH:
            one, other = unequal[0]
            a, b = one.fluent.terms
            message = f"{name!r} is the same both ways everywhere but for {a!r} and {b!r}"
            yield warning(problem.source, "RELATION_ODD", message, other.at)

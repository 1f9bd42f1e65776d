"""Negations pushed inwards, and derived predicates in an order that they can be computed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.tree import And, Atom, Derived, Exists, Forall, Formula, Imply, Not, Or


def negated(formula: Formula) -> Formula:
    """The negation of a condition, pushed inwards as far as it goes."""
    match formula:
        case Not(part):
            return part
        case And(parts):
            return Or(tuple(negated(part) for part in parts))
        case Or(parts):
            return And(tuple(negated(part) for part in parts))
        case Imply(left, right):
            return And((left, negated(right)))
        case Forall(variables, part):
            return Exists(variables, negated(part))
        case Exists(variables, part):
            return Forall(variables, negated(part))
        case _:
            return Not(formula)


def stratify(derived: Sequence[Derived]) -> list[tuple[list[Derived], bool]]:
    """The rules in layers, each complete before the next asks for it; and whether a layer's
    rules use each other.

    Raises PddlInvalid where a derived predicate depends on its own negation.
    """
    names = list(dict.fromkeys(rule.name for rule in derived))
    uses: dict[str, dict[str, bool]] = {name: {} for name in names}
    for rule in derived:
        for name, positive in _uses(rule.condition, positive=True):
            if name in uses:
                uses[rule.name][name] = uses[rule.name].get(name, True) and positive
    below = {name: _reached(name, uses) for name in names}
    layers: list[tuple[list[Derived], bool]] = []
    done: set[str] = set()
    # What reaches less comes first; what reaches each other reaches the same.
    for name in sorted(names, key=lambda n: len(below[n] | {n})):
        if name in done:
            continue
        together = {n for n in below[name] if name in below[n]} | {name}
        done |= together
        if any(not uses[a].get(b, True) for a in together for b in together):
            raise PddlInvalid(
                f"the derived predicate {name!r} depends on its own negation",
                metadata={"code": "NOT_STRATIFIED"},
            )
        layers.append(([r for r in derived if r.name in together], name in below[name]))
    return layers


def _reached(name: str, uses: Mapping[str, Mapping[str, bool]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for used in uses[waiting.pop()]:
            if used not in found:
                found.add(used)
                waiting.append(used)
    return found


def _uses(formula: Formula, *, positive: bool) -> Iterator[tuple[str, bool]]:
    match formula:
        case Atom(name):
            yield name, positive
        case And(parts) | Or(parts):
            for part in parts:
                yield from _uses(part, positive=positive)
        case Not(part):
            yield from _uses(part, positive=not positive)
        case Imply(left, right):
            yield from _uses(left, positive=not positive)
            yield from _uses(right, positive=positive)
        case Forall(_, part) | Exists(_, part):
            yield from _uses(part, positive=positive)
        case _:
            pass

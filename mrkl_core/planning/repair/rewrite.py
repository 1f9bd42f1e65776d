"""Facts and formulas with their atoms rewritten, and the atoms in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Exists,
    Forall,
    Formula,
    Imply,
    Not,
    Or,
    Problem,
)
from mrkl_core.planning.repair.draft import Fact, Work, goals, told

Rewrite = Callable[[Atom], Atom]


def rewrite(work: Work, change: Rewrite) -> None:
    """Rewrites every fact, and the goal."""
    changed = (change(Atom(fact[0], fact[1:])) for fact in work.facts)
    work.facts = {(a.name, *a.terms): None for a in changed}
    work.goal = _mapped(work.goal, change)


def stated(work: Work) -> list[Fact]:
    """Every fact, and every atom of the goal."""
    found = list(work.facts)
    for part in goals(work.goal):
        found += [(a.name, *a.terms) for a in _walk(part)]
    return found


def renamed(problem: Problem, names: Mapping[str, str]) -> Problem:
    """The problem with its objects called otherwise."""

    def atom(a: Atom) -> Atom:
        return Atom(a.name, tuple(names.get(t, t) for t in a.terms))

    return replace(
        problem,
        objects=tuple(replace(o, name=names.get(o.name, o.name)) for o in problem.objects),
        init=tuple(atom(f) if isinstance(f, Atom) else f for f in problem.init),
        goal=_mapped(problem.goal, atom),
    )


def arity(work: Work) -> None:
    """Takes back facts with too many or too few arguments, and doubts them."""
    arities = {p.name: len(p.parameters) for p in work.domain.predicates}
    wrong = [f for f in work.facts if f[0] in arities and len(f) - 1 != arities[f[0]]]
    for fact in wrong:
        del work.facts[fact]
    if wrong:
        work.doubts.append(f"{told(wrong)}: the wrong number of arguments")


def _walk(formula: Formula) -> Iterator[Atom]:
    match formula:
        case Atom():
            yield formula
        case And(parts) | Or(parts):
            for part in parts:
                yield from _walk(part)
        case Not(part) | Forall(_, part) | Exists(_, part):
            yield from _walk(part)
        case Imply(one, other):
            yield from _walk(one)
            yield from _walk(other)


def _mapped(formula: Formula, rewrite: Rewrite) -> Formula:
    match formula:
        case Atom():
            return rewrite(formula)
        case And(parts):
            return And(tuple(_mapped(p, rewrite) for p in parts))
        case Or(parts):
            return Or(tuple(_mapped(p, rewrite) for p in parts))
        case Not(part):
            return Not(_mapped(part, rewrite))
        case Forall(variables, part):
            return Forall(variables, _mapped(part, rewrite))
        case Exists(variables, part):
            return Exists(variables, _mapped(part, rewrite))
        case Imply(one, other):
            return Imply(_mapped(one, rewrite), _mapped(other, rewrite))
    return formula

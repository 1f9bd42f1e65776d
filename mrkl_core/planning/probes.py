"""Small problems made from a domain, which show whether it works at all.

Each action must be possible where just its condition holds, and nothing that actions change
should come about where nothing holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from mrkl_core.contracts.drafting import Probe
from mrkl_core.contracts.planning import SolveOptions, SolveStatus
from mrkl_core.planning.execute import Change, Execution
from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.features import changed_by
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Atom,
    Domain,
    Formula,
    Not,
    Predicate,
    Problem,
    Typed,
)
from mrkl_core.planning.solve import solve

#: So many actions and predicates are probed, each for so long.
MOST = 10
SECONDS = 3.0


def probe(domain: Domain) -> tuple[Probe, ...]:
    """Every probe of a domain that can be read, with what came of it."""
    text = print_domain(domain)
    made = [*islice(_possible(domain), MOST), *islice(_from_nothing(domain), MOST)]
    return tuple(p if p.solvable is False else _tried(text, p) for p in made)


def _tried(domain: str, made: Probe) -> Probe:
    status = solve(domain, made.problem, SolveOptions(timeout_s=SECONDS)).status
    solvable = True if status.solved else False if status is SolveStatus.UNSOLVABLE else None
    return replace(made, solvable=solvable)


def _possible(domain: Domain) -> Iterator[Probe]:
    for action in domain.actions:
        if not isinstance(action, Action):
            continue
        things = tuple(Typed(f"{v.name[1:]}1", v.types) for v in action.parameters)
        bound = {v.name: thing.name for v, thing in zip(action.parameters, things, strict=True)}
        init = tuple(dict.fromkeys(_facts(bind(action.precondition, bound))))
        start = _problem(domain, things, init, And(()))
        taken = Execution(domain, start).take((action.name, *bound.values()))
        what = f"{action.name!r} can be done where its condition holds"
        if isinstance(taken, Change):
            made = tuple(Atom(fact[0], fact[1:]) for fact in sorted(taken.added))
            if made:
                problem = replace(start, goal=And(made))
                yield Probe(what, print_problem(problem), expected=True, solvable=None)
        elif _is_plain(action.precondition):  # then it contradicts itself
            yield Probe(what, print_problem(start), expected=True, solvable=False)


def _facts(condition: Formula) -> Iterator[Atom]:
    """The plain facts among what must hold."""
    if isinstance(condition, Atom):
        yield condition
    elif isinstance(condition, And):
        for part in condition.parts:
            yield from _facts(part)


def _is_plain(condition: Formula) -> bool:
    """Whether a condition is a list of facts, affirmed or denied."""
    if isinstance(condition, And):
        return all(map(_is_plain, condition.parts))
    return isinstance(condition, Atom) or (
        isinstance(condition, Not) and isinstance(condition.part, Atom)
    )


def _from_nothing(domain: Domain) -> Iterator[Probe]:
    changing = {n for a in domain.actions if isinstance(a, Action) for n in changed_by(a.effect)}
    for predicate in domain.predicates:
        if predicate.name in changing:
            things = _things(predicate)
            goal = Atom(predicate.name, tuple(thing.name for thing in things))
            what = f"{predicate.name!r} does not come out of nothing"
            problem = _problem(domain, things, (), goal)
            yield Probe(what, print_problem(problem), expected=False, solvable=None)


def _things(predicate: Predicate) -> tuple[Typed, ...]:
    return tuple(Typed(f"{v.name[1:]}{i}", v.types) for i, v in enumerate(predicate.parameters, 1))


def _problem(
    domain: Domain, things: tuple[Typed, ...], init: tuple[Atom, ...], goal: Formula
) -> Problem:
    return Problem("probe", domain.name, objects=things, init=init, goal=goal)

"""Why a problem has no plan: goals out of reach, goals in conflict, facts that are missing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from mrkl_core.contracts.planning import SolveOptions, SolveResult, SolveStatus
from mrkl_core.contracts.reasoning import Diagnosis, Reach, Reached
from mrkl_core.errors import BadRequest, Exhausted
from mrkl_core.planning.execute import Execution
from mrkl_core.planning.pddl.features import changed_by, walk
from mrkl_core.planning.pddl.groups import Groups
from mrkl_core.planning.pddl.print import print_domain, print_formula, print_problem
from mrkl_core.planning.pddl.tree import Action, And, Atom, Domain, Formula, Problem
from mrkl_core.planning.pddl.types import Objects
from mrkl_core.planning.reasoning.landmarks import landmarks
from mrkl_core.planning.reasoning.reach import Reachability
from mrkl_core.planning.reasoning.relaxed import TooLarge, possible, relax
from mrkl_core.planning.solve import solve

#: Shares of the time: is there a plan, which goals conflict, what is missing.
PLAN_SHARE = 0.3
CONFLICT_SHARE = 0.6

#: Conflicts are looked for among so many subsets of goals; facts are tried so many.
MAX_SUBSETS = 500
MAX_TRIED = 2000

#: So many facts that would help are enough.
MAX_MISSING = 5


def diagnose(domain: Domain, problem: Problem, seconds: float) -> Diagnosis:
    """Whether there is a plan; if not, why; if so, what every plan goes through."""
    began = time.monotonic()
    text = print_domain(domain)
    options = SolveOptions(timeout_s=seconds * PLAN_SHARE)
    found = solve(text, print_problem(problem), options)
    if found.status.solved:
        try:
            through = landmarks(domain, problem, seconds - (time.monotonic() - began))
        except (BadRequest, Exhausted):
            return Diagnosis(True, found.engine)
        return Diagnosis(True, found.engine, landmarks=through.needed)
    left = seconds - (time.monotonic() - began)
    return obstacles(domain, problem, found, left)


def obstacles(domain: Domain, problem: Problem, found: SolveResult, seconds: float) -> Diagnosis:
    """Why a search that ended so found no plan."""
    until = time.monotonic() + seconds
    solvable = False if found.status is SolveStatus.UNSOLVABLE else None
    goals = _goals(problem)
    reachability = Reachability(domain, problem, seconds * CONFLICT_SHARE)
    alone = [reachability.of(goal, print_formula(goal)) for goal in goals]
    out = tuple(one for one in alone if one.verdict is Reach.UNREACHABLE)
    conflict: tuple[str, ...] = ()
    smallest = False
    if out:
        solvable = False
    elif len(goals) > 1:
        conflict, smallest = _conflict(reachability, goals, solvable)
        solvable = False if conflict else solvable
    missing = tuple(_missing(domain, problem, until)) if solvable is False else ()
    by = found.engine if found.status is SolveStatus.UNSOLVABLE else "reachability"
    return Diagnosis(solvable, by, out, conflict, smallest, missing)


def _goals(problem: Problem) -> list[Formula]:
    parts: list[Formula] = []
    waiting: list[Formula] = [problem.goal]
    while waiting:
        goal = waiting.pop(0)
        if isinstance(goal, And):
            waiting[:0] = goal.parts
        else:
            parts.append(goal)
    return parts


def _conflict(
    reachability: Reachability, goals: Sequence[Formula], solvable: bool | None
) -> tuple[tuple[str, ...], bool]:
    """Goals that can each be reached but not all together, and whether none fewer conflict."""
    sizes = (subset for size in range(2, len(goals)) for subset in combinations(goals, size))
    tried = settled = 0
    for subset in islice(sizes, MAX_SUBSETS):
        found = _together(reachability, subset)
        tried += 1
        settled += found.verdict is not Reach.UNDECIDED
        if found.verdict is Reach.UNREACHABLE:
            return _said(subset), tried == settled
        if reachability.over:
            break
    every = solvable is False or _together(reachability, goals).verdict is Reach.UNREACHABLE
    return (_said(goals), tried == settled and next(sizes, None) is None) if every else ((), False)


def _together(reachability: Reachability, goals: Sequence[Formula]) -> Reached:
    return reachability.of(And(tuple(goals)), " ".join(_said(goals)))


def _said(goals: Sequence[Formula]) -> tuple[str, ...]:
    return tuple(print_formula(goal) for goal in goals)


def _missing(domain: Domain, problem: Problem, until: float) -> Iterator[str]:
    """Facts each of which, true at the start, would make the problem solvable."""
    text = print_domain(domain)
    found = 0
    for fact in islice(_candidates(domain, problem), MAX_TRIED):
        if time.monotonic() > until or found == MAX_MISSING:
            return
        added = replace(problem, init=(*problem.init, fact))
        try:
            relaxation = relax(domain, added, until)
        except TooLarge:
            return
        if relaxation.state.holds(possible(problem.goal, relaxation.fluents), {}):
            left = max(0.1, (until - time.monotonic()) / 4)
            answer = solve(text, print_problem(added), SolveOptions(timeout_s=left))
            if answer.status.solved:
                found += 1
                yield print_formula(fact)


def _candidates(domain: Domain, problem: Problem) -> Iterator[Atom]:
    """Facts that actions ask for and that are false; those that never change come first.

    What the goal names is left out: to have it from the start explains nothing. So is what a fact
    of the initial state excludes: with both there would be no state that can be meant.
    """
    changing = {name for action in domain.actions for name in changed_by(action.effect)}
    asked = {
        node.name
        for action in domain.actions
        for node in walk(action.precondition if isinstance(action, Action) else action.condition)
        if isinstance(node, Atom)
    }
    derived = {rule.name for rule in domain.derived}
    goals = {node for node in walk(problem.goal) if isinstance(node, Atom)}
    objects = Objects(domain, problem)
    state = Execution(domain, problem).state.facts
    groups = Groups(domain, problem)
    for predicate in sorted(domain.predicates, key=lambda p: p.name in changing):
        if predicate.name not in asked or predicate.name in derived:
            continue
        for terms in product(*(objects.of(p.types) for p in predicate.parameters)):
            fact = Atom(predicate.name, terms)
            known = terms in state.get(predicate.name, ()) or fact in goals
            # A group of no object in particular only counts how many there are at first.
            sharing = groups.of((fact.name, *terms))
            if not known and not any(g.holding and g.key[1] for g in sharing):
                yield fact

"""Landmarks: facts that hold at some time in every plan.

A fact is one if and only if there is no plan once nothing may make it true. Most are proved
by the delete relaxation (Keyder, Richter and Helmert, "Sound and complete landmarks for
And/Or graphs", 2010), most others ruled out by a plan that avoids them; each that is left is
a problem of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from mrkl_core.contracts.planning import SolveStatus, Step
from mrkl_core.contracts.reasoning import Landmarks
from mrkl_core.errors import BadRequest, Exhausted
from mrkl_core.planning.execute import Fact
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.reasoning.ground import (
    Condition,
    Effect,
    Operator,
    Task,
    Ungroundable,
    bits_of,
    ground,
)
from mrkl_core.planning.reasoning.ground_pddl import solve_ground
from mrkl_core.planning.reasoning.pairs import pairs
from mrkl_core.planning.reasoning.relaxed import TooLarge
from mrkl_core.planning.reasoning.statespace import explore

#: So many states are looked at before an engine is asked.
FEW_STATES = 3000

#: The most of what is left of the time that goes into one fact.
QUESTION_SHARE = 0.25


def landmarks(domain: Domain, problem: Problem, seconds: float) -> Landmarks:
    """The landmarks of a classical problem.

    Raises BadRequest where facts alone do not make its states, Exhausted where they are too
    many.
    """
    until = time.monotonic() + seconds
    try:
        task = ground(domain, problem, until)
    except Ungroundable as reason:
        raise BadRequest(f"landmarks cover classical problems; this one has {reason}") from reason
    except TooLarge as reason:
        raise Exhausted("the problem is too large to be grounded within the limits") from reason
    settled = _settle(task, until)
    if settled is False:
        return Landmarks((), (), (), (), solvable=False)
    certain = relaxed = relaxed_landmarks(task)
    open_ = _every(task) if settled is None else _along(task, settled)
    open_ &= ~certain & ~task.initial
    undecided = 0
    while open_:
        fact = open_ & -open_
        open_ &= ~fact
        avoided = _settle(_avoiding(task, fact), until)
        if avoided is False:
            certain |= fact
        elif avoided is None:
            undecided |= fact
        else:
            open_ &= _along(task, avoided)
    trivial = task.initial | _of_the_goal(task)
    certain &= ~trivial
    needed = relaxed & certain
    for bit in bits_of(certain & ~needed):
        if _settle(_needing_no(task, 1 << bit), until) is False:
            needed |= 1 << bit
    ordered = _from_the_goal(task, certain)
    plain = [bit for bit in ordered if relaxed >> bit & 1]
    subtle = [bit for bit in ordered if not relaxed >> bit & 1]
    return Landmarks(
        needed=_said(task, [bit for bit in (*plain, *subtle) if needed >> bit & 1]),
        passed=_said(task, [bit for bit in (*plain, *subtle) if not needed >> bit & 1]),
        trivial=_said(task, bits_of(trivial)),
        undecided=_said(task, bits_of(undecided & ~trivial)),
        relaxed=_said(task, plain),
    )


def plain_landmarks(task: Task) -> tuple[Fact, ...]:
    """Landmarks of a solvable problem, neither true at the start nor a goal, that the delete
    relaxation proves: found at once, but not all there are.
    """
    return task.facts_of(relaxed_landmarks(task) & ~task.initial & ~_of_the_goal(task))


def relaxed_landmarks(task: Task) -> int:
    """The facts, as bits, that hold at some time in every plan of the delete relaxation."""
    every = _every(task)
    before = [every] * len(task.facts)
    for bit in bits_of(task.initial):
        before[bit] = 1 << bit
    moves = [
        (bits_of(operator.needs.needs | effect.when.needs), bits_of(effect.adds))
        for operator in task.operators
        for effect in operator.effects
        if effect.adds
    ]
    grown = True
    while grown:
        grown = False
        for needs, adds in moves:
            behind = 0
            for bit in needs:
                behind |= before[bit]
            for bit in adds:
                known = before[bit] & (behind | 1 << bit)
                if known != before[bit]:
                    before[bit] = known
                    grown = True
    shared = every
    for goal in task.goals:
        behind = 0
        for bit in bits_of(goal.needs):
            behind |= before[bit]
        shared &= behind
    return shared


def _settle(task: Task, until: float) -> tuple[Step, ...] | Literal[False] | None:
    """A plan; False if it was proved that there is none; None if it was not settled."""
    left = until - time.monotonic()
    if left <= 0:
        return None
    soon = time.monotonic() + left * QUESTION_SHARE
    seen = explore(task, soon, FEW_STATES)
    found = seen.path(task.goals)
    if found is not None:
        return found
    if seen.complete:
        return False
    with suppress(TooLarge):
        known = pairs(task, until)
        if not any(known.possible(goal) for goal in task.goals):
            return False
    answer, plan = solve_ground(task, max(soon - time.monotonic(), 0.1))
    if answer.status is SolveStatus.UNSOLVABLE:
        return False
    return plan


def _avoiding(task: Task, fact: int) -> Task:
    """The same problem, in which nothing may make a fact true that is false at first."""
    kept: list[Operator] = []
    for operator in task.operators:
        kept.extend(_unless(operator, [e for e in operator.effects if e.adds & fact]))
    return replace(task, operators=tuple(kept))


def _needing_no(task: Task, fact: int) -> Task:
    """The same problem, in which no action may rest on a fact that the goal does not name."""
    kept: list[Operator] = []
    for operator in task.operators:
        if not operator.needs.needs & fact:
            kept.extend(_unless(operator, [e for e in operator.effects if e.when.needs & fact]))
    return replace(task, operators=tuple(kept))


def _unless(operator: Operator, effects: Iterable[Effect]) -> list[Operator]:
    """The operator in the cases in which none of these effects happens; none if one always does."""
    cases = [operator.needs]
    for effect in effects:
        literals = [
            *(Condition(forbids=1 << bit) for bit in bits_of(effect.when.needs)),
            *(Condition(needs=1 << bit) for bit in bits_of(effect.when.forbids)),
        ]
        cases = [
            Condition(case.needs | other.needs, case.forbids | other.forbids)
            for case in cases
            for other in literals
            if not (case.needs & other.forbids or case.forbids & other.needs)
        ]
    return [replace(operator, needs=case) for case in cases]


def _along(task: Task, plan: tuple[Step, ...]) -> int:
    """The facts that hold at some time in a plan."""
    state = seen = task.initial
    for step in plan:
        operator = next(o for o in task.applicable(state) if o.step == step)
        state = operator.apply(state)
        seen |= state
    return seen


def _from_the_goal(task: Task, found: int) -> list[int]:
    """Landmarks in the order in which one meets them going backwards from the goal, by what
    all that make one true need; those that are not met so come last.
    """
    asked = [_every(task)] * len(task.facts)
    for operator in task.operators:
        for effect in operator.effects:
            needs = operator.needs.needs | effect.when.needs
            for bit in bits_of(effect.adds):
                asked[bit] &= needs
    order = bits_of(_of_the_goal(task))
    met = _of_the_goal(task)
    for bit in order:  # grows on the way
        if not task.initial >> bit & 1:
            new = asked[bit] & ~met
            met |= new
            order += bits_of(new)
    first = [bit for bit in order if found >> bit & 1]
    return first + bits_of(found & ~met)


def _of_the_goal(task: Task) -> int:
    """The facts that hold in every state that meets the goal because it names them."""
    shared = _every(task)
    for goal in task.goals:
        shared &= goal.needs
    return shared


def _every(task: Task) -> int:
    return (1 << len(task.facts)) - 1


def _said(task: Task, bits: Iterable[int]) -> tuple[str, ...]:
    return tuple(f"({' '.join(task.facts[bit])})" for bit in bits)

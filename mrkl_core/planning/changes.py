"""What each step of a plan changes, told in a domain's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.planning import Plan, Simulation, SolveResult, Step, StepChange
from mrkl_core.errors import BadRequest
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.tree import Domain, Fluent, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.simulate import simulate

_COST = "(total-cost)"


def step_changes(
    domain: Domain, problem: Problem, solved: SolveResult, narrator: Narrator
) -> tuple[StepChange, ...]:
    """One item a step; none where the plan's states cannot be told."""
    steps = solved.plan or ()
    written = WrittenPlan(
        Plan(steps, times=solved.times), (0,) * len(steps), temporal=bool(solved.times)
    )
    try:
        found = simulate(domain, problem, written)
    except BadRequest:
        return ()
    told = _in_time(steps, found) if solved.times else _in_order(problem, found)
    if len(told) != len(steps):
        return ()
    if solved.times:
        told = [
            replace(change, start=start, duration=duration)
            for change, (start, duration) in zip(told, solved.times, strict=True)
        ]
    return tuple(
        replace(
            change,
            added=tuple(narrator.fact(fact) for fact in change.added),
            removed=tuple(narrator.fact(fact) for fact in change.removed),
        )
        for change in told
    )


def _in_order(problem: Problem, found: Simulation) -> list[StepChange]:
    """The changes of a sequence, with each step's own cost where that can be told."""
    metric = problem.metric
    counted = metric is not None and metric.expression == Fluent("total-cost")
    spent = found.numbers.get(_COST, 0.0)
    told = []
    for change in found.transitions:
        now = change.changed.get(_COST, spent)
        cost = now - spent if counted else 1.0 if metric is None else None
        told.append(StepChange(change.added, change.removed, cost))
        spent = now
    return told


def _in_time(steps: Sequence[Step], found: Simulation) -> list[StepChange]:
    """The changes from the start of each step to its end, without what comes and goes."""
    told: list[StepChange | None] = [None] * len(steps)
    waiting: dict[Step, list[int]] = {}
    for index, step in enumerate(steps):
        waiting.setdefault(step, []).append(index)
    running: dict[Step, list[int]] = {}
    for change in found.transitions:
        queue = running.get(change.step) if change.phase == "end" else waiting.get(change.step)
        if not queue:  # a timed fact, which is no step's
            continue
        index = queue.pop(0)
        if change.phase == "start":
            running.setdefault(change.step, []).append(index)
        before = told[index] or StepChange((), ())
        added = dict.fromkeys((*before.added, *change.added))
        removed = dict.fromkeys((*before.removed, *change.removed))
        told[index] = StepChange(
            tuple(f for f in added if f not in removed),
            tuple(f for f in removed if f not in added),
        )
    return [change for change in told if change is not None]

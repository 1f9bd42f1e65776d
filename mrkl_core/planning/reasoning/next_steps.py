"""Which applicable step lies on a cheapest plan: by what each costs and leaves to do."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

from mrkl_core.contracts.planning import SolveOptions, SolveResult, SolveStatus
from mrkl_core.contracts.reasoning import NextStep, NextSteps
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.reasoning.successors import applicable, state_of
from mrkl_core.planning.solve import solve

#: The share of the time that the first question, the cost of an optimal plan, may take.
FIRST_SHARE = 0.5


def next_steps(domain: Domain, problem: Problem, seconds: float) -> NextSteps:
    """Every applicable step with the least cost of a plan that begins with it."""
    until = time.monotonic() + seconds
    text = print_domain(domain)
    best = _optimal(text, problem, seconds * FIRST_SHARE)
    here = applicable(Execution(domain, problem))
    if best.status is SolveStatus.UNSOLVABLE:
        return NextSteps(None, tuple(NextStep(s, None, None, True) for s in here), solvable=False)
    least = best.cost if best.status is SolveStatus.SOLVED_OPTIMALLY else None
    first = best.plan[0] if least is not None and best.plan else None
    found: list[NextStep] = []
    for index, step in enumerate(here):
        if step == first:
            found.append(NextStep(step, least, True))
            continue
        execution = Execution(domain, problem)
        if isinstance(execution.take(step), Refusal):
            continue
        price = float(execution.cost(1))
        left = (until - time.monotonic()) / (len(here) - index)
        rest = (
            # Who settled the first question fits these, and need not race again.
            _optimal(text, _from(problem, execution), left, best.engine) if left > 0.05 else None
        )
        if rest is None:
            found.append(NextStep(step, None, None))
        elif rest.status is SolveStatus.UNSOLVABLE:
            found.append(NextStep(step, None, False, dead_end=True))
        elif rest.status is SolveStatus.SOLVED_OPTIMALLY and rest.cost is not None:
            cost = price + rest.cost
            found.append(NextStep(step, cost, None if least is None else cost <= least))
        else:
            found.append(NextStep(step, None, None))
    return NextSteps(least, tuple(found), solvable=True if best.status.solved else None)


def _from(problem: Problem, execution: Execution) -> Problem:
    """The problem from where an execution is; what was paid so far is not counted again."""
    if ("total-cost",) in execution.state.numbers:
        execution.state.numbers[("total-cost",)] = Fraction(0)
    execution.state.numbers.pop(("total-time",), None)
    return replace(problem, init=state_of(execution))


def _optimal(domain: str, problem: Problem, seconds: float, engine: str = "") -> SolveResult:
    options = SolveOptions(engine=engine, optimal=True, timeout_s=seconds)
    return solve(domain, print_problem(problem), options)

"""A plan executed step by step, with what each step changed."""

from __future__ import annotations

from dataclasses import replace

from mrkl_core.contracts.planning import Simulation, Transition, Validation
from mrkl_core.errors import BadRequest
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.history import History
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL, features
from mrkl_core.planning.pddl.tree import TRUE, Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.timeline import simulate_in_time, told_facts, told_numbers
from mrkl_core.planning.validate import conclude, refused


def require_sequential(domain: Domain, problem: Problem, what: str) -> None:
    """Raises BadRequest if the problem uses what mrkl's own execution does not cover."""
    beyond = sorted(features(domain, problem) & BEYOND_SEQUENTIAL)
    if beyond:
        raise BadRequest(
            f"{what} covers plans that are sequences; this problem uses {', '.join(beyond)}",
            hint="such a plan can be validated",
            metadata={"features": ", ".join(beyond)},
        )


def progress(domain: Domain, problem: Problem, plan: WrittenPlan) -> Simulation:
    """What some steps change, whatever the goal is; stops before the first that fails."""
    return simulate(domain, replace(problem, goal=TRUE, metric=None), plan)


def simulate(domain: Domain, problem: Problem, plan: WrittenPlan) -> Simulation:
    """The plan executed from the initial state; stops before the first step that fails.

    Raises BadRequest where states also change by themselves.
    """
    used = features(domain, problem)
    if used & BEYOND_SEQUENTIAL:
        return simulate_in_time(domain, problem, plan, used)
    execution = Execution(domain, problem)
    history = History(execution)
    initial = told_facts(execution.facts())
    numbers = told_numbers(execution.state.numbers)
    transitions: list[Transition] = []
    validation: Validation | None = None
    for index, step in enumerate(plan.steps):
        taken = history.take(step)
        if isinstance(taken, Refusal):
            validation = refused(history, step, taken, plan.lines[index])
            break
        transitions.append(
            Transition(
                step,
                told_facts(taken.added),
                told_facts(taken.removed),
                told_numbers(taken.numbers),
            )
        )
    return Simulation(
        initial,
        tuple(transitions),
        told_facts(execution.facts()),
        validation or conclude(history),
        numbers,
    )

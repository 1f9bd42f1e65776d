"""A plan in time, told by what happens when: each step that lasts has a start and an end.

Only effects are executed here; whether conditions hold meanwhile is the validator's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from mrkl_core.contracts.planning import Simulation, Transition
from mrkl_core.errors import BadRequest
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.evaluate import Unevaluable
from mrkl_core.planning.execute import Execution, Fact, Refusal
from mrkl_core.planning.happenings import Running, happenings, has_time
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.validate import validate_plan

#: What changes states between happenings, or makes them more than facts and numbers.
NOT_SIMULATED = frozenset(("continuous-effects", "object-fluents", "time"))


def simulate_in_time(
    domain: Domain, problem: Problem, plan: WrittenPlan, features: frozenset[str]
) -> Simulation:
    """What happens when in a plan in time, and whether it works. Raises BadRequest."""
    beyond = sorted(features & NOT_SIMULATED)
    if beyond:
        raise _not_simulated(f"this uses {', '.join(beyond)}", ", ".join(beyond))
    validation = validate_plan(domain, problem, plan, features)
    execution = Execution(domain, problem)
    initial = told_facts(execution.facts())
    numbers = told_numbers(execution.state.numbers)
    try:
        transitions = tuple(_transitions(execution, plan))
    except Unjudged as reason:
        raise _not_simulated(str(reason)) from reason
    return Simulation(initial, transitions, told_facts(execution.facts()), validation, numbers)


def told_facts(facts: frozenset[Fact]) -> tuple[str, ...]:
    """Facts as PDDL writes them, sorted."""
    return tuple(sorted(f"({' '.join(fact)})" for fact in facts))


def told_numbers(numbers: Mapping[Fact, Fraction]) -> dict[str, float]:
    """Numbers by their function as PDDL writes it."""
    return {f"({' '.join(key)})": float(value) for key, value in sorted(numbers.items())}


def _transitions(execution: Execution, plan: WrittenPlan) -> Iterator[Transition]:
    """What each point changes, up to the first that cannot be executed."""
    running = Running(execution)
    for time, points in happenings(execution, plan):
        for point in points:
            try:
                found = running.ready(point)
                if isinstance(found, Refusal):
                    return
                change = execution.happen(found[1], {})
            except Unevaluable:
                return
            yield Transition(
                point.step,
                told_facts(change.added),
                told_facts(change.removed),
                told_numbers(change.numbers),
                float(time) if has_time(execution) else None,
                point.phase,
            )
        running.ended(points)


def _not_simulated(why: str, features: str = "") -> BadRequest:
    return BadRequest(
        f"simulation covers states that only steps change; {why}",
        hint="such a plan can be validated",
        metadata={"features": features} if features else {},
    )

"""Whether a plan works: executed step by step, independently of whoever made it."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import Step, Validation
from mrkl_core.planning.evaluate import Unevaluable
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.kairos_validator import validate_with_kairos
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan

CHECK = "the plan reaches the goal"
METHOD = "executed step by step by mrkl's validator"


def validate_plan(
    domain: Domain, problem: Problem, plan: WrittenPlan, features: frozenset[str]
) -> Validation:
    """Whether the plan works for a problem that uses these features.

    mrkl's validator executes what is sequential; Kairos' one checks plans in time, under
    constraints and with preferences.
    """
    if features & BEYOND_SEQUENTIAL:
        return validate_with_kairos(domain, problem, plan)
    return validate_steps(Execution(domain, problem), plan.steps, plan.lines)


def validate_steps(
    execution: Execution, steps: Sequence[Step], lines: Sequence[int] = ()
) -> Validation:
    """Whether these steps lead an execution from where it is to its goal."""
    for index, step in enumerate(steps):
        taken = execution.take(step)
        if isinstance(taken, Refusal):
            return refused(index, step, taken, lines)
    return conclude(execution, len(steps))


def conclude(execution: Execution, steps: int) -> Validation:
    """The verdict on a plan of which every step was taken."""
    unmet = execution.unmet(execution.problem.goal, {})
    if unmet:
        said = "the plan ends, but the goal does not hold: " + ", ".join(unmet)
        return failed(None, unmet, said)
    try:
        cost = execution.cost(steps)
    except (Unevaluable, OverflowError) as reason:
        return failed(None, (), f"the metric cannot be computed: {reason}")
    said = f"{steps} step(s), cost {cost:g}"
    evidence = Evidence(CHECK, METHOD, Verdict.PASSED, said)
    return Validation(True, cost, None, (), f"the plan is valid: {said}", "mrkl", (evidence,))


def refused(index: int, step: Step, refusal: Refusal, lines: Sequence[int] = ()) -> Validation:
    """The verdict on a plan whose step of this index cannot be taken."""
    place = f"line {lines[index]}: " if lines else ""
    said = f"{place}step {index + 1} ({' '.join(step)}) fails: {refusal.message}"
    if refusal.unmet:
        said += ": " + ", ".join(refusal.unmet)
    return failed(index, refusal.unmet, said)


def failed(step: int | None, unmet: tuple[str, ...], message: str) -> Validation:
    """The verdict on a plan that does not work."""
    evidence = Evidence(CHECK, METHOD, Verdict.FAILED, message)
    return Validation(False, None, step, unmet, message, "mrkl", (evidence,))

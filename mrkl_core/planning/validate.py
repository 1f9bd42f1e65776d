"""Whether a plan works: executed step by step, independently of whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import Step, Validation
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.evaluate import Unevaluable
from mrkl_core.planning.execute import Execution, Refusal, Unmet, told
from mrkl_core.planning.history import History
from mrkl_core.planning.kairos_validator import validate_with_kairos
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.validate_in_time import METHOD as IN_TIME
from mrkl_core.planning.validate_in_time import validate_in_time

CHECK = "the plan reaches the goal"
METHOD = "executed step by step by mrkl's validator"


def validate_plan(
    domain: Domain, problem: Problem, plan: WrittenPlan, features: frozenset[str]
) -> Validation:
    """Whether the plan works for a problem that uses these features.

    mrkl's validator executes it; a plan in time, under constraints or with preferences is checked
    by Kairos' one, too, and works only if both say so.
    """
    if not features & BEYOND_SEQUENTIAL:
        return validate_steps(Execution(domain, problem), plan.steps, plan.lines)
    try:
        ours = validate_in_time(domain, problem, plan, features)
    except Unjudged as reason:
        theirs = validate_with_kairos(domain, problem, plan)
        unchecked = Evidence(CHECK, IN_TIME, Verdict.UNCHECKED, str(reason))
        return replace(theirs, evidence=(*theirs.evidence, unchecked))
    return _agreed(ours, validate_with_kairos(domain, problem, plan))


def _agreed(ours: Validation, theirs: Validation) -> Validation:
    evidence = (*ours.evidence, *theirs.evidence)
    judged = all(one.verdict is not Verdict.UNCHECKED for one in theirs.evidence)
    if judged and ours.valid != theirs.valid:
        said = f"mrkl's validator: {ours.message}; Kairos' validator: {theirs.message}"
        said = f"two validators do not agree, so this is no plan: {said}"
        return Validation(False, None, None, (), said, "mrkl, kairos", evidence)
    return replace(ours, evidence=evidence)


def validate_steps(
    execution: Execution, steps: Sequence[Step], lines: Sequence[int] = ()
) -> Validation:
    """Whether these steps lead an execution from where it is to its goal."""
    history = History(execution)
    for index, step in enumerate(steps):
        taken = history.take(step)
        if isinstance(taken, Refusal):
            return refused(history, step, taken, lines[index] if lines else None)
    return conclude(history)


def conclude(history: History) -> Validation:
    """The verdict on a plan of which every step was taken."""
    execution = history.execution
    unmet = execution.unmet(execution.problem.goal, {})
    if unmet:
        said = f"the plan ends, but the goal does not hold: {told(unmet)}"
        return _failed(history, said, unmet)
    steps = len(history.steps)
    try:
        cost = execution.cost(steps)
    except (Unevaluable, OverflowError) as reason:
        return _failed(history, f"the metric cannot be computed: {reason}")
    said = f"{steps} step(s), cost {cost:g}"
    evidence = Evidence(CHECK, METHOD, Verdict.PASSED, said)
    return Validation(True, cost, None, (), f"the plan is valid: {said}", "mrkl", (evidence,))


def refused(history: History, step: Step, refusal: Refusal, line: int | None = None) -> Validation:
    """The verdict on a plan whose next step cannot be taken."""
    index = len(history.steps)
    place = f"line {line}: " if line is not None else ""
    said = f"{place}step {index + 1} ({' '.join(step)}) fails: {refusal}"
    return _failed(history, said, refusal.unmet, index)


def _failed(
    history: History, message: str, unmet: Sequence[Unmet] = (), step: int | None = None
) -> Validation:
    return Validation(
        valid=False,
        cost=None,
        failed_step=step,
        unmet=tuple(part.text for part in unmet),
        message=message,
        validator="mrkl",
        evidence=(Evidence(CHECK, METHOD, Verdict.FAILED, message),),
        causes=history.causes(unmet),
        state=history.state(),
    )

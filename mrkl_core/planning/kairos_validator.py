"""A second opinion on plans in time, under constraints and with preferences: Kairos' validator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import Plan, Validation
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan, print_plan
from mrkl_core.planning.spelling import Spelling, spelling

if TYPE_CHECKING:
    import kairos

METHOD = "checked by Kairos' validator, which is not its search"
CHECK = "the plan reaches the goal"


def validate_with_kairos(domain: Domain, problem: Problem, plan: WrittenPlan) -> Validation:
    """Whether a plan works, as Kairos' validator (VAL's semantics) sees it."""
    try:
        import kairos
    except ImportError as error:
        raise EngineMissing(
            "checking a plan with times or constraints needs Kairos, which is not installed",
            hint="pip install kairos-planner",
        ) from error
    given = Spelling(domain.source.text, problem.source.text)
    try:
        report = _judged(given, plan.plan)
        if report.status == kairos.ValidationStatus.BAD_INPUT:
            # What we could read and Kairos cannot, it may read in our spelling.
            given = spelling(domain, problem)
            report = _judged(given, plan.plan)
    except kairos.PddlError as error:
        return _verdict(False, None, None, given.told(str(error)))
    said = given.told("; ".join(d.message for d in report.diagnostics))
    if report.status == kairos.ValidationStatus.UNSUPPORTED:
        said = said or "Kairos' validator does not support this problem"
        evidence = Evidence(CHECK, METHOD, Verdict.UNCHECKED, said)
        return Validation(False, None, None, (), said, "kairos", (evidence,))
    if not report.valid:
        return _verdict(False, None, report.failed_step, said or "the plan is not valid")
    cost = report.metric if report.metric is not None else report.makespan
    return _verdict(True, cost, None, f"{len(plan.steps)} step(s), cost {cost:g}")


def _judged(given: Spelling, plan: Plan) -> kairos.ValidationReport:
    import kairos

    spelt = given.spelt(plan)
    steps = kairos.parse_plan(print_plan(spelt.steps, times=spelt.times, end=spelt.end))
    return kairos.validate_plan(given.domain, given.problem, steps)


def _verdict(valid: bool, cost: float | None, step: int | None, said: str) -> Validation:
    verdict = Verdict.PASSED if valid else Verdict.FAILED
    message = f"the plan is valid: {said}" if valid else said
    evidence = Evidence(CHECK, METHOD, verdict, said)
    return Validation(valid, cost, step, (), message, "kairos", (evidence,))

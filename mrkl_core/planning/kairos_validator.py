"""A second opinion on plans in time, under constraints and with preferences: Kairos' validator."""

from __future__ import annotations

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import Validation
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan, print_plan

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
    try:
        steps = kairos.parse_plan(print_plan(plan.steps, times=plan.plan.times, end=plan.plan.end))
    except kairos.PddlError as error:
        return _verdict(False, None, None, str(error))
    # What we could read and Kairos cannot, it may read in our spelling.
    texts = [(domain.source.text, problem.source.text), _printed(domain, problem)]
    report = kairos.validate_plan(*texts[0], steps)
    if report.status == kairos.ValidationStatus.BAD_INPUT:
        report = kairos.validate_plan(*texts[1], steps)
    said = "; ".join(d.message for d in report.diagnostics)
    if report.status == kairos.ValidationStatus.UNSUPPORTED:
        said = said or "Kairos' validator does not support this problem"
        evidence = Evidence(CHECK, METHOD, Verdict.UNCHECKED, said)
        return Validation(False, None, None, (), said, "kairos", (evidence,))
    if not report.valid:
        return _verdict(False, None, report.failed_step, said or "the plan is not valid")
    cost = report.metric if report.metric is not None else report.makespan
    return _verdict(True, cost, None, f"{len(plan.steps)} step(s), cost {cost:g}")


def _printed(domain: Domain, problem: Problem) -> tuple[str, str]:
    return print_domain(domain), print_problem(problem)


def _verdict(valid: bool, cost: float | None, step: int | None, said: str) -> Validation:
    verdict = Verdict.PASSED if valid else Verdict.FAILED
    message = f"the plan is valid: {said}" if valid else said
    evidence = Evidence(CHECK, METHOD, verdict, said)
    return Validation(valid, cost, step, (), message, "kairos", (evidence,))

"""Tools for those who write PDDL: what is wrong, what is the same, what a plan does, and why."""

from __future__ import annotations

from mrkl_core import Effect, Evidence, Example, Result, Tool, Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.pddl import Diagnostic, Equivalence
from mrkl_core.contracts.planning import Explanation, Simulation
from mrkl_core.contracts.reasoning import Diagnosis
from mrkl_core.schemas import Schema, arguments, array, or_null, result, text, truth
from mrkl_planner.tools import DOMAIN, PLAN_TEXT, SWAP, jobs, pddl, schema_of_texts, seconds


def lint(domain: str, problem: str = "") -> Result:
    """Says what is wrong or odd; see the tool's schema."""
    found: tuple[Diagnostic, ...] = jobs().lint(jobs().domain_text(domain), problem)
    said = "\n".join(
        f"{one.location or ''}: {one.severity.lower()} {one.code}: {one.message}" for one in found
    )
    return Result({"diagnostics": to_json(found)}, said or "nothing to complain of")


def lay_out(text: str) -> Result:
    """Lays a text out; see the tool's schema."""
    laid_out = jobs().lay_out(text)
    return Result({"text": laid_out}, laid_out)


def compare(domain: str, a: str, b: str) -> Result:
    """Says whether two problems are the same; see the tool's schema."""
    found: Equivalence = jobs().equivalent(jobs().domain_text(domain), a, b)
    word = {True: "the same", False: "different", None: "too alike and too large to decide"}
    differences = [f"only in {d.only_in}: {d.section} {d.text}" for d in found.differences]
    verdict = Verdict.UNCHECKED if found.same is None else Verdict.PASSED
    check = Evidence("the verdict", "renamings searched, goals compared by meaning", verdict)
    return Result(to_json(found), "\n".join([word[found.same], *differences]), (check,))


def simulate(domain: str, problem: str, plan: str) -> Result:
    """Executes a plan; see the tool's schema."""
    found: Simulation = jobs().simulate(jobs().domain_text(domain), problem, plan)
    said = "\n".join(
        f"({' '.join(one.step)}) {one.phase}".strip()
        + f": + {' '.join(one.added) or 'nothing'}; - {' '.join(one.removed) or 'nothing'}"
        for one in found.transitions
    )
    value = {**to_json(found), "valid": found.validation.valid}
    return Result(value, f"{said}\n{found.validation.message}".strip(), found.validation.evidence)


def explain(domain: str, problem: str, plan: str) -> Result:
    """Says why a plan is as it is; see the tool's schema."""
    found: Explanation = jobs().explain(jobs().domain_text(domain), problem, plan)
    said = "\n".join([found.summary, *(reason.sentence for reason in found.steps)])
    return Result(to_json(found), said, found.validation.evidence)


def diagnose(domain: str, problem: str) -> Result:
    """Says why there is no plan; see the tool's schema."""
    found: Diagnosis = jobs().diagnose(jobs().domain_text(domain), problem, seconds())
    parts = [f"can never hold: {goal.what} ({goal.proof})" for goal in found.unreachable]
    if found.conflict:
        parts.append(f"cannot all hold together: {' '.join(found.conflict)}")
    if found.missing:
        parts.append(f"one of these at the start would give a plan: {' '.join(found.missing)}")
    if found.landmarks:
        parts.append(f"every plan rests at some time on: {' '.join(found.landmarks)}")
    told = {True: "there is a plan", False: "there is no plan", None: "it was not settled"}
    verdict = Verdict.UNCHECKED if found.solvable is None else Verdict.PASSED
    check = Evidence(told[found.solvable], f"by {found.by}", verdict)
    return Result(to_json(found), "\n".join([told[found.solvable], *parts]), (check,))


def _facts(description: str) -> Schema:
    return array(description, {"type": "string"})


def _found(description: str) -> Schema:
    return array(description, {"type": "object"})


_STEPS = "(unstack a b)\n(putdown a)\n(pickup b)\n(stack b a)\n"


LINT = Tool(
    "lint",
    "Says what is wrong or odd with a PDDL domain, and with a problem for it: where, what, and "
    "what to do.",
    arguments({"domain": DOMAIN}, problem=pddl("A problem as PDDL text.")),
    result(diagnostics=_found("Code, severity, message, place and hint.")),
    lint,
    examples=(Example("What is wrong with this PDDL problem?", SWAP),),
)

LAY_OUT = Tool(
    "lay_out",
    "Lays out a PDDL text in one style; comments stay, and no word changes.",
    arguments({"text": pddl("The PDDL of a domain or of a problem.")}),
    result(text=text("The text laid out.")),
    lay_out,
    examples=(Example("Format this PDDL.", {"text": SWAP["problem"]}),),
)

COMPARE = Tool(
    "compare",
    "Says whether two PDDL problems are the same up to the names of objects, and if not, what "
    "differs.",
    arguments(
        {
            "domain": DOMAIN,
            "a": pddl("One problem as PDDL text."),
            "b": pddl("The other problem as PDDL text."),
        }
    ),
    result(
        same=or_null(truth("null if it could not be decided.")),
        renaming={"type": "object", "description": "What objects of a are called in b."},
        differences=_found("What only one of the two says."),
    ),
    compare,
    examples=(
        Example(
            "Are these two planning problems the same?",
            {"domain": "blocksworld", "a": SWAP["problem"], "b": SWAP["problem"]},
        ),
    ),
)

SIMULATE = Tool(
    "simulate",
    "Executes a plan, in time too, and tells what each step changes.",
    schema_of_texts({"plan": PLAN_TEXT}),
    result(
        initial=_facts("The facts at the start."),
        transitions=_found("Each step with what it adds and removes."),
        final=_facts("The facts at the end."),
        valid=truth("Whether the plan reaches the goal."),
    ),
    simulate,
    examples=(Example("What does each step of this plan change?", {**SWAP, "plan": _STEPS}),),
)

EXPLAIN = Tool(
    "explain",
    "Says for each step of a plan who needs what it gives, which steps nothing needs, and what "
    "every plan brings about.",
    schema_of_texts({"plan": PLAN_TEXT}),
    result(
        summary=text("The plan in a sentence."),
        steps=_found("For each step a reason, and whether it is redundant."),
        landmarks=_found("Facts of every plan, and when this one has them."),
    ),
    explain,
    Effect.READS,  # what is tried depends on the time there is
    examples=(Example("Why is each step in this plan?", {**SWAP, "plan": _STEPS}),),
)

DIAGNOSE = Tool(
    "diagnose",
    "Says why a planning problem has no plan: goals out of reach, goals in conflict, facts that "
    "would help; or what every plan rests on.",
    schema_of_texts(),
    result(
        solvable=or_null(truth("null if nobody could say.")),
        unreachable=_found("Goals that can never hold, each with its proof."),
        conflict=_facts("Goals that cannot all hold together."),
        smallest=truth("Whether no fewer goals are in conflict."),
        missing=_facts("Facts each of which would give a plan."),
        landmarks=_facts("What every plan rests on."),
    ),
    diagnose,
    Effect.READS,
    examples=(Example("Why does this problem have no plan?", SWAP),),
)

TOOLS = (LINT, LAY_OUT, COMPARE, SIMULATE, EXPLAIN, DIAGNOSE)

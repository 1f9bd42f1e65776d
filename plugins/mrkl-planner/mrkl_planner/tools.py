"""The tools: planning from words, solving and validating PDDL, listing domains."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from mrkl_core import Effect, Example, Failure, Result, Tool, remaining
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import (
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
    SolveResult,
    Validation,
)
from mrkl_core.schemas import Schema, arguments, array, number, or_null, result, text, truth, whole

#: Seconds kept back from the search for checking and telling what it found.
RESERVE_S = 2.0
DEFAULT_S = 30.0


def jobs() -> ModuleType:
    """mrkl's own planning, to which this plugin is the door; loaded by the first call."""
    from mrkl_core.planning import jobs

    return jobs


def pddl(description: str) -> Schema:
    """A text as long as PDDL may be."""
    return text(description, maxLength=1_000_000)


_TEXT: Schema = {"type": "string"}
_SOLVED = {
    "status": text("SOLVED_OPTIMALLY or SOLVED_SATISFICING."),
    "plan": array(
        "The steps: each an action's name and its arguments.", {"type": "array", "items": _TEXT}
    ),
    "cost": or_null(number("What the plan costs.")),
    "engine": text("The engine that found it."),
    "validated": truth("Whether a validator executed it."),
}
_ENGINE = text("The engine to use; mrkl chooses if left out.")
_OPTIMAL = truth("Only a plan proved cheapest will do.")
PLAN_TEXT = pddl("The plan, one (action argument …) a line.")
DOMAIN = pddl("A domain as PDDL text, or the name of one that is known.")

PROBLEM = (
    "(define (problem swap) (:domain blocksworld) (:objects a b) "
    "(:init (on a b) (on-table b) (clear a) (arm-empty)) (:goal (on b a)))"
)
#: A small task, for examples.
SWAP = {"domain": "blocksworld", "problem": PROBLEM}


def schema_of_texts(required: Mapping[str, Schema] | None = None, /, **optional: Schema) -> Schema:
    """The schema of a tool that takes a domain, a problem and some more."""
    problem = pddl("The problem as PDDL text.")
    return arguments({"domain": DOMAIN, "problem": problem, **(required or {})}, **optional)


def seconds() -> float:
    """What a question may take: what the caller has left, less what telling takes."""
    left = remaining()
    return DEFAULT_S if left is None else max(left - RESERVE_S, left / 2)


def plan(words: str, domain: str = "", engine: str = "", optimal: bool = False) -> Result | Failure:
    """Plans what words ask for; see the tool's schema."""
    answer: PlanAnswer = jobs().plan(words, domain, to_json(_options(engine, optimal)), whole=True)
    if not answer.validated or answer.plan is None:
        return _no_plan(answer)
    told = "\n".join(f"{number}. {step}" for number, step in enumerate(answer.steps, start=1))
    value = {
        "status": answer.status,
        "domain": answer.domain,
        "problem": answer.problem,
        "plan": answer.plan,
        "steps": answer.steps,
        "cost": answer.cost,
        "assumptions": answer.assumptions,
        "engine": answer.engine,
        "validated": answer.validated,
    }
    return Result(to_json(value), f"{answer.summary}\n{told}".strip(), answer.evidence)


def solve(domain: str, problem: str, engine: str = "", optimal: bool = False) -> Result | Failure:
    """Solves a PDDL problem; see the tool's schema."""
    text = jobs().domain_text(domain)
    found: SolveResult = jobs().solve(text, problem, to_json(_options(engine, optimal)))
    if not found.status.solved or found.plan is None:
        return _unsolved(found)
    value = {name: getattr(found, name) for name in _SOLVED}
    steps = "\n".join("(" + " ".join(step) + ")" for step in found.plan)
    text = f"A plan of {len(found.plan)} steps, cost {found.cost:g}:\n{steps}"
    return Result(to_json(value), text, found.evidence)


def validate(domain: str, problem: str, plan: str) -> Result:
    """Executes a plan; see the tool's schema."""
    found: Validation = jobs().validate(jobs().domain_text(domain), problem, plan)
    value = {
        "valid": found.valid,
        "cost": found.cost,
        "failed_step": found.failed_step,
        "unmet": list(found.unmet),
        "causes": to_json(found.causes),
        "state": list(found.state),
        "message": found.message,
    }
    return Result(value, found.message, found.evidence)


def domains() -> Result:
    """Lists the domains that have a name; see the tool's schema."""
    cards = [
        {"name": card.name, "description": card.description, "words": card.language}
        for card in jobs().domain_cards()
    ]
    return Result(cards, ", ".join(str(card["name"]) for card in cards))


def _options(engine: str, optimal: bool) -> SolveOptions:
    return SolveOptions(engine=engine, optimal=optimal, timeout_s=seconds())


def _no_plan(answer: PlanAnswer) -> Failure:
    hint = ""
    if answer.status is FormalizeStatus.NEEDS_INPUT:
        hint = "answer the question in the request"
    elif answer.status is FormalizeStatus.NOT_UNDERSTOOD:
        hint = "say it in other words, or leave it out"
    value = {"domain": answer.domain, "problem": answer.problem, "question": answer.question}
    value["unmatched"] = list(answer.unmatched)  # type: ignore[assignment]
    return Failure(answer.status.value, answer.summary, hint, value, answer.evidence)


def _unsolved(found: SolveResult) -> Failure:
    told = {
        "UNSOLVABLE": "There is no plan: the engine proved it.",
        "TIMEOUT": "No plan was found in the time there was.",
        "MEMOUT": "No plan was found in the memory there was.",
        "UNSUPPORTED": "No engine here supports what the problem needs.",
    }
    message = told.get(found.status.value, "The search ended without a plan and without a proof.")
    value: dict[str, Any] = {"engine": found.engine, "reasons": list(found.reasons)}
    return Failure(found.status.value, message, value=value, evidence=found.evidence)


_WORDS = (
    "Block a is on block b, block b is on the table and block a is clear. "
    "I want block b on block a."
)

# Not Effect.NONE: what a search finds depends on the time it has.
PLAN = Tool(
    "plan",
    "Plans what words ask for: reads them as a problem of a known domain, finds a plan, "
    "validates it and tells it in words.",
    arguments(
        {"words": text("What is the case now, and what should be.", _WORDS, maxLength=20_000)},
        domain=text("The domain's name; the words choose it if left out."),
        engine=_ENGINE,
        optimal=_OPTIMAL,
    ),
    result(
        **_SOLVED,
        domain=text("The domain."),
        problem=text("The problem in PDDL."),
        steps=array("One sentence for each action.", _TEXT),
        assumptions=array("What the words leave open and was assumed.", _TEXT),
    ),
    plan,
    Effect.READS,
    examples=(Example(_WORDS, {"words": _WORDS, "domain": "blocksworld"}),),
)

SOLVE = Tool(
    "solve",
    "Solves a planning problem given in PDDL and validates the plan.",
    schema_of_texts(engine=_ENGINE, optimal=_OPTIMAL),
    result(**_SOLVED),
    solve,
    Effect.READS,
)

VALIDATE = Tool(
    "validate",
    "Executes a plan step by step and says whether it reaches the goal, or where it fails.",
    schema_of_texts({"plan": PLAN_TEXT}),
    result(
        valid=truth("Whether the plan reaches the goal."),
        cost=or_null(number("What the plan costs.")),
        failed_step=or_null(whole("The first step that cannot be executed, from 0.")),
        unmet=array("What does not hold there.", _TEXT),
        causes=array(
            "For each unmet literal the step, from 0, that last changed it; "
            "-1 stands for the initial state.",
            result(literal=_TEXT, since={"type": "integer"}, by=text("That step.")),
        ),
        state=array("What holds there, of all that actions can change.", _TEXT),
        message=text("The verdict in words."),
    ),
    validate,
)

DOMAINS = Tool(
    "domains",
    "Lists the planning domains that are known by name, and whether words can be read for them.",
    arguments(),
    array(
        "The domains.",
        result(
            name=text("The domain's name."),
            description=text("What it is about."),
            words=truth("Whether words can be read for it."),
        ),
    ),
    domains,
)

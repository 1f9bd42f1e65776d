"""The tools: planning from words, solving and validating PDDL, listing domains."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from mrkl_core import Effect, Example, Failure, Result, Tool, remaining
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import (
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
    SolveResult,
    Validation,
)

#: Seconds kept back from the search for checking and telling what it found.
RESERVE_S = 2.0
DEFAULT_S = 30.0


def jobs() -> ModuleType:
    """mrkl's own planning, to which this plugin is the door; loaded by the first call."""
    from mrkl_core.planning import jobs

    return jobs


TEXT = {"type": "string", "maxLength": 1_000_000}
_PLAN = {
    "type": "array",
    "description": "The steps: each an action's name and its arguments.",
    "items": {"type": "array", "items": {"type": "string"}},
}
_SOLVED = {
    "status": {"type": "string", "description": "SOLVED_OPTIMALLY or SOLVED_SATISFICING."},
    "plan": _PLAN,
    "cost": {"type": ["number", "null"], "description": "What the plan costs."},
    "engine": {"type": "string", "description": "The engine that found it."},
    "validated": {"type": "boolean", "description": "Whether a validator executed it."},
}
_ENGINE = {"type": "string", "description": "The engine to use; mrkl chooses if left out."}
_OPTIMAL = {"type": "boolean", "description": "Only a plan proved cheapest will do."}
DOMAIN = {**TEXT, "description": "A domain as PDDL text, or the name of one that is known."}

PROBLEM = (
    "(define (problem swap) (:domain blocksworld) (:objects a b) "
    "(:init (on a b) (on-table b) (clear a) (arm-empty)) (:goal (on b a)))"
)
#: A small task, for examples.
SWAP = {"domain": "blocksworld", "problem": PROBLEM}


def schema_of_texts(required: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """The schema of a tool that takes a domain, a problem and some more."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["domain", "problem", *required],
        "properties": {
            "domain": DOMAIN,
            "problem": {**TEXT, "description": "The problem as PDDL text."},
            **more,
        },
    }


def result_of(**properties: Any) -> JsonObject:
    """The schema of a result that always has these properties."""
    return {"type": "object", "required": list(properties), "properties": properties}


def seconds() -> float:
    """What a question may take: what the caller has left, less what telling takes."""
    left = remaining()
    return DEFAULT_S if left is None else max(left - RESERVE_S, left / 2)


def plan(words: str, domain: str = "", engine: str = "", optimal: bool = False) -> Result | Failure:
    """Plans what words ask for; see the tool's schema."""
    answer: PlanAnswer = jobs().plan(words, domain, to_json(_options(engine, optimal)))
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
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["words"],
        "properties": {
            "words": {
                "type": "string",
                "description": "What is the case now, and what should be.",
                "examples": [_WORDS],
                "maxLength": 20_000,
            },
            "domain": {
                "type": "string",
                "description": "The domain's name; the words choose it if left out.",
            },
            "engine": _ENGINE,
            "optimal": _OPTIMAL,
        },
    },
    {
        "type": "object",
        "required": ["status", "domain", "problem", "plan", "steps", "assumptions", "validated"],
        "properties": {
            **_SOLVED,
            "domain": {"type": "string", "description": "The domain."},
            "problem": {"type": "string", "description": "The problem in PDDL."},
            "steps": {
                "type": "array",
                "description": "One sentence for each action.",
                "items": {"type": "string"},
            },
            "assumptions": {
                "type": "array",
                "description": "What the words leave open and was assumed.",
                "items": {"type": "string"},
            },
        },
    },
    plan,
    Effect.READS,
    examples=(Example(_WORDS, {"words": _WORDS, "domain": "blocksworld"}),),
)

SOLVE = Tool(
    "solve",
    "Solves a planning problem given in PDDL and validates the plan.",
    schema_of_texts(engine=_ENGINE, optimal=_OPTIMAL),
    {"type": "object", "required": ["status", "plan", "validated"], "properties": _SOLVED},
    solve,
    Effect.READS,
)

VALIDATE = Tool(
    "validate",
    "Executes a plan step by step and says whether it reaches the goal, or where it fails.",
    schema_of_texts(
        required=("plan",),
        plan={**TEXT, "description": "The plan, one (action argument …) a line."},
    ),
    {
        "type": "object",
        "required": ["valid", "failed_step", "unmet", "message"],
        "properties": {
            "valid": {"type": "boolean", "description": "Whether the plan reaches the goal."},
            "cost": {"type": ["number", "null"], "description": "What the plan costs."},
            "failed_step": {
                "type": ["integer", "null"],
                "description": "The first step that cannot be executed, from 0.",
            },
            "unmet": {
                "type": "array",
                "description": "What does not hold there.",
                "items": {"type": "string"},
            },
            "causes": {
                "type": "array",
                "description": "For each unmet literal the step, from 0, that last changed it; "
                "-1 stands for the initial state.",
                "items": {
                    "type": "object",
                    "required": ["literal", "since", "by"],
                    "properties": {
                        "literal": {"type": "string"},
                        "since": {"type": "integer"},
                        "by": {"type": "string", "description": "That step."},
                    },
                },
            },
            "state": {
                "type": "array",
                "description": "What holds there, of all that actions can change.",
                "items": {"type": "string"},
            },
            "message": {"type": "string", "description": "The verdict in words."},
        },
    },
    validate,
)

DOMAINS = Tool(
    "domains",
    "Lists the planning domains that are known by name, and whether words can be read for them.",
    {"type": "object", "additionalProperties": False, "properties": {}},
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "description", "words"],
            "properties": {
                "name": {"type": "string", "description": "The domain's name."},
                "description": {"type": "string", "description": "What it is about."},
                "words": {"type": "boolean", "description": "Whether words can be read for it."},
            },
        },
    },
    domains,
)

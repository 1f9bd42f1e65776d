"""Tools for those who plan step by step: exact answers about states, steps and plans."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core import Effect, Evidence, Example, Failure, Result, Tool, Verdict
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import Simulation, Validation
from mrkl_core.contracts.reasoning import (
    Landmarks,
    NeverReached,
    NextSteps,
    Reach,
    Reached,
    Simplification,
)
from mrkl_core.schemas import Schema, array, number, or_null, result, text, truth, whole
from mrkl_planner.tools import SWAP, jobs, pddl, schema_of_texts, seconds

_EXECUTED = "by mrkl's own execution of the domain"


def applicable(domain: str, problem: str, after: str = "") -> Result:
    """Lists what can be done; see the tool's schema."""
    found = jobs().applicable(jobs().domain_text(domain), problem, after)
    said = f"{len(found)} action(s) can be taken: {_steps(found)}"
    check = "exactly these actions can be taken"
    return Result({"actions": to_json(found)}, said, (Evidence(check, _EXECUTED),))


def progress(domain: str, problem: str, actions: str) -> Result | Failure:
    """Takes actions; see the tool's schema."""
    found: Simulation = jobs().progress(jobs().domain_text(domain), problem, actions)
    broken = found.validation
    if not broken.valid:
        told = {"failed_step": broken.failed_step, "unmet": list(broken.unmet)}
        hint = "ask for the applicable actions there"
        return Failure("NOT_APPLICABLE", broken.message, hint, told, broken.evidence)
    before, after = set(found.initial), set(found.final)
    added, removed = sorted(after - before), sorted(before - after)
    numbers: dict[str, float] = {}
    for transition in found.transitions:
        numbers.update(transition.changed)
    value = {"added": added, "removed": removed, "state": list(found.final), "numbers": numbers}
    said = f"becomes true: {_facts(added)}\nbecomes false: {_facts(removed)}"
    return Result(value, said, (Evidence("this is what the actions change", _EXECUTED),))


def reachable(
    domain: str, problem: str, facts: Sequence[str] = (), after: str = ""
) -> Result | Failure:
    """Says which facts can hold; see the tool's schema."""
    text = jobs().domain_text(domain)
    if facts:
        return _asked(jobs().reachable(text, problem, list(facts), after, seconds()))
    return _never(jobs().never_true(text, problem, after, seconds()), "facts")


def ever_applicable(
    domain: str, problem: str, actions: str = "", after: str = ""
) -> Result | Failure:
    """Says which actions can ever be taken; see the tool's schema."""
    text = jobs().domain_text(domain)
    if actions.strip():
        return _asked(jobs().ever_applicable(text, problem, actions, after, seconds()))
    return _never(jobs().never_applicable(text, problem, after, seconds()), "actions")


def landmarks(domain: str, problem: str, after: str = "") -> Result | Failure:
    """Finds what holds at some time in every plan; see the tool's schema."""
    found: Landmarks = jobs().landmarks(jobs().domain_text(domain), problem, after, seconds())
    if not found.solvable:
        return Failure("UNSOLVABLE", "There is no plan, so no fact is special to any.")
    value = {name: list(getattr(found, name)) for name in _LANDMARKS}
    method = "each proved: without it there is no plan; all others are avoided by a plan"
    said = f"in every plan: {_facts(found.needed)}\nalso: {_facts(found.passed)}"
    check = "these facts, and no others, hold at some time in every plan"
    return Result(value, said, _settled(check, method, found.undecided))


def next_actions(domain: str, problem: str, after: str = "") -> Result | Failure:
    """Judges every applicable action; see the tool's schema."""
    found: NextSteps = jobs().next_steps(jobs().domain_text(domain), problem, after, seconds())
    if found.solvable is False:
        return Failure("UNSOLVABLE", "There is no plan from here: the engine proved it.")
    best = [judged.step for judged in found.steps if judged.optimal]
    value = {
        "cost": found.cost,
        "best": to_json(best),
        "actions": [
            {
                "action": to_json(judged.step),
                "cost": judged.cost,
                "optimal": judged.optimal,
                "dead_end": judged.dead_end,
            }
            for judged in found.steps
        ],
    }
    open_ = [" ".join(judged.step) for judged in found.steps if judged.optimal is None]
    cost = "unknown" if found.cost is None else f"{found.cost:g}"
    said = f"optimal cost {cost}; a cheapest plan can begin with: {_steps(best)}"
    check = "the cost of a cheapest plan that begins with each action"
    method = "an engine proved each rest optimal, and its plan was executed"
    return Result(value, said, _settled(check, method, open_))


def simplify(domain: str, problem: str, plan: str) -> Result | Failure:
    """Leaves out what a plan does not need; see the tool's schema."""
    text = jobs().domain_text(domain)
    works: Validation = jobs().validate(text, problem, plan)
    if not works.valid:
        return Failure("INVALID_PLAN", works.message, evidence=works.evidence)
    found: Simplification = jobs().simplify(text, problem, plan, seconds())
    value = to_json(found)
    said = f"{len(found.removed)} step(s) left out; the plan now: {_steps(found.plan)}"
    check = "the shorter plan reaches the goal"
    return Result(value, said, (Evidence(check, _EXECUTED),))


def _asked(found: Sequence[Reached]) -> Result:
    said = "\n".join(f"{one.what}: {one.verdict.lower()}, {one.proof}" for one in found)
    value = {"verdicts": [_verdict(one) for one in found], "unreachable": _count(found)}
    return Result(value, said, _proofs(found))


def _never(found: NeverReached, what: str) -> Result:
    value = {
        "verdicts": [_verdict(one) for one in (*found.unreachable, *found.undecided)],
        "unreachable": found.count,
    }
    names = [one.what for one in found.unreachable]
    said = f"{found.count} {what} can never be: {_facts(names)}" if names else f"none of the {what}"
    return Result(value, said, _proofs((*found.unreachable, *found.undecided)))


def _verdict(one: Reached) -> JsonObject:
    told: JsonObject = {"what": one.what, "verdict": one.verdict.value, "proof": one.proof}
    if one.steps is not None:
        told["steps"] = to_json(one.steps)
    return told


def _count(found: Sequence[Reached]) -> int:
    return sum(one.verdict is Reach.UNREACHABLE for one in found)


def _proofs(found: Sequence[Reached]) -> tuple[Evidence, ...]:
    open_ = [one.what for one in found if one.verdict is Reach.UNDECIDED]
    proofs = sorted({one.proof for one in found if one.verdict is not Reach.UNDECIDED})
    return _settled("each verdict is proved", "; ".join(proofs) or "every state", open_)


def _settled(check: str, method: str, undecided: Sequence[str]) -> tuple[Evidence, ...]:
    passed = Evidence(check, method)
    if not undecided:
        return (passed,)
    said = f"not decided within the limits: {_facts(undecided)}"
    return (passed, Evidence(check, method, Verdict.UNCHECKED, said))


def _steps(steps: Sequence[Sequence[str]]) -> str:
    return _facts([f"({' '.join(step)})" for step in steps])


def _facts(facts: Sequence[str], most: int = 50) -> str:
    more = f" and {len(facts) - most} more" if len(facts) > most else ""
    return (" ".join(facts[:most]) + more) or "none"


_LANDMARKS = ("needed", "passed", "trivial", "undecided", "relaxed")
_STEP: Schema = {"type": "array", "items": {"type": "string"}}
_ACTIONS = text("One (action argument …) a line.")
_AFTER = pddl("Actions already taken since the initial state, one (action …) a line.")


def _told_facts(description: str) -> Schema:
    return array(description, {"type": "string"})


def _told_steps(description: str) -> Schema:
    return array(description, _STEP)


_VERDICTS = result(
    verdicts=array(
        "REACHABLE, with steps that lead there, UNREACHABLE or UNDECIDED.",
        result(
            {"steps": _told_steps("Steps that lead there.")},
            what=text("The fact or action."),
            verdict={"enum": [verdict.value for verdict in Reach]},
            proof=text("How it is known."),
        ),
    ),
    unreachable=whole("How many are unreachable in all."),
)

APPLICABLE = Tool(
    "applicable",
    "Lists exactly the ground actions that can be taken in the initial state of a planning "
    "problem, or after given actions.",
    schema_of_texts(after=_AFTER),
    result(actions=_told_steps("Each an action's name and its arguments.")),
    applicable,
    examples=(Example("Which actions are applicable in this state?", SWAP),),
)

PROGRESS = Tool(
    "progress",
    "Takes actions in a planning problem's initial state: which facts become true, which false, "
    "and the state then.",
    schema_of_texts(
        {"actions": _ACTIONS},
    ),
    result(
        added=_told_facts("Facts that were false and are true now."),
        removed=_told_facts("Facts that were true and are false now."),
        numbers={"type": "object", "description": "The new values of numbers that changed."},
        state=_told_facts("All facts that are true now."),
    ),
    progress,
    examples=(
        Example("What changes if a is unstacked from b?", {**SWAP, "actions": "(unstack a b)"}),
    ),
)

REACHABLE = Tool(
    "reachable",
    "Says of facts whether they can hold in any state that can be reached; without facts, lists "
    "those that never can.",
    schema_of_texts(facts=_told_facts("Ground facts, as (predicate object …)."), after=_AFTER),
    _VERDICTS,
    reachable,
    Effect.READS,  # what is decided depends on the time there is
    examples=(Example("Can (on a a) ever hold?", {**SWAP, "facts": ["(on a a)"]}),),
)

EVER_APPLICABLE = Tool(
    "ever_applicable",
    "Says of actions whether they can be taken in any state that can be reached; without actions, "
    "lists those that never can.",
    schema_of_texts(actions=_ACTIONS, after=_AFTER),
    _VERDICTS,
    ever_applicable,
    Effect.READS,
    examples=(
        Example("Which action can never become applicable?", {**SWAP, "actions": "(stack a a)"}),
    ),
)

LANDMARKS = Tool(
    "landmarks",
    "Finds the landmarks of a planning problem: facts that hold at some time in every plan.",
    schema_of_texts(after=_AFTER),
    result(
        needed=_told_facts("Landmarks that an action of every plan rests on."),
        passed=_told_facts("Landmarks that come about, needed by none or not all."),
        trivial=_told_facts("Facts of the initial state and of the goal."),
        undecided=_told_facts("Facts not decided within the limits."),
        relaxed=_told_facts(
            "Of needed and passed, those that plans without deletes rest on, "
            "too; the nearest to the goal first."
        ),
    ),
    landmarks,
    Effect.READS,
    examples=(Example("Which facts must hold on the way to the goal?", SWAP),),
)

NEXT_ACTIONS = Tool(
    "next_actions",
    "Says which applicable actions a cheapest plan can begin with, and what each costs in all.",
    schema_of_texts(after=_AFTER),
    result(
        cost=or_null(number("The cost of an optimal plan.")),
        best=_told_steps("Actions that an optimal plan can begin with."),
        actions=array(
            "Every applicable action.",
            result(
                action=_STEP,
                cost=or_null(number("Of a cheapest plan that begins so; null if unknown.")),
                optimal=or_null(truth("null if undecided.")),
                dead_end=truth("No plan begins so."),
            ),
        ),
    ),
    next_actions,
    Effect.READS,
    examples=(Example("What is the next action towards the goal?", SWAP),),
)

SIMPLIFY = Tool(
    "simplify",
    "Leaves out of a valid plan the steps it does not need, and lists single steps and pairs of "
    "consecutive ones that can each be left out.",
    schema_of_texts(
        {"plan": text("The plan, one (action argument …) a line.")},
    ),
    result(
        plan=_told_steps("The plan without the needless steps."),
        removed=array("The steps left out, from 0.", {"type": "integer"}),
        removable=array(
            "Single steps and pairs that can be left out alone.",
            {"type": "array", "items": {"type": "integer"}},
        ),
        complete=truth("Whether there was time to try all."),
        times=array(
            "Start and duration of each step of a plan in time; else empty.",
            {"type": "array", "items": {"type": "number"}},
        ),
    ),
    simplify,
    Effect.READS,
    examples=(
        Example(
            "Simplify this plan.",
            {
                **SWAP,
                "plan": "(unstack a b)\n(putdown a)\n(pickup a)\n(putdown a)\n"
                "(pickup b)\n(stack b a)\n",
            },
        ),
    ),
)

TOOLS = (APPLICABLE, PROGRESS, REACHABLE, EVER_APPLICABLE, LANDMARKS, NEXT_ACTIONS, SIMPLIFY)

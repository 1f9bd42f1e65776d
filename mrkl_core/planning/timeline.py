"""A plan in time, told by what happens when: each step that lasts has a start and an end.

Only effects are executed here; whether conditions hold meanwhile is the validator's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from mrkl_core.contracts.planning import Simulation, Step, Transition
from mrkl_core.errors import BadRequest
from mrkl_core.planning.evaluate import Unevaluable
from mrkl_core.planning.execute import Execution, Fact
from mrkl_core.planning.pddl.tree import (
    TRUE,
    And,
    Arithmetic,
    Assign,
    Atom,
    Domain,
    DurativeAction,
    Expression,
    Forall,
    Formula,
    Not,
    Number,
    Problem,
    Symbol,
    Timed,
    TimedInit,
    Value,
    When,
)
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.validate import validate_plan
from mrkl_core.records import dataclass

#: What changes states between happenings, or makes them more than facts and numbers.
NOT_SIMULATED = frozenset(("continuous-effects", "object-fluents", "time"))


@dataclass(frozen=True)
class _Happening:
    time: float
    phase: str
    step: Step
    effect: Formula
    bound: Mapping[str, str]


def simulate_in_time(
    domain: Domain, problem: Problem, plan: WrittenPlan, features: frozenset[str]
) -> Simulation:
    """What happens when in a plan in time, and whether it works."""
    beyond = sorted(features & NOT_SIMULATED)
    if beyond:
        raise BadRequest(
            f"simulation covers states that only steps change; this uses {', '.join(beyond)}",
            hint="such a plan can be validated",
            metadata={"features": ", ".join(beyond)},
        )
    validation = validate_plan(domain, problem, plan, features)
    execution = Execution(domain, problem)
    initial = told_facts(execution.facts())
    numbers = told_numbers(execution.state.numbers)
    transitions: list[Transition] = []
    for event in sorted(_happenings(domain, problem, plan), key=lambda h: (h.time, h.phase)):
        try:
            change = execution.happen(event.effect, event.bound)
        except Unevaluable:
            break
        transitions.append(
            Transition(
                event.step,
                told_facts(change.added),
                told_facts(change.removed),
                told_numbers(change.numbers),
                event.time,
                event.phase,
            )
        )
    return Simulation(
        initial, tuple(transitions), told_facts(execution.facts()), validation, numbers
    )


def told_facts(facts: frozenset[Fact]) -> tuple[str, ...]:
    """Facts as PDDL writes them, sorted."""
    return tuple(sorted(f"({' '.join(fact)})" for fact in facts))


def told_numbers(numbers: Mapping[Fact, Fraction]) -> dict[str, float]:
    """Numbers by their function as PDDL writes it."""
    return {f"({' '.join(key)})": float(value) for key, value in sorted(numbers.items())}


def _happenings(domain: Domain, problem: Problem, plan: WrittenPlan) -> Iterator[_Happening]:
    for fact in problem.init:
        if isinstance(fact, TimedInit):
            effect: Formula
            match fact.what:
                case Value(fluent, Number() as value):
                    effect = Assign("assign", fluent, value)
                case Atom() | Not():
                    effect = fact.what
                case _:
                    continue
            yield _Happening(float(fact.time.value), "", ("at",), effect, {})
    declared = {action.name: action for action in domain.actions}
    times = plan.plan.times or tuple((float(i), 0.0) for i in range(len(plan.steps)))
    for step, (start, duration) in zip(plan.steps, times, strict=True):
        action = declared.get(step[0])
        if action is None or len(action.parameters) != len(step) - 1:
            continue  # the validator says so
        bound = {p.name: value for p, value in zip(action.parameters, step[1:], strict=True)}
        if isinstance(action, DurativeAction):
            lasting = Fraction(duration).limit_denominator(10**6)
            for phase, time in (("start", start), ("end", start + duration)):
                effect = _at(action.effect, f"at {phase}", lasting)
                yield _Happening(time, phase, step, effect, bound)
        else:
            yield _Happening(start, "", step, action.effect, bound)


def _at(effect: Formula, when: str, duration: Fraction) -> Formula:
    """The part of an effect that happens at this end of a step."""
    match effect:
        case Timed(at, part):
            return _lasting(part, duration) if at == when else TRUE
        case And(parts):
            return And(tuple(_at(part, when, duration) for part in parts))
        case Forall(variables, part):
            return Forall(variables, _at(part, when, duration))
        case When(condition, part):
            return When(_untimed(condition), _at(part, when, duration))
        case _:
            return TRUE


def _untimed(condition: Formula) -> Formula:
    match condition:
        case Timed(_, part):
            return part
        case And(parts):
            return And(tuple(_untimed(part) for part in parts))
        case _:
            return condition


def _lasting(effect: Formula, duration: Fraction) -> Formula:
    """The effect with its duration for `?duration`."""
    match effect:
        case And(parts):
            return And(tuple(_lasting(part, duration) for part in parts))
        case Assign(_, _, value):
            return replace(effect, value=_number(value, duration))
        case _:
            return effect


def _number(expression: Expression, duration: Fraction) -> Expression:
    match expression:
        case Symbol("?duration"):
            return Number(duration)
        case Arithmetic(_, operands):
            return replace(expression, operands=tuple(_number(o, duration) for o in operands))
        case _:
            return expression

"""A domain in which nothing takes time: at least what is possible in the one with time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Domain,
    DurativeAction,
    Forall,
    Formula,
    Timed,
    When,
)


def without_time(domain: Domain) -> Domain:
    """Each action that takes time as one that does not: all that it asks, all that it makes."""
    actions: list[Action] = []
    for action in domain.actions:
        if isinstance(action, DurativeAction):
            parts = (
                action.condition.parts if isinstance(action.condition, And) else (action.condition,)
            )
            own = set(_untimed(action.effect))  # what it makes itself it need not find
            start = [
                p.part
                for p in parts
                if isinstance(p, Timed) and (p.when == "at start" or p.part not in own)
            ]
            effect = And(tuple(_untimed(action.effect)))
            condition = And(tuple(start))
            actions.append(Action(action.name, action.parameters, condition, effect, at=action.at))
        elif action.kind != "process":
            actions.append(action)
    return replace(domain, actions=tuple(actions))


def _untimed(effect: Formula) -> Iterator[Formula]:
    match effect:
        case And(parts):
            for part in parts:
                yield from _untimed(part)
        case Timed(_, part):
            yield from _untimed(part)
        case When(_, part):
            yield from _untimed(part)  # whatever its condition asks, and when
        case Forall(variables, part):
            yield Forall(variables, And(tuple(_untimed(part))))
        case _:
            yield effect

"""A ground problem as PDDL without variables, for engines to search."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.planning import SolveOptions, SolveResult, Step
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Atom,
    Domain,
    Formula,
    Not,
    Or,
    Predicate,
    Problem,
    When,
)
from mrkl_core.planning.reasoning.ground import Condition, Effect, Task, bits_of
from mrkl_core.planning.solve import solve


def solve_ground(task: Task, seconds: float) -> tuple[SolveResult, tuple[Step, ...] | None]:
    """What an engine says of the ground problem, and its plan in the problem's own steps."""
    width = len(task.facts)
    actions = tuple(
        Action(f"o{number}", (), _condition(operator.needs), _effects_of(operator.effects))
        for number, operator in enumerate(task.operators)
    )
    predicates = tuple(Predicate(f"f{bit}") for bit in range(width))
    domain = Domain("ground", _REQUIREMENTS, predicates=predicates, actions=actions)
    goal = Or(tuple(_condition(goal) for goal in task.goals))
    problem = Problem(
        "ground",
        "ground",
        init=tuple(_atom(bit) for bit in bits_of(task.initial)),
        goal=_condition(task.goals[0]) if len(task.goals) == 1 else goal,
    )
    options = SolveOptions(timeout_s=seconds)
    found = solve(print_domain(domain), print_problem(problem), options)
    if found.plan is None:
        return found, None
    return found, tuple(task.operators[int(name[1:])].step for (name,) in found.plan)


_REQUIREMENTS = (":strips", ":negative-preconditions", ":disjunctive-preconditions", ":adl")


def _atom(bit: int) -> Atom:
    return Atom(f"f{bit}")


def _condition(condition: Condition) -> Formula:
    return And(
        (
            *(_atom(bit) for bit in bits_of(condition.needs)),
            *(Not(_atom(bit)) for bit in bits_of(condition.forbids)),
        )
    )


def _effects_of(effects: Sequence[Effect]) -> Formula:
    parts: list[Formula] = []
    for effect in effects:
        changes: tuple[Formula, ...] = (
            *(Not(_atom(bit)) for bit in bits_of(effect.deletes)),
            *(_atom(bit) for bit in bits_of(effect.adds)),
        )
        if effect.when == Condition():
            parts.extend(changes)
        else:
            parts.append(When(_condition(effect.when), And(changes)))
    return And(tuple(parts))

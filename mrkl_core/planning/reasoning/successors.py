"""What can be done in a state, and what it changes: executed, nothing is grounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.planning import Step
from mrkl_core.errors import BadRequest
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.tree import Atom, Domain, Fluent, Init, Number, Problem, Value


def applicable(execution: Execution) -> tuple[Step, ...]:
    """Every step that can be taken now, in the order of the actions and their arguments."""
    found: list[Step] = []
    for action in execution.actions.values():
        names = [parameter.name for parameter in action.parameters]
        bindings = execution.state.solutions([action.precondition], {}, action.parameters)
        found.extend(sorted({(action.name, *(b[name] for name in names)) for b in bindings}))
    return tuple(found)


def progressed(domain: Domain, problem: Problem, steps: Sequence[Step]) -> Problem:
    """The problem as it is after some steps. Raises BadRequest if one cannot be taken."""
    if not steps:
        return problem
    execution = Execution(domain, problem)
    for number, step in enumerate(steps, 1):
        taken = execution.take(step)
        if isinstance(taken, Refusal):
            raise BadRequest(
                f"step {number} ({' '.join(step)}) cannot be taken: {taken}",
                hint="list the applicable steps there",
                metadata={"step": str(number)},
            )
    return replace(problem, init=state_of(execution))


def state_of(execution: Execution) -> tuple[Init, ...]:
    """The state an execution is in, as a problem states it."""
    facts = (
        Atom(name, terms)
        for name, *terms_ in sorted(execution.facts())
        for terms in [tuple(terms_)]
    )
    numbers = (
        Value(Fluent(name, tuple(terms)), Number(value))
        for (name, *terms), value in sorted(execution.state.numbers.items())
    )
    return (*facts, *numbers)

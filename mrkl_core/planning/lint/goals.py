"""Goals that hold already, exclude each other or are out of reach; actions that never apply."""

from __future__ import annotations

import time
from collections.abc import Iterator

from mrkl_core.planning.lint.finding import Finding, note, warning
from mrkl_core.planning.pddl.groups import Fact
from mrkl_core.planning.pddl.meaning import Meaning
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Atom,
    Domain,
    Forall,
    Formula,
    Problem,
    Timed,
    When,
)
from mrkl_core.planning.reasoning.relaxed import Relaxation, TooLarge, relax

#: Seconds that grounding may take before reachability is left out.
GROUNDING_S = 3.0

#: More unreachable goals are not told.
MAX_TOLD = 10


def judge(domain: Domain, problem: Problem) -> Iterator[Finding]:
    """What is odd with the goal, and which actions can never be applied."""
    source = problem.source
    places = dict(_places(problem.goal))
    goal = Meaning(domain, problem).of(problem.goal)
    at = next(iter(places.values()), max(source.text.lower().find("(:goal"), 0))
    if goal.conflict:
        facts = ", ".join(map(_told, sorted(goal.conflict)[:6]))
        place = next((places[f] for f in sorted(goal.conflict) if f in places), at)
        said = f"the goal can never hold: {facts} are never true together"
        yield warning(source, "GOAL_CONTRADICTORY", said, place)
    initial = {(a.name, *a.terms) for a in problem.init if isinstance(a, Atom)}
    plain = not goal.rest and problem.constraints is None and problem.metric is None
    if plain and goal.atoms <= initial and not goal.absent & initial and not goal.never:
        yield warning(source, "GOAL_HOLDS", "the goal holds already: the empty plan reaches it", at)
    try:
        relaxed = relax(domain, problem, time.monotonic() + GROUNDING_S)
    except TooLarge:
        said = "what can be reached was not looked at: grounding would take too long"
        yield note(source, "REACH_UNKNOWN", said, at)
        return
    derived = {rule.name for rule in domain.derived}
    missing = [f for f in sorted(places) if f not in relaxed and f[0] not in derived]
    for fact in missing[:MAX_TOLD]:
        said = f"{_told(fact)} cannot be reached, even if no action removed anything"
        yield warning(source, "GOAL_UNREACHABLE", said, places[fact], _why(fact, domain))
    yield from _idle(domain, problem, relaxed)


def _idle(domain: Domain, problem: Problem, relaxed: Relaxation) -> Iterator[Finding]:
    applied = {action.name for action, _ in relaxed.instances}
    for action in domain.actions:
        # A process only makes numbers grow, which the relaxation does not look at.
        goes_on = isinstance(action, Action) and action.kind == "process"
        if action.name not in applied and not goes_on:
            message = f"action {action.name!r} can never be applied in problem {problem.name!r}"
            yield note(domain.source, "ACTION_NEVER_APPLIES", message, action.at)


def _why(fact: Fact, domain: Domain) -> str:
    made = any(
        isinstance(a, Atom) and a.name == fact[0]
        for action in domain.actions
        for a in _atoms(action.effect)
    )
    return (
        "" if made else f"no action makes {fact[0]!r} true, and the initial state does not hold it"
    )


def _atoms(effect: Formula) -> Iterator[Formula]:
    match effect:
        case And(parts):
            for part in parts:
                yield from _atoms(part)
        case Timed(_, part) | Forall(_, part) | When(_, part):
            yield from _atoms(part)
        case _:
            yield effect


def _places(goal: Formula) -> Iterator[tuple[Fact, int]]:
    """The atoms that the goal wants in any case, with their places."""
    match goal:
        case Atom(name, terms, at):
            yield (name, *terms), at
        case And(parts):
            for part in parts:
                yield from _places(part)
        case _:
            pass


def _told(fact: Fact) -> str:
    return f"({' '.join(fact)})"

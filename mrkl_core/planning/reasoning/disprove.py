"""Whether a goal is out of reach, shown here: what an engine says of that is not all there is."""

from __future__ import annotations

from mrkl_core.contracts.planning import Step
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.reasoning.ground import Ungroundable, ground
from mrkl_core.planning.reasoning.pairs import pairs
from mrkl_core.planning.reasoning.relaxed import TooLarge, possible, relax
from mrkl_core.planning.reasoning.statespace import explore
from mrkl_core.records import dataclass

RELAXED = "the goal is out of reach even if nothing is ever lost"
EXHAUSTED = "every state that can be reached was looked at"
EXCLUDED = "two parts of the goal exclude each other in every state that can be reached (h²)"


@dataclass(frozen=True)
class Finding:
    """`shown` is how the goal was shown to be out of reach; `steps` are a way to it if it is not.

    With neither, nothing was found out.
    """

    shown: str = ""
    steps: tuple[Step, ...] | None = None


def disprove(domain: Domain, problem: Problem, until: float) -> Finding:
    """What can be found out by `until` on the monotonic clock, the cheapest proof first."""
    try:
        relaxed = relax(domain, problem, until)
        if not relaxed.state.holds(possible(problem.goal, relaxed.fluents), {}):
            return Finding(RELAXED)
        task = ground(domain, problem, until)
        seen = explore(task, until)
        steps = seen.path(task.goals)
        if steps is not None:
            return Finding(steps=steps)
        if seen.complete:
            return Finding(EXHAUSTED)
        together = pairs(task, until)
        if not any(together.possible(goal) for goal in task.goals):
            return Finding(EXCLUDED)
    except (TooLarge, Ungroundable):
        pass
    return Finding()

"""Why there is no plan, told in a domain's own words, with what would give one."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.planning import SolveResult, WhyNot
from mrkl_core.errors import BadRequest
from mrkl_core.planning.diagnose import obstacles
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.simulate import require_sequential

#: Seconds after which what was found so far is told.
MOST_S = 8.0


def why_not(
    domain: Domain, problem: Problem, found: SolveResult, seconds: float, narrator: Narrator
) -> WhyNot | None:
    """What stands against a plan; None where this cannot be told in the time left."""
    try:
        require_sequential(domain, problem, "a diagnosis")
    except BadRequest:
        return None
    if seconds <= 0:
        return None
    told = obstacles(domain, problem, found, min(seconds, MOST_S))
    why = WhyNot(
        tuple(narrator.fact(goal.what) for goal in told.unreachable),
        tuple(narrator.fact(goal) for goal in told.conflict),
        tuple(narrator.fact(fact) for fact in told.missing),
    )
    return why if why != WhyNot() else None


def told_why(why: WhyNot, goals: Sequence[str]) -> str:
    """It all in two sentences; that none of the goals can be goes without saying."""
    parts = []
    if why.unreachable and len(why.unreachable) < len(goals):
        parts.append(f"This can never be: {'; '.join(why.unreachable)}.")
    if why.conflict:
        goals = "; ".join(why.conflict)
        parts.append(f"Each of these can be reached, but not all together: {goals}.")
    if why.fixes:
        what = "this were" if len(why.fixes) == 1 else "one of these were"
        parts.append(f"There would be a plan if {what} so at the start: {'; '.join(why.fixes)}.")
    return " ".join(parts)

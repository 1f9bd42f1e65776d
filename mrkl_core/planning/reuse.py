"""What is left of an earlier plan, where it still works from another state."""

from __future__ import annotations

import time
from collections.abc import Sequence

from mrkl_core.contracts.planning import SolveResult, SolveStatus, Step
from mrkl_core.planning.execute import Execution
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL, features
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.validate import validate_steps

#: Longer plans are only tried from so many places.
MOST_TRIED = 200


def still_working(domain: Domain, problem: Problem, rest: Sequence[Step]) -> SolveResult | None:
    """The rest of a plan, or its end, if it leads to the goal from here; else None.

    Its end works alone where more was done than planned. Nothing is searched.
    """
    began = time.perf_counter()
    if features(domain, problem) & BEYOND_SEQUENTIAL:
        return None
    for start in range(min(len(rest) + 1, MOST_TRIED)):
        steps = tuple(rest[start:])
        found = validate_steps(Execution(domain, problem), steps)
        if found.valid:
            skipped = f", without its first {start} step(s)" if start else ""
            return SolveResult(
                status=SolveStatus.SOLVED_SATISFICING,
                plan=steps,
                cost=found.cost,
                engine="",
                validated=True,
                timings={"reuse": round(time.perf_counter() - began, 6)},
                evidence=found.evidence,
                reasons=(f"the rest of the earlier plan still works{skipped}",),
            )
    return None

"""An earlier run, as what is needed to plan on from it."""

from __future__ import annotations

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import BadRequest
from mrkl_core.service.run import RunRecord


def earlier_task(before: RunRecord, observed: str, done: int) -> JsonObject:
    """What the job `observe` needs: the run's problem, and the steps of its plan that were taken.

    Raises BadRequest if the run has no plan of so many steps.
    """
    steps = before.response.get("plan")
    if before.kind != "plan" or not isinstance(steps, list) or done > len(steps):
        raise BadRequest(
            f"run {before.id!r} has no plan of {done} steps or more",
            hint="mrkl runs list --kind plan shows the runs that planned",
            metadata={"run": before.id, "done": str(done)},
        )
    return {
        "problem": before.response.get("problem"),
        "done": steps[:done],
        "words": observed,
        "domain": domain_of(before),
        "names": before.response.get("names") or {},
    }


def domain_of(before: RunRecord) -> str:
    """The domain of a run that planned: its PDDL where that was given, else its name."""
    return str(before.request.get("domain") or before.response.get("domain"))

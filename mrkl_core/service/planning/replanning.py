"""An earlier run, as what is needed to plan on from it."""

from __future__ import annotations

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import BadRequest
from mrkl_core.service.run import RunRecord


def require_plan(before: RunRecord, steps: int = 0) -> list[list[str]]:
    """The plan of a run. Raises BadRequest if it has none of so many steps."""
    found = before.response.get("plan")
    if before.kind != "plan" or not isinstance(found, list) or steps > len(found):
        raise BadRequest(
            f"run {before.id!r} has no plan of {steps} steps or more",
            hint="mrkl runs list --kind plan shows the runs that planned",
            metadata={"run": before.id, "steps": str(steps)},
        )
    return found


def require_understood(before: RunRecord) -> None:
    """Raises BadRequest if a run has no plan, or has one for a part of the words alone."""
    require_plan(before)
    lost = before.response.get("unmatched")
    if isinstance(lost, list) and lost:
        raise BadRequest(
            f"the plan of run {before.id!r} leaves out what was not understood: {lost[0]!r}",
            hint="say it in other words and plan again",
            metadata={"run": before.id},
        )


def earlier_task(before: RunRecord, observed: str, done: int) -> JsonObject:
    """What the job `observe` needs: the run's problem, and the steps of its plan that were taken.

    A run that carried a plan out left its problem where things stood. Raises BadRequest if the
    run has no plan of so many steps.
    """
    carried = before.kind == "execute" and "problem" in before.response and not done
    steps = [] if carried else require_plan(before, done)
    return {
        "problem": before.response.get("problem"),
        "done": steps[:done],
        "words": observed,
        "domain": domain_of(before),
        "language": before.request.get("language") or "",
        "names": names_of(before),
    }


def domain_of(before: RunRecord) -> str:
    """The domain of a run that planned: its PDDL where that was given, else its name."""
    return str(before.request.get("domain") or before.response.get("domain"))


def names_of(before: RunRecord) -> JsonObject:
    """The words' own names for symbols of a run's problem."""
    return dict(before.response.get("names") or before.request.get("names") or {})

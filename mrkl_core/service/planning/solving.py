"""One search as a service sees it: what its child is told, and what its ending means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import SolveOptions, SolveResult, SolveStatus
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import MemoryExceeded, MrklError, TimedOut
from mrkl_core.manifest.model import PlanningPolicy
from mrkl_core.planning.engines import Engines, is_built_in
from mrkl_core.planning.plugged import Plugged
from mrkl_core.service.run import Run, RunRecord

if TYPE_CHECKING:
    from mrkl_core.registry.manager import Registry

#: Seconds between an engine's own time limit and the moment its process is killed: enough
#: to hand over the best plan so far.
GRACE_S = 2.0

#: What the interpreter, the parser and the validator may take beside the engine.
OVERHEAD_MB = 512

#: Plans are long texts; this bounds what one job may send back.
MAX_OUTPUT_BYTES = 32 * 1024 * 1024

#: What a search is called in errors and logs.
WHAT = "planning: solve"


def bounded(options: SolveOptions, deadline: Deadline | None) -> SolveOptions:
    """The options with no more time than the caller has left."""
    if deadline is None:
        return options
    # The engine must stop early enough to hand over what it has.
    left = deadline.remaining()
    return replace(options, timeout_s=min(options.timeout_s, max(left - GRACE_S, left / 2)))


def job_limits(options: SolveOptions) -> Limits:
    """What a planning job may take."""
    memory_mb = options.memory_mb + OVERHEAD_MB
    return Limits(options.timeout_s + GRACE_S, memory_mb, MAX_OUTPUT_BYTES)


def default_options(policy: PlanningPolicy) -> SolveOptions:
    """The manifest's limits, as options."""
    return SolveOptions(
        timeout_s=policy.timeout_s, memory_mb=policy.memory_mb, improve_s=policy.improve_s
    )


def chosen_engines(
    engine: str, policy: PlanningPolicy, registry: Callable[[], Registry]
) -> Engines:
    """The engines of a search; plugins are asked only for a name that none of ours has."""
    named = (*filter(None, [engine]), *policy.prefer)
    if all(map(is_built_in, named)):
        return Engines(policy.prefer)
    return Engines(policy.prefer, plugged("mrkl_planners", registry()))


def plugged(hook: str, registry: Registry) -> Plugged:
    """Where what plugins declare by this hook comes from."""
    return Plugged(registry.declaring(hook), registry.settings)


class Solving:
    """One search: its arguments, its events, its result and its record."""

    def __init__(
        self,
        domain: str,
        problem: str,
        options: SolveOptions,
        engines: Engines,
        listen: Callable[[Event], None] | None,
    ) -> None:
        self.options = options
        asked: JsonObject = {"domain": domain, "problem": problem, "options": to_json(options)}
        self.arguments: JsonObject = {**asked, "engines": to_json(engines)}
        # What is kept names the engines, and not the settings of their plugins.
        self.run = Run("solve", {**asked, "prefer": list(engines.prefer)}, listen)

    def result(self, found: Any) -> SolveResult:
        """The result that the child sent."""
        return from_json(SolveResult, found)

    def stopped(self, error: MrklError) -> SolveResult:
        """The result of a child stopped at a limit; any other error is raised."""
        if isinstance(error, TimedOut):
            status = SolveStatus.TIMEOUT
        elif isinstance(error, MemoryExceeded):
            status = SolveStatus.MEMOUT
        else:
            raise error
        return self.so_far("the worker was stopped at its limit") or SolveResult(
            status=status,
            plan=None,
            cost=None,
            engine=self.options.engine,
            validated=False,
            timings={"total": round(self.run.elapsed_s, 6)},
            reasons=("the worker was stopped at its limit",),
        )

    def so_far(self, reason: str) -> SolveResult | None:
        """The best plan that was told, for a search stopped from outside; None if none was."""
        told = [event.data for event in self.run.events if event.kind == "better_plan"]
        if not told:
            return None
        best = told[-1]
        return SolveResult(
            status=SolveStatus.SOLVED_SATISFICING,
            plan=tuple(tuple(step) for step in best["plan"]),
            cost=best["cost"],
            engine=best["engine"],
            validated=True,
            timings={"total": round(self.run.elapsed_s, 6)},
            evidence=(
                Evidence(
                    "the plan reaches the goal",
                    f"checked by {best['by']}'s validator as it was found",
                    Verdict.PASSED,
                ),
            ),
            reasons=(reason,),
            times=tuple((start, duration) for start, duration in best["times"]),
            end=best["end"],
        )

    def record(self, ended: SolveResult | MrklError) -> RunRecord:
        """The run as it is kept."""
        if isinstance(ended, MrklError):
            return self.run.finish(ended.code, {"error": ended.message})
        return self.run.finish(ended.status, ended)

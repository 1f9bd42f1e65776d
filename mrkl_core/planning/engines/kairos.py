"""Kairos: classical, numeric and temporal planning, inside this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.planning import (
    EngineCard,
    EngineResult,
    Plan,
    SolveOptions,
    SolveStatus,
)
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.engines.packages import distribution_version, package_folder

if TYPE_CHECKING:
    import kairos

INSTALL = "pip install kairos-planner"

ABILITIES = (
    "classical",
    "adl",
    "derived predicates",
    "numeric",
    "action costs",
    "temporal",
    "preferences",
    "constraints",
    "processes and events",
    "anytime",
    "optimal",
)

# What Kairos' own names mean here. Anything not listed is NO_PLAN_FOUND, which claims least.
_STATUS = {
    "UNSOLVABLE": SolveStatus.UNSOLVABLE,
    "TIMEOUT": SolveStatus.TIMEOUT,
    "CANCELLED": SolveStatus.TIMEOUT,
    "OUT_OF_MEMORY": SolveStatus.MEMOUT,
    "GROUNDING_TOO_LARGE": SolveStatus.MEMOUT,
    "UNSUPPORTED": SolveStatus.UNSUPPORTED,
    "INVALID_INPUT": SolveStatus.UNSUPPORTED,
    "NO_PLAN_FOUND": SolveStatus.NO_PLAN_FOUND,
    "INTERNAL_ERROR": SolveStatus.NO_PLAN_FOUND,
}

#: The engine in it that does all kinds of problems and is complete.
_COMPLETE = "m3"

#: How often a search in its own thread is asked for news.
_POLL_S = 0.02


class Kairos:
    """The engine in the kairos-planner package; `search` is one of its ways, else it chooses.

    Engines of one name before the colon judge by the same reading and grounding.
    """

    def __init__(self, search: str = "") -> None:
        self.name = f"kairos:{search}" if search else "kairos"
        self._search = search

    def missing(self) -> str:
        """Why it is not here; empty if it is."""
        return "" if package_folder("kairos") else "the package kairos-planner is not installed"

    def card(self) -> EngineCard:
        """What it is, and whether it is here."""
        reason = self.missing()
        return EngineCard(
            name=self.name,
            installed=not reason,
            version=distribution_version("kairos-planner"),
            abilities=ABILITIES,
            install=INSTALL,
            licence="Apache-2.0",
            reason=reason,
        )

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        """Empty unless several plans are asked for: it reads all of PDDL that mrkl reads."""
        if options.optimal and self._search:
            return "it seeks a plan, not the best"
        return "it finds one plan, not several" if options.plans_wanted else ""

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Searches for a first plan or, if `optimal` or `anytime`, for ever better ones."""
        try:
            import kairos
        except ImportError as error:
            raise EngineMissing(
                "the planning engine 'kairos' is not installed", hint=INSTALL
            ) from error
        try:
            parsed = kairos.parse_problem(problem, kairos.parse_domain(domain))
        except kairos.PddlError as error:
            return EngineResult(SolveStatus.UNSUPPORTED, message=f"Kairos cannot read it: {error}")
        began = time.monotonic()
        way = {"search": self._search} if self._search else {}
        found = _search(parsed, options, on_plan, way)
        if found.status is SolveStatus.UNSOLVABLE and found.statistics["expanded"] == 0:
            # Its choice among its own engines looks at what can be reached for a fifth of a
            # second, and where that is not enough it says so. An engine named has no such limit.
            left = options.timeout_s - (time.monotonic() - began)
            if left > 0:
                rest = replace(options, timeout_s=left)
                return _search(parsed, rest, on_plan, {**way, "engine": _COMPLETE})
        return found


def _search(
    problem: kairos.Problem,
    options: SolveOptions,
    on_plan: Callable[[Plan], None],
    more: dict[str, Any],
) -> EngineResult:
    import kairos

    planner = kairos.Planner()  # type: ignore[no-untyped-call]  # its __init__ has no types
    limits: dict[str, Any] = {
        "timeout": options.timeout_s,
        "memory_limit_mb": options.memory_mb,
        "log_level": "error",
        **more,
    }
    if not (options.optimal or options.anytime):
        return _result(planner.solve(problem, anytime=False, **limits), None)
    best: Plan | None = None
    search = planner.start(problem, anytime=True, **limits)
    try:
        for found in search.plans(_POLL_S):
            best = _plan(found)
            on_plan(best)
    finally:
        search.stop()
    return _result(search.wait(), best)


def _plan(found: kairos.Plan) -> Plan:
    steps = tuple((s.name.lower(), *(arg.lower() for arg in s.args)) for s in found.steps)
    times = tuple((s.time, s.duration) for s in found.steps) if found.temporal else ()
    last = max((start + duration for start, duration in times), default=0.0)
    end = found.end if found.temporal and found.end is not None and found.end > last else None
    return Plan(steps, found.cost, times, end)


def _result(result: kairos.SolveResult, best: Plan | None) -> EngineResult:
    plan = _plan(result.plan) if result.plan is not None else best
    stats = result.stats
    statistics = {
        "expanded": stats.expanded,
        "evaluated": stats.evaluated,
        "ground_ms": stats.ground_ms,
        "search_ms": stats.search_ms,
        "peak_memory_bytes": stats.peak_memory_bytes,
    }
    message = "; ".join(d.message for d in result.diagnostics)
    if plan is not None:
        proved = result.stop_reason.name == "PROVEN_OPTIMAL"
        status = SolveStatus.SOLVED_OPTIMALLY if proved else SolveStatus.SOLVED_SATISFICING
        return EngineResult(status, plan, message, statistics)
    status = _STATUS.get(result.status.name, SolveStatus.NO_PLAN_FOUND)
    if "bad_alloc" in message:  # the process's own limit, which Kairos takes for a fault
        status = SolveStatus.MEMOUT
    return EngineResult(
        status, None, message or f"Kairos ended with {result.status.name}", statistics
    )

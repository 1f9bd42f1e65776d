"""Fast Downward: classical planning with costs, in processes of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mrkl_core.contracts.planning import (
    EngineCard,
    EngineResult,
    Plan,
    SolveOptions,
    SolveStatus,
)
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.engines.downward import SUPPORTED, UNSUPPORTED, Driver
from mrkl_core.planning.engines.packages import distribution_version, package_folder

INSTALL = "pip install up-fast-downward"

_FIRST = ("--alias", "lama-first")
_ANYTIME = ("--alias", "lama")
_OPTIMAL = ("--alias", "seq-opt-lmcut")
# For what LM-cut cannot do: conditional effects and axioms.
_BLIND = ("--search", "astar(blind())")


class FastDownward:
    """The engine in the up-fast-downward package."""

    name = "fast-downward"

    def missing(self) -> str:
        """Why it is not here; empty if it is."""
        if _driver() is None:
            return "the package up-fast-downward is not installed"
        if package_folder("fast_downward") is None:
            return "the package fast-downward-translate is not installed"
        return ""

    def card(self) -> EngineCard:
        """What it is, and whether it is here."""
        reason = self.missing()
        return EngineCard(
            name=self.name,
            installed=not reason,
            version=distribution_version("up-fast-downward"),
            abilities=(
                *("classical", "adl", "derived predicates", "action costs"),
                *("anytime", "optimal"),
            ),
            install=INSTALL,
            licence="GPL-3.0 (runs as a process of its own)",
            reason=reason,
        )

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        """Empty if it can do this; else what it cannot."""
        if options.top_k:
            return "it finds one plan, not the k cheapest"
        beyond = sorted(features - SUPPORTED)
        return f"it does not support {', '.join(beyond)}" if beyond else ""

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Runs LAMA, to its first plan or on to better ones; if `optimal`, A* with LM-cut."""
        driver = _driver()
        if driver is None:
            raise EngineMissing(
                "the planning engine 'fast-downward' is not installed", hint=INSTALL
            )
        if not options.optimal:
            search = _ANYTIME if options.anytime else _FIRST
            return driver.run(domain, problem, options, search, on_plan)[1]
        code, found = driver.run(domain, problem, options, _OPTIMAL, on_plan)
        if code == UNSUPPORTED:
            code, found = driver.run(domain, problem, options, _BLIND, on_plan)
        if code == 0 and found.plan is not None:
            return replace(found, status=SolveStatus.SOLVED_OPTIMALLY)
        return found


def _driver() -> Driver | None:
    return Driver.of("Fast Downward", "up_fast_downward", "downward")

"""SymK: optimal plans and the k cheapest, by symbolic search in processes of its own."""

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
from mrkl_core.planning.engines.downward import SUPPORTED, Downward
from mrkl_core.planning.engines.packages import distribution_version

INSTALL = "pip install up-symk"

_OPTIMAL = ("--search", "sym_bd()")


class SymK:
    """The engine in the up-symk package."""

    name = "symk"

    def missing(self) -> str:
        """Why it is not here; empty if it is."""
        return "" if _programs() else "the package up-symk is not installed"

    def card(self) -> EngineCard:
        """What it is, and whether it is here."""
        reason = self.missing()
        return EngineCard(
            name=self.name,
            installed=not reason,
            version=distribution_version("up-symk"),
            abilities=(
                *("classical", "adl", "derived predicates", "action costs"),
                *("optimal", "top-k", "top-quality"),
            ),
            install=INSTALL,
            licence="GPL-3.0 (runs as a process of its own)",
            reason=reason,
        )

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        """Empty if it can do this; else what it cannot."""
        beyond = sorted(features - SUPPORTED)
        return f"it does not support {', '.join(beyond)}" if beyond else ""

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Searches from both ends at once; every plan it gives first is a cheapest one."""
        programs = _programs()
        if programs is None:
            raise EngineMissing("the planning engine 'symk' is not installed", hint=INSTALL)
        several = options.plans_wanted
        search = _best(several, options.quality) if several > 1 else _OPTIMAL
        code, found = programs.run(domain, problem, options, search, on_plan)
        if code != 0 or found.plan is None:
            return found
        if several > 1:
            return replace(found, statistics={"ended": True})
        return replace(found, status=SolveStatus.SOLVED_OPTIMALLY)


def _best(count: int, quality: float) -> tuple[str, str]:
    # Simple plans only: no state twice, else going round in circles makes plans without end.
    plans = f"simple=true,plan_selection=top_k(num_plans={count},dump_plans=false)"
    search = f"symq_bd({plans},quality={quality!r})" if quality else f"symk_bd({plans})"
    return "--search", search


def _programs() -> Downward | None:
    return Downward.of("SymK", "up_symk", "symk", "translate", "preprocess", "downward")

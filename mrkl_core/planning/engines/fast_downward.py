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
from mrkl_core.planning.engines.downward import SUPPORTED, UNSUPPORTED, Downward
from mrkl_core.planning.engines.packages import distribution_version, package_folder

INSTALL = "pip install up-fast-downward"

# The driver's aliases, spelled out: LAMA to its first plan, LAMA, and A* with LM-cut.
_LANDMARKS = "landmark_sum(lm_reasonable_orders_hps(lm_rhw()),pref=false)"
_FIRST = (
    "--search",
    f"let(hlm,eval_modify_costs({_LANDMARKS},cost_type=one),"
    "let(hff,eval_modify_costs(ff(),cost_type=one),"
    "lazy_greedy([hff,hlm],preferred=[hff,hlm],cost_type=one,reopen_closed=false)))",
)
_BETTER = "".join(f",lazy_wastar([hff,hlm],preferred=[hff,hlm],w={w})" for w in (5, 3, 2, 1))
_ANYTIME = (
    "--if-unit-cost",
    "--search",
    f"let(hlm,{_LANDMARKS},let(hff,ff(),iterated(["
    f"lazy_greedy([hff,hlm],preferred=[hff,hlm]){_BETTER}],repeat_last=true)))",
    "--if-non-unit-cost",
    "--search",
    f"let(hlm1,eval_modify_costs({_LANDMARKS},cost_type=one),"
    "let(hff1,eval_modify_costs(ff(),cost_type=one),"
    f"let(hlm,eval_modify_costs({_LANDMARKS},cost_type=plusone),"
    "let(hff,eval_modify_costs(ff(),cost_type=plusone),iterated(["
    "lazy_greedy([hff1,hlm1],preferred=[hff1,hlm1],cost_type=one,reopen_closed=false),"
    "lazy_greedy([hff,hlm],preferred=[hff,hlm],reopen_closed=false)"
    f"{_BETTER}],repeat_last=true)))))",
    "--always",
)
_OPTIMAL = ("--search", "astar(lmcut())")
# For what LM-cut cannot do: conditional effects and axioms.
_BLIND = ("--search", "astar(blind())")


class FastDownward:
    """The engine in the up-fast-downward package."""

    name = "fast-downward"

    def missing(self) -> str:
        """Why it is not here; empty if it is."""
        if _programs() is None:
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
        if options.plans_wanted:
            return "it finds one plan, not several"
        beyond = sorted(features - SUPPORTED)
        return f"it does not support {', '.join(beyond)}" if beyond else ""

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Runs LAMA, to its first plan or on to better ones; if `optimal`, A* with LM-cut."""
        programs = _programs()
        if programs is None:
            raise EngineMissing(
                "the planning engine 'fast-downward' is not installed", hint=INSTALL
            )
        if not options.optimal:
            search = _ANYTIME if options.anytime else _FIRST
            return programs.run(domain, problem, options, search, on_plan)[1]
        code, found = programs.run(domain, problem, options, _OPTIMAL, on_plan)
        if code == UNSUPPORTED:
            code, found = programs.run(domain, problem, options, _BLIND, on_plan)
        if code == 0 and found.plan is not None:
            return replace(found, status=SolveStatus.SOLVED_OPTIMALLY)
        return found


def _programs() -> Downward | None:
    module = "fast_downward.translate"
    return Downward.of("Fast Downward", "up_fast_downward", "downward", module, "downward")

"""From PDDL to a plan that was checked: choose an engine, search, validate, fall back."""

from __future__ import annotations

import time
from collections.abc import Sequence

from mrkl_core.contracts.planning import Planner, SolveOptions, SolveResult, SolveStatus
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.engines import engine, preferred
from mrkl_core.planning.pddl.check import require_valid
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.search import Search

#: The share of the time that the first engine has before the next one is asked. Most that
#: is solved at all is solved early; what is not goes better to another way of searching.
FIRST_SHARE = 0.25

#: An engine is not started for less than this.
LEAST_S = 0.02


def solve(
    domain: str,
    problem: str,
    options: SolveOptions | None = None,
    *,
    prefer: Sequence[str] = (),
) -> SolveResult:
    """A plan for the problem that a validator has executed, or why there is none.

    Raises PddlInvalid where the texts are wrong, EngineMissing where the engine asked for
    (or every engine) is not installed.
    """
    asked = options or SolveOptions()
    began = time.perf_counter()
    parsed_domain = parse_domain(domain)
    parsed_problem = parse_problem(problem)
    diagnostics = require_valid(parsed_domain, parsed_problem)
    found = features(parsed_domain, parsed_problem)
    search = Search(parsed_domain, parsed_problem, found, asked, began)
    search.timings["read"] = time.perf_counter() - began
    planners = _choose(search, prefer)
    _take_turns(search, planners)
    return search.result(diagnostics)


def _choose(search: Search, prefer: Sequence[str]) -> list[Planner]:
    """The engines to ask, best first; the search keeps the reasons."""
    optimal = search.options.optimal
    only = search.options.engine
    candidates = (engine(only),) if only else preferred(prefer)
    able: list[Planner] = []
    installed = False
    for planner in candidates:
        card = planner.card()
        if not card.installed:
            search.reasons.append(f"{planner.name} is not installed ({card.install})")
            continue
        installed = True
        why_not = planner.supports(search.features, optimal=optimal)
        if why_not:
            search.reasons.append(f"{planner.name} was passed over: {why_not}")
            search.ended.setdefault(SolveStatus.UNSUPPORTED, planner.name)
        else:
            able.append(planner)
    if not installed:
        raise EngineMissing(
            "no planning engine is installed",
            hint=" or ".join(planner.card().install for planner in candidates),
        )
    if able:
        uses = ", ".join(sorted(search.features)) or "strips"
        why = "asked for" if only else f"the first in preference that supports {uses}"
        search.reasons.append(f"{able[0].name}: {why}")
    return able


def _take_turns(search: Search, planners: Sequence[Planner]) -> None:
    """Asks one engine after the other until one has settled it or the time is up."""
    for index, planner in enumerate(planners):
        left = search.left_s
        if left < LEAST_S:
            search.out_of_time(planner)
            return
        more = index + 1 < len(planners)
        given = left * FIRST_SHARE if more else left
        if search.ask(planner, given):
            return
        if index == 0:
            first_had = given
    # Whoever was cut short first gets the rest, if that is more than it had.
    if len(planners) > 1 and search.left_s > first_had * 1.2 and search.cut_short(planners[0]):
        search.ask(planners[0], search.left_s)

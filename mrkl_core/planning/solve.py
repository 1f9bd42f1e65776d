"""From PDDL to a plan that was checked: choose engines, let them race, validate."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from mrkl_core.contracts.planning import SolveOptions, SolveResult
from mrkl_core.errors import BadRequest
from mrkl_core.planning.engines import Engines, is_built_in
from mrkl_core.planning.pddl.check import require_valid
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.portfolio import line_up
from mrkl_core.planning.race import Race
from mrkl_core.planning.search import Search


def solve(
    domain: str,
    problem: str,
    options: SolveOptions | None = None,
    *,
    engines: Engines | None = None,
) -> SolveResult:
    """A plan for the problem that a validator has executed, or why there is none.

    Raises BadRequest for options that cannot be, PddlInvalid where the texts are wrong,
    EngineMissing where the engine asked for (or every engine) is not installed.
    """
    asked = options or SolveOptions()
    if asked.quality and not 1 <= asked.quality < math.inf:
        raise BadRequest(f"quality {asked.quality:g}: a plan costs at least once the cheapest")
    if asked.engine and asked.improve_s:
        asked = replace(asked, improve_s=0.0)  # who names an engine wants what it gives
    began = time.perf_counter()
    parsed_domain = parse_domain(domain)
    parsed_problem = parse_problem(problem)
    diagnostics = require_valid(parsed_domain, parsed_problem)
    found = features(parsed_domain, parsed_problem)
    search = Search(parsed_domain, parsed_problem, found, asked, began)
    search.timings["read"] = time.perf_counter() - began
    entrants = line_up(search, engines or Engines())
    if asked.engine and not asked.anytime and is_built_in(asked.engine):
        for entrant in entrants:
            search.ask(entrant.planner)
    else:
        Race(search, entrants).run()
    return search.result(diagnostics)

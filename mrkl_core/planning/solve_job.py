"""The job of solving: JSON in, a result out. On its own, so that it is imported quickly."""

from __future__ import annotations

from contextlib import suppress

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.planning import SolveOptions, SolveResult
from mrkl_core.contracts.read import from_json
from mrkl_core.planning import solve as solving
from mrkl_core.planning.engines import Engines

with suppress(ImportError):
    import kairos  # noqa: F401 - once, in the process that every search is forked from


def solve(
    domain: str,
    problem: str,
    options: JsonObject | None = None,
    engines: JsonObject | None = None,
) -> SolveResult:
    """A checked plan for a problem, both given as PDDL text."""
    asked, chosen = from_json(SolveOptions, options or {}), from_json(Engines, engines or {})
    return solving.solve(domain, problem, asked, engines=chosen)

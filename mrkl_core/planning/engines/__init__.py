"""The planning engines: one file each, and the list of them."""

from __future__ import annotations

from mrkl_core.contracts.planning import EngineCard, Planner
from mrkl_core.errors import EngineMissing, nearest
from mrkl_core.planning.engines.fast_downward import FastDownward
from mrkl_core.planning.engines.kairos import Kairos
from mrkl_core.planning.engines.symk import SymK
from mrkl_core.planning.engines.unified import unified_engines


def engines() -> tuple[Planner, ...]:
    """Every engine known here, installed or not; the first is preferred."""
    return (Kairos(), FastDownward(), Kairos("novelty"), SymK(), *unified_engines())


def engine_cards() -> tuple[EngineCard, ...]:
    """What each engine is, and whether it is here."""
    return tuple(engine.card() for engine in engines())


def engine(name: str) -> Planner:
    """The engine of this name. Raises EngineMissing if it is unknown or not installed."""
    known = {found.name: found for found in engines()}
    if name not in known:
        raise EngineMissing(
            f"no planning engine is called {name!r}",
            hint=nearest(name, known),
            metadata={"engine": name},
        )
    reason = known[name].missing()
    if reason:
        raise EngineMissing(
            f"the planning engine {name!r} is not installed: {reason}",
            hint=known[name].card().install,
            metadata={"engine": name},
        )
    return known[name]

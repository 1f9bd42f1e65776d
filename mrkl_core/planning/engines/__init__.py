"""The planning engines: one file each, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.planning import EngineCard, Planner
from mrkl_core.errors import EngineMissing, nearest
from mrkl_core.planning.engines.fast_downward import FastDownward
from mrkl_core.planning.engines.kairos import Kairos


def engines() -> tuple[Planner, ...]:
    """Every engine known here, installed or not; the first is preferred."""
    return (Kairos(), FastDownward())


def engine_cards() -> tuple[EngineCard, ...]:
    """What each engine is, and whether it is here."""
    return tuple(engine.card() for engine in engines())


def preferred(prefer: Sequence[str] = ()) -> tuple[Planner, ...]:
    """The engines in this order, with those it does not name behind."""
    order = {name: index for index, name in enumerate(prefer)}
    return tuple(sorted(engines(), key=lambda engine: order.get(engine.name, len(order))))


def engine(name: str) -> Planner:
    """The engine of this name. Raises EngineMissing if it is unknown or not installed."""
    known = {found.name: found for found in engines()}
    if name not in known:
        raise EngineMissing(
            f"no planning engine is called {name!r}",
            hint=nearest(name, known),
            metadata={"engine": name},
        )
    card = known[name].card()
    if not card.installed:
        raise EngineMissing(
            f"the planning engine {name!r} is not installed: {card.reason}",
            hint=card.install,
            metadata={"engine": name},
        )
    return known[name]

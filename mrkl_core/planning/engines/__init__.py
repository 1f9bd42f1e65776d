"""The planning engines: one file each, the list of them, and those that plugins bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from mrkl_core.contracts.planning import EngineCard, Planner
from mrkl_core.errors import EngineMissing, nearest
from mrkl_core.planning.engines.fast_downward import FastDownward
from mrkl_core.planning.engines.kairos import Kairos
from mrkl_core.planning.engines.stranger import Stranger
from mrkl_core.planning.engines.symk import SymK
from mrkl_core.planning.engines.unified import unified_engines
from mrkl_core.planning.plugged import Plugged
from mrkl_core.records import dataclass


def engines() -> tuple[Planner, ...]:
    """Every engine that is built in, installed or not; the first is preferred."""
    return (Kairos(), FastDownward(), Kairos("novelty"), SymK(), *unified_engines())


def engine_cards(plugged: Iterable[Planner] = ()) -> tuple[EngineCard, ...]:
    """What each engine is, and whether it is here; those of plugins last."""
    return tuple(engine.card() for engine in (*engines(), *map(Stranger, plugged)))


@dataclass(frozen=True)
class Engines:
    """The engines that a search may use: those built in, and of plugins those that are named.

    `prefer` are the names that come first; `plugged` says where plugins' engines come from.
    """

    prefer: tuple[str, ...] = ()
    plugged: Plugged = field(default_factory=Plugged)

    def named(self, name: str) -> Planner:
        """The engine of this name. Raises EngineMissing if it is unknown or not installed."""
        known = {found.name: found for found in (*engines(), *self._plugged())}
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

    def ordered(self, usual: Iterable[str]) -> list[Planner]:
        """Every engine, the preferred ones first, then the usual ones in their order."""
        order = {name: place for place, name in enumerate(dict.fromkeys((*self.prefer, *usual)))}
        found = (*engines(), *(p for p in self._plugged() if p.name in self.prefer))
        return sorted(found, key=lambda planner: order.get(planner.name, len(order)))

    def _plugged(self) -> Iterable[Planner]:
        return map(Stranger, self.plugged.objects("mrkl_planners"))


def is_built_in(name: str) -> bool:
    """Whether an engine is one of ours."""
    return any(engine.name == name for engine in engines())

"""The tools: found, shown, called."""

from __future__ import annotations

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ExpertCard, PluginReport, ToolCard, ToolMatch
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject, too_large
from mrkl_core.errors import ExpertNotFound, MrklError, nearest
from mrkl_core.experts.call import Caller
from mrkl_core.registry.manager import Registry
from mrkl_core.routing.retrieve import ToolIndexes
from mrkl_core.service.run import Run
from mrkl_core.service.store import RunStore


class Tools:
    """What the registry offers, and the one way to call it."""

    def __init__(
        self, registry: Registry, caller: Caller, indexes: ToolIndexes, store: RunStore
    ) -> None:
        self._registry = registry
        self._catalogue = registry.catalogue
        self._caller = caller
        self._indexes = indexes
        self._store = store
        self._on = {
            offer.rule: tuple(tool for tool in offer.tools if tool.enabled)
            for offer in registry.catalogue.offers
        }

    @property
    def enabled(self) -> tuple[ToolCard, ...]:
        """The tools that who asks may call: what they may not is left out before any ranking."""
        return self._on[self._catalogue.offered.rule]

    def experts(self) -> tuple[ExpertCard, ...]:
        """Every active expert with a tool for who asks, by priority."""
        return self._catalogue.offered.experts

    def list(self, expert: str = "") -> tuple[ToolCard, ...]:
        """Every tool for who asks, or one expert's. Raises ExpertNotFound, naming the nearest."""
        offered = self._catalogue.offered
        names = [card.name for card in offered.experts]
        if expert and expert not in names:
            raise ExpertNotFound(
                f"no expert {expert!r}", hint=nearest(expert, names), metadata={"expert": expert}
            )
        return tuple(t for t in offered.tools if not expert or t.expert == expert)

    def search(self, words: str, limit: int = 10) -> tuple[ToolMatch, ...]:
        """The tools nearest to these words, best first."""
        return tuple(self._indexes.over(self.enabled).search(words, limit))

    def get(self, name: str) -> ToolCard:
        """One tool by its full name. Raises ToolNotFound, naming the nearest, and ToolForbidden."""
        return self._catalogue.tool(name)

    def warm(self) -> None:
        """Builds the indexes of all that anybody may use, so that no first search waits."""
        for tools in self._on.values():
            self._indexes.over(tools).search("warm up", 1)  # loads the encoder

    def plugins(self) -> tuple[PluginReport, ...]:
        """Every plugin found, with its state."""
        return tuple(self._registry.plugins)

    async def call(
        self, name: str, arguments: JsonObject, *, deadline: Deadline | None = None
    ) -> CallOutcome:
        """Calls a tool and keeps the run.

        Raises ToolNotFound, ToolForbidden, ToolDisabled, ArgumentsInvalid, the limits' errors
        (TimedOut, MemoryExceeded, OutputTooLarge), ToolCrashed, ResultInvalid, or what a guard
        says.
        """
        size = too_large(arguments)
        kept = {"unread": size} if size else {"arguments": arguments}
        run = Run("call", {"tool": name, **kept})
        try:
            outcome = await self.call_in(run, name, arguments, deadline=deadline)
        except MrklError as error:
            await self._store.add(run.finish(error.code, {"error": error.message}))
            raise
        status = outcome.failure.code if outcome.failure else "ANSWERED"
        await self._store.add(run.finish(status, outcome))
        return outcome

    async def call_in(
        self,
        run: Run,
        name: str,
        arguments: JsonObject,
        *,
        today: str = "",
        deadline: Deadline | None = None,
    ) -> CallOutcome:
        """Calls a tool as a part of a run that somebody else keeps."""
        return await self._caller.call(
            name,
            arguments,
            run=run.id,
            today=today,
            deadline=deadline,
            on_event=run.on_event,
        )

"""What a strategy works with for one request: routing, calls and the model, all on one run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import ChatModel
from mrkl_core.contracts.routing import Route
from mrkl_core.errors import Exhausted
from mrkl_core.service.run import Run
from mrkl_core.service.tools import Tools

#: Calls that one request may make.
MOST_CALLS = 100


class RequestDesk:
    """The desk of one request. `made` holds the outcomes of its calls, in the order they began."""

    def __init__(
        self,
        run: Run,
        tools: Tools,
        route: Callable[[str, Sequence[str]], Awaitable[Route]],
        model: ChatModel | None,
        *,
        today: str,
        deadline: Deadline | None,
    ) -> None:
        self.model = model
        self._run = run
        self._tools = tools
        self._route = route
        self._today = today
        self._deadline = deadline
        self._made: list[CallOutcome | None] = []

    @property
    def tools(self) -> Sequence[ToolCard]:
        """The tools that may be called."""
        return self._tools.enabled

    @property
    def made(self) -> Sequence[CallOutcome]:
        """What the calls gave."""
        return [outcome for outcome in self._made if outcome is not None]

    async def route(self, words: str, order: Sequence[str] = ()) -> Route:
        """Where the words would go, asked of these routers, or of the manifest's."""
        route = await self._route(words, order)
        chosen = route.chosen
        self.emit(
            "routed",
            tool=chosen.tool if chosen else None,
            reason=chosen.reason if chosen else route.refusal,
            reasons=route.reasons,
            unused=route.unused,
        )
        return route

    async def call(self, tool: str, arguments: JsonObject) -> CallOutcome:
        """What a tool gives. Raises what a call raises, and Exhausted if there were too many."""
        place = len(self._made)
        if place == MOST_CALLS:
            raise Exhausted(f"one request made {MOST_CALLS} calls, and may make no more")
        self._made.append(None)
        self.emit("calling", tool=tool, arguments=arguments)
        outcome = await self._tools.call_in(
            self._run, tool, arguments, today=self._today, deadline=self._deadline
        )
        self.emit(
            "called",
            tool=tool,
            elapsed_s=outcome.elapsed_s,
            cached=outcome.cached,
            failure=outcome.failure.code if outcome.failure else None,
        )
        self._made[place] = outcome
        return outcome

    def emit(self, kind: str, **data: Any) -> None:
        """Adds an event to the run."""
        self._run.emit(kind, **data)

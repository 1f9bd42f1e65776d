"""Routing and search over any catalogue of tool cards, imported ones too; nothing is called."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.catalogue import ToolCard, ToolMatch
from mrkl_core.contracts.routing import Route, Router
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.retrieve import Indexes


class OverAny:
    """The routers of a runtime, with the catalogue given at each request."""

    def __init__(self, routers: Sequence[Router], indexes: Indexes, threshold: float) -> None:
        self._routers = tuple(routers)
        self._indexes = indexes
        self._threshold = threshold

    async def route(self, words: str, tools: Sequence[ToolCard]) -> Route:
        """Where these words go among these tools, and why."""
        chooser = Chooser(self._routers, tools, (), threshold=self._threshold)
        return await chooser.choose(words)

    def search(self, words: str, tools: Sequence[ToolCard], limit: int) -> Sequence[ToolMatch]:
        """The nearest of these tools, best first."""
        return self._indexes.over(tools).search(words, limit)

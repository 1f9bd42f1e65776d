"""The strategy that has the model plan: tasks over a few tools, whose values pass between them."""

from __future__ import annotations

from dataclasses import replace

from mrkl_core.contracts.strategy import Conclusion, Desk
from mrkl_core.errors import ModelNotConfigured
from mrkl_core.models.endpoint import REMEDY
from mrkl_core.strategies.calls import carried_out


class Graph:
    """Has the model alone say which calls are made, and which take what others give.

    As HuggingGPT plans (Shen et al. 2023), but every task is checked before any is run, and a
    model that fails its exam is not believed (`routing.by_model`).
    """

    name = "graph"

    async def answer(self, words: str, desk: Desk) -> Conclusion:
        """What the model's tasks give. Raises ModelNotConfigured, and what a model raises."""
        if desk.model is None:
            raise ModelNotConfigured(
                "the strategy 'graph' asks a language model, and none is configured",
                hint=f"{REMEDY}; or leave the strategy out: most requests need no model",
            )
        route = await desk.route(words, ["by_model"])
        if route.chosen is None:
            route = replace(route, refusal=" ".join([route.refusal, *route.reasons]))
        return await carried_out(route, desk)

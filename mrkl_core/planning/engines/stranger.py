"""A plugin's engine as one of ours: what it does wrong is a reason, not an exception."""

from __future__ import annotations

from collections.abc import Callable

from mrkl_core.contracts.planning import EngineCard, EngineResult, Plan, Planner, SolveOptions


class Stranger:
    """The engine of a plugin. Its `solve` is to run in a process of its own."""

    def __init__(self, planner: Planner) -> None:
        self.name = planner.name
        self._planner = planner

    def card(self) -> EngineCard:
        """What it says it is."""
        try:
            card = self._planner.card()
            if isinstance(card, EngineCard) and card.name == self.name:
                return card
            reason = "its card is of something else"
        except Exception as error:  # the border to a stranger's code
            reason = _raised(error)
        return EngineCard(self.name, False, "", (), "mend its plugin", "", reason)

    def missing(self) -> str:
        """Why it is not here; empty if it is."""
        try:
            return str(self._planner.missing())
        except Exception as error:  # the border to a stranger's code
            return _raised(error)

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        """Empty if it can do this; else the reason why not."""
        try:
            return str(self._planner.supports(features, options))
        except Exception as error:  # the border to a stranger's code
            return _raised(error)

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """What it claims. Raises what it raises."""
        return self._planner.solve(domain, problem, options, on_plan)


def _raised(error: Exception) -> str:
    return f"it raised {type(error).__name__}: {error}"

"""The strategy that is taken where none is named: route the words, make the calls, tell."""

from __future__ import annotations

from mrkl_core.contracts.strategy import Conclusion, Desk
from mrkl_core.strategies.calls import carried_out


class Direct:
    """Makes the calls that routing finds; a model is asked where `routing.order` has it asked."""

    name = "direct"

    async def answer(self, words: str, desk: Desk) -> Conclusion:
        """What the tools give; if nobody fits, what is missing or what could be asked."""
        return await carried_out(await desk.route(words), desk)

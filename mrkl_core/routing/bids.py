"""Asks the experts themselves: each reads the words and says what it would be called with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Bid, Candidate
from mrkl_core.errors import TimedOut
from mrkl_core.routing.proposals import Proposals

#: Runs every expert's bid on the words, safely; what failed is told in words.
Collect = Callable[[str], Awaitable[Mapping[str, Sequence[Bid] | str]]]


class BidsRouter:
    """Proposes what the experts bid. A score is the bid's confidence, as contracts say.

    Whether the tool exists, takes the arguments, and which of two equals goes first is
    decided by the chooser, as for every router.
    """

    name = "bids"

    def __init__(self, collect: Collect) -> None:
        self._collect = collect

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Proposals:
        """Every bid as a candidate; who could not bid is noted."""
        offered = {tool.expert for tool in tools}
        found: list[Candidate] = []
        notes: list[str] = []
        late: list[str] = []
        for expert, bids in sorted((await self._collect(words)).items()):
            if isinstance(bids, str):
                notes.append(f"{expert!r} could not bid: {bids}")
                late += [expert] if bids == TimedOut.__name__ else []
            elif expert in offered:
                found += (self._candidate(expert, bid) for bid in bids)
        if not found:
            notes.append("no expert bids for these words")
        return Proposals(found, notes, late=late)

    def _candidate(self, expert: str, bid: Bid) -> Candidate:
        tool = f"{expert}.{bid.tool}"
        return Candidate(tool, bid.confidence, bid.reason, bid.arguments, self.name)

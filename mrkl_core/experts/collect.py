"""Collects the bids of all experts, whatever any of them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.routing import Bid
from mrkl_core.errors import Exhausted, TimedOut, ToolCrashed
from mrkl_core.experts.bidding import ALL_BIDS, BIDDING
from mrkl_core.experts.pool import Pool


async def collect_bids(pool: Pool, words: str, limits: Limits) -> Mapping[str, Sequence[Bid] | str]:
    """Each expert's bids for these words, or the name of what kept it from bidding.

    A bid that raises or is slow is dealt with where it runs. One that takes its process
    down (a crash, a hang in C) is left out, and the others are asked again.
    """
    failed: dict[str, str] = {}
    while True:
        asked: list[str] = []

        def listen(kind: str, data: dict[str, Any], asked: list[str] = asked) -> None:
            if kind == BIDDING:
                asked.append(data["expert"])

        try:
            found: Mapping[str, Sequence[Bid] | str] = await pool.run(
                ALL_BIDS,
                "bid:",
                {"words": words, "without": list(failed)},
                limits,
                on_event=listen,
                what="the experts' bids",
            )
        except (TimedOut, Exhausted, ToolCrashed) as error:
            if not asked:
                raise
            failed[asked[-1]] = type(error).__name__
        else:
            return {**found, **failed}

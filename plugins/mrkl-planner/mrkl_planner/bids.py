"""Reads requests with the grammars of the planning domains; bids what it can plan."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from mrkl_core import Bid

if TYPE_CHECKING:
    from mrkl_core.planning.domains import Domains

#: Share of the words that must have been understood for a bid to be more than a guess.
MOST = 0.5


@cache
def _domains() -> Domains:
    from mrkl_core.planning.domains import Domains

    return Domains()


def bid(words: str) -> Iterable[Bid]:
    """One bid for the domain that reads the words best, if it reads a goal among them."""
    # This plugin is the door to mrkl's own planning, the one part of mrkl_core beyond the public
    # names that it uses; loaded here, since declaring the expert must stay cheap.
    from mrkl_core.planning.choice import best

    fits = best(words, _domains())
    if not fits or not fits[0].goal:
        return
    found = fits[0]
    arguments = {"words": words, "domain": found.domain.name}
    if found.formalization.problem and not found.formalization.unmatched:
        reason = f"read to the end as a problem of {found.domain.name}"
        yield Bid("plan", arguments, 0.95, reason)
    elif found.share >= MOST:
        # The tool will say what was not understood, or ask for what is missing.
        reason = f"{found.share:.0%} of the words read as a problem of {found.domain.name}"
        yield Bid("plan", arguments, round(0.5 + 0.3 * found.share, 2), reason)

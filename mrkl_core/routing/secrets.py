"""Values that nobody makes up, such as a token: who gives one is called before who needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Candidate
from mrkl_core.routing.extract.extract import Extraction
from mrkl_core.routing.extract.said import BY_NAME
from mrkl_core.routing.extract.slots import is_secret

#: What is left of a score when all that the tool would give is said already.
DONE = 0.5


@dataclass(frozen=True)
class Read:
    """A candidate, the card of its tool, and what was read for it."""

    candidate: Candidate
    tool: ToolCard
    extraction: Extraction

    @property
    def gives(self) -> frozenset[str]:
        """The secrets that a call of the tool finds."""
        return frozenset(
            name for name in self.tool.result.get("properties") or () if is_secret(name)
        )

    @property
    def lacks(self) -> frozenset[str]:
        """The secrets that the tool needs and the words do not say."""
        return frozenset(slot.path[-1] for slot in self.extraction.missing if slot.secret)

    @property
    def is_said(self) -> bool:
        """Whether the tool can be called with what the words say by name."""
        filled = self.extraction.filled
        return (
            bool(filled) and not self.extraction.missing and all(f.how == BY_NAME for f in filled)
        )


def in_order(found: Iterable[Read]) -> list[Candidate]:
    """The candidates, best first; for the best, if it lacks a secret, stands who can give it."""
    every = list(found)
    said = {f.path[-1] for read in every for f in read.extraction.filled if f.how == BY_NAME}
    weighed = (_done(read) if read.gives and read.gives <= said else read for read in every)
    ranked = sorted(weighed, key=lambda read: -read.candidate.score)
    candidates = [read.candidate for read in ranked]
    giver = _giver(ranked)
    if giver is not None:
        best = candidates[0]
        reason = f"{giver.reason}; {best.tool} needs what it gives"
        candidates.remove(giver)
        candidates.insert(0, replace(giver, score=max(best.score, giver.score), reason=reason))
    return candidates


def _giver(ranked: Sequence[Read]) -> Candidate | None:
    """Who gives what the best lacks, if it can be called as it is and is the only one."""
    lacked = ranked[0].lacks if ranked else frozenset[str]()
    givers = [read for read in ranked if read.gives & lacked and read.is_said]
    return givers[0].candidate if len(givers) == 1 else None


def _done(read: Read) -> Read:
    candidate = read.candidate
    reason = f"{candidate.reason}; what it gives is said already"
    return replace(
        read, candidate=replace(candidate, score=round(candidate.score * DONE, 4), reason=reason)
    )

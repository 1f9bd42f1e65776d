"""What a router says: its candidates, and what else should be known about the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Candidate


class Proposals(tuple[Candidate, ...]):
    """Candidates, best first, with notes: who failed to answer, or why there are none.

    A router may return any sequence; the notes of this one go into `Route.reasons`. `together`
    says that the candidates are no alternatives: the request asks for all of them, in this order.
    `late` are those who did not answer in time.
    """

    notes: tuple[str, ...]
    together: bool
    late: tuple[str, ...]

    def __new__(
        cls,
        candidates: Iterable[Candidate] = (),
        notes: Iterable[str] = (),
        *,
        together: bool = False,
        late: Iterable[str] = (),
    ) -> Proposals:
        """The candidates with their notes."""
        self = super().__new__(cls, candidates)
        self.notes = tuple(notes)
        self.together = together
        self.late = tuple(late)
        return self


@runtime_checkable
class ReadsOn(Protocol):
    """A router that can take what a part of a request does not say from the words around it."""

    async def reading_on(
        self, words: str, around: Sequence[str], tools: Sequence[ToolCard]
    ) -> Proposals:
        """Candidates for these words; what is missing is read off the first that says it."""
        ...

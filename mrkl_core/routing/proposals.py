"""What a router says: its candidates, and what else should be known about the decision."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core.contracts.routing import Candidate


class Proposals(tuple[Candidate, ...]):
    """Candidates, best first, with notes: who failed to answer, or why there are none.

    A router may return any sequence; the notes of this one go into `Route.reasons`. `together`
    says that the candidates are no alternatives: the request asks for all of them, in this order.
    """

    notes: tuple[str, ...]
    together: bool

    def __new__(
        cls,
        candidates: Iterable[Candidate] = (),
        notes: Iterable[str] = (),
        *,
        together: bool = False,
    ) -> Proposals:
        """The candidates with their notes."""
        self = super().__new__(cls, candidates)
        self.notes = tuple(notes)
        self.together = together
        return self

"""What a router says: its candidates, and what else should be known about the decision."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core.contracts.routing import Candidate


class Proposals(tuple[Candidate, ...]):
    """Candidates, best first, with notes: who failed to answer, or why there are none.

    A router may return any sequence; the notes of this one go into `Route.reasons`.
    """

    notes: tuple[str, ...]

    def __new__(cls, candidates: Iterable[Candidate] = (), notes: Iterable[str] = ()) -> Proposals:
        """The candidates with their notes."""
        self = super().__new__(cls, candidates)
        self.notes = tuple(notes)
        return self

"""Finds passages: shared words (BM25) and shared meaning (cosine), fused by their ranks.

Reciprocal rank fusion (Cormack et al. 2009): what both rank high goes first, and no score of
one has to be made comparable with a score of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mrkl_core import MrklError
from mrkl_core.contracts.encoder import Encoder
from mrkl_core.models.embeddings import encoder_of
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_search.config import Config
from mrkl_search.covering import Words
from mrkl_search.dense import Vectors
from mrkl_search.store import Place, Store
from mrkl_search.terms import any_of, terms

#: How far down each list is looked, and how much less a lower rank counts.
DEPTH, DAMPING = 50, 60.0


@dataclass(frozen=True)
class Hit:
    """A passage that was found; ranks count from 1, 0 if it is not among the first there."""

    place: Place
    score: float
    by_words: int
    by_meaning: int
    cosine: float


@dataclass(frozen=True)
class Found:
    """What was found, and why meaning was not compared if it was not."""

    hits: tuple[Hit, ...]
    without_meaning: str = ""


class Finder:
    """Finds in one index; keeps the encoder and the vectors for the next time."""

    def __init__(self, config: Config, encoder: Encoder | None = None) -> None:
        self.config = config
        self.encoder = encoder or encoder_of(config.embeddings)
        self._vectors = Vectors()
        #: Compares words and sentences: what was measured with it holds for no other.
        self.reader = (
            self.encoder
            if isinstance(self.encoder, SentenceEncoder)
            else SentenceEncoder(threads=1)
        )
        self.words = Words(self.reader)

    def open(self) -> Store:
        """The index. Raises Problem."""
        return Store.open(self.config.index)

    def find(self, store: Store, words: str, limit: int, folder: str = "") -> Found:
        """The passages nearest to the words, best first. Raises Problem."""
        lexical = store.matching(any_of(terms(words)), DEPTH, folder) if terms(words) else []
        dense, why_not = self._by_meaning(store, words, folder)
        by_words, by_meaning = _ranks(lexical), _ranks(dense)
        cosines = dict(dense)
        scores: dict[int, float] = {}
        for ranks in (by_words, by_meaning):
            for number, rank in ranks.items():
                scores[number] = scores.get(number, 0.0) + 1 / (DAMPING + rank)
        best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
        most = 2 / (DAMPING + 1)
        return Found(
            tuple(
                Hit(
                    place,
                    round(scores[place.id] / most, 4),
                    by_words.get(place.id, 0),
                    by_meaning.get(place.id, 0),
                    round(cosines.get(place.id, 0.0), 4),
                )
                for place in store.places(best)
            ),
            why_not,
        )

    def encode(self, texts: list[str]) -> Any:
        """The vectors of texts. Raises MrklError where an endpoint does not answer."""
        return self.encoder.encode(texts)

    def _by_meaning(
        self, store: Store, words: str, folder: str
    ) -> tuple[list[tuple[int, float]], str]:
        made_by = store.meta("encoder")
        if not made_by:
            return [], "the index holds no vectors"
        if made_by != self.encoder.name:
            return [], f"the vectors are {made_by}'s, not {self.encoder.name}'s"
        try:
            vector = self.encode([words])[0]
        except MrklError as error:
            return [], str(error)
        among = store.within(folder) if folder else None
        return self._vectors.nearest(store, vector, DEPTH, among), ""


def _ranks(found: list[tuple[int, float]]) -> dict[int, int]:
    return {number: rank for rank, (number, _) in enumerate(found, 1)}

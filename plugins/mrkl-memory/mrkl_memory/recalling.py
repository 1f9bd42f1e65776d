"""Which notes come to mind: by relevance, recency and importance, after Park et al. 2023.

(Generative Agents, arXiv:2304.03442.) Relevance is the mean of nearness in meaning and of the
share of the words asked for that a note holds: names and numbers have little meaning of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mrkl_core.contracts.encoder import Encoder
from mrkl_memory.config import Config
from mrkl_memory.nearest import Graph, Nearest, nearest_over
from mrkl_memory.store import Note, Store

#: How many of the nearest notes are weighed, and how many newest ones beside them.
CONSIDERED, NEWEST = 200, 200
#: Notes that are given the vector of a new encoder at one call.
_STEP = 64
_WORD = re.compile(r"\w+")
_COMMON = set(
    "a about all am an and any are as at be been but by can did do does for from had has have he "
    "her his how i if in is it its me my of on or our she so that the their them there they this "
    "to told us was we were what when where which who why will with you your tell know remember "
    "said say note notes".split()
)


@dataclass(frozen=True)
class Recalled:
    """A note, and what it came to mind by; each part is in [0, 1]."""

    note: Note
    score: float
    relevance: float
    recency: float


class Memory:
    """Recalls notes; keeps the encoder, and the vectors it saw last, for the next call."""

    def __init__(self, config: Config, encoder: Encoder) -> None:
        self.config = config
        self.encoder = encoder
        self._of: tuple[str, int, int] = ("", 0, 0)
        self._ids: list[int] = []
        self._nearest: Nearest | None = None

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """The vectors of texts as they are kept. Raises MrklError if an endpoint fails."""
        return [row.tobytes() for row in self.encoder.encode(texts).astype("float16")]

    def recall(self, store: Store, caller: str, about: str, now: datetime) -> list[Recalled]:
        """The notes that are relevant, what comes to mind first in front."""
        self._refresh(store)
        import numpy as np

        vector = np.frombuffer(self.vectors([about])[0], dtype=np.float16).astype(np.float32)
        near = self._near(store, caller, vector)
        notes = store.notes(near)
        notes |= {note.id: note for note in store.newest(NEWEST)}
        asked = content(about)
        found = [self._weighed(n, near.get(n.id, 0.0), asked, now) for n in notes.values()]
        relevant = [one for one in found if one.relevance >= self.config.least]
        return sorted(relevant, key=lambda one: (-one.score, -one.note.id))

    def _near(self, store: Store, caller: str, vector: Any) -> dict[int, float]:
        import numpy as np

        of = (caller, *store.version())
        if of != self._of:
            rows = store.vectors(self.encoder.name)
            ids = [number for number, _ in rows]
            data = np.frombuffer(b"".join(v for _, v in rows), dtype=np.float16)
            matrix = data.astype(np.float32).reshape(len(rows), -1) if rows else data
            same = caller == self._of[0] and ids[: len(self._ids)] == self._ids
            if isinstance(self._nearest, Graph) and same:
                self._nearest.grow(matrix)
            else:
                self._nearest = nearest_over(matrix, self.config.many) if rows else None
            self._ids, self._of = ids, of
        if self._nearest is None:
            return {}
        found = self._nearest.search(vector, CONSIDERED)
        return {self._ids[number]: max(score, 0.0) for number, score in found}

    def _refresh(self, store: Store) -> None:
        """Gives notes that another encoder read vectors of this one, a few at a time."""
        stale = store.of_another(self.encoder.name, _STEP)
        if stale:
            vectors = self.vectors([text for _, text in stale])
            with store.change():
                ids = (number for number, _ in stale)
                store.put_vectors(self.encoder.name, zip(ids, vectors, strict=True))
            self._of = ("", 0, 0)

    def _weighed(
        self, note: Note, nearness: float, asked: frozenset[str], now: datetime
    ) -> Recalled:
        relevance = nearness
        if asked:
            shared = sum(any(_alike(word, other) for other in content(note.text)) for word in asked)
            relevance = (nearness + shared / len(asked)) / 2
        recency = 0.5 ** (age_days(note, now) / self.config.half_life_days)
        parts = (relevance, recency, note.importance)
        weights = self.config.weights
        score = sum(w * p for w, p in zip(weights, parts, strict=True)) / sum(weights)
        return Recalled(note, round(score, 4), round(relevance, 4), round(recency, 4))


def content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about; all, if there are no others."""
    every = [word.lower() for word in _WORD.findall(text)]
    return frozenset(word for word in every if word not in _COMMON) or frozenset(every)


def age_days(note: Note, now: datetime) -> float:
    """How old a note is at a time; one from later that day is of that day."""
    return max((now - datetime.fromisoformat(note.at)).total_seconds() / 86_400, 0.0)


def read_time(text: str) -> datetime:
    """A time in ISO 8601, in UTC if it does not say. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: the same, but for an ending."""
    if one == other:
        return True
    stem = min(len(one), len(other))
    return stem >= 4 and one[: stem - 1] == other[: stem - 1] and abs(len(one) - len(other)) <= 3

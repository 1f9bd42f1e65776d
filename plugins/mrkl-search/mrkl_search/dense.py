"""Which passages mean what is asked: their vectors, all compared (it takes milliseconds)."""

from __future__ import annotations

from typing import Any

from mrkl_search.store import Store

#: Characters of a passage that its vector is made of: what it is about is said early.
READ = 400


def packed(vectors: Any) -> list[bytes]:
    """Vectors as they are kept: half the bytes, and no cosine changes by a thousandth."""
    return [row.tobytes() for row in vectors.astype("float16")]


class Vectors:
    """The vectors of an index, loaded when first compared, and again when it has changed."""

    def __init__(self) -> None:
        self._of: tuple[str, str] = ("", "")
        self._ids: list[int] = []
        self._rows: Any = None

    def nearest(
        self, store: Store, vector: Any, limit: int, among: set[int] | None
    ) -> list[tuple[int, float]]:
        """The passages whose vectors have the largest cosines with this one, best first."""
        import numpy as np

        self._load(store)
        if not self._ids:
            return []
        if self._rows.shape[1] != len(vector):
            return []  # the endpoint has another model by now: see Store.meta("encoder")
        scores = self._rows @ vector
        if among is not None:
            inside = np.fromiter((number in among for number in self._ids), bool, len(self._ids))
            scores[~inside] = -1.0
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(self._ids[n], float(scores[n])) for n in best if scores[n] > 0]

    def _load(self, store: Store) -> None:
        import numpy as np

        of = (str(store.path), store.generation())
        if of != self._of:
            self._ids, data = store.vectors()
            rows = np.frombuffer(data, dtype=np.float16).astype(np.float32)
            self._rows = rows.reshape(len(self._ids), -1) if self._ids else rows
            self._of = of

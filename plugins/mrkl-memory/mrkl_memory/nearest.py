"""Maximum inner product search: every vector compared, or a graph of neighbours for very many.

The same interface for both. The graph (HNSW, Malkov and Yashunin 2016, by usearch) lives in
memory alone, so that what is forgotten is in no file, and grows a bounded step with each search:
what it does not hold yet is compared one by one.
"""

from __future__ import annotations

import importlib.util
from typing import Any, Protocol

#: Vectors that the graph takes in at one search: within its time on a busy machine too.
STEP = 2_000
#: How wide the graph is searched: recall against speed (bench/memory.py).
EXPANSION = 64


class Nearest(Protocol):
    """Vectors by number, and which of them have the largest inner products with another."""

    def search(self, vector: Any, limit: int) -> list[tuple[int, float]]:
        """Numbers and products, largest first."""
        ...


def nearest_over(rows: Any, many: int) -> Nearest:
    """The search that suits as many vectors; without usearch always the exact one."""
    if len(rows) >= many and importlib.util.find_spec("usearch") is not None:
        return Graph(rows)
    return Exact(rows)


class Exact:
    """Compares with every vector."""

    def __init__(self, rows: Any, first: int = 0) -> None:
        self._rows = rows
        self._first = first

    def search(self, vector: Any, limit: int) -> list[tuple[int, float]]:
        """Numbers and products, largest first."""
        import numpy as np

        if not len(self._rows):
            return []
        scores = self._rows @ vector
        few = np.arange(len(scores))
        if len(scores) > 4 * limit:
            few = np.argpartition(-scores, limit)[:limit]
        best = few[np.argsort(-scores[few], kind="stable")][:limit]
        return [(self._first + int(n), float(scores[n])) for n in best]


class Graph:
    """Compares along a graph of neighbours, and one by one with what it does not hold yet."""

    def __init__(self, rows: Any) -> None:
        from usearch.index import Index

        self._rows = rows
        self._index = Index(
            ndim=rows.shape[1], metric="ip", dtype="f16", expansion_search=EXPANSION
        )

    def grow(self, rows: Any) -> None:
        """Goes on with rows of which it has the first ones."""
        self._rows = rows

    def search(self, vector: Any, limit: int) -> list[tuple[int, float]]:
        """Numbers and products, largest first."""
        import numpy as np

        held = len(self._index)
        if held < len(self._rows):
            step = self._rows[held : held + STEP]
            self._index.add(np.arange(held, held + len(step)), step, threads=1)
            held += len(step)
        found = self._index.search(vector, limit) if held else None
        near = [] if found is None else [int(key) for key in found.keys]
        scored = [(number, float(self._rows[number] @ vector)) for number in near]
        rest = Exact(self._rows[held:], held).search(vector, limit)
        return sorted(scored + rest, key=lambda pair: -pair[1])[:limit]

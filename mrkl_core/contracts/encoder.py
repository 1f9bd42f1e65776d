"""A sentence encoder as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Encoder(Protocol):
    """Anything that turns texts into vectors of length one."""

    name: str

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Any:
        """A float32 array with one row a text; `progress` hears (done, all) on the way."""
        ...

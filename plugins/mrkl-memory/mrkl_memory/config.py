"""What the manifest says of the expert: `experts.memory.config`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mrkl_core.contracts.settings import checked


@dataclass(frozen=True)
class Config:
    """Where notes are kept, how many, and what makes one come to mind.

    The weights are those of relevance, recency and importance, each in [0, 1]; recency halves
    with every `half_life_days`. A note less relevant than `least` is not what was asked for.
    """

    file: Path
    relevance: float = 0.7
    recency: float = 0.15
    importance: float = 0.15
    half_life_days: float = 30.0
    least: float = 0.45
    max_notes: int = 100_000
    many: int = 50_000
    embeddings: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Config:
        """The manifest's section, filled up with the defaults. Raises ValueError."""
        given = checked(section, cls, "experts.memory.config")
        file = Path(given.get("file") or _data_home() / "mrkl" / "memory.db")
        config = cls(**{**given, "file": file.expanduser()})
        if config.half_life_days <= 0 or min(config.weights) < 0 or not sum(config.weights):
            raise ValueError("experts.memory.config: weights from 0, half_life_days over 0")
        return config

    @property
    def weights(self) -> tuple[float, float, float]:
        """Those of relevance, recency and importance."""
        return self.relevance, self.recency, self.importance


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")

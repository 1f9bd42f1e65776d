"""What the manifest says of the expert: `experts.search.config`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mrkl_core.contracts.settings import checked

#: A question whose best sentence is less sure than this has no answer here (docs/search.md).
LEAST = 0.7


@dataclass(frozen=True)
class Config:
    """Where the index is and how far it goes; `embeddings` names an endpoint, if not embedded."""

    index: Path
    max_file_mb: float = 16.0
    max_files: int = 100_000
    max_passages: int = 200_000
    least: float = LEAST
    embeddings: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Config:
        """The manifest's section, filled up with the defaults. Raises ValueError."""
        given = checked(section, cls, "experts.search.config")
        index = Path(given.get("index") or _data_home() / "mrkl" / "search.db")
        return cls(**{**given, "index": index.expanduser()})

    @property
    def max_bytes(self) -> int:
        """The largest file that is read."""
        return int(self.max_file_mb * 1_000_000)


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")

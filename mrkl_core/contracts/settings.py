"""The settings a plugin may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The `config` sections of the manifest, by expert name."""

    experts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def config(self, expert: str) -> Mapping[str, Any]:
        """This expert's `config` section; empty if there is none."""
        return self.experts.get(expert, {})

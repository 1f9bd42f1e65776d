"""The settings a plugin may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Settings:
    """The `config` sections of the manifest, by expert name, and its `models` section.

    A model's key is not among them: it stays in the environment.
    """

    experts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    models: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def config(self, expert: str) -> Mapping[str, Any]:
        """This expert's `config` section; empty if there is none."""
        return self.experts.get(expert, {})

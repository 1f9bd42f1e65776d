"""What plugins bring to planning, loaded where it runs: in the child that plans."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from mrkl_core.contracts.settings import Settings
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Plugged:
    """The plugins to ask: each entry point's name and the module it points at."""

    plugins: dict[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    def objects(self, hook: str) -> tuple[Any, ...]:
        """What they declare by this hook. Raises what a plugin raises."""
        if not self.plugins:
            return ()
        from mrkl_core.registry.declaration import load  # pluggy, and most searches need none
        from mrkl_core.registry.discovery import PluginTarget

        return tuple(
            item
            for name, target in self.plugins.items()
            for item in load(hook, PluginTarget(name, target), self.settings)
        )

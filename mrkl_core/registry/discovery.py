"""Finds plugins: the entry points of the group `mrkl`, and nothing is imported."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from mrkl_core.contracts.hookspecs import PROJECT


@dataclass(frozen=True)
class PluginTarget:
    """A plugin to load: its entry point's name, and what it points at (`module[:attr]`)."""

    name: str
    target: str
    distribution: str = ""
    version: str = ""

    def load(self) -> object:
        """The plugin object. Raises whatever its import raises."""
        plugin: object = EntryPoint(self.name, self.target, PROJECT).load()
        return plugin


def discover() -> tuple[PluginTarget, ...]:
    """Every installed plugin, sorted by name and distribution."""
    found = {
        PluginTarget(
            point.name,
            point.value,
            point.dist.name if point.dist else "",
            point.dist.version if point.dist else "",
        )
        for point in entry_points(group=PROJECT)
    }
    return tuple(sorted(found, key=lambda t: (t.name, t.distribution)))

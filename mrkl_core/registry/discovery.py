"""Finds plugins: the entry points of the group `mrkl`, and nothing is imported."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib.metadata import EntryPoint, distributions, entry_points

from mrkl_core.contracts.hookspecs import PROJECT
from mrkl_core.records import dataclass

_log = logging.getLogger("mrkl.registry")


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
    try:
        found = {_target(point) for point in entry_points(group=PROJECT)}
    except Exception:  # one distribution's unreadable metadata must not cost all others
        found = {_target(point) for point in _one_by_one()}
    return tuple(sorted(found, key=lambda t: (t.name, t.distribution, t.target)))


def _one_by_one() -> Iterator[EntryPoint]:
    for distribution in distributions():
        try:
            yield from distribution.entry_points.select(group=PROJECT)
        except Exception:  # the border to a stranger's metadata
            where = distribution.locate_file("")
            _log.warning("the entry points of a distribution in %s cannot be read", where)


def _target(point: EntryPoint) -> PluginTarget:
    dist = point.dist
    # A distribution without its METADATA has neither a name nor a version.
    name, version = (dist.name or "", dist.version or "") if dist else ("", "")
    return PluginTarget(point.name, point.value, name, version)

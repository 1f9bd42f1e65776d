"""Loads what a nursery serves: one expert, or every expert for its bids."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.settings import Settings
from mrkl_core.experts.bidding import ALL_BIDS
from mrkl_core.registry.declaration import load
from mrkl_core.registry.discovery import PluginTarget

_log = logging.getLogger("mrkl.experts")


def experts_for(
    key: str, plugins: Sequence[JsonObject], settings: Settings, *, only: str | None = None
) -> Mapping[str, Expert]:
    """The experts that a nursery of this key serves, by name, with what they need imported:
    all of it, or what the tool named `only` needs.

    Raises what an expert's own plugin raises; for the bids of all, a plugin that fails is
    left out. A key that is no expert's has none.
    """
    found: dict[str, Expert] = {}
    for plugin in plugins:
        target = PluginTarget(plugin["name"], plugin["target"])
        if key == ALL_BIDS:
            try:
                experts = load("mrkl_experts", target, settings)
            except (Exception, SystemExit):  # the border: plugin loading
                _log.exception("plugin %r cannot bid", target.name)
                continue
            found.update((e.name, e) for e in experts if e.name in plugin["experts"])
        elif key in plugin["experts"]:
            experts = load("mrkl_experts", target, settings)
            found.update((e.name, e) for e in experts if e.name == key)
    for expert in found.values():
        for module in _needed(expert, only):
            try:
                importlib.import_module(module)
            except Exception:  # the border: plugin loading
                if key != ALL_BIDS:
                    raise
                _log.exception("expert %r cannot import %r for its bids", expert.name, module)
    return found


def _needed(expert: Expert, only: str | None) -> Iterator[str]:
    """The modules to import first, so that no call pays for them out of its own time."""
    if only is None:
        yield from expert.preload
    for tool in expert.tools:
        if only in (None, tool.name):
            yield from tool.preload

"""Loads experts inside a nursery."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.settings import Settings


def load_experts(
    key: str, plugins: Sequence[JsonObject], settings: Settings
) -> Mapping[str, Expert]:
    """The experts a nursery of this key serves, by name."""
    found: dict[str, Expert] = {}
    for plugin in plugins:
        if key == "bids":
            try:
                experts = _experts(plugin["target"], settings)
            except (Exception, SystemExit):
                continue
        elif not plugin["experts"] or key in plugin["experts"]:
            experts = _experts(plugin["target"], settings)
        else:
            continue
        for expert in experts:
            if key in ("bids", expert.name):
                found.setdefault(expert.name, expert)
    if key != "bids":
        for expert in found.values():
            for module in expert.preload:
                importlib.import_module(module)
    return found


def _experts(target: str, settings: Settings) -> list[Expert]:
    module, _, attr = target.partition(":")
    plugin: Any = importlib.import_module(module)
    for name in attr.split(".") if attr else ():
        plugin = getattr(plugin, name)
    hook = getattr(plugin, "mrkl_experts", None)
    if hook is None:
        return []
    wants = "settings" in inspect.signature(hook).parameters
    return list(hook(settings=settings) if wants else hook())

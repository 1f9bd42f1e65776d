"""What callers may know about experts, tools and plugins."""

from __future__ import annotations

from enum import StrEnum

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.tool import Effect, Example
from mrkl_core.records import dataclass


class PluginState(StrEnum):
    """Where a plugin stands after loading."""

    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"  # the manifest blocks it; it was not imported
    FAILED = "FAILED"  # it raised while being imported, registered or asked
    SHADOWED = "SHADOWED"  # another plugin provides the same expert


@dataclass(frozen=True)
class PluginReport:
    """One plugin: `name` is its entry point, `target` what it points at."""

    name: str
    target: str
    state: PluginState
    distribution: str = ""
    version: str = ""
    reason: str = ""
    experts: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class ToolCard:
    """One tool as callers see it; `name` is `expert.tool`."""

    name: str
    expert: str
    description: str
    arguments: JsonObject
    result: JsonObject
    effect: Effect
    digest: str
    limits: Limits
    enabled: bool = True
    cached: bool = False
    examples: tuple[Example, ...] = ()
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExpertCard:
    """One expert as callers see it; `bids` if it reads words itself."""

    name: str
    description: str
    plugin: str
    priority: int
    tools: tuple[str, ...]
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    bids: bool = False


@dataclass(frozen=True)
class ToolMatch:
    """One hit of a search over the tools; `score` in [0, 1]."""

    tool: ToolCard
    score: float

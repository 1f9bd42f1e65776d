"""The manifest as frozen dataclasses: policy, already checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.settings import Settings
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class PluginPolicy:
    """Which plugins load; `allow` None allows all."""

    autoload: bool = True
    allow: tuple[str, ...] | None = None
    required: tuple[str, ...] = ()
    block: tuple[str, ...] = ()


@dataclass(frozen=True)
class LimitsPolicy:
    """Limits of which only some may be given; the rest come from the level above."""

    timeout_s: float | None = None
    memory_mb: int | None = None
    max_output_bytes: int | None = None

    def over(self, limits: Limits) -> Limits:
        """These limits, filled up from `limits`."""
        return Limits(
            self.timeout_s if self.timeout_s is not None else limits.timeout_s,
            self.memory_mb if self.memory_mb is not None else limits.memory_mb,
            self.max_output_bytes if self.max_output_bytes is not None else limits.max_output_bytes,
        )


@dataclass(frozen=True)
class ToolPolicy:
    """What the manifest says of one tool; None leaves it to the tool's effect."""

    enabled: bool | None = None
    cache: bool | None = None
    pin: str = ""
    limits: LimitsPolicy = LimitsPolicy()


@dataclass(frozen=True)
class ExpertPolicy:
    """What the manifest says of one expert."""

    enabled: bool = True
    priority: int = 50
    examples: tuple[str, ...] = ()
    limits: LimitsPolicy = LimitsPolicy()
    config: Mapping[str, Any] = field(default_factory=dict)
    tools: Mapping[str, ToolPolicy] = field(default_factory=dict)


@dataclass(frozen=True)
class RoutingPolicy:
    """In which order routers are asked, and how sure a choice must be.

    A model that is asked gets `model_calls` chances to reply well, within `model_tokens`.
    """

    order: tuple[str, ...] = ("bids", "by_schema", "by_model")
    threshold: float = 0.55
    fallback: str = ""
    model_calls: int = 4
    model_tokens: int = 50_000


@dataclass(frozen=True)
class PlanningPolicy:
    """Which engines are preferred, how far a search may go, and who reads words.

    While less than `improve_s` has passed, a search goes on to better plans than its first.
    `order` names the formalizers in the order in which they are asked; a model that replies
    with a wrong problem is told what is wrong with it, `repairs` times.
    """

    prefer: tuple[str, ...] = ()
    timeout_s: float = 30.0
    memory_mb: int = 2048
    improve_s: float = 0.7
    order: tuple[str, ...] = ("grammar", "by_model")
    repairs: int = 1


@dataclass(frozen=True)
class ModelPolicy:
    """One language model; an empty `base_url` or `name` means: not configured.

    One that is not `trusted` takes an exam before its choice of a tool counts.
    """

    base_url: str = ""
    name: str = ""
    temperature: float = 0.0
    trusted: bool = False


@dataclass(frozen=True)
class Manifest:
    """The whole policy; `path` is the file it was read from.

    `callers` has patterns of the names of the tools that each may use; `*` stands for all others.
    """

    path: str
    plugins: PluginPolicy = PluginPolicy()
    defaults: Limits = field(default_factory=Limits)
    experts: Mapping[str, ExpertPolicy] = field(default_factory=dict)
    routing: RoutingPolicy = RoutingPolicy()
    planning: PlanningPolicy = PlanningPolicy()
    models: Mapping[str, ModelPolicy] = field(default_factory=dict)
    callers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def expert(self, name: str) -> ExpertPolicy:
        """The policy of one expert; the default one if the manifest is silent."""
        return self.experts.get(name, ExpertPolicy())

    def model(self, name: str = "default") -> ModelPolicy:
        """The policy of one model; an unconfigured one if the manifest is silent."""
        return self.models.get(name, ModelPolicy())

    @property
    def settings(self) -> Settings:
        """What plugins may see of it."""
        return Settings(
            experts={name: policy.config for name, policy in self.experts.items()},
            models={name: to_json(policy) for name, policy in self.models.items()},
        )

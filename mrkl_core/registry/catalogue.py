"""The experts and tools on offer, with what the manifest says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mrkl_core.contracts.catalogue import ExpertCard, PluginReport, PluginState, ToolCard
from mrkl_core.contracts.context import caller
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.tool import Effect, Tool
from mrkl_core.errors import (
    MrklError,
    PluginBlocked,
    ToolDisabled,
    ToolForbidden,
    ToolNotFound,
    nearest,
)
from mrkl_core.manifest.model import Manifest
from mrkl_core.records import dataclass
from mrkl_core.registry.access import Access, Offer
from mrkl_core.registry.discovery import PluginTarget


@dataclass(frozen=True)
class Provided:
    """An expert and the plugin that provides it."""

    expert: Expert
    plugin: PluginTarget


class Catalogue:
    """Every active expert and tool, by name, and which of them who asks may use."""

    def __init__(
        self,
        provided: Iterable[Provided],
        manifest: Manifest,
        inactive: Iterable[PluginReport] = (),
    ) -> None:
        everything = {one.expert.name: one for one in provided}
        self._on = {n: o for n, o in everything.items() if manifest.expert(n).enabled}
        self._off = everything.keys() - self._on.keys()
        self._inactive = {report.name: report for report in inactive}
        self._refusals: dict[str, str] = {}
        self.experts: tuple[ExpertCard, ...] = tuple(
            sorted(
                (_expert_card(one, manifest) for one in self._on.values()),
                key=lambda card: (-card.priority, card.name),
            )
        )
        self.tools: tuple[ToolCard, ...] = tuple(
            self._tool_card(self._on[card.name].expert, tool, manifest)
            for card in self.experts
            for tool in self._on[card.name].expert.tools
        )
        self._tools: Mapping[str, ToolCard] = {tool.name: tool for tool in self.tools}
        self._access = Access(manifest.callers, self.tools, self.experts)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What each of those may use for whom the manifest has a rule, and who has none."""
        return self._access.offers

    @property
    def offered(self) -> Offer:
        """What who asks now may use."""
        return self._access.of(caller())

    def tool(self, name: str) -> ToolCard:
        """One tool, for who asks now.

        Raises ToolForbidden, ToolDisabled, PluginBlocked if its plugin may not load, or
        ToolNotFound with the nearest names.
        """
        card = self._tools.get(name)
        if card is None:
            raise self._absent(name)
        if name not in self.offered.names:
            who = repr(caller()) if caller() else "who does not say who they are"
            raise ToolForbidden(
                f"tool {name!r} is not for {who}",
                hint="see callers in tools_manifest.yaml",
                metadata={"tool": name, "caller": caller()},
            )
        if not card.enabled:
            raise ToolDisabled(
                f"tool {name!r} is off: {self._refusals[name]}",
                hint="see experts.*.tools in tools_manifest.yaml",
                metadata={"tool": name},
            )
        return card

    def _absent(self, name: str) -> MrklError:
        expert = name.partition(".")[0]
        if expert in self._off:
            return ToolDisabled(
                f"tool {name!r} is off: the manifest turns expert {expert!r} off",
                hint=f"see experts.{expert}.enabled in tools_manifest.yaml",
                metadata={"tool": name},
            )
        names = [tool.name for tool in self.offered.tools]
        if own := [tool for tool in names if tool.startswith(f"{name}.")]:
            return ToolNotFound(
                f"{name!r} is an expert, not a tool",
                hint=f"its tools: {', '.join(own)}",
                metadata={"tool": name},
            )
        # A plugin is mostly named as its one expert is.
        report = self._inactive.get(expert)
        if report is None:
            hint = nearest(name, names)
        elif report.state is PluginState.BLOCKED:
            return PluginBlocked(
                f"no tool {name!r}: plugin {expert!r} is blocked",
                hint=report.reason,
                metadata={"tool": name, "plugin": expert},
            )
        else:
            hint = f"plugin {expert!r} is {report.state.lower()}: {report.reason}"
        return ToolNotFound(f"no tool {name!r}", hint=hint, metadata={"tool": name})

    def card(self, name: str) -> ToolCard | None:
        """One tool, on or off; None if there is none."""
        return self._tools.get(name)

    def expert(self, name: str) -> Expert:
        """The expert object of this name. Raises KeyError."""
        return self._on[name].expert

    def _tool_card(self, expert: Expert, tool: Tool, manifest: Manifest) -> ToolCard:
        policy = manifest.expert(expert.name)
        said = policy.tools.get(tool.name)
        name = f"{expert.name}.{tool.name}"
        refusal = ""
        if said is not None and said.enabled is False:
            refusal = "the manifest turns it off"
        elif tool.effect is Effect.CHANGES and not (said and said.enabled):
            refusal = "it changes the outside world, and the manifest does not enable it"
        elif said is not None and said.pin and said.pin != tool.digest:
            refusal = f"it is {tool.digest}, but the manifest pins {said.pin}"
        if refusal:
            self._refusals[name] = refusal
        limits = policy.limits.over(manifest.defaults)
        return ToolCard(
            name=name,
            expert=expert.name,
            description=tool.description,
            arguments=tool.arguments,
            result=tool.result,
            effect=tool.effect,
            digest=tool.digest,
            limits=said.limits.over(limits) if said else limits,
            enabled=not refusal,
            cached=tool.effect is Effect.NONE and not (said is not None and said.cache is False),
            examples=tool.examples,
            synonyms=tuple(tool.synonyms),
        )


def _expert_card(one: Provided, manifest: Manifest) -> ExpertCard:
    expert, policy = one.expert, manifest.expert(one.expert.name)
    return ExpertCard(
        name=expert.name,
        description=expert.description,
        plugin=one.plugin.name,
        priority=policy.priority,
        tools=tuple(tool.name for tool in expert.tools),
        examples=tuple(expert.examples) + policy.examples,
        keywords=tuple(expert.keywords),
        bids=expert.bid is not None,
    )

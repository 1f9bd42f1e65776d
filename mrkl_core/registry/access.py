"""Which tools each caller may use: the manifest's `callers`, the same on every surface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.records import dataclass

#: The rule for whoever has none of their own, and for those who do not say who they are.
OTHERS = "*"


@dataclass(frozen=True)
class Offer:
    """What the callers under one rule may use and see; an expert without a tool is not there.

    `rule` is the manifest's key; empty if it has none for them.
    """

    rule: str
    tools: tuple[ToolCard, ...]
    experts: tuple[ExpertCard, ...]
    names: frozenset[str]


class Access:
    """The offers of one catalogue; each is made once, and is always the same object."""

    def __init__(
        self,
        rules: Mapping[str, Sequence[str]],
        tools: Sequence[ToolCard],
        experts: Sequence[ExpertCard],
    ) -> None:
        self._all = Offer("", tuple(tools), tuple(experts), frozenset(t.name for t in tools))
        self._offers = {name: self._under(name, rule) for name, rule in rules.items()}

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Every offer that somebody may have."""
        others = () if OTHERS in self._offers else (self._all,)
        return (*self._offers.values(), *others)

    def of(self, caller: str) -> Offer:
        """What this caller may use; all, if no rule is theirs."""
        return self._offers.get(caller) or self._offers.get(OTHERS) or self._all

    def _under(self, name: str, patterns: Sequence[str]) -> Offer:
        tools = tuple(
            tool for tool in self._all.tools if any(fnmatchcase(tool.name, p) for p in patterns)
        )
        names = frozenset(tool.name for tool in tools)
        cards = (
            replace(e, tools=tuple(own for own in e.tools if f"{e.name}.{own}" in names))
            for e in self._all.experts
        )
        return Offer(name, tools, tuple(card for card in cards if card.tools), names)

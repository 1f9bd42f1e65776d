"""A request with what should become of it, and what a router made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject


@dataclass(frozen=True)
class Call:
    """One call of a tool, by its full name."""

    tool: str
    arguments: JsonObject = field(default_factory=dict)


#: Says what is wrong with the calls made for a case; empty if they are right.
Judge = Callable[[Sequence[Call]], str]


@dataclass(frozen=True)
class Case:
    """One request: `tools` are on offer, `expected` names the right ones (none: refuse).

    `judge` is None where only the choice of a tool is measured.
    """

    id: str
    words: str
    category: str
    tools: tuple[ToolCard, ...]
    expected: tuple[str, ...] = ()
    judge: Judge | None = None


@dataclass(frozen=True)
class Suite:
    """Cases under one name, and where their rules are written down."""

    name: str
    cases: tuple[Case, ...]
    source: str = ""

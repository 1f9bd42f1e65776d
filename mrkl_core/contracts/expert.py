"""An expert: a named set of tools, and how it takes part in routing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY

from mrkl_core.contracts.routing import Bid
from mrkl_core.contracts.tool import Tool
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Expert:
    """A named set of tools, and its routing card.

    `bid` reads the words of a request and returns the calls it would make of them (none, if
    they are not its business). It must be cheap and pure: it runs for every request, in a
    child process under a short limit. `preload` names modules that a server's workers import
    once, before their first call (sympy, say).
    """

    name: str
    description: str
    tools: tuple[Tool, ...]
    _: KW_ONLY
    examples: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    bid: Callable[[str], Iterable[Bid]] | None = None
    preload: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "tools", tuple(self.tools))

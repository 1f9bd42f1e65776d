"""How a request in words finds its tool: bids, candidates, the route taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.records import dataclass

if TYPE_CHECKING:
    from mrkl_core.contracts.catalogue import ToolCard


@dataclass(frozen=True)
class Bid:
    """One call an expert would make of a request.

    `tool` is the tool's own name, without its expert's. `confidence` is in [0, 1]: 0.9 and
    more if the words were parsed to the end, under 0.5 if only vocabulary is shared.
    """

    tool: str
    arguments: JsonObject
    confidence: float
    reason: str


@dataclass(frozen=True)
class Candidate:
    """A tool that was considered; `tool` is `expert.tool`, `score` in [0, 1].

    `arguments` is None while nobody has worked them out. `by` names who proposed it
    ("bids", "lexical", "by_model").
    """

    tool: str
    score: float
    reason: str
    arguments: JsonObject | None = None
    by: str = ""


@dataclass(frozen=True)
class Route:
    """The decision for one request: the candidate chosen, or why none was.

    `refusal` is empty when something was chosen; else it says why not and what could be
    asked. `candidates` are sorted, best first.
    """

    words: str
    chosen: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    refusal: str = ""
    reasons: tuple[str, ...] = field(default=())


class Router(Protocol):
    """Proposes candidates for a request; the manifest says in which order routers are asked."""

    name: str

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Sequence[Candidate]:
        """Candidates for these words among these tools, best first."""
        ...

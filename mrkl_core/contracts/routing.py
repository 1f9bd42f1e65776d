"""How a request in words finds its tool: bids, candidates, the route taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
class Source:
    """Where an argument comes from: `start` and `end` are its place in the words.

    `argument` is its name, with dots where objects are nested. Both places are -1 if it is
    a default. `how` says how the value differs from what stands there.
    """

    argument: str
    start: int
    end: int
    sure: float = 1.0
    how: str = ""


@dataclass(frozen=True)
class Candidate:
    """A tool that was considered; `tool` is `expert.tool`, `score` in [0, 1].

    `arguments` is None while nobody has worked them out. `by` names who proposed it
    ("bids", "by_schema", "by_model"). `question` asks for what is missing, if the tool would
    do but for that; `sources` and `parts` tell how arguments and score came about.
    """

    tool: str
    score: float
    reason: str
    arguments: JsonObject | None = None
    by: str = ""
    question: str = ""
    sources: tuple[Source, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class RouteStep:
    """A call made first, since a later one takes its value.

    `reference` stands for the value in later calls' arguments, `{1}`, and so does what leads into
    it, `{1.rows.0}`. `words` is the phrase that asks for it, `fits` the form (a regular expression)
    that the value must have to be passed on; empty where a model said so.
    """

    call: Candidate
    words: str
    reference: str
    fits: str


@dataclass(frozen=True)
class Route:
    """The decision for one request: the candidate chosen, or why none was.

    `refusal` is empty when something was chosen; else it says why not and what could be
    asked. `also` are the further calls that one request asks for, in order; `steps` those
    made before the one chosen, in order, whose values it refers to. `question` is
    set when the right tool is known, but not all it needs: asked again with the answer in
    the words, the request goes through. `candidates` are sorted, best first. `unused` are the
    figures, names, quotations and clauses of the words that go into none of the calls.
    """

    words: str
    chosen: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    refusal: str = ""
    reasons: tuple[str, ...] = field(default=())
    question: str = ""
    also: tuple[Candidate, ...] = ()
    steps: tuple[RouteStep, ...] = ()
    unused: tuple[str, ...] = ()


class Router(Protocol):
    """Proposes candidates for a request; the manifest says in which order routers are asked."""

    name: str

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Sequence[Candidate]:
        """Candidates for these words among these tools, best first."""
        ...

"""What to say when nobody fits: what is nearest, and what could be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.routing import Candidate
from mrkl_core.routing.lexical import required

#: How many experts a refusal names.
MAX_EXPERTS = 3
#: Under this score a tool is not near enough to be named as nearly right.
NEAR = 0.3


def refusal(
    candidates: Sequence[Candidate], tools: Sequence[ToolCard], experts: Sequence[ExpertCard]
) -> str:
    """Why nothing was chosen and what could be asked instead, for a person to read."""
    if not tools:
        return "There is no tool here that is on, so nothing can be answered."
    by_name = {tool.name: tool for tool in tools}
    said = ["No expert here can answer this."]
    near = next((c for c in candidates if c.score >= NEAR and c.tool in by_name), None)
    if near is not None:
        tool = by_name[near.tool]
        needs = ", ".join(required(tool))
        wants = f", which needs {needs}" if needs else ""
        said.append(f"Nearest is {tool.name}{wants}: {tool.description}")
    examples = list(_examples(candidates, tools, experts))[:MAX_EXPERTS]
    if examples:
        said.append("You could ask: " + "; ".join(examples) + ".")
    return " ".join(said)


def _examples(
    candidates: Sequence[Candidate], tools: Sequence[ToolCard], experts: Sequence[ExpertCard]
) -> Iterable[str]:
    """One thing to ask of each expert, the nearest first, then by priority."""
    on = {tool.expert for tool in tools}
    place: dict[str, int] = {}
    for candidate in candidates:
        if candidate.score > 0:
            place.setdefault(candidate.tool.partition(".")[0], len(place))
    ranked = sorted(experts, key=lambda e: (place.get(e.name, len(place)), -e.priority, e.name))
    for expert in ranked:
        asked = [*expert.examples]
        asked += (e.words for t in tools if t.expert == expert.name for e in t.examples)
        if expert.name in on and asked:
            yield f'"{asked[0]}" ({expert.name})'

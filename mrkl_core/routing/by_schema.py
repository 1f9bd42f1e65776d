"""Routes without a model: the nearest tools, arguments read off the words, a probability."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Candidate, Source
from mrkl_core.routing.again import meant
from mrkl_core.routing.extract.extract import Extraction, Extractor
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.slots import Slot
from mrkl_core.routing.proposals import Proposals
from mrkl_core.routing.relevance import evidence, probability
from mrkl_core.routing.retrieve import Found, ToolIndexes
from mrkl_core.routing.secrets import Read, in_order
from mrkl_core.routing.words import stem, terms

_FIGURE = re.compile(r"\d[\d.,:/-]*")
_OPERATION = re.compile(
    r"\b(?:cubed?|double|factorial|half|logarithm|minus|plus|reciprocal|roots?|squared?|thrice|times"
    r"|triple|twice)\b",
    re.IGNORECASE,
)
#: How many of the nearest tools are tried on the words.
SHOWN = 6
#: What is left of a score when the tool's expert reads words itself and did not bid on these: too
#: little to be called. Of ten such calls in 465 questions five were wrong.
SILENCE = 0.5
#: What is then left of it if a figure goes into no argument, or a sum is asked that it does not do.
LEFT_OVER = 0.5
#: A description longer than this is cut in a question.
MAX_TOLD = 120


class SchemaRouter:
    """Proposes the nearest tools with the arguments that their schemas find in the words.

    `bidders` are experts that read words themselves: their silence counts against them.
    `skip` names experts that are never proposed.
    """

    name = "by_schema"

    def __init__(
        self,
        indexes: ToolIndexes,
        extractor: Extractor | None = None,
        *,
        bidders: Collection[str] = (),
        skip: Collection[str] = (),
        shown: int = SHOWN,
    ) -> None:
        self._indexes = indexes
        self._extractor = extractor or Extractor()
        self._bidders = frozenset(bidders)
        self._skip = frozenset(skip)
        self._shown = shown

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Proposals:
        """The nearest tools, best first; off the event loop, since the encoder may load."""
        return await asyncio.to_thread(self.propose, words, tools)

    async def reading_on(
        self, words: str, around: Sequence[str], tools: Sequence[ToolCard]
    ) -> Proposals:
        """As `candidates`; what the words do not say is read off those around them."""
        return await asyncio.to_thread(self.propose, words, tools, around)

    def propose(
        self, words: str, tools: Sequence[ToolCard], around: Sequence[str] = ()
    ) -> Proposals:
        """As `candidates` or `reading_on`, at once."""
        asked = meant(words, around)
        near = self._indexes.over(tools).rank(asked, self._shown)
        reading, others = Reading(words), [Reading(other) for other in around]
        read = [
            self._read(f, asked, reading, others) for f in near if f.tool.expert not in self._skip
        ]
        found = in_order(read)
        return Proposals(found, () if found else ("no tool is near",))

    def _read(self, found: Found, asked: str, reading: Reading, others: Sequence[Reading]) -> Read:
        tool, read = found.tool, self._extractor.extract(reading, found.tool, others)
        parts = evidence(reading.words, found, read, asked)
        score = probability(parts)
        reason = _reason(found, read)
        if tool.expert in self._bidders:
            score *= SILENCE
            reason += "; its expert reads such words itself, and did not bid"
            if left := _left_over(reading.words, read, tool):
                score *= LEFT_OVER
                reason += f", and {left} would be left over"
        candidate = Candidate(
            tool.name,
            round(score, 4),
            reason,
            None if read.missing else read.arguments,
            self.name,
            question=_question(tool, read.missing),
            sources=tuple(
                Source(".".join(f.path), f.start, f.end, round(f.sure, 3), f.how)
                for f in read.filled
            ),
            parts={name: round(value, 3) for name, value in parts.items()},
        )
        return Read(candidate, tool, read)


def _left_over(words: str, read: Extraction, tool: ToolCard) -> str:
    """The first figure, or operation that the tool's card does not name, that no argument takes.

    Empty if there is none.
    """
    taken = [(filled.start, filled.end) for filled in read.filled]
    told = set(terms(f"{tool.name} {tool.description}"))
    operations = (o for o in _OPERATION.finditer(words) if stem(o[0].lower()) not in told)
    for found in (*_FIGURE.finditer(words), *operations):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            return found[0]
    return ""


def _reason(found: Found, read: Extraction) -> str:
    said = (
        f"meaning {found.dense.name:.2f} to its name, {found.dense.description:.2f} to what it does"
    )
    if not read.filled and not read.missing:
        return f"{said}; it needs no arguments"
    count = sum(filled.start >= 0 for filled in read.filled)
    told = f"{said}; {count} argument{'' if count == 1 else 's'} read off the words"
    if read.missing:
        told += ", missing " + ", ".join(".".join(slot.path) for slot in read.missing)
    return told


def _question(tool: ToolCard, missing: Sequence[Slot]) -> str:
    """The one question that asks for all that is missing; empty if nothing is."""
    if not missing:
        return ""
    asked = "; ".join(_asked(slot) for slot in missing)
    return f"For {tool.name} I also need to know: {asked}?"


def _asked(slot: Slot) -> str:
    name = ".".join(slot.path)
    told = slot.description.strip().rstrip(".").split(". ")[0][:MAX_TOLD]
    if slot.closed:
        told = "one of " + ", ".join(str(option) for option in slot.options[:12])
    return f"{name} ({told})" if told else name

"""Which tools share words with a request: BM25 over their cards."""

from __future__ import annotations

import heapq
import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard, ToolMatch
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.routing import Candidate
from mrkl_core.records import dataclass
from mrkl_core.routing.proposals import Proposals
from mrkl_core.routing.words import spelled, telling

#: What a word counts for in a tool's name, synonyms, description, and elsewhere on its card.
NAME, SYNONYM, DESCRIPTION, CARD, SCHEMA = 3.0, 2.0, 1.5, 1.0, 0.5
#: How fast a repeated word stops counting, and how much a long card is held against it.
SATURATION = 2.0
LENGTH = 0.75
#: How much a word in the name of a card of average length counts: the full score.
FULL = NAME / (NAME + SATURATION)
#: How deep into a schema, and how far into an enum, words are read.
DEPTH = 3
ENUM_VALUES = 50


@dataclass(frozen=True)
class Hit:
    """One tool found; `shared` and `left` are the request's words on its card and not."""

    tool: ToolCard
    score: float
    shared: tuple[str, ...]
    left: tuple[str, ...]


class LexicalIndex:
    """An index over tool cards; immutable, and the same for the same cards.

    A score is the share of the request's information that the card covers: 1 if each of
    its telling words is as prominent there as a word of its name, 0 if none occurs. A word
    no card knows counts fully against all of them, so that a request about something else
    scores low everywhere.
    """

    def __init__(self, tools: Sequence[ToolCard], experts: Sequence[ExpertCard]) -> None:
        self._tools = tuple(tools)
        by_name = {expert.name: expert for expert in experts}
        cards = [_weights(tool, by_name.get(tool.expert)) for tool in self._tools]
        self._terms = [frozenset(card) for card in cards]
        average = sum(sum(card.values()) for card in cards) / max(1, len(cards))
        found_in = Counter(term for card in cards for term in card)
        self._unknown = self._information(0)
        self._information_of = {term: self._information(n) for term, n in found_in.items()}
        self._postings: dict[str, list[tuple[int, float]]] = {term: [] for term in found_in}
        for number, card in enumerate(cards):
            length = 1 - LENGTH + LENGTH * sum(card.values()) / average if average else 1.0
            for term, weight in card.items():
                prominence = weight / (weight + SATURATION * length)
                impact = self._information_of[term] * prominence
                self._postings[term].append((number, impact))

    def search(self, words: str, limit: int = 10) -> list[ToolMatch]:
        """The tools nearest to these words, best first; none that shares nothing."""
        return [ToolMatch(hit.tool, hit.score) for hit in self.rank(words, limit)]

    def rank(self, words: str, limit: int = 10) -> list[Hit]:
        """As `search`, with the terms that made the score."""
        scores = self.scores(words)
        asked = spelled(words)
        name = words.strip()
        for number in scores:
            if self._tools[number].name == name:
                scores[number] = math.inf
        best = heapq.nsmallest(limit, scores, key=lambda n: (-scores[n], self._tools[n].name))
        return [self._hit(number, min(1.0, scores[number]), asked) for number in best]

    def scores(self, words: str) -> dict[int, float]:
        """The score of each tool that shares a word, by its place in the catalogue."""
        asked = spelled(words)
        scores: dict[int, float] = {}
        for term in asked:
            for number, impact in self._postings.get(term, ()):
                scores[number] = scores.get(number, 0.0) + impact
        whole = FULL * sum(self._information_of.get(term, self._unknown) for term in asked)
        return {number: score / whole for number, score in scores.items()}

    def _hit(self, number: int, score: float, asked: Mapping[str, str]) -> Hit:
        known = self._terms[number]
        shared = tuple(word for term, word in asked.items() if term in known)
        left = tuple(word for term, word in asked.items() if term not in known)
        return Hit(self._tools[number], round(score, 4), shared, left)

    def _information(self, found_in: int) -> float:
        return math.log(1 + (len(self._tools) - found_in + 0.5) / (found_in + 0.5))


class LexicalIndexes:
    """Indexes by catalogue, built when first asked; the routers share them."""

    def __init__(self, experts: Sequence[ExpertCard], *, keep: int = 4) -> None:
        self._experts = tuple(experts)
        self._keep = keep
        self._made: OrderedDict[tuple[tuple[str, str], ...], LexicalIndex] = OrderedDict()

    def over(self, tools: Sequence[ToolCard]) -> LexicalIndex:
        """The index over these tools."""
        key = tuple((tool.name, tool.digest) for tool in tools)
        index = self._made.get(key)
        if index is None:
            index = self._made[key] = LexicalIndex(tools, self._experts)
            if len(self._made) > self._keep:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return index


class LexicalRouter:
    """Proposes the tools whose cards share the request's words.

    It works out no arguments. Only a tool that needs none gets them (empty), and one that
    could take some only if no word of the request is left that might have been one.
    """

    name = "lexical"

    def __init__(self, indexes: LexicalIndexes, *, limit: int = 5) -> None:
        self._indexes = indexes
        self._limit = limit

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Proposals:
        """The nearest tools, best first."""
        hits = self._indexes.over(tools).rank(words, self._limit)
        notes = () if hits else ("no tool's card shares a word with the request",)
        return Proposals((self._candidate(hit) for hit in hits), notes)

    def _candidate(self, hit: Hit) -> Candidate:
        reason = "its card has " + ", ".join(repr(word) for word in hit.shared)
        arguments: JsonObject | None = {}
        if needed := required(hit.tool):
            reason += f"; its arguments ({', '.join(needed)}) are not worked out"
            arguments = None
        elif hit.left and hit.tool.arguments.get("properties"):
            left = ", ".join(repr(word) for word in hit.left)
            reason += f"; whether {left} should be among its arguments is not worked out"
            arguments = None
        return Candidate(hit.tool.name, hit.score, reason, arguments, self.name)


def required(tool: ToolCard) -> tuple[str, ...]:
    """The names of the arguments a tool cannot do without."""
    names = tool.arguments.get("required")
    return tuple(str(n) for n in names) if isinstance(names, (list, tuple)) else ()


def _weights(tool: ToolCard, expert: ExpertCard | None) -> dict[str, float]:
    """The terms of a card with their weights: a name says more than a description."""
    weights: dict[str, float] = {}
    for text, weight in _texts(tool, expert):
        for term in telling(text):
            weights[term] = weights.get(term, 0.0) + weight
    return weights


def _texts(tool: ToolCard, expert: ExpertCard | None) -> Iterator[tuple[str, float]]:
    yield tool.name.rpartition(".")[2], NAME
    yield tool.description, DESCRIPTION
    yield tool.expert, CARD
    yield from ((synonym, SYNONYM) for synonym in tool.synonyms)
    for example in tool.examples:
        yield example.words, CARD
    yield from ((text, SCHEMA) for text in _schema_texts(tool.arguments, DEPTH))
    if expert is not None:
        yield expert.description, SCHEMA
        yield from ((keyword, CARD) for keyword in expert.keywords)
        yield from ((example, SCHEMA) for example in expert.examples)


def _schema_texts(schema: object, depth: int) -> Iterable[str]:
    """The names, descriptions and allowed values in a schema of arguments."""
    if not isinstance(schema, Mapping) or depth < 0:
        return
    if isinstance(description := schema.get("description"), str):
        yield description
    if isinstance(values := schema.get("enum"), (list, tuple)):
        yield from (value for value in values[:ENUM_VALUES] if isinstance(value, str))
    if isinstance(properties := schema.get("properties"), Mapping):
        for name, inner in properties.items():
            yield str(name)
            yield from _schema_texts(inner, depth - 1)
    yield from _schema_texts(schema.get("items"), depth - 1)

"""Which tools share words with a request: BM25 over their cards."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, Self

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard, ToolMatch
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.routing import Candidate
from mrkl_core.records import dataclass
from mrkl_core.routing.catalogues import Catalogues, Key, renumbered
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


@dataclass(frozen=True)
class _Posting:
    """The numbers of the cards that have a term, and what it counts for on each."""

    numbers: Any
    weights: Any

    def then(self, other: _Posting) -> _Posting:
        import numpy as np

        numbers = np.concatenate([self.numbers, other.numbers])
        return _Posting(numbers, np.concatenate([self.weights, other.weights]))

    def without(self, gone: Collection[int]) -> _Posting:
        import numpy as np

        left = ~np.isin(self.numbers, [*gone])
        return _Posting(self.numbers[left], self.weights[left])


class LexicalIndex:
    """An index over tool cards; immutable, and the same for the same cards.

    A score is the share of the request's information that the card covers: 1 if each of
    its telling words is as prominent there as a word of its name, 0 if none occurs. A word
    no card knows counts fully against all of them, so that a request about something else
    scores low everywhere.
    """

    def __init__(self, tools: Sequence[ToolCard], experts: Sequence[ExpertCard]) -> None:
        import numpy as np

        self._experts = {expert.name: expert for expert in experts}
        self._tools: tuple[ToolCard, ...] = ()
        self._cards: tuple[Mapping[str, float], ...] = ()
        self._lengths = np.zeros(0)
        self._postings: Mapping[str, _Posting] = {}
        self.numbers: Mapping[Key, int] = {}
        self._change(tools, ())

    def updated(self, new: Sequence[ToolCard], gone: Collection[int]) -> Self:
        """The index with these tools after its own, and without those of these numbers.

        It scores as one made anew; only the words of these cards are looked at.
        """
        changed = copy(self)
        changed._change(new, frozenset(gone))
        return changed

    def _change(self, new: Sequence[ToolCard], gone: Collection[int]) -> None:
        import numpy as np

        first = self.size
        cards = [_weights(tool, self._experts.get(tool.expert)) for tool in new]
        found: dict[str, tuple[list[int], list[float]]] = {}
        for number, card in enumerate(cards, start=first):
            for term, weight in card.items():
                numbers, weights = found.setdefault(term, ([], []))
                numbers.append(number)
                weights.append(weight)
        postings = dict(self._postings)
        for term in {term for number in gone for term in self._cards[number]}:
            postings[term] = postings[term].without(gone)
        for term, (numbers, weights) in found.items():
            added = _Posting(np.array(numbers), np.array(weights))
            postings[term] = postings[term].then(added) if term in postings else added
        self._postings = postings
        self._tools = (*self._tools, *new)
        self._cards = (*self._cards, *cards)
        lengths = [sum(card.values()) for card in cards]
        self._lengths = np.concatenate([self._lengths, np.array(lengths)])
        self._lengths[[*gone]] = 0
        self.numbers = renumbered(self.numbers, first, new, gone)
        self._average = float(self._lengths.sum()) / max(1, len(self.numbers)) or 1.0

    @property
    def size(self) -> int:
        """How many numbers are taken or free."""
        return len(self._tools)

    def search(self, words: str, limit: int = 10) -> list[ToolMatch]:
        """The tools nearest to these words, best first; none that shares nothing."""
        return [ToolMatch(hit.tool, hit.score) for hit in self.rank(words, limit)]

    def rank(self, words: str, limit: int = 10) -> list[Hit]:
        """As `search`, with the terms that made the score."""
        import numpy as np

        scores = self.scores(words)
        asked = spelled(words)
        shared = np.flatnonzero(scores).tolist()
        for number in shared:
            if self._tools[number].name == words.strip():
                scores[number] = math.inf
        best = heapq.nsmallest(limit, shared, key=lambda n: (-scores[n], self._tools[n].name))
        return [self._hit(number, min(1.0, float(scores[number])), asked) for number in best]

    def scores(self, words: str) -> Any:
        """The score of each tool by its number; 0 where no word is shared."""
        import numpy as np

        asked = spelled(words)
        scores = np.zeros(self.size)
        whole = 0.0
        for term in asked:
            posting = self._postings.get(term)
            information = self._information(0 if posting is None else len(posting.numbers))
            whole += FULL * information
            if posting is not None:
                lengths = 1 - LENGTH + LENGTH * self._lengths[posting.numbers] / self._average
                prominence = posting.weights / (posting.weights + SATURATION * lengths)
                scores[posting.numbers] += information * prominence
        return scores / whole if whole else scores

    def _hit(self, number: int, score: float, asked: Mapping[str, str]) -> Hit:
        known = self._cards[number]
        shared = tuple(word for term, word in asked.items() if term in known)
        left = tuple(word for term, word in asked.items() if term not in known)
        return Hit(self._tools[number], round(score, 4), shared, left)

    def _information(self, found_in: int) -> float:
        return math.log(1 + (len(self.numbers) - found_in + 0.5) / (found_in + 0.5))


class LexicalIndexes:
    """Indexes by catalogue, built when first asked; the routers share them."""

    def __init__(self, experts: Sequence[ExpertCard], *, keep: int = 4) -> None:
        self._experts = tuple(experts)
        self._catalogues: Catalogues[LexicalIndex] = Catalogues(keep)

    def over(self, tools: Sequence[ToolCard]) -> LexicalIndex:
        """The index over these tools."""
        return self._catalogues.over(tools, lambda: LexicalIndex(tools, self._experts))


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

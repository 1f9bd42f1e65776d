"""The tools nearest to a request: shared words and shared meaning, fused."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol, Self

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard, ToolMatch
from mrkl_core.contracts.encoder import Encoder
from mrkl_core.routing.catalogues import Catalogues, Key
from mrkl_core.routing.companions import Companions
from mrkl_core.routing.dense import DenseIndex, Nearness, Vectors
from mrkl_core.routing.lexical import LexicalIndex
from mrkl_core.routing.turns import asking

#: What shared words count for beside the cosines of name and description.
LEXICAL = 0.6
#: What is left of a score for each turn that asks for something else later.
FADE = 0.6
#: A request is encoded up to here: what it is about is said early.
MAX_CHARS = 1000


@dataclass(frozen=True)
class Found:
    """A tool that was found: its score in [0, 1], and the parts it is made of."""

    tool: ToolCard
    score: float
    lexical: float
    dense: Nearness


@dataclass(frozen=True)
class _Asked:
    """What one sentence that asks finds: a score for each tool."""

    vector: Any
    shared: Any
    scores: Any


class Index(Protocol):
    """Anything that finds tools by words."""

    def search(self, words: str, limit: int = 10) -> list[ToolMatch]:
        """The tools nearest to these words, best first."""
        ...


class Indexes(Protocol):
    """Anything that has an index for a catalogue."""

    def over(self, tools: Sequence[ToolCard]) -> Index:
        """The index over these tools."""
        ...


class ToolIndex:
    """Both indexes over one catalogue; immutable."""

    def __init__(
        self,
        tools: Sequence[ToolCard],
        experts: Sequence[ExpertCard],
        vectors: Vectors,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._tools = tuple(tools)
        self._vectors = vectors
        self._lexical = LexicalIndex(self._tools, experts)
        self._dense = DenseIndex(self._tools, experts, vectors, progress)
        self._companions = Companions(self._tools)
        self._set_names()

    def updated(self, new: Sequence[ToolCard], gone: Collection[int]) -> Self:
        """The index with these tools after its own, and without those of these numbers.

        It finds what one made anew finds, at the cost of a copy.
        """
        changed = copy(self)
        changed._tools = (*self._tools, *new)
        changed._lexical = self._lexical.updated(new, gone)
        changed._dense = self._dense.updated(new, gone)
        changed._companions = self._companions.updated(new, gone)
        changed._set_names()
        return changed

    def _set_names(self) -> None:
        self.numbers: Mapping[Key, int] = self._lexical.numbers
        self._names = {key[0]: number for key, number in self.numbers.items()}

    @property
    def size(self) -> int:
        """How many numbers are taken or free."""
        return len(self._tools)

    def search(self, words: str, limit: int = 10) -> list[ToolMatch]:
        """The tools nearest to these words, best first."""
        return [ToolMatch(found.tool, found.score) for found in self.rank(words, limit)]

    def rank(self, words: str, limit: int = 10) -> list[Found]:
        """As `search`, with the parts of each score; a tool's own name finds it first."""
        if not self.numbers or not words.strip():
            return []
        import numpy as np

        named = self._names.get(words.strip())
        asked = [self._ask(turn.text, FADE**turn.later) for turn in asking(words)]
        scores = reduce(np.maximum, (turn.scores for turn in asked))
        best = _largest(scores, limit, self._tools)
        if named is not None:
            best = [named, *(n for n in best if n != named)]
        found: list[Found] = []
        for number in self._companions.join(best, words, limit):
            turn = max(asked, key=lambda turn: float(turn.scores[number]))
            lexical = float(turn.shared[number])
            near = self._dense.near(turn.vector, number)
            score = 1.0 if number == named else _unit(lexical, near)
            found.append(Found(self._tools[number], round(score, 4), round(lexical, 4), near))
        return found

    def _ask(self, text: str, weight: float) -> _Asked:
        vector = self._vectors.of([text[:MAX_CHARS]])[0]
        shared = self._lexical.scores(text)
        scores = self._dense.scores(vector) + LEXICAL * shared
        return _Asked(vector, shared, scores * weight)


class ToolIndexes:
    """Indexes by catalogue, built when first asked; the vectors of texts are shared."""

    def __init__(self, experts: Sequence[ExpertCard], encoder: Encoder, *, keep: int = 4) -> None:
        self._experts = tuple(experts)
        self.vectors = Vectors(encoder)
        self._catalogues: Catalogues[ToolIndex] = Catalogues(keep)

    def over(
        self, tools: Sequence[ToolCard], progress: Callable[[int, int], None] | None = None
    ) -> ToolIndex:
        """The index over these tools; a tool met before is not encoded again."""
        return self._catalogues.over(
            tools, lambda: ToolIndex(tools, self._experts, self.vectors, progress)
        )


def _largest(scores: Any, limit: int, tools: Sequence[ToolCard]) -> list[int]:
    import numpy as np

    few = np.flatnonzero(np.isfinite(scores)).tolist()
    if len(scores) > 4 * limit:
        most = np.argpartition(scores, len(scores) - limit)[-limit:].tolist()
        few = [number for number in most if np.isfinite(scores[number])]
    return heapq.nsmallest(limit, few, key=lambda n: (-float(scores[n]), tools[n].name))


def _unit(lexical: float, near: Nearness) -> float:
    """One number in [0, 1] for people: the mean of what speaks for a tool."""
    cosine = max((near.name + near.description) / 2, near.example, 0.0)
    return min(1.0, (cosine + LEXICAL * lexical) / (1 + LEXICAL))

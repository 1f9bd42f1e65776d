"""Chooses the sentence that answers a question; says nothing rather than what does not.

What cannot be an answer by its form is left out. The rest get a score over how much of the
question the sentence speaks of, itself, with its headings, and in its passage; how near they are
in meaning; and how it has the form of an answer. How sure one is comes from a softmax over
all scores and that of refusing, so that two that rival make neither sure. Weights and threshold
are measured: `python bench/search_answers.py --fit`, docs/search.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mrkl_search.asking import read_question
from mrkl_search.finding import Finder, Hit
from mrkl_search.forms import form
from mrkl_search.quotable import Span, spans
from mrkl_search.store import Place, Store
from mrkl_search.terms import terms

#: How many passages are read for an answer, and how many of their sentences compared in meaning.
PASSAGES, COMPARED = 16, 16

WEIGHTS = {
    "own": 1.73,
    "headed": 2.61,
    "within": 1.38,
    "focus": 0.99,
    "subject": 1.28,
    "rank": 1.1,
    "fits": 0.47,
    "told": 1.04,
    "together": 0.75,
    "near": 1.43,
    "bias": -8.27,
}


@dataclass(frozen=True)
class Candidate:
    """A sentence of a passage, how sure it is the answer, and what that comes from."""

    place: Place
    start: int
    end: int
    sure: float
    parts: Mapping[str, float]

    @property
    def text(self) -> str:
        """What would be quoted, on one line."""
        return " ".join(self.place.text[self.start : self.end].split())

    def rivals(self, other: Candidate) -> bool:
        """Whether another says something else, or elsewhere."""
        apart = self.start >= other.end or other.start >= self.end
        return self is not other and (self.place.id != other.place.id or apart)


def candidates(finder: Finder, store: Store, question: str, hits: Sequence[Hit]) -> list[Candidate]:
    """The sentences of these passages, the surest first."""
    import numpy as np

    asked = read_question(question)
    hits = hits[:PASSAGES]
    every = [(hit, span) for hit in hits for span in spans(hit.place.text)]
    if not every or not asked.words:
        return []
    words = list(asked.words)
    weights = np.array([asked.words[word] for word in words]) * _rarity(store, words)
    weights /= weights.sum()
    wholes = {hit.place.id: f"{_above(hit.place)} {hit.place.text}" for hit in hits}
    compared = finder.words.compared(words, asked.exact, wholes.values())
    numbers = [n for n, word in enumerate(words) if any(c.isdigit() for c in word)]
    within = {number: compared.held(text) for number, text in wholes.items()}
    above = {hit.place.id: compared.held(_above(hit.place)) for hit in hits}
    found = []
    for hit, span in every:
        quoted = span.quoted(hit.place.text)
        shape = form(asked, span.own(hit.place.text), quoted, hit.place.heading)
        own = compared.held(quoted)
        headed = np.maximum(own, above[hit.place.id])
        if shape is None or (numbers and headed[numbers].min() < 1):
            continue
        told = compared.told(" ".join(terms(quoted, 100)))
        parts = {
            "own": own @ weights,
            "headed": headed @ weights,
            "within": within[hit.place.id] @ weights,
            "focus": within[hit.place.id][weights >= 0.5 * weights.max()].min(),
            "subject": told[:2].max(initial=0.0),
            "rank": hit.score / hits[0].score,
            "fits": shape.fits,
            "told": shape.told or float(asked.is_topic and own.min() == 1),
            "together": shape.together,
        }
        found.append((hit, span, parts))
    found.sort(key=lambda one: -_score(one[2]))
    del found[COMPARED:]
    _compare(finder, asked.text, found)
    return _ranked(found)


def judged(found: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """How sure each is by these weights: its share beside all rivals, and refusing at 0.

    What overlaps it is no rival.
    """
    odds = [math.exp(_score(one.parts, weights)) for one in found]
    return [
        odd / (1 + odd + sum(o for o, two in zip(odds, found, strict=True) if one.rivals(two)))
        for odd, one in zip(odds, found, strict=True)
    ]


def _score(parts: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    return float(weights["bias"] + sum(weights[name] * value for name, value in parts.items()))


def _compare(finder: Finder, question: str, found: Sequence[tuple[Hit, Span, Any]]) -> None:
    """Adds how near in meaning each sentence is."""
    texts = (span.own(hit.place.text) for hit, span, _ in found)
    vectors = finder.reader.encode([question, *texts])
    for (_, _, parts), cosine in zip(found, vectors[1:] @ vectors[0], strict=True):
        parts["near"] = cosine


def _ranked(found: Sequence[tuple[Hit, Span, Any]]) -> list[Candidate]:
    """Each text once, with how sure it is."""
    each: dict[str, Candidate] = {}
    for hit, span, parts in sorted(found, key=lambda one: -_score(one[2])):
        told = {name: round(float(value), 4) for name, value in parts.items()}
        one = Candidate(hit.place, *span.shown, 0.0, told)
        each.setdefault(one.text, one)
    every = list(each.values())
    sure = [round(share, 4) for share in judged(every, WEIGHTS)]
    with_it = (replace(one, sure=share) for one, share in zip(every, sure, strict=True))
    return sorted(with_it, key=lambda one: -one.sure)


def _above(place: Place) -> str:
    """What stands above a passage, with the name of its file."""
    return f"{place.heading} {place.path.rpartition('/')[2].rpartition('.')[0]}"


def _rarity(store: Store, words: Sequence[str]) -> Any:
    """What each word counts for: the rarer in this index, the more; one it lacks, the most."""
    import numpy as np

    count = store.counts()["passages"]
    return np.array([math.log(1 + count / (0.5 + store.holding(f'"{word}"'))) for word in words])

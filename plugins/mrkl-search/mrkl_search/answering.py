"""Chooses the sentence that answers a question; says nothing rather than what does not.

What is not of the kind that is asked for is left out. The rest get a logistic score over how much
of the question the sentence, its heading and its passage speak of, each word counted by how rare
it is here, how near they are in meaning, and whether it is of that kind, or the first under a
heading that names it. Weights and threshold are measured: `python bench/search_answers.py`,
docs/search.md.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from mrkl_core import MrklError
from mrkl_search.finding import Finder, Hit
from mrkl_search.kinds import FAILS, POINTS, fit
from mrkl_search.sentences import sentences
from mrkl_search.store import Place, Store
from mrkl_search.terms import terms

#: How many passages are read for an answer, and how many of their sentences compared in meaning.
PASSAGES, COMPARED = 16, 16
#: A sentence is told in as many characters; one that goes on is no quotation.
_LONGEST, _SHORTEST = 600, 12
#: Signs of programs and tables, and how many words there must be for each in a sentence.
_SIGNS, _SIGN_OF = "{};=<>$|", 4

#: The share of the question that a sentence must speak of itself.
SPOKEN = 0.8

WEIGHTS = {
    "sentence": 0.31,
    "headed": 0.3,
    "passage": 0.27,
    "near": 1.39,
    "passage_near": 0.61,
    "kind": 1.07,
    "opens": 0.12,
    "bias": -1.96,
}


@dataclass(frozen=True)
class Candidate:
    """A sentence of a passage, how sure it is an answer, and what that comes from."""

    place: Place
    start: int
    end: int
    sure: float
    parts: Mapping[str, float]


def candidates(finder: Finder, store: Store, question: str, hits: Sequence[Hit]) -> list[Candidate]:
    """The sentences of these passages, the surest first."""
    asked = terms(question)
    weights = _rarity(store, asked)
    spans = [
        (hit, start, end)
        for hit in hits[:PASSAGES]
        for start, end in sentences(hit.place.text)
        if _is_said(hit.place.text[start:end])
    ]
    if not spans or not weights:
        return []
    said = [hit.place.text[start:end] for hit, start, end in spans]
    headed = [f"{hit.place.heading}\n{text}" for text, (hit, _, _) in zip(said, spans, strict=True)]
    wholes = [f"{hit.place.heading}\n{hit.place.text}" for hit, _, _ in spans]
    titles = [hit.place.heading.rpartition(" › ")[2] for hit, _, _ in spans]
    named = [_named(text, title) for text, title in zip(said, titles, strict=True)]
    alone, under, within, above = (
        _coverage(weights, texts) for texts in (named, headed, wholes, titles)
    )
    kinds = [fit(question, text, title) for text, title in zip(said, titles, strict=True)]
    spoken = [n for n in range(len(spans)) if alone[n] >= SPOKEN and kinds[n] > FAILS]
    order = sorted(spoken, key=lambda n: -(alone[n] + under[n] + within[n] + kinds[n]))[:COMPARED]
    if not order:
        return []
    near = _nearness(finder, question, [spans[n] for n in order])
    found = []
    for n, cosine in zip(order, near, strict=True):
        hit, start, end = spans[n]
        parts = {
            "sentence": alone[n],
            "headed": under[n],
            "passage": within[n],
            "near": cosine,
            "passage_near": hit.cosine,
            "kind": kinds[n],
            "opens": above[n] if start == 0 else 0.0,
        }
        found.append(Candidate(hit.place, start, end, sure(parts), parts))
    return sorted(found, key=lambda candidate: -candidate.sure)


def sure(parts: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """How likely a sentence with these parts answers its question, in [0, 1]."""
    total = weights["bias"] + sum(weights[name] * value for name, value in parts.items())
    return round(1 / (1 + math.exp(-total)), 4)


def _named(text: str, title: str) -> str:
    """The sentence, with its heading where it points there."""
    return f"{title}\n{text}" if POINTS.match(text) else text


def _is_said(text: str) -> bool:
    """Whether it is a sentence that can answer: no question, no code, no mere title.

    What ends in a colon only says that something follows.
    """
    words = text.split()
    signs = sum(text.count(sign) for sign in _SIGNS)
    letters = sum(character.isalpha() or character.isspace() for character in text)
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and len(words) >= 3
        and letters >= 0.7 * len(text)
        and _SIGN_OF * signs <= len(words)
        and 8 * text.count("://") <= len(words)
        and not text.endswith(("?", ":"))
        and not text.startswith(("$ ", ">>> ", "#", "---"))
        and "```" not in text
    )


def _rarity(store: Store, asked: Sequence[str]) -> dict[str, float]:
    """What each word counts for: the rarer in this index, the more; one it lacks, the most."""
    count = store.counts()["passages"]
    return {word: math.log(1 + count / (0.5 + store.holding(f'"{word}"'))) for word in asked}


def _coverage(weights: Mapping[str, float], texts: Sequence[str]) -> list[float]:
    """The share of the words' weight that each text holds, in any of their forms."""
    held = [0.0] * len(texts)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5 "
                   "(text, tokenize='porter unicode61 remove_diacritics 2')")  # fmt: skip
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts))
        for word, weight in weights.items():
            for (row,) in db.execute("SELECT rowid FROM t WHERE t MATCH ?", (f'"{word}"',)):
                held[row] += weight
    total = sum(weights.values())
    return [round(value / total, 4) for value in held]


def _nearness(finder: Finder, question: str, spans: Sequence[tuple[Hit, int, int]]) -> list[float]:
    texts = [
        f"{hit.place.heading.rpartition(' › ')[2]}\n{hit.place.text[start:end]}"
        for hit, start, end in spans
    ]
    try:
        vectors = finder.encode([question, *texts])
    except MrklError:  # an endpoint that does not answer: words alone make nothing sure
        return [0.0] * len(texts)
    return [round(float(value), 4) for value in vectors[1:] @ vectors[0]]

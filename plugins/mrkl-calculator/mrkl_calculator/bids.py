"""Reads requests for mathematics; what is not understood in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mrkl_calculator.asking import (
    algebra,
    arithmetic,
    bags,
    calculus,
    chances,
    counting,
    geometry,
    integers,
    matrices,
    ordering,
    plots,
    sums,
    trials,
)
from mrkl_calculator.asking.ask import Ask, Candidate, candidates
from mrkl_calculator.bounds import Bounds
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.refusal import Refusal
from mrkl_core import Bid

_READERS = (
    sums.read,
    geometry.read,
    arithmetic.read,
    ordering.read,
    integers.read,
    chances.read,
    trials.read,
    bags.read,
    counting.read,
    algebra.read,
    calculus.read,
    matrices.read,
    plots.read,
)
_LONGEST = 1500
#: Where a sentence ends: not the point of 3.5, nor of "d.p.".
_SENTENCE = re.compile(r"(?<=[^\s.][.;!?])\s+(?=[A-Za-z(0-9-])(?!\([a-z]\))")
_STATEMENT = re.compile(
    r"(?:let|suppose|assume|given|define|set|say)\b|[A-Za-z](?:\([a-z]\))? ?=", re.IGNORECASE
)
#: "If x = 3 and y = 4, what is x + y?" and "What is x + y if x = 3 and y = 4?"
_FIRST = re.compile(
    r"((?:if|given|suppose|let|when|where|for|with|assuming)\b.+?=.+?)[,;:]? (?:then )?"
    r"((?:what|which|is|are|find|calculate|compute|how|determine|solve|evaluate)\b.+)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(.+?),? (?:if|when|where|given that|given|assuming that|assuming|for|with) "
    r"([A-Za-z](?:\([a-z]\))? ?=.+)",
    re.IGNORECASE,
)


def bid(words: str) -> Iterable[Bid]:
    """One bid if the words are mathematics from end to end."""
    text = " ".join(words.split())
    if not text or len(text) > _LONGEST:
        return
    for statements, question in _divided(text):
        try:
            given = read_given(statements, Bounds())
        except Refusal:
            continue
        for ask in _asked(question, given):
            arguments = {**ask.arguments, "given": statements} if statements else ask.arguments
            if ask.sure:
                yield Bid(ask.tool, arguments, ask.sure, ask.reason)
            return


def _asked(question: str, given: Given) -> Iterator[Ask]:
    for candidate in candidates(question):
        if candidate.text:
            yield from _read(candidate, given)


def _read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    for reader in _READERS:
        yield from reader(candidate, given)


def _divided(text: str) -> Iterator[tuple[list[str], str]]:
    """The request as what it gives and what it asks: all asked, or in sentences."""
    yield [], text
    sentences = _SENTENCE.split(text)
    *statements, question = sentences
    if statements and all(_STATEMENT.match(statement) for statement in statements):
        yield statements, question
    for pattern in (_FIRST, _LAST):
        if not statements and (found := pattern.fullmatch(text.rstrip(" ?."))):
            one, other = found[1], found[2]
            yield ([one], other) if pattern is _FIRST else ([other], one)

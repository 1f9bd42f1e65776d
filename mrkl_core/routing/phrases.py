"""Finds the phrases in a request that may be requests of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from mrkl_core.records import dataclass
from mrkl_core.routing.extract.units import unit_of

#: So many phrases of a request are looked at: each is read by every expert.
MAX_PHRASES = 4
#: A longer request is no question about the answer to another one.
MAX_TOKENS = 80

#: What a phrase may follow; it does not begin or end with one.
_JOINTS = frozenset(
    "of in into to as after before from than is are was plot draw graph convert".split()
)
_TOKEN = re.compile(r"\S+")
#: "the mass in pounds of 3 g of X": the unit wanted stands before what it is wanted of.
_UNIT_FIRST = re.compile(r"\s(in [^\s\d]+)(\sof\s.*?\d.*?)(?=[?.!\s]*$)", re.IGNORECASE)
#: "how many pounds are 3 g of X?" asks for what is measured in pounds.
_HOW_MANY = re.compile(
    r"^\s*how (?:many|much) ([^\s\d]+) (?:(?:is|are)(?: there)?(?: in)?|do|does)\s"
    r"(.*?\d.*?)(?:\sweigh)?(?=[?.!\s]*$)",
    re.IGNORECASE,
)
#: "20% of 3 miles in km": a part of a quantity, or some times it, is that of its figure.
_MULTIPLE = re.compile(
    r"\b(?:\d[\d.,]*\s*(?:%|percent)\s+of|twice|thrice|double|triple|half|\w+ times"
    r"|a (?:third|quarter|tenth) of)\s+\d[\d.,]*(?=\s+([^\W\d]+))",
    re.IGNORECASE,
)
#: "In pounds, how much are 3 kg?"
_IN_FRONT = re.compile(
    r"^\s*in ([^\s\d,]+(?: [^\s\d,]+)?),\s*(.*?\d.*?)(?=[?.!\s]*$)", re.IGNORECASE
)


@dataclass(frozen=True)
class Phrase:
    """A part of a request, with the words before and after it."""

    before: str
    text: str
    after: str


def phrases(words: str) -> Iterator[Phrase]:
    """The phrases that may be requests of their own; each has a figure.

    First comes what makes one figure of two, then the longest.
    """
    if len(words.split(maxsplit=MAX_TOKENS)) > MAX_TOKENS:
        return
    text = in_order(words)
    end = len(text.rstrip("?.! \n"))
    tokens = list(_TOKEN.finditer(text, 0, end))
    joints = {n for n, token in enumerate(tokens) if token[0].lower() in _JOINTS}
    spans = {
        (first.start(), last.end())
        for n, first in enumerate(tokens)
        for last in [tokens[-1], *(tokens[j - 1] for j in joints if j > n)]
        if n not in joints and (n - 1 in joints or n == 0 or first[0].lower() == "the")
    }
    longest = sorted(spans - {(0, end)}, key=lambda span: (span[0] - span[1], span))
    found = (Phrase(text[:start], text[start:stop], text[stop:]) for start, stop in longest)
    asking = (p for p in found if " " in p.text and re.search(r"\d", p.text))
    yield from islice(chain(_multiples(text), asking), MAX_PHRASES)


def _multiples(text: str) -> Iterator[Phrase]:
    for found in _MULTIPLE.finditer(text):
        if unit_of(found[1]) is not None:
            yield Phrase(text[: found.start()], found[0], text[found.end() :])


def in_order(words: str) -> str:
    """The request with the unit that is wanted after what it is wanted of."""
    text = _IN_FRONT.sub(r"\2 in \1", words)
    text = _HOW_MANY.sub(_measured, text)
    return _UNIT_FIRST.sub(r"\2 \1", text)


def _measured(match: re.Match[str]) -> str:
    """The question with what is measured by its unit, and the unit last; else as it is."""
    unit = unit_of(match[1])
    return f"what is the {unit.kind} of {match[2]} in {match[1]}" if unit else match[0]

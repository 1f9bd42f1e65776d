"""Some words, and the names and numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_core.planning.repair.words import key

#: Names of up to so many words are looked for in a sentence.
LONGEST_NAME = 4
#: Shorter words are too many things: on, at, is.
SHORTEST_STEM = 4

_WORD = re.compile(r"[\w'-]+")
_SPAN = re.compile(r"\b(to|through|till|until)\b|\.\.|…|–", re.IGNORECASE)
_SMALL = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}


class Sentence:
    """Some words, and the names and numbers in them."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._tokens = [t.strip("'-") for t in _WORD.findall(words)]
        grams = (
            key("".join(self._tokens[at : at + size]))
            for size in range(1, LONGEST_NAME + 1)
            for at in range(len(self._tokens) - size + 1)
        )
        self._grams = frozenset(g for g in grams if g)

    @property
    def spans(self) -> bool:
        """Whether it may name a range: "from … to …"."""
        return _SPAN.search(self.words) is not None

    def names(self, objects: Iterable[str]) -> set[str]:
        """The objects that it names."""
        return {name for name in objects if key(name) in self._grams}

    def speaks_of(self, symbol: str) -> bool:
        """Whether a word of it begins as a long one of a symbol's; True if that has none."""
        stems = {w[:SHORTEST_STEM] for w in re.split(r"[\W_]+", symbol) if len(w) >= SHORTEST_STEM}
        said = {token[:SHORTEST_STEM].casefold() for token in self._tokens}
        return not stems or not stems.isdisjoint(said)

    def numbers(self) -> list[int]:
        """The numbers it says."""
        return [
            int(token) if token.isdecimal() else _SMALL[token.lower()]
            for token in self._tokens
            if (token.isdecimal() and len(token) < 7) or token.lower() in _SMALL
        ]

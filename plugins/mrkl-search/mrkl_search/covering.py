"""Which words of a question a text holds: the same, a form of it, or one that means as much.

Single words are compared by the embedded encoder, whatever makes the vectors of the index: how
alike two words must be was measured with it ("rent" and "lease" 0.81, "salt" and "sugar" 0.51).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mrkl_core.contracts.encoder import Encoder

_TOKEN = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ations?|ings?|ments?|ers?|ors?|ied|ies|ed|es|ly|al|s|e|y)$")
#: Up to the first cosine two words mean other things, from the second on the same.
_OTHER, _SAME = 0.6, 0.85
#: How many words keep their vectors: 40 MB.
_KEPT = 20_000


@dataclass(frozen=True)
class Compared:
    """How alike each word of a question is to each word of some texts, in [0, 1]."""

    alike: Any
    column: Mapping[str, int]

    def held(self, text: str) -> Any:
        """For each word of the question, how far the text holds it."""
        columns = [self.column[token] for token in set(_tokens(text))]
        return self.alike[:, columns].max(axis=1, initial=0.0)

    def told(self, text: str) -> Any:
        """For each word of the text in its order, how far the question holds it."""
        return self.alike[:, [self.column[token] for token in _tokens(text)]].max(axis=0)


class Words:
    """Compares words; keeps the vectors of those it has met."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Any] = {}

    def compared(
        self, words: Sequence[str], exact: frozenset[str], texts: Iterable[str]
    ) -> Compared:
        """Words of a question beside all words of some texts; the exact ones as they are."""
        tokens = sorted({token for text in texts for token in _tokens(text)})
        alike = self._alike(words, tokens)
        stems = [_stem(token) for token in tokens]
        for row, word in enumerate(words):
            stem = _stem(word)
            for column, token in enumerate(tokens):
                if word == token or stem == stems[column]:
                    alike[row, column] = 1.0
                elif word in exact or any(c.isdigit() for c in word + token):
                    alike[row, column] = 0.0
        return Compared(alike, {token: column for column, token in enumerate(tokens)})

    def _alike(self, words: Sequence[str], tokens: Sequence[str]) -> Any:
        import numpy as np

        if len(self._vectors) > _KEPT:
            self._vectors.clear()
        new = [word for word in dict.fromkeys([*words, *tokens]) if word not in self._vectors]
        self._vectors.update(zip(new, self._encoder.encode(new), strict=True))
        ours, theirs = (
            np.array([self._vectors[word] for word in some]).reshape(len(some), -1)
            for some in (words, tokens)
        )
        if not tokens:
            return np.zeros((len(words), 0))
        return np.clip((ours @ theirs.T - _OTHER) / (_SAME - _OTHER), 0.0, 1.0)


def _tokens(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text)]


def _stem(word: str) -> str:
    """The word without a usual ending, if something is left."""
    stem = _ENDING.sub("", word)
    if len(stem) < 3:
        return word
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    return stem[:-1] if doubled else stem

"""The parts of a passage that can be quoted: sentences, with what they cannot be read without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mrkl_search.sentences import sentences

#: A sentence is told in as many characters; one that goes on is no quotation.
_LONGEST, _SHORTEST = 600, 6
#: Shorter ones without a stop are the names of what follows them.
_LABEL = 40
#: Signs of programs, and how many words there must be for each in a sentence.
_SIGNS, _SIGN_OF = "{};=<>$", 4
#: What leans on the sentence before it.
_LEANS = re.compile(
    r"\W*(?:it|its|this|these|those|they|their|them|he|she|his|her|such|there|then|otherwise"
    r"|that)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A sentence by its characters, and what is shown of the passage with it."""

    start: int
    end: int
    shown: tuple[int, int]

    def own(self, passage: str) -> str:
        """The sentence."""
        return passage[self.start : self.end]

    def quoted(self, passage: str) -> str:
        """The sentence with what it leans on, or announces."""
        return passage[slice(*self.shown)]


def spans(passage: str) -> Iterator[Span]:
    """What can be quoted of a passage."""
    every = list(sentences(passage))
    for place, (start, end) in enumerate(every):
        own = passage[start:end]
        if not _is_said(own):
            continue
        first = start
        if place:
            before = passage[slice(*every[place - 1])]
            label = len(before) < _LABEL and before[-1].isalnum()
            leans = label or before.endswith(":") or _LEANS.match(own)
            if leans and _is_text(before) and end - every[place - 1][0] <= _LONGEST:
                first = every[place - 1][0]
        last = end
        if own.endswith(":"):  # what it announces
            for _, after in every[place + 1 :]:
                if after - first > _LONGEST:
                    break
                last = after
        if not own.endswith(":") or last > end:
            yield Span(start, end, (first, last))


def _is_said(text: str) -> bool:
    """Whether it is a sentence that can answer: no question, no code, no mere title."""
    return _SHORTEST <= len(text) <= _LONGEST and len(text.split()) >= 2 and _is_text(text)


def _is_text(text: str) -> bool:
    words = text.split()
    signs = sum(text.count(sign) for sign in _SIGNS)
    letters = sum(character.isalnum() or character.isspace() for character in text)
    return (
        letters >= 0.7 * len(text)
        and (_SIGN_OF * signs <= len(words) or not signs)
        and 8 * text.count("://") <= len(words)
        and not text.endswith("?")
        and not text.startswith(("$ ", ">>> ", "#", "---", "}", ")", "]"))
        and "```" not in text
    )

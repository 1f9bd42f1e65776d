"""The words of a request that say what it is about."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_MAX_TERMS = 32
#: Words of questions and of grammar: they are in every passage, or in none for what they mean.
_COMMON = set(
    "a about after all also an and any anyone are as at be because been before being but by can "
    "could did do does doing done explain far few find for from get gets give had has have he her "
    "his how i if in into is it its just know long make many may me might mine more most much must "
    "my no not of on one or our ours say says shall she should show so some such tell than that "
    "the their theirs them then there these they this those to us use used uses using was we were "
    "what when where whether which while who whom whose why will with would you your".split()
)


def terms(words: str, most: int = _MAX_TERMS) -> list[str]:
    """The content words, in lower case, each once; all words if there are no others."""
    every = list(dict.fromkeys(word.lower() for word in _WORD.findall(words.replace("_", " "))))
    content = [word for word in every if word not in _COMMON]
    return (content or every)[:most]


def any_of(words: list[str]) -> str:
    """The query of FTS5 for passages that hold any of these words."""
    return " OR ".join(f'"{word}"' for word in words)

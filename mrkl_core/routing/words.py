"""Words as the router compares them: case, accents and common endings taken off."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")

# Words that every request has and that tell nothing about what it wants.
_COMMON = """
a about am an and any are as at be been by can could did do does else for from get give
had has have hey hi how i if in into is it its just let like may me might must my need of
on or our out over please s shall should so some than that the their them then there these
they this those to too up us want was we were what when where which who will with would
you your
"""


def spaced(name: str) -> str:
    """A name as the words it is made of: `convert_unit`, `convertUnit` and `unit.convert`."""
    return " ".join(_WORD.findall(_CAMEL.sub(" ", name)))


def terms(text: str) -> list[str]:
    """The words of a text as stems, in order; names_like_this and likeThis are split."""
    return [stem(word) for word in _words(text)]


def uncommon(text: str) -> list[str]:
    """The terms that not every request has."""
    return [term for term in terms(text) if term not in _COMMON_STEMS]


def telling(text: str) -> list[str]:
    """The terms that tell what a text is about: uncommon, and no bare numbers."""
    return [term for term in uncommon(text) if not term.isdecimal()]


def spelled(text: str) -> dict[str, str]:
    """The telling terms, each with the first word it was cut from, to show to people."""
    found: dict[str, str] = {}
    for word in _words(text):
        found.setdefault(stem(word), word)
    return {term: found[term] for term in dict.fromkeys(telling(text))}


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(plain.casefold())


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without the endings that English adds to a verb or a noun.

    Crude on purpose: both sides are cut alike, so only consistency matters.
    """
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in (("ing", 6), ("ion", 6), ("ed", 5)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_COMMON_STEMS = frozenset(stem(word) for word in _COMMON.split())

"""Finds in texts what may name a substance; needs no library, and is quick on long texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from mrkl_chemistry.screening.lists import Listed, lists

_CAS = re.compile(r"(?<![\d-])\d{2,7}-\d\d-\d(?![\d-])")
_INCHI = re.compile(r"InChI=[^\s\"']{3,4000}")
_KEY = re.compile(r"\b[A-Z]{14}-[A-Z]{10}-[A-Z]\b", re.IGNORECASE)
_SMILES = re.compile(
    r"(?<![^\s\"',;|(])(?:\[[^\]\s]{1,16}\]|Br|Cl|[BCNOPSFIbcnops]|[=#:$/\\.()+\-~]|\d|%\d\d){3,}"
    r"(?![^\s\"',;|)?!])"
)
_LETTERS = re.compile("[A-Za-z]")
_ATOM = re.compile(r"[A-Z\d]")
_WORDS = re.compile(r"[^\s,;:!?\"“”]+")


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value, the keys of objects too."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            pending += [*item.keys(), *item.values()]
        elif isinstance(item, (list, tuple)):
            pending += item


def named_in(text: str) -> list[Listed]:
    """The listed substances that a text names or whose CAS number stands in it."""
    known = lists()
    found = [known.by_cas[n] for n in _CAS.findall(text) if n in known.by_cas]
    if whole := known.by_name.get(text.strip().lower()):
        found.append(whole)
    words = [word.strip(".()[]'") for word in _WORDS.findall(text.lower())]
    firsts = _first_words()
    for at, word in enumerate(words):
        if word not in firsts:
            continue
        for length in range(1, known.longest_name + 1):
            if entry := known.in_words.get(" ".join(words[at : at + length])):
                found.append(entry)
    return list(dict.fromkeys(found))


def notations_in(text: str) -> Sequence[str]:
    """What in a text may be an InChI, an InChIKey, a CAS number or a SMILES."""
    found = [match[0] for pattern in (_CAS, _INCHI, _KEY) for match in pattern.finditer(text)]
    for match in _SMILES.finditer(text):
        token = match[0].strip(".-+")
        # Aromatic atoms alone ("cos", "spoon") are no SMILES: a ring has its number.
        if len(_LETTERS.findall(token)) > 1 and len(token) > 2 and _ATOM.search(token):
            found.append(token)
    return list(dict.fromkeys(found))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in lists().in_words)

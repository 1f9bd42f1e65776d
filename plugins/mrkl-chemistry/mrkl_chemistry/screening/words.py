"""Finds in texts what may name a substance; needs no library, and is quick on long texts.

How a name is written does not matter: its spaces, hyphens and brackets, its case, and whatever
`spelling` makes plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_chemistry.screening.lists import Listed, lists
from mrkl_chemistry.screening.spelling import plain

_CAS = re.compile(r"(?<!\d)(?<!\d-)(\d{2,7})[ -]{1,3}(\d\d)[ -]{1,3}(\d)(?!-?\d)")
_INCHI = re.compile(r"(?:InChI=)?(1S?/[A-Z][^\s\"']{3,4000})", re.IGNORECASE)
_KEY = re.compile(r"\b[A-Z]{14}-[A-Z]{10}-[A-Z]\b", re.IGNORECASE)
_BLOCK = re.compile(r"\b[A-Z]{14}\b(?!-)")
_SMILES = re.compile(
    r"(?<![^\s\"',;|(>`*{])"
    r"(?:\[[^\]\s]{1,16}\]|Br|Cl|[BCNOPSFIbcnops]|[=#:$/\\.()+\-~]|\d|%\d\d){3,}"
    r"(?![^\s\"',;|)?!>`*}])"
)
_ATOMS = re.compile(r"[A-Za-z]|\[#\d")
_ATOM = re.compile(r"[A-Z\d]")
_TOKENS = re.compile(r"[a-z\d]+")

#: Put together, shorter names are like too much: they are told only as they are written.
_SHORTEST_JOINED = 6

#: Behind a hyphen a name begins only after a short prefix ("d-", "13C-"), not in "chloro-...".
_LONGEST_PREFIX = 3


def named_in(text: str) -> list[Listed]:
    """The listed substances that a text names or whose CAS number stands in it."""
    known = lists()
    text = plain(text)
    found = [known.by_cas[n] for n in _cas_in(text) if n in known.by_cas]
    text = text.lower()
    if whole := known.by_name.get(text.strip()):
        found.append(whole)
    tokens = list(_TOKENS.finditer(text))
    for at, first in enumerate(tokens):
        if first[0] not in known.beginnings or _inside(text, tokens, at):
            continue
        name = ""
        for last in tokens[at:]:
            name += last[0]
            if name not in known.beginnings:
                break
            written = text[first.start() : last.end()]
            if (entry := known.by_letters.get(name)) and (
                len(name) >= _SHORTEST_JOINED or written in known.in_words
            ):
                found.append(entry)
    return list(dict.fromkeys(found))


def _inside(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Whether a token goes on a word before it: "4-chloro-..." is no "..."."""
    hyphened = text.startswith("-", max(0, tokens[at].start() - 1))
    return hyphened and at > 0 and len(tokens[at - 1][0]) > _LONGEST_PREFIX


def notations_in(text: str) -> Sequence[str]:
    """What in a text may be an InChI, an InChIKey or its first block, a CAS number or a SMILES."""
    text = plain(text)
    found = [*_cas_in(text), *(f"InChI={match[1]}" for match in _INCHI.finditer(text))]
    found += [match[0] for pattern in (_KEY, _BLOCK) for match in pattern.finditer(text)]
    for match in _SMILES.finditer(text):
        token = match[0].strip(".-+")
        # Aromatic atoms alone ("cos", "spoon") are no SMILES: a ring has its number.
        if len(_ATOMS.findall(token)) > 1 and len(token) > 2 and _ATOM.search(token):
            found.append(token)
    return list(dict.fromkeys(found))


def _cas_in(text: str) -> Iterator[str]:
    return ("-".join(match.groups()) for match in _CAS.finditer(text))

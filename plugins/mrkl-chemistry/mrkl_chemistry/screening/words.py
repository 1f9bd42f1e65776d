"""Finds in texts what may name a substance; needs no library, and is quick on long texts.

How a name is written does not matter: its spaces, hyphens and brackets, its case, and whatever
`spelling` makes plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_chemistry.screening.lists import Listed, lists
from mrkl_chemistry.screening.spelling import spellings

_CAS = re.compile(r"(?<!\d)(?<!\d-)(\d{2,7})[ ./_-]{1,3}(\d\d)[ ./_-]{1,3}(\d)(?!-?\d)")
_INCHI = re.compile(r"(?:InChI=)?(1S?/[A-Z][^\s\"']{3,4000})", re.IGNORECASE)
_KEY = re.compile(r"\b[A-Z]{14}-[A-Z]{10}-[A-Z]\b", re.IGNORECASE)
_LOOSE_KEY = re.compile(
    r"(?<![A-Z])([A-Z]{14})[ _-]?(?:[A-Z]{10})[ _-]?[A-Z](?![A-Z])", re.IGNORECASE
)
_BLOCK = re.compile(r"\b[A-Z]{14}\b(?!-)")
#: Characters of a SMILES; what stands around them decides whether they are one.
_RUN = re.compile(
    r"(?:\[[^\]\s]{1,16}\]|->|<-|Br|Cl|[BCNOPSFIbcnops]|[=#:$/\\.()+\-~*]|%\(\d{1,5}\)|%?\d)+"
)
#: What ends a mol block.
_BLOCK_END = "M  END"
#: A whole SMILES in square brackets ("[CCO]"), as HELM and recursive SMARTS have it.
_WRAPPED = re.compile(r"\[(?:\$\()?([A-Za-z\d()=#@+\-/\\]{6,400}?)\)?\]")
_PIECE = re.compile(r"(?:\[[^\]\s]{1,16}\]|[^+<>\[]|\[)+")
_EDGE = re.compile(r"[:=/+(]")
_ATOMS = re.compile(r"[A-Za-z]|\[#\d")
_ATOM = re.compile(r"[A-Z\d]")
_TOKENS = re.compile(r"[a-z\d]+")
_ONE_WORD = re.compile(r"[a-z\d-]+")

#: Put together, shorter names are like too much: they are told only as they are written.
_SHORTEST_JOINED = 6

#: Shorter ones in capitals are acronyms in a text ("PPC"), not atoms.
_SHORTEST_CHAIN = 6

#: Behind a hyphen a name begins only after a short prefix ("d-", "13C-"), not in "chloro-...".
_LONGEST_PREFIX = 3


def named_in(text: str, *, short: bool = False) -> list[Listed]:
    """The listed substances that a text names or whose CAS number stands in it.

    Names as `short` as words that mean something else are told if the text is about substances.
    """
    found = [entry for spelled in spellings(text) for entry in _named_in(spelled, short)]
    return list(dict.fromkeys(found))


def _named_in(text: str, short: bool) -> Iterator[Listed]:
    known = lists()
    yield from (known.by_cas[n] for n in _cas_in(text) if n in known.by_cas)
    text = text.lower()
    if whole := known.by_name.get(text.strip()):
        yield whole
    tokens = list(_TOKENS.finditer(text))
    for at, first in enumerate(tokens):
        if not known.begins(first[0]) or _inside(text, tokens, at):
            continue
        name = ""
        for last in (tokens[number] for number in range(at, len(tokens))):
            name += last[0]
            if (entry := known.by_letters.get(name)) and (
                len(name) >= _SHORTEST_JOINED
                or (written := text[first.start() : last.end()]) in known.in_words
                or (short and _ONE_WORD.fullmatch(written))
            ):
                yield entry
            if not known.begins(name):
                break


def _inside(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Whether a token goes on a word before it: "4-chloro-..." is no "..."."""
    hyphened = text.startswith("-", max(0, tokens[at].start() - 1))
    return hyphened and at > 0 and len(tokens[at - 1][0]) > _LONGEST_PREFIX


def notations_in(text: str) -> Sequence[str]:
    """What in a text may be an InChI, an InChIKey or its first block, a CAS number or a SMILES."""
    found = [notation for spelled in spellings(text) for notation in _notations_in(spelled)]
    return list(dict.fromkeys(found))


def _notations_in(text: str) -> Iterator[str]:
    yield from _cas_in(text)
    yield from (f"InChI={match[1]}" for match in _INCHI.finditer(text))
    yield from (match[0] for pattern in (_KEY, _BLOCK) for match in pattern.finditer(text))
    yield from (match[1].upper() for match in _LOOSE_KEY.finditer(text))
    yield from _blocks_in(text)
    yield from (match[1] for match in _WRAPPED.finditer(text) if _is_chain(match[1]))
    for match in _RUN.finditer(text):
        run = _cut(text, match)
        for piece in dict.fromkeys((run, run.strip("*"), *_PIECE.findall(run))):
            if _is_chain(token := _closed(piece.strip(".-+:="))):
                yield token


def _blocks_in(text: str) -> Iterator[str]:
    """The mol blocks in a text, from their lines of counts on."""
    for part in text.split(_BLOCK_END)[:-1]:
        if (at := max(part.rfind("V2000"), part.rfind("V3000"))) >= 0:
            yield "\n\n\n" + part[part.rfind("\n", 0, at) + 1 :] + _BLOCK_END


def _cut(text: str, run: re.Match[str]) -> str:
    """The run without what belongs to a word before or behind it ("smiles=CCO", "CCO/image")."""
    found = run[0]
    if run.start() and text[run.start() - 1].isalnum():
        edge = _EDGE.search(found)
        found = found[edge.end() :] if edge else ""
    if text[run.end() : run.end() + 1].isalnum():
        found = found[: max(map(found.rfind, ":=/+"))]
    return found


def _closed(token: str) -> str:
    """The token without brackets around it."""
    while token.startswith("("):
        token = token[1:].removesuffix(")")
    return token[:-1] if token.count(")") > token.count("(") else token


def _is_chain(token: str) -> bool:
    """Whether it may be a SMILES of more than one atom.

    Aromatic atoms alone ("cos", "spoon") are none: a ring has its number.
    """
    if token.isalpha() and token.isupper() and len(token) < _SHORTEST_CHAIN:
        return False
    return len(token) > 2 and len(_ATOMS.findall(token)) > 1 and bool(_ATOM.search(token))


def _cas_in(text: str) -> Iterator[str]:
    return ("-".join(match.groups()) for match in _CAS.finditer(text))

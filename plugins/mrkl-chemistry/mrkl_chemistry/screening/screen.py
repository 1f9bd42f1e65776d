"""Screens texts: which listed substances and families they name, write or mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.resolve import of_formula, readings
from mrkl_chemistry.screening.families import families_of
from mrkl_chemistry.screening.lists import Listed, lists, sources
from mrkl_chemistry.screening.parents import Parent, parents
from mrkl_chemistry.screening.protected import opened
from mrkl_chemistry.screening.spelling import plain, spellings
from mrkl_chemistry.screening.words import named_in, notations_in
from mrkl_core import Problem
from mrkl_core.errors import NotReady

#: Another configuration of a listed skeleton, itself on no list: dextromethorphan, dextrorphan.
_OTHER_FORMS = {
    "MKXZASYAUGDDCJ-NJAFHUGGSA-N",
    "JAQUASYNZVUNQP-PVAVHDDUSA-N",
}
_FORMS = {key[:14] for key in _OTHER_FORMS}

#: A formula among others, as in an equation, without its coefficient and charge.
_SPECIES = re.compile(r"(?<![\w)\]])\d*((?:[A-Z][a-z]?|[()\[\]]|\d){2,80})(?!\w)")

#: What only a structure or a pattern of one has in it.
_QUERY = re.compile(r"[\[(~=#*]")

#: Problems that say nothing of a text: whether it means something listed is not known.
_UNDECIDED = ("NOT_INSTALLED", "TIMED_OUT", "UNAVAILABLE")

#: Cyanide is a part of hexacyanoferrates and of vitamin B12, which are no cyanides.
_CYANIDE = "LELOWRISYMNNSU"


def screen(meant: Sequence[str], texts: Sequence[str]) -> list[dict[str, str]]:
    """Each match with its list and source, as JSON: it runs in a child process.

    `meant` are texts that a tool will resolve to structures: each is read in every way that
    the tools read it. In `texts` notations are looked for. Raises NotReady without RDKit.
    """
    found: dict[tuple[str, str], None] = {}
    try:
        for told, read in ((meant, True), (texts, False)):
            for text in told:
                found |= dict.fromkeys(_remembered(text, read))
    except Problem as problem:
        raise NotReady(problem.failure.message, hint=problem.failure.hint) from None
    return [{"list": kind, "name": name, "source": sources()[kind]} for kind, name in found]


def patterns(meant: Sequence[str]) -> list[str]:
    """Those texts that are SMARTS and no structure, which no list can be compared with."""
    return [text for text in meant if _is_pattern(text)]


def _is_pattern(text: str) -> bool:
    bare = "".join(text.split())
    if len(bare) > molecules.MAX_TEXT or not _QUERY.search(bare):
        return False
    found = molecules.rdkit().MolFromSmarts(bare)
    return found is not None and found.GetNumAtoms() > 0 and not any(_readings(text))


def _remembered(text: str, read: bool) -> tuple[tuple[str, str], ...]:
    """What is found in one text; of a long one nothing is kept, so that memory is bounded."""
    return _found(text, read) if len(text) <= molecules.MAX_TEXT else _look(text, read)


def _look(text: str, read: bool) -> tuple[tuple[str, str], ...]:
    """The lists and entries that one text names, writes or, if tools `read` it, means."""
    found = [(entry.list, entry.name) for entry in _by_key(text)]
    for mol in _structures(text, read):
        found += matches(mol)
    found += [(entry.list, entry.name) for entry in named_in(text, short=read)]
    return tuple(dict.fromkeys(found))


#: Texts come again: arguments in answers, one substance in many calls. What raises is not kept.
_found = lru_cache(2048)(_look)


def matches(mol: Any) -> list[tuple[str, str]]:
    """The lists that a structure, or one it protects, is on: (list, name or family)."""
    forms = list(parents(mol))
    found = _on_lists(mol, forms)
    for bare in filter(None, map(opened, forms)):
        for kind, name in _on_lists(bare, list(parents(bare))):
            if (kind, name) not in found:
                found.append((kind, f"{name} in protecting groups"))
    return list(dict.fromkeys(found))


def _on_lists(mol: Any, forms: Sequence[Parent]) -> list[tuple[str, str]]:
    known = lists()
    marks: set[str] = set()
    families: list[tuple[str, str]] = []
    for parent in forms:
        if not (parent.marks & _FORMS and parent.key in _OTHER_FORMS):
            marks |= parent.marks
            families += families_of(parent)
    if any(atom.GetSymbol() in ("Fe", "Co") for atom in mol.GetAtoms()):
        marks.discard(_CYANIDE)
    listed = [known.by_skeleton[mark] for mark in sorted(marks & known.by_skeleton.keys())]
    listed += [entry for parts, entry in known.by_parts if parts <= marks]
    return [*((entry.list, entry.name) for entry in listed), *families]


def _structures(text: str, read: bool) -> Iterator[Any]:
    molecules.rdkit()
    whole = dict.fromkeys((text, *spellings(text), "".join(text.split())) if read else ())
    for notation in (*whole, *(part for part in notations_in(text) if part not in whole)):
        yield from (structure.mol for structure in _readings(notation))
    for species in dict.fromkeys(_SPECIES.findall(plain(text))) if read else ():
        if species not in whole:
            yield from (structure.mol for structure in of_formula(species))


def _by_key(text: str) -> Iterator[Listed]:
    """What is listed under the InChIKeys in a text, or those of its InChIs, read or not."""
    chem = molecules.rdkit()
    for notation in notations_in(text):
        key = chem.InchiToInchiKey(notation) if notation.startswith("InChI=") else notation
        if key and (entry := lists().by_skeleton.get(key[:14].upper())):
            yield entry


def _readings(text: str) -> Iterator[Any]:
    """The structures a text may mean; none if the tools cannot read it either."""
    try:
        yield from readings(text)
    except Problem as problem:
        if problem.failure.code in _UNDECIDED:
            raise

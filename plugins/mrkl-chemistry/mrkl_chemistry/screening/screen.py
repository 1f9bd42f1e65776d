"""Screens texts: which listed substances and families they name, write or mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.problems import Problem
from mrkl_chemistry.resolve import readings
from mrkl_chemistry.screening.families import families_of
from mrkl_chemistry.screening.lists import Listed, lists, sources
from mrkl_chemistry.screening.parents import parents
from mrkl_chemistry.screening.spelling import plain
from mrkl_chemistry.screening.words import named_in, notations_in
from mrkl_core.errors import NotReady

#: Another configuration of a listed skeleton, itself on no list: dextromethorphan, dextrorphan.
_OTHER_FORMS = {
    "MKXZASYAUGDDCJ-NJAFHUGGSA-N",
    "JAQUASYNZVUNQP-PVAVHDDUSA-N",
}
_FORMS = {key[:14] for key in _OTHER_FORMS}

#: Problems that say nothing of a text: whether it means something listed is not known.
_UNDECIDED = ("NOT_INSTALLED", "TIMED_OUT", "UNAVAILABLE")

#: Cyanide is a part of hexacyanoferrates and of vitamin B12, which are no cyanides.
_CYANIDE = "LELOWRISYMNNSU"


def screen(meant: Sequence[str], texts: Sequence[str]) -> list[dict[str, str]]:
    """Each match with its list and source, as JSON: it runs in a child process.

    `meant` are texts that a tool will resolve to structures: each is read in every way that
    the tools read it. In `texts` notations are looked for. Raises NotReady without RDKit.
    """
    found: dict[tuple[str, str], str] = {}
    try:
        for text in (*meant, *texts):
            for entry in _by_key(text):
                found.setdefault((entry.list, entry.name), sources()[entry.list])
        for mol in _structures(meant, texts):
            for kind, name in matches(mol):
                found.setdefault((kind, name), sources()[kind])
    except Problem as problem:
        raise NotReady(problem.failure.message, hint=problem.failure.hint) from None
    for text in (*meant, *texts):
        for entry in named_in(text):
            found.setdefault((entry.list, entry.name), sources()[entry.list])
    return [{"list": k, "name": n, "source": source} for (k, n), source in found.items()]


def matches(mol: Any) -> list[tuple[str, str]]:
    """The lists that a structure is on: (list, name or family)."""
    known = lists()
    marks: set[str] = set()
    families: list[tuple[str, str]] = []
    for parent in parents(mol):
        if not (parent.marks & _FORMS and parent.key in _OTHER_FORMS):
            marks |= parent.marks
            families += families_of(parent)
    if any(atom.GetSymbol() in ("Fe", "Co") for atom in mol.GetAtoms()):
        marks.discard(_CYANIDE)
    listed = [known.by_skeleton[mark] for mark in sorted(marks & known.by_skeleton.keys())]
    listed += [entry for parts, entry in known.by_parts if parts <= marks]
    return list(dict.fromkeys([*((entry.list, entry.name) for entry in listed), *families]))


def _structures(meant: Sequence[str], texts: Sequence[str]) -> Iterator[Any]:
    molecules.rdkit()
    for text in meant:
        for spelled in dict.fromkeys((text, plain(text))):
            yield from (structure.mol for structure in _readings(spelled))
        for part in notations_in(text):
            if part != text:
                yield from (structure.mol for structure in _readings(part))
    for text in texts:
        for notation in notations_in(text):
            yield from (structure.mol for structure in _readings(notation))


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

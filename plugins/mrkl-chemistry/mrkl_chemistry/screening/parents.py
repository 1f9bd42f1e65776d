"""The parents of a structure: what is left of it whatever salt, isotope or form it is written in.

Each part of a structure (a counter-ion, a solvent of crystals) is taken on its own; isotopes,
charges and stereochemistry are taken away. Its marks are the first block of its InChIKey, which
already is one for most tautomers, and that of its canonical tautomer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from mrkl_chemistry import molecules

#: Tautomers looked at for one structure; what has more is told by its InChIKey alone.
_MAX_TAUTOMERS = 100

#: Larger parts than any listed one: their tautomers are not enumerated.
_MAX_ATOMS = 60


@dataclass(frozen=True)
class Parent:
    """One part of a structure, bare, with its marks and its full InChIKey, stereo and all."""

    mol: Any
    marks: frozenset[str]
    key: str


def parents(mol: Any) -> Iterator[Parent]:
    """The parents of a structure: of the whole, of it without water, then of each of its parts."""
    chem = molecules.rdkit()
    bare = _bare(mol)
    parts = chem.GetMolFrags(bare, asMols=True, sanitizeFrags=True)
    yield _parent(bare)
    if len(parts) > 1:
        dry = [part for part in parts if part.GetNumAtoms() > 1 or chem.MolToSmiles(part) != "O"]
        if 1 < len(dry) < len(parts):
            yield _parent(reduce(chem.CombineMols, dry))
        yield from map(_parent, dry)


def _parent(part: Any) -> Parent:
    from rdkit.Chem.MolStandardize import rdMolStandardize

    chem = molecules.rdkit()
    neutral = rdMolStandardize.Uncharger(True).uncharge(part)
    key = molecules.key_of(neutral)
    chem.RemoveStereochemistry(neutral)
    marks = {mark for found in (part, neutral) if (mark := molecules.key_of(found)[:14])}
    if neutral.GetNumAtoms() <= _MAX_ATOMS:
        enumerator = rdMolStandardize.TautomerEnumerator()
        enumerator.SetMaxTautomers(_MAX_TAUTOMERS)
        enumerator.SetMaxTransforms(_MAX_TAUTOMERS)
        marks.add(molecules.key_of(enumerator.Canonicalize(neutral))[:14])
    return Parent(neutral, frozenset(marks - {""}), key)


def _bare(mol: Any) -> Any:
    """The structure without isotopes, atom numbers and bonds between metals and O or N."""
    from rdkit.Chem.MolStandardize import rdMolStandardize

    plain = molecules.rdkit().Mol(mol)
    for atom in plain.GetAtoms():
        atom.SetIsotope(0)
        atom.SetAtomMapNum(0)
    return rdMolStandardize.MetalDisconnector().Disconnect(molecules.rdkit().RemoveHs(plain))

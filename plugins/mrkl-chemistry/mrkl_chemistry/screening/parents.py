"""The parents of a structure: what is left of it whatever salt, isotope or form it is written in.

Each part of a structure (a counter-ion, a solvent of crystals) is taken on its own; isotopes,
charges and stereochemistry are taken away. Its marks are the first block of its InChIKey, which
already is one for most tautomers, and that of its canonical tautomer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, reduce
from typing import Any

from mrkl_chemistry import molecules

#: Tautomers looked at for one structure; what has more is told by its InChIKey alone.
_MAX_TAUTOMERS = 100

#: Larger parts than any listed one: their tautomers are not enumerated.
_MAX_ATOMS = 60


_NON_METALS = frozenset(("B", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Br", "I"))

#: Structures whose marks are remembered: what a request is about comes again in its answers.
_REMEMBERED = 4096


@dataclass(frozen=True)
class Parent:
    """One part of a structure, bare, with its marks; `whole` still has its stereochemistry."""

    smiles: str
    marks: frozenset[str]
    mol: Any = field(compare=False)
    whole: Any = field(compare=False)

    @property
    def key(self) -> str:
        """Its full InChIKey."""
        return molecules.key_of(self.whole)


@dataclass(frozen=True)
class _Part:
    """A part of a structure, the same as any other that is written the same."""

    smiles: str
    mol: Any = field(compare=False)


def parents(mol: Any) -> Iterator[Parent]:
    """The parents of a structure: of the whole, of it without water, then of each of its parts.

    Where atoms are written without their hydrogens ("[C]", "[#6]"), with and without them; open
    ends ("*") as hydrogen and as carbon.
    """
    bare = _bare(mol)
    yield from _parents(bare)
    if any(not atom.GetAtomicNum() for atom in mol.GetAtoms()):
        yield from _parents(_bare(mol, ends=6))
    short = [atom.GetIdx() for atom in bare.GetAtoms() if atom.GetNumRadicalElectrons()]
    if short:
        full = molecules.rdkit().Mol(bare)
        for atom in map(full.GetAtomWithIdx, short):
            if atom.GetSymbol() in _NON_METALS:
                atom.SetNumRadicalElectrons(0)
                atom.SetNoImplicit(False)
        full.UpdatePropertyCache(strict=False)
        yield from _parents(full)


def _parents(bare: Any) -> Iterator[Parent]:
    chem = molecules.rdkit()
    parts = chem.GetMolFrags(bare, asMols=True, sanitizeFrags=True)
    yield _parent(_part(bare))
    if len(parts) > 1:
        dry = [part for part in parts if part.GetNumAtoms() > 1 or chem.MolToSmiles(part) != "O"]
        if 1 < len(dry) < len(parts):
            yield _parent(_part(reduce(chem.CombineMols, dry)))
        yield from map(_parent, map(_part, dry))


def _part(mol: Any) -> _Part:
    return _Part(molecules.smiles_of(mol), mol)


@lru_cache(_REMEMBERED)
def _parent(part: _Part) -> Parent:
    chem = molecules.rdkit()
    whole = _uncharger().uncharge(part.mol)
    flat = chem.Mol(whole)
    chem.RemoveStereochemistry(flat)
    marks = _marks(chem.MolToSmiles(flat)) | {
        _block(chem.MolToSmiles(part.mol, isomericSmiles=False))
    }
    return Parent(part.smiles, frozenset(marks - {""}), flat, whole)


@lru_cache(_REMEMBERED)
def _block(smiles: str) -> str:
    """The first block of the InChIKey of a canonical SMILES."""
    return molecules.key_of(_read(smiles))[:14]


@lru_cache(_REMEMBERED)
def _marks(smiles: str) -> frozenset[str]:
    """The first blocks of a structure and of its canonical tautomer."""
    from rdkit.Chem.MolStandardize import rdMolStandardize

    mol = _read(smiles)
    marks = {molecules.key_of(mol)[:14]}
    if mol.GetNumAtoms() <= _MAX_ATOMS:
        enumerator = rdMolStandardize.TautomerEnumerator()
        enumerator.SetMaxTautomers(_MAX_TAUTOMERS)
        enumerator.SetMaxTransforms(_MAX_TAUTOMERS)
        with contextlib.suppress(ValueError):  # a ring that lost its charge has no double bonds
            marks.add(molecules.key_of(enumerator.Canonicalize(mol))[:14])
    return frozenset(marks)


def _read(smiles: str) -> Any:
    chem = molecules.rdkit()
    # What RDKit wrote it need not accept again (odd valences): its graph is enough here.
    mol = chem.MolFromSmiles(smiles)
    if mol is None:
        mol = chem.MolFromSmiles(smiles, sanitize=False)
        mol.UpdatePropertyCache(strict=False)
    return mol


def _bare(mol: Any, ends: int = 1) -> Any:
    """The structure without isotopes, atom numbers and bonds between metals and O or N.

    Open `ends` ("*") are atoms of this number; dative bonds between non-metals become charges.
    """
    chem = molecules.rdkit()
    plain = chem.Mol(mol)
    _part_charges(plain)
    for atom in plain.GetAtoms():
        atom.SetIsotope(0)
        atom.SetAtomMapNum(0)
        if not atom.GetAtomicNum() and atom.GetDegree() == 1:
            atom.SetAtomicNum(ends)
            atom.SetNoImplicit(False)
    return _disconnector().Disconnect(chem.RemoveHs(plain))


def _part_charges(mol: Any) -> None:
    """Writes each "X->[O]" as "[X+]-[O-]", which InChI takes for "X=O"."""
    dative = molecules.rdkit().BondType.DATIVE
    for bond in (bond for bond in mol.GetBonds() if bond.GetBondType() == dative):
        giver, taker = bond.GetBeginAtom(), bond.GetEndAtom()
        if giver.GetSymbol() in _NON_METALS and taker.GetNumRadicalElectrons():
            bond.SetBondType(molecules.rdkit().BondType.SINGLE)
            giver.SetFormalCharge(giver.GetFormalCharge() + 1)
            taker.SetFormalCharge(taker.GetFormalCharge() - 1)
            taker.SetNumRadicalElectrons(0)
    mol.UpdatePropertyCache(strict=False)


@cache
def _uncharger() -> Any:
    from rdkit.Chem.MolStandardize import rdMolStandardize

    return rdMolStandardize.Uncharger(True)


@cache
def _disconnector() -> Any:
    from rdkit.Chem.MolStandardize import rdMolStandardize

    return rdMolStandardize.MetalDisconnector()

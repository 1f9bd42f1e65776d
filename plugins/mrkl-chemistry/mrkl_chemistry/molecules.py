"""RDKit, loaded when it is first needed, and the little that everything asks of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from mrkl_chemistry.formula import Formula, read_formula
from mrkl_chemistry.problems import not_installed
from mrkl_core import Problem

#: An RDKit molecule; RDKit brings no types that can be checked.
Molecule = Any

MAX_TEXT = 4000
MAX_BLOCK = 200_000
MAX_ATOMS = 1000


@cache
def rdkit() -> Any:
    """The module rdkit.Chem, silent. Raises Problem if RDKit is not installed."""
    try:
        from rdkit import Chem, rdBase
    except ImportError:
        raise not_installed("RDKit") from None
    rdBase.DisableLog("rdApp.*")
    return Chem


def from_smiles(text: str) -> Molecule | None:
    """The molecule of a SMILES; None if it is none. Raises Problem if it is too large."""
    if not text or len(text) > MAX_TEXT or any(c.isspace() for c in text):
        return None
    return _bounded(rdkit().MolFromSmiles(text))


def from_inchi(text: str) -> Molecule | None:
    """The molecule of an InChI; None if it is none. Raises Problem if it is too large."""
    return None if len(text) > MAX_TEXT else _bounded(rdkit().MolFromInchi(text))


def is_block(text: str) -> bool:
    """Whether a text is a mol block, by its last line."""
    return "M  END" in text and "\n" in text


def from_block(text: str) -> Molecule | None:
    """The molecule of a mol block (V2000 or V3000); None if it is none. Raises Problem."""
    if len(text) > MAX_BLOCK:
        raise Problem("TOO_LARGE", f"a mol block may have {MAX_BLOCK} characters")
    return _bounded(rdkit().MolFromMolBlock(text))


def _bounded(mol: Molecule | None) -> Molecule | None:
    if mol is None or mol.GetNumAtoms() == 0:
        return None
    if mol.GetNumAtoms() > MAX_ATOMS:
        raise Problem("TOO_LARGE", f"a structure may have {MAX_ATOMS} heavy atoms")
    return mol


def smiles_of(mol: Molecule) -> str:
    """The canonical SMILES."""
    return str(rdkit().MolToSmiles(mol))


def in_ions(mol: Molecule) -> str:
    """The canonical SMILES with no bond to a metal: "[O]=[Zn]" and "[O-2].[Zn+2]" are the same."""
    from rdkit.Chem.MolStandardize import rdMolStandardize

    return smiles_of(rdMolStandardize.MetalDisconnector().Disconnect(mol))


def inchi_of(mol: Molecule) -> str:
    """The standard InChI; empty where it cannot say the structure."""
    return _said(rdkit().MolToInchi, mol)


def key_of(mol: Molecule) -> str:
    """The standard InChIKey; empty where there is no InChI."""
    return _said(rdkit().MolToInchiKey, mol)


def _said(by: Callable[[Molecule], str], mol: Molecule) -> str:
    try:
        return str(by(mol))
    except ValueError:  # no order of bonds can be given to it, as in a ring without its charge
        return ""


def formula_of(mol: Molecule) -> Formula:
    """The formula, isotopes told apart."""
    from rdkit.Chem import rdMolDescriptors

    text = rdMolDescriptors.CalcMolFormula(mol, True, False)
    return read_formula(text)

"""What a structure is without its protecting groups: a listed substance may be written in them.

The groups are those of RDKit's rdDeprotect: Ac, Bz, Bn, TMS, Boc, Cbz and the like.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.screening.parents import Parent

#: Larger than any listed structure in several such groups.
_MAX_ATOMS = 120

#: Benzyl esters, which RDKit leaves.
_BENZYL_ESTER = (
    "[OX2;$(*C=O):1][CH2]c1[c;H1][c;H1][c;H1][c;H1][c;H1]1>>[O;H1:1]",
    *("alcohol", "Bn", "benzyl ester"),
)


@lru_cache(4096)
def opened(parent: Parent) -> Any | None:
    """The structure with no protecting group left; None if it has none, or is a mixture."""
    from rdkit.Chem import rdDeprotect

    if "." in parent.smiles or parent.mol.GetNumAtoms() > _MAX_ATOMS:
        return None
    whole = molecules.rdkit().Mol(parent.whole)
    molecules.rdkit().FastFindRings(whole)  # cutting a bond to a metal forgets them
    bare = rdDeprotect.Deprotect(whole, _groups())
    if bare is None or not bare.GetPropsAsDict().get("DEPROTECTION_COUNT"):
        return None
    return molecules.from_smiles(molecules.smiles_of(bare))


@cache
def _groups() -> list[Any]:
    from rdkit.Chem import rdDeprotect

    smarts, kind, short, name = _BENZYL_ESTER
    return [
        *rdDeprotect.GetDeprotections(),
        rdDeprotect.DeprotectData(kind, smarts, short, name),
    ]

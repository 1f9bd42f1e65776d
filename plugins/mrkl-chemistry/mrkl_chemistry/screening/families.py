"""Families that a list defines by a structure and not by names, as SMARTS.

The numbers are those of the Annex on Chemicals to the Chemical Weapons Convention.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.screening.parents import Parent

#: Methyl, ethyl, n-propyl or isopropyl, as the Annex says.
_ALKYL = "[CH3,$([CH2][CH3]),$([CH2][CH2][CH3]),$([CH]([CH3])[CH3])]"
_DIALKYL = f"[NX3]({_ALKYL})({_ALKYL})"

#: (list, family, SMARTS)
FAMILIES = (
    ("cwc1", "1.A.1: alkylphosphonofluoridates", f"{_ALKYL}[PX4](=O)(F)[OX2][#6]"),
    ("cwc1", "1.A.2: phosphoramidocyanidates", "[NX3]([#6])([#6])[PX4](=O)(C#N)[OX2]"),
    ("cwc1", "1.A.3: phosphonothiolates", f"{_ALKYL}[PX4](=O)([OX2])[SX2]CC[NX3,NX4]"),
    ("cwc1", "1.A.13, 1.A.15: phosphonamidic fluorides", "F[PX4](=O)([#6])[NX2]=C[NX3,NX4]"),
    ("cwc1", "1.A.13: phosphonamidic fluorides of no P-alkyl", "F[PX4H](=O)[NX2]=C[NX3,NX4]"),
    ("cwc1", "1.A.14: phosphoramidofluoridates", "F[PX4](=O)([OX2])[NX2]=C[NX3,NX4]"),
    (
        "cwc1",
        "1.A.16: quaternaries and bisquaternaries of dimethylcarbamoyloxypyridines",
        "[CH3][NX3]([CH3])C(=O)Oc1cccnc1[CH2][NX4]",
    ),
    ("cwc1", "1.B.9: alkylphosphonyl difluorides", f"{_ALKYL}[PX4](=O)(F)F"),
    ("cwc1", "1.B.10: alkylphosphonites", f"{_ALKYL}[PX3]([OX2])[OX2]CC[NX3,NX4]"),
    (
        "cwc2",
        "2.A.1: amiton and its alkylated salts",
        "[CH3][CH2]O[PX4](=O)(O[CH2][CH3])[SX2][CH2][CH2][NX3,NX4]([CH2][CH3])[CH2][CH3]",
    ),
    (
        "cwc2",
        "2.B.4: phosphorus with one methyl, ethyl or propyl and no other carbon",
        f"[P;!$(P([#6])[#6])]{_ALKYL}",
    ),
    ("cwc2", "2.B.5: phosphoramidic dihalides", f"{_DIALKYL}[PX4](=O)([F,Cl,Br,I])[F,Cl,Br,I]"),
    (
        "cwc2",
        "2.B.6: dialkyl phosphoramidates",
        f"{_DIALKYL}[PX4](=O)([OX2]{_ALKYL})[OX2]{_ALKYL}",
    ),
    ("cwc2", "2.B.10: dialkylaminoethyl chlorides", f"{_DIALKYL}[CH2][CH2]Cl"),
    (
        "cwc2",
        "2.B.11: dialkylaminoethanols but dimethyl and diethyl",
        f"[NX3;!$(N([CH3])[CH3]);!$(N([CH2][CH3])[CH2][CH3])]({_ALKYL})({_ALKYL})[CH2][CH2][OH]",
    ),
    ("cwc2", "2.B.12: dialkylaminoethanethiols", f"{_DIALKYL}[CH2][CH2][SH]"),
    ("narcotic", "fentanyls", "c[NX3](C=O)[CX4]1CCN([#6][#6][c,$(C=C)])CC1"),
    ("narcotic", "nitazenes", "O=[N+]([O-])c1ccc2n(CC[NX3])c(Cc3ccccc3)nc2c1"),
)


#: What the Annex takes out of its families: fonofos.
_EXEMPT = frozenset({"KVGLBTYUCJYMND"})


@lru_cache(4096)
def families_of(parent: Parent) -> tuple[tuple[str, str], ...]:
    """The lists and families that a structure belongs to."""
    if parent.marks & _EXEMPT:
        return ()
    mol = parent.mol
    return tuple((kind, name) for kind, name, query in _queries() if mol.HasSubstructMatch(query))


@cache
def _queries() -> tuple[tuple[str, str, Any], ...]:
    chem = molecules.rdkit()
    return tuple((kind, name, chem.MolFromSmarts(smarts)) for kind, name, smarts in FAMILIES)

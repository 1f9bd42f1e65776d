"""Acids with their pKa in water at 25 °C, and which of them a dissolved substance is a form of.

The constants are those of the CRC Handbook of Chemistry and Physics (97th edition, 2016, sections
5 and 8). An acid of no pKa is strong: it is there without its first proton only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from mrkl_chemistry import molecules
from mrkl_chemistry.molecules import Molecule
from mrkl_chemistry.resolve import resolve
from mrkl_core import Problem

SOURCE = "CRC Handbook of Chemistry and Physics, 97th ed. (2016)"

#: The pKa of what is told as "strong": all of it has lost this proton.
STRONG = -10.0


@dataclass(frozen=True)
class Acid:
    """An acid with all its protons and the charge it then has, and the pKa of each proton."""

    name: str
    smiles: str
    pkas: tuple[float, ...]
    charge: int = 0


@dataclass(frozen=True)
class Form:
    """An acid that has lost some of its protons: acetate is acetic acid with one `lost`."""

    acid: Acid
    lost: int


ACIDS = (
    Acid("hydrochloric acid", "Cl", (STRONG,)),
    Acid("hydrobromic acid", "Br", (STRONG,)),
    Acid("hydroiodic acid", "I", (STRONG,)),
    Acid("nitric acid", "O[N+](=O)[O-]", (STRONG,)),
    Acid("perchloric acid", "OCl(=O)(=O)=O", (STRONG,)),
    Acid("sulfuric acid", "OS(=O)(=O)O", (STRONG, 1.99)),
    Acid("acetic acid", "CC(=O)O", (4.756,)),
    Acid("formic acid", "OC=O", (3.75,)),
    Acid("propanoic acid", "CCC(=O)O", (4.87,)),
    Acid("butanoic acid", "CCCC(=O)O", (4.83,)),
    Acid("benzoic acid", "OC(=O)c1ccccc1", (4.204,)),
    Acid("lactic acid", "CC(O)C(=O)O", (3.86,)),
    Acid("chloroacetic acid", "OC(=O)CCl", (2.87,)),
    Acid("oxalic acid", "OC(=O)C(=O)O", (1.25, 3.81)),
    Acid("citric acid", "OC(=O)CC(O)(C(=O)O)CC(=O)O", (3.13, 4.76, 6.40)),
    Acid("ascorbic acid", "OCC(O)C1OC(=O)C(O)=C1O", (4.04, 11.7)),
    Acid("phenol", "Oc1ccccc1", (9.99,)),
    Acid("hydrofluoric acid", "F", (3.20,)),
    Acid("hydrocyanic acid", "C#N", (9.21,)),
    Acid("nitrous acid", "ON=O", (3.25,)),
    Acid("hypochlorous acid", "OCl", (7.40,)),
    Acid("hydrogen peroxide", "OO", (11.62,)),
    Acid("carbonic acid", "OC(=O)O", (6.35, 10.33)),
    Acid("phosphoric acid", "OP(=O)(O)O", (2.16, 7.21, 12.32)),
    Acid("sulfurous acid", "OS(=O)O", (1.85, 7.2)),
    Acid("boric acid", "OB(O)O", (9.27,)),
    Acid("ammonium", "[NH4+]", (9.25,), 1),
    Acid("methylammonium", "C[NH3+]", (10.66,), 1),
    Acid("ethylammonium", "CC[NH3+]", (10.65,), 1),
    Acid("dimethylammonium", "C[NH2+]C", (10.73,), 1),
    Acid("trimethylammonium", "C[NH+](C)C", (9.80,), 1),
    Acid("pyridinium", "c1cc[nH+]cc1", (5.23,), 1),
    Acid("anilinium", "[NH3+]c1ccccc1", (4.87,), 1),
    Acid("hydroxylammonium", "[NH3+]O", (5.94,), 1),
    Acid("hydrazinium", "N[NH3+]", (8.1,), 1),
)

#: Ions that neither take nor give protons in water.
_IDLE = frozenset(
    (
        *("[Li+]", "[Na+]", "[K+]", "[Rb+]", "[Cs+]", "[Mg+2]", "[Ca+2]", "[Sr+2]", "[Ba+2]"),
        *("[Cl-]", "[Br-]", "[I-]", "O=[N+]([O-])[O-]", "[O-][Cl+3]([O-])([O-])[O-]", "O"),
        "[O-]Cl(=O)(=O)=O",
    )
)
#: Formulas in use that no table of names has.
_WRITTEN = {
    "HNO3": "nitric acid", "HNO2": "nitrous acid", "H2SO3": "sulfurous acid",
    "HClO4": "perchloric acid", "H2SO4": "sulfuric acid", "H3PO4": "phosphoric acid",
    "H2O2": "hydrogen peroxide",
    "HC2H3O2": "acetic acid", "NaC2H3O2": "sodium acetate", "HCO2H": "formic acid",
    "HCHO2": "formic acid", "HOCl": "hypochlorous acid", "HClO": "hypochlorous acid",
    "NaOCl": "sodium hypochlorite", "HC7H5O2": "benzoic acid", "C6H5COOH": "benzoic acid",
    "H2C2O4": "oxalic acid", "HF": "hydrofluoric acid", "HCN": "hydrocyanic acid",
    "NaCH3COO": "sodium acetate", "CH3COONa": "sodium acetate", "HCl": "hydrochloric acid",
    "HBr": "hydrobromic acid", "HI": "hydroiodic acid", "NaF": "sodium fluoride",
    "CH3COOK": "potassium acetate", "KCH3COO": "potassium acetate", "HCOONa": "sodium formate",
    "NaHCOO": "sodium formate", "HCOOH": "formic acid", "CH3NH2": "methylamine",
    "C5H5N": "pyridine", "C6H5NH2": "aniline", "H3BO3": "boric acid", "H2CO3": "carbonic acid",
}  # fmt: skip


@dataclass(frozen=True)
class Dissolved:
    """What a substance is in water: forms of acids with their counts, and hydroxide."""

    forms: tuple[tuple[Form, int], ...]
    hydroxide: int = 0


def dissolved(substance: str) -> Dissolved:
    """What a substance is in water. Raises Problem UNKNOWN if something of it is not known here."""
    text = substance.strip()
    mol = resolve(_WRITTEN.get(text, text)).mol
    forms: list[tuple[Form, int]] = []
    hydroxide = 0
    for smiles, count in _ions(mol).items():
        form = _form(smiles)
        if smiles == "[OH-]":
            hydroxide += count
        elif form is not None:
            forms.append((form, count))
        elif smiles not in _IDLE:
            said = f"no pKa of {substance[:60]!r} is known here"
            raise Problem("UNKNOWN", said, "give the pKa, pKb, Ka or Kb")
    return Dissolved(tuple(forms), hydroxide)


def _ions(mol: Molecule) -> Counter[str]:
    chem = molecules.rdkit()
    parts = molecules.in_ions(mol).split(".")
    return Counter(chem.CanonSmiles(part) for part in parts)


def _form(smiles: str) -> Form | None:
    acid = _by_skeleton().get(_neutral(smiles))
    if acid is None or smiles in _IDLE:
        return None
    mol = molecules.rdkit().MolFromSmiles(smiles)
    return Form(acid, acid.charge - molecules.rdkit().GetFormalCharge(mol))


@cache
def _by_skeleton() -> dict[str, Acid]:
    return {_neutral(acid.smiles): acid for acid in ACIDS}


def _neutral(smiles: str) -> str:
    """The canonical SMILES without charges and stereochemistry."""
    from rdkit.Chem.MolStandardize import rdMolStandardize

    chem = molecules.rdkit()
    mol = rdMolStandardize.Uncharger(True).uncharge(chem.MolFromSmiles(smiles))
    return str(chem.MolToSmiles(mol, isomericSmiles=False))

"""What a structure is like: descriptors, functional groups, parts, likeness to another."""

from __future__ import annotations

from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.resolve import Structure, resolve
from mrkl_core import Evidence, Result, Verdict

#: SMARTS of functional groups. A group that is a part of a greater one (the alcohol in an
#: acid) is excluded by its own pattern, so that each atom is told once.
GROUPS = {
    "carboxylic acid": "[CX3](=[OX1])[OX2H1]",
    "carboxylate": "[CX3](=[OX1])[OX1-]",
    "acid anhydride": "[CX3](=[OX1])[OX2][CX3](=[OX1])",
    "acid halide": "[CX3](=[OX1])[F,Cl,Br,I]",
    "ester": "[#6][CX3;!$(C(=O)(O)O)](=[OX1])[OX2H0][#6;!$(C=O)]",
    "formate ester": "[CX3H1](=[OX1])[OX2H0][#6;!$(C=O)]",
    "carbonate": "[OX2H0][CX3](=[OX1])[OX2H0]",
    "carbamate": "[NX3][CX3](=[OX1])[OX2H0]",
    "urea": "[NX3][CX3](=[OX1])[NX3]",
    "imide": "[CX3](=[OX1])[NX3][CX3](=[OX1])",
    "amide": "[CX3;!$(C(=O)(N)[O,N])](=[OX1])[NX3;!$(N(C=O)C=O)]",
    "aldehyde": "[CX3H1,CX3H2;$(C(=O)[#6,#1]),$([CH2]=O)](=[OX1])",
    "ketone": "[#6][CX3](=[OX1])[#6]",
    "alcohol": "[OX2H1][CX4;!$(C(O)[O,N])]",
    "phenol": "[OX2H1][c]",
    "enol": "[OX2H1][CX3]=[CX3]",
    "ether": "[OX2H0;!r3]([#6;!$(C=[O,N,S])])[#6;!$(C=[O,N,S])]",
    "epoxide": "[OX2r3]1[#6r3][#6r3]1",
    "peroxide": "[OX2][OX2]",
    "primary amine": "[NX3H2][#6;!$(C=[O,N,S])]",
    "secondary amine": "[NX3H1]([#6;!$(C=[O,N,S])])[#6;!$(C=[O,N,S])]",
    "tertiary amine": "[NX3H0;!$(N[!#6]);!$(NC=[O,N,S])]([#6])([#6])[#6]",
    "quaternary ammonium": "[NX4+]([#6])([#6])([#6])[#6]",
    "imine": "[CX3;!$(C(=N)[N,O,S])]=[NX2;!$(N[O,N])]",
    "oxime": "[CX3]=[NX2][OX2]",
    "hydrazine": "[NX3;!$(N=*);!$(NC=O)][NX3;!$(N=*);!$(NC=O)]",
    "azo": "[#6][NX2]=[NX2][#6]",
    "azide": "[#6][NX2]=[NX2+]=[NX1-]",
    "nitrile": "[CX2]#[NX1]",
    "isocyanate": "[NX2]=[CX2]=[OX1]",
    "nitro": "[$([NX3](=O)=O),$([NX3+](=O)[O-])][!#8]",
    "nitrate ester": "[OX2][$([NX3](=O)=O),$([NX3+](=O)[O-])]",
    "nitroso": "[#6][NX2]=[OX1]",
    "thiol": "[SX2H1]",
    "sulfide": "[SX2H0]([#6])[#6]",
    "disulfide": "[#6][SX2][SX2][#6]",
    "sulfoxide": "[#6][$([SX3]=O),$([SX3+][O-])][#6]",
    "sulfone": "[#6][SX4](=O)(=O)[#6]",
    "sulfonamide": "[#6][SX4](=O)(=O)[NX3]",
    "sulfonic acid": "[#6][SX4](=O)(=O)[OX2H1]",
    "phosphate": "[PX4](=O)([OX2,OX1-])([OX2,OX1-])[OX2,OX1-]",
    "boronic acid": "[BX3]([OX2H1])[OX2H1]",
    "alkene": "[CX3;!$(C=[!#6])]=[CX3;!$(C=[!#6])]",
    "alkyne": "[CX2]#[CX2]",
    "fluoroalkane or fluoroarene": "[#6;!$(C=O)][F]",
    "chloroalkane or chloroarene": "[#6;!$(C=O)][Cl]",
    "bromoalkane or bromoarene": "[#6;!$(C=O)][Br]",
    "iodoalkane or iodoarene": "[#6;!$(C=O)][I]",
}


#: Matches of a part that are listed.
_MOST_MATCHES = 1000

#: What `descriptors` tells.
DESCRIPTORS = (
    *("molar_mass", "logp", "tpsa", "hydrogen_bond_donors", "hydrogen_bond_acceptors"),
    *("rotatable_bonds", "rings", "aromatic_rings", "fraction_sp3", "stereocentres"),
    *("heavy_atoms", "charge"),
)


def descriptors(substance: str, notation: str = "", wanted: str = "") -> Result:
    """The usual descriptors, or the one wanted; see the tool's schema."""
    return _described(resolve(substance, notation), wanted)


def _described(structure: Structure, wanted: str) -> Result:
    from rdkit.Chem import rdMolDescriptors

    mol = structure.mol
    value = {
        "smiles": molecules.smiles_of(mol),
        "molar_mass": round(rdMolDescriptors._CalcMolWt(mol), 3),
        "logp": round(rdMolDescriptors.CalcCrippenDescriptors(mol)[0], 3),
        "tpsa": round(rdMolDescriptors.CalcTPSA(mol), 2),
        "hydrogen_bond_donors": rdMolDescriptors.CalcNumHBD(mol),
        "hydrogen_bond_acceptors": rdMolDescriptors.CalcNumHBA(mol),
        "rotatable_bonds": rdMolDescriptors.CalcNumRotatableBonds(mol),
        "rings": rdMolDescriptors.CalcNumRings(mol),
        "aromatic_rings": rdMolDescriptors.CalcNumAromaticRings(mol),
        "fraction_sp3": round(rdMolDescriptors.CalcFractionCSP3(mol), 4),
        "stereocentres": rdMolDescriptors.CalcNumAtomStereoCenters(mol),
        "heavy_atoms": mol.GetNumHeavyAtoms(),
        "charge": molecules.rdkit().GetFormalCharge(mol),
    }
    names = (wanted,) if wanted else (*DESCRIPTORS[1:7],)
    text = ", ".join(f"{name.replace('_', ' ')} {value[name]}" for name in names)
    estimate = Evidence(
        "logP is measured", "estimated by Crippen's method", Verdict.UNCHECKED, "an estimate"
    )
    return Result(value, text, (*structure.evidence, estimate))


def groups(substance: str, notation: str = "") -> Result:
    """The functional groups; see the tool's schema."""
    structure = resolve(substance, notation)
    found = groups_of(structure.mol)
    text = ", ".join(f"{n} × {name}" if n > 1 else name for name, n in found.items())
    listed = [{"group": name, "count": count} for name, count in found.items()]
    evidence = Evidence(
        "these are all its functional groups",
        f"matched against {len(GROUPS)} SMARTS patterns",
        Verdict.UNCHECKED,
        "groups that the list does not name are not told",
    )
    return Result({"groups": listed}, text or "none", (*structure.evidence, evidence))


def groups_of(mol: Any) -> dict[str, int]:
    """How often each group occurs, with those that occur only."""
    chem = molecules.rdkit()
    whole = chem.AddHs(mol) if mol.GetNumAtoms() == 2 else mol
    counts = {
        name: len(whole.GetSubstructMatches(chem.MolFromSmarts(smarts)))
        for name, smarts in GROUPS.items()
    }
    return {name: count for name, count in counts.items() if count}


def substructure(substance: str, pattern: str) -> Result:
    """Whether and where a structure contains a part; see the tool's schema."""
    structure = resolve(substance)
    part = molecules.rdkit().MolFromSmarts(pattern)
    if part is None:
        part = resolve(pattern).mol
    matches = structure.mol.GetSubstructMatches(part, maxMatches=_MOST_MATCHES)
    again = structure.mol.HasSubstructMatch(part)
    times = "once" if len(matches) == 1 else f"{len(matches)} times"
    more = "at least " if len(matches) == _MOST_MATCHES else ""
    text = f"contains it {more}{times}" if matches else "does not contain it"
    evidence = Evidence(
        "the part is there, or is not",
        "all matches listed, and one looked for on its own",
        Verdict.PASSED if again == bool(matches) else Verdict.FAILED,
    )
    value = {"contains": bool(matches), "count": len(matches), "atoms": [list(m) for m in matches]}
    return Result(value, text, (*structure.evidence, evidence))


def similarity(first: str, second: str) -> Result:
    """How alike two structures are; see the tool's schema."""
    from rdkit import DataStructs
    from rdkit.Chem import rdFingerprintGenerator

    one, other = resolve(first), resolve(second)
    generator = rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)
    prints = [generator.GetFingerprint(structure.mol) for structure in (one, other)]
    tanimoto = float(DataStructs.TanimotoSimilarity(*prints))
    value = {
        "tanimoto": round(tanimoto, 4),
        "same_structure": bool(one.key) and one.key == other.key,
        "same_skeleton": one.skeleton == other.skeleton,
    }
    bits = [set(found.GetOnBits()) for found in prints]
    counted = len(bits[0] & bits[1]) / (len(bits[0] | bits[1]) or 1)
    evidence = Evidence(
        "the coefficient is right",
        "common and all bits of both fingerprints counted again",
        Verdict.PASSED if abs(counted - tanimoto) < 1e-9 else Verdict.FAILED,
        "Morgan fingerprints of radius 2 in 2048 bits",
    )
    return Result(value, f"Tanimoto {tanimoto:.3f}", (*one.evidence, *other.evidence, evidence))

"""Named reactions as templates, forwards to products and backwards to precursors.

All that comes out is a proposal: a template knows bonds, not conditions, yields or hazards.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.resolve import resolve
from mrkl_core import Evidence, Problem, Result, Verdict

MAX_PROPOSALS = 50

#: Heavy atoms of what a template is tried on: it may fit at each, in each reactant.
MAX_ATOMS = 100

#: Name → (reactants, products), atom maps in both; read either way.
TEMPLATES = {
    "esterification": (
        "[#6:1][C:2](=[O:3])[OH:4].[OH:5][CX4:6]",
        "[#6:1][C:2](=[O:3])[O:5][C:6].[OH2:4]",
    ),
    "ester hydrolysis": (
        "[#6:1][C:2](=[O:3])[O:5][CX4:6].[OH2:4]",
        "[#6:1][C:2](=[O:3])[OH:4].[OH:5][C:6]",
    ),
    "amide coupling": (
        "[#6:1][C:2](=[O:3])[OH:4].[N;$([NX3;!H0]);!$(NC=O);!$(NS):5][#6:6]",
        "[#6:1][C:2](=[O:3])[N:5][#6:6].[OH2:4]",
    ),
    "amide hydrolysis": (
        "[#6:1][C:2](=[O:3])[NX3:5][#6:6].[OH2:4]",
        "[#6:1][C:2](=[O:3])[OH:4].[N:5][#6:6]",
    ),
    "Williamson ether synthesis": (
        "[#6:1][OH:2].[CX4:3][Br:4]",
        "[#6:1][O:2][C:3].[BrH:4]",
    ),
    "Suzuki coupling": (
        "[c:1][Br:2].[c:3][B:4]([OH:5])[OH:6]",
        "[c:1][c:3].[Br:2][B:4]([OH:5])[OH:6]",
    ),
    "Sonogashira coupling": (
        "[c:1][I:2].[CH:3]#[C:4]",
        "[c:1][C:3]#[C:4].[IH:2]",
    ),
    "Diels-Alder reaction": (
        "[C:1]=[C:2][C:3]=[C:4].[C:5]=[C:6]",
        "[C:1]1[C:2]=[C:3][C:4][C:5][C:6]1",
    ),
    "alkene hydrogenation": (
        "[CX3:1]=[CX3:2].[H:3][H:4]",
        "[CX4:1]([H:3])[CX4:2]([H:4])",
    ),
    "azide-alkyne cycloaddition": (
        "[CH:1]#[C:2].[#6:3][N:4]=[N+:5]=[N-:6]",
        "[cH:1]1[c:2][n+0:6][n+0:5][n:4]1[#6:3]",
    ),
    "acetylation": (
        "[CH3:1][C:2](=[O:3])[O:4][C:5](=[O:6])[CH3:7].[#6;!$(C=O):8][OH:9]",
        "[CH3:1][C:2](=[O:3])[O:9][#6:8].[OH:4][C:5](=[O:6])[CH3:7]",
    ),
    "Schotten-Baumann reaction": (
        "[#6:1][C:2](=[O:3])[Cl:4].[N;$([NX3;!H0]);!$(NC=O);!$(NS):5][#6:6]",
        "[#6:1][C:2](=[O:3])[N:5][#6:6].[ClH:4]",
    ),
    "Friedel-Crafts acylation": (
        "[cH:1].[#6:2][C:3](=[O:4])[Cl:5]",
        "[c:1][C:3](=[O:4])[#6:2].[ClH:5]",
    ),
    "Wittig reaction": (
        "[#6:1][C:2]=[O:3].[C:4]=[P:5]",
        "[#6:1][C:2]=[C:4].[P:5]=[O:3]",
    ),
    "Grignard addition": (
        "[#6:1][Mg:2][Br:3].[#6:4][CX3:5]=[O:6].[OH2:7]",
        "[#6:1][C:5]([#6:4])[OH:6].[Br:3][Mg:2][OH:7]",
    ),
    "aldol addition": (
        "[C;$([C;!H0]):1][C:2]=[O:3].[C;$([CX3;!H0]):4]=[O:5]",
        "[C:1]([C:4][OH:5])[C:2]=[O:3]",
    ),
    "Heck reaction": (
        "[c:1][Br:2].[CH2:3]=[CH:4]",
        "[c:1][CH:3]=[C:4].[BrH:2]",
    ),
    "Buchwald-Hartwig amination": (
        "[c:1][Br:2].[N;$([NX3;!H0]);!$(NC=O):3][#6:4]",
        "[c:1][N:3][#6:4].[BrH:2]",
    ),
    "alkene bromination": (
        "[CX3:1]=[CX3:2].[Br:3][Br:4]",
        "[C:1]([Br:3])[C:2][Br:4]",
    ),
    "alkene hydrobromination": (
        "[CX3:1]=[CX3:2].[BrH:3]",
        "[C:1][C:2][Br:3]",
    ),
    "imine formation": (
        "[#6:1][C:2]=[O:3].[NH2:4][#6:5]",
        "[#6:1][C:2]=[N:4][#6:5].[OH2:3]",
    ),
}


def products(reaction: str, reactants: list[str]) -> Result:
    """What a named reaction makes of these reactants; see the tool's schema."""
    mols = [_small(text) for text in reactants]
    left, right = _template(reaction)
    found = list(_run(f"{left}>>{right}", mols))
    if not found:
        raise Problem(
            "NO_REACTION",
            f"these do not take part in the {reaction}",
            f"it takes {left}",
        )
    before = _atoms(mols)
    kept = all(_atoms(group) == before for group in found)
    return _proposed(
        [_told(reaction, group) for group in found],
        Evidence(
            "no atom is lost or made",
            "atoms and charges of reactants and products counted",
            Verdict.PASSED if kept else Verdict.FAILED,
        ),
    )


def precursors(product: str) -> Result:
    """What could make a product in one step; see the tool's schema."""
    mol = _small(product)
    wanted = molecules.smiles_of(mol)
    found = [
        _told(name, group)
        for name, sides in TEMPLATES.items()
        for group in _backwards(sides, mol)
        if _gives(sides, group, wanted)
    ]
    if not found:
        raise Problem("NO_REACTION", "no template here makes this product in one step")
    return _proposed(
        found,
        Evidence(
            "each proposal gives the product",
            "the same template run forwards on the precursors, and its products compared",
        ),
    )


def _small(text: str) -> Any:
    mol = resolve(text).mol
    if mol.GetNumAtoms() > MAX_ATOMS:
        raise Problem("TOO_LARGE", f"templates are tried on {MAX_ATOMS} heavy atoms at most")
    return mol


def _template(name: str) -> tuple[str, str]:
    for known, sides in TEMPLATES.items():
        if known.lower() == name.strip().lower():
            return sides
    raise Problem("UNKNOWN", f"no reaction {name[:60]!r}", "known: " + ", ".join(TEMPLATES))


def _run(smarts: str, mols: list[Any]) -> Iterator[list[Any]]:
    """Every different set of sound products, the reactants in any order."""
    from rdkit.Chem import rdChemReactions

    chem = molecules.rdkit()
    reaction = rdChemReactions.ReactionFromSmarts(smarts)
    if reaction.GetNumReactantTemplates() != len(mols):
        count = reaction.GetNumReactantTemplates()
        raise Problem("NO_REACTION", f"it takes {count} reactants, not {len(mols)}")
    seen: set[str] = set()
    for order in permutations(mols):
        for group in reaction.RunReactants(order, maxProducts=200):
            made = [_sound(mol) for mol in group]
            if any(mol is None for mol in made):
                continue
            mark = ".".join(sorted(chem.MolToSmiles(mol) for mol in made))
            if mark not in seen:
                seen.add(mark)
                yield made
            if len(seen) >= MAX_PROPOSALS:
                return


def _sound(mol: Any) -> Any | None:
    chem = molecules.rdkit()
    if chem.SanitizeMol(mol, catchErrors=True) != chem.SanitizeFlags.SANITIZE_NONE:
        return None
    # Once more from its SMILES: valences and hydrogens are then what the text says.
    return chem.MolFromSmiles(chem.MolToSmiles(chem.RemoveHs(mol)))


def _backwards(sides: tuple[str, str], mol: Any) -> Iterator[list[Any]]:
    left, right = sides
    small = [molecules.from_smiles(_SMALL[part]) for part in right.split(".")[1:] if part in _SMALL]
    if len(small) == right.count("."):
        yield from _run(f"{right}>>{left}", [mol, *small])


#: What leaves a reaction beside its product, and must be put back when it is read backwards.
_SMALL = {
    "[OH2:4]": "O",
    "[OH2:3]": "O",
    "[BrH:4]": "Br",
    "[BrH:2]": "Br",
    "[ClH:4]": "Cl",
    "[ClH:5]": "Cl",
    "[OH:4][C:5](=[O:6])[CH3:7]": "CC(=O)O",
    "[P:5]=[O:3]": "O=P(c1ccccc1)(c1ccccc1)c1ccccc1",
    "[Br:3][Mg:2][OH:7]": "O[Mg]Br",
    "[IH:2]": "I",
    "[Br:2][B:4]([OH:5])[OH:6]": "BrB(O)O",
}


def _gives(sides: tuple[str, str], group: list[Any], wanted: str) -> bool:
    made = _run(f"{sides[0]}>>{sides[1]}", group)
    return any(wanted in (molecules.smiles_of(mol) for mol in mols) for mols in made)


def _told(name: str, group: list[Any]) -> dict[str, Any]:
    return {"reaction": name, "smiles": [molecules.smiles_of(mol) for mol in group]}


def _atoms(mols: list[Any]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for mol in mols:
        formula = molecules.formula_of(mol)
        for atom, count in formula.atoms.items():
            totals[atom] = totals.get(atom, 0) + int(count)
        totals["charge"] = totals.get("charge", 0) + formula.charge
    return totals


def _proposed(found: list[dict[str, Any]], evidence: Evidence) -> Result:
    shown = found[:MAX_PROPOSALS]
    text = "\n".join(f"{entry['reaction']}: {' + '.join(entry['smiles'])}" for entry in shown)
    proposal = Evidence(
        "it works in practice",
        "templates of bonds: conditions, selectivity and hazards are not looked at",
        Verdict.UNCHECKED,
        "a proposal",
    )
    return Result({"proposals": shown}, "proposals, unproved:\n" + text, (evidence, proposal))

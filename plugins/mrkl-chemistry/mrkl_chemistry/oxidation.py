"""Oxidation states, by the rules for formulas and by the structure where one is known.

Rules: IUPAC, "Comprehensive definition of oxidation state" (Pure Appl. Chem. 2016, 88, 831). In a
structure each bond's electrons go to the more electronegative atom (RDKit).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mrkl_chemistry import molecules, table
from mrkl_chemistry.elements import (
    ALKALI,
    NON_METALS,
    NUMBERS,
    SYMBOLS,
    periodic_table,
    split_isotope,
)
from mrkl_chemistry.formula import Formula
from mrkl_chemistry.identify import formula_for
from mrkl_chemistry.periodic import number_of
from mrkl_chemistry.resolve import resolve
from mrkl_core import Evidence, Problem, Result, Verdict

_FIXED = {
    **dict.fromkeys(ALKALI, 1),
    **dict.fromkeys(("Be", "Mg", "Ca", "Sr", "Ba", "Ra", "Zn", "Cd"), 2),
    **dict.fromkeys(("Al", "Ga", "Sc", "Y"), 3),
}
#: What takes electrons, the greediest first, and how many of them.
_TAKES = {"F": 1, "O": 2, "Cl": 1, "N": 3, "Br": 1, "I": 1, "S": 2, "Se": 2, "Te": 2, "P": 3}

HALIDES = (["F"], ["Cl"], ["Br"], ["I"])

#: Of metals that the rules could give others to ("FeS2"), all that their compounds mostly have.
_STATES = {
    "Fe": (2, 3, 6), "Co": (2, 3), "Ni": (2, 3), "Cu": (1, 2), "Ag": (1,), "Au": (1, 3),
    "Hg": (1, 2), "Pb": (2, 4), "Sn": (2, 4), "Pt": (2, 4), "Pd": (2, 4), "Bi": (3, 5),
    "Tl": (1, 3),
}  # fmt: skip

#: The state of an element, or its average in all its atoms.
States = dict[str, Fraction]


def oxidation(substance: str, element: str = "") -> Result:
    """The oxidation state of each element, or of the one asked for; see the tool's schema."""
    formula, evidence = formula_for(substance)
    counts = _counts(formula)
    wanted = SYMBOLS[number_of(element) - 1] if element else ""
    if not counts or (wanted and wanted not in counts):
        raise Problem("IMPOSSIBLE", f"{substance[:60]!r} has no {element[:20] or 'atoms'}")
    drawn = _drawn(substance, formula)
    states = _agreed(formula, counts, drawn)
    total = sum(states[name] * n for name, n in counts.items())
    adds_up = Evidence(
        "the states add up to the charge",
        "each times its count, exactly",
        Verdict.PASSED if total == formula.charge else Verdict.FAILED,
    )
    compared = Evidence(
        "rules for formulas and the structure say the same",
        "in the structure each bond's electrons go to the more electronegative atom (RDKit)",
        Verdict.PASSED if drawn and _by_rules(counts, formula.charge) else Verdict.UNCHECKED,
        "" if drawn else "no structure to compare with",
    )
    shown = {wanted: states[wanted]} if wanted else states
    told = [_told(name, state, drawn.get(name, ())) for name, state in shown.items()]
    value = {"formula": formula.hill(), "states": {n: _signed(s) for n, s in states.items()}}
    text = f"{', '.join(told)} in {formula.hill()}"
    return Result(value, text, (*evidence, adds_up, compared))


def _counts(formula: Formula) -> dict[str, Fraction]:
    """Atoms of each element, isotopes together."""
    counts: dict[str, Fraction] = {}
    for atom, n in formula.atoms.items():
        symbol = split_isotope(atom)[1]
        counts[symbol] = counts.get(symbol, Fraction(0)) + n
    return counts


def _agreed(
    formula: Formula, counts: Mapping[str, Fraction], drawn: Mapping[str, tuple[Fraction, ...]]
) -> States:
    """The states by the rules or the structure. Raises Problem if they differ, or none is told."""
    ruled = _by_rules(counts, formula.charge)
    seen = {name: sum(each, Fraction(0)) / len(each) for name, each in drawn.items()}
    if ruled is None and not seen:
        said = f"the rules leave several elements of {formula.hill()} open"
        raise Problem("UNKNOWN", said, "ask of each ion alone, or give a SMILES")
    if ruled and seen and ruled != seen:
        ways = (
            f"{n} {_signed(ruled[n])} or {_signed(s)}" for n, s in seen.items() if s != ruled[n]
        )
        raise Problem("AMBIGUOUS", f"rules and structure differ: {', '.join(ways)}")
    return ruled or seen


def _by_rules(counts: Mapping[str, Fraction], charge: int) -> States | None:
    """What the rules tell of a formula; None if more than one element is left open."""
    if len(counts) == 1:
        return {name: charge / n for name, n in counts.items()}
    states = {name: Fraction(_FIXED[name]) for name in counts if name in _FIXED}
    if "F" in counts:
        states["F"] = Fraction(-1)
    others = [name for name in counts if name not in ("H", "O", "F") and name not in states]
    if "H" in counts and len(counts) > 1:
        bare = all(name not in NON_METALS or name == "H" for name in counts)
        states["H"] = Fraction(-1 if bare or "B" in counts else 1)
    if "O" in counts and others:
        states["O"] = Fraction(-2)
    still = [name for name in counts if name not in states]
    if len(still) > 1 and (greedy := _greediest(still, "O" in counts)):
        states[greedy] = Fraction(-_TAKES[greedy])
        still.remove(greedy)
    known = sum((states[name] * counts[name] for name in states), Fraction(0))
    if not still:
        return states if known == charge else None
    last = still[0]
    states[last] = (charge - known) / counts[last]
    return states if len(still) == 1 and _is_possible(last, states[last]) else None


def _greediest(names: Sequence[str], oxygen: bool) -> str:
    """What takes the electrons of the others; beside oxygen that is a halogen on a non-metal."""
    able = [name for name in _TAKES if name in names]
    sure = not oxygen or (able[:1] in HALIDES and all(name in NON_METALS for name in names))
    return able[0] if able and sure else ""


def _is_possible(name: str, state: Fraction) -> bool:
    """Whether an element has that many electrons to give, or that much room for them."""
    outer = periodic_table().GetNOuterElecs(NUMBERS[name])
    if name in _STATES:
        return min(_STATES[name]) <= state <= max(_STATES[name]) and (
            state.denominator > 1 or state in _STATES[name]
        )
    return bool((outer - 8 if name in NON_METALS else 0) <= state <= outer)


def _drawn(substance: str, formula: Formula) -> dict[str, tuple[Fraction, ...]]:
    """The states in the structure, of each element; empty if none is known, or they differ."""
    try:
        mols = [resolve(substance).mol]
    except Problem:
        smiles = (compound.smiles for compound in table.by_formula(formula.hill()))
        mols = [mol for mol in map(molecules.from_smiles, smiles) if mol is not None]
    found = [_numbers(mol, formula) for mol in mols]
    return found[0] if found and all(one == found[0] for one in found) else {}


def _numbers(mol: molecules.Molecule, formula: Formula) -> dict[str, tuple[Fraction, ...]]:
    from rdkit.Chem import rdMolDescriptors

    if not molecules.formula_of(mol).same_as(formula) or _has_bare_atoms(mol):
        return {}
    rdMolDescriptors.CalcOxidationNumbers(mol)
    found: dict[str, tuple[Fraction, ...]] = {}
    for atom in mol.GetAtoms():
        number = Fraction(atom.GetIntProp("OxidationNumber"))
        found[atom.GetSymbol()] = (*found.get(atom.GetSymbol(), ()), number)
    hidden = formula.atoms.get("H", Fraction(0)) - len(found.get("H", ()))
    if hidden:
        rest = formula.charge - sum(sum(each) for each in found.values())
        found["H"] = (*found.get("H", ()), *[rest / hidden] * int(hidden))
    return {name: tuple(sorted(each)) for name, each in found.items()}


def _has_bare_atoms(mol: molecules.Molecule) -> bool:
    """Whether some of its bonds are not drawn, as in "[O].[U+2]"."""
    return any(
        not (atom.GetDegree() or atom.GetFormalCharge() or atom.GetTotalNumHs())
        for atom in mol.GetAtoms()
    )


def _told(name: str, state: Fraction, each: tuple[Fraction, ...]) -> str:
    several = sorted(set(each))
    if len(several) < 2:
        return f"{name} {_signed(state)}" + (" on average" if state.denominator > 1 else "")
    return f"{name} {_signed(state)} on average ({', '.join(f'{_signed(s)}' for s in several)})"


def _signed(state: Fraction) -> str:
    return f"{'+' if state > 0 else ''}{state}"

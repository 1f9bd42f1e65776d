"""A substance with all its identifiers and its two masses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from mrkl_chemistry import elements, molecules, table
from mrkl_chemistry.formula import Formula, read_formula
from mrkl_chemistry.resolve import Structure, resolve
from mrkl_chemistry.table import Compound
from mrkl_core import Evidence, Problem, Result, Verdict


def identify(substance: str, notation: str = "", wanted: str = "") -> Result:
    """All identifiers of a substance; see the tool's schema."""
    return _identified(resolve(substance, notation), wanted)


def _identified(structure: Structure, wanted: str) -> Result:
    mol = structure.mol
    compound = compound_of(structure)
    formula = molecules.formula_of(mol)
    smiles, inchi = molecules.smiles_of(mol), molecules.inchi_of(mol)
    value: dict[str, Any] = {
        "name": compound.name if compound else None,
        "iupac_name": compound.iupac if compound else None,
        "cas": real_cas(compound) if compound else None,
        "formula": formula.hill(),
        "smiles": smiles,
        "inchi": inchi or None,
        "inchikey": structure.key or None,
        "read_as": structure.notation,
    }
    again = molecules.from_smiles(smiles)
    same = again is not None and molecules.inchi_of(again) == inchi
    trip = Evidence(
        "SMILES and InChI say the same structure",
        "InChI computed again from the SMILES given",
        Verdict.PASSED if same else Verdict.FAILED,
    )
    lines = [
        f"{label}: {value[key]}"
        for label, key in (
            *(("name", "name"), ("IUPAC name", "iupac_name"), ("CAS", "cas")),
            *(("formula", "formula"), ("SMILES", "smiles")),
            *(("InChI", "inchi"), ("InChIKey", "inchikey")),
        )
        if value[key]
    ]
    if wanted and not value[wanted]:
        said = f"the tables have no {wanted.replace('_', ' ')} for {smiles}"
        raise Problem("UNKNOWN", said)
    text = value[wanted] if wanted else "\n".join(lines)
    return Result(value, text, (*structure.evidence, trip))


def compound_of(structure: Structure) -> Compound | None:
    """The line of the tables for exactly this structure, if there is one."""
    found = table.by_key(structure.key) if structure.key else []
    called = [c for c in found if structure.text.lower() in (*c.synonyms, c.name.lower(), c.cas)]
    return next(iter(called or found), None)


def real_cas(compound: Compound) -> str | None:
    """The CAS number; the tables invent some for what has none."""
    return compound.cas if len(compound.cas) <= 12 else None


def mass(substance: str, notation: str = "") -> Result:
    """Average and monoisotopic mass; see the tool's schema."""
    formula, evidence = formula_for(substance, notation)
    return _weighed(formula, evidence)


def formula_for(substance: str, notation: str = "") -> tuple[Formula, tuple[Evidence, ...]]:
    """The formula that is written, or that of the structure meant. Raises Problem."""
    if notation in ("", "formula"):
        try:
            formula = read_formula(substance)
        except Problem:
            if notation:
                raise
        else:
            if notation or not _is_chain(substance):
                return _noted(substance, formula), ()
    structure = resolve(substance, notation)
    return molecules.formula_of(structure.mol), structure.evidence


def _is_chain(text: str) -> bool:
    """Whether it is written atom by atom, as "CCO" is: a SMILES, no formula."""
    symbols = re.findall("[A-Z][a-z]?", text)
    spelled = "".join(symbols) == text and len(symbols) > len(set(symbols))
    return spelled and molecules.from_smiles(text) is not None


def _noted(text: str, formula: Formula) -> Formula:
    """The formula; it says so if the text is a SMILES of something else, as "CO" is."""
    mol = molecules.from_smiles(text)
    if mol is None or (other := molecules.formula_of(mol)).same_as(formula):
        return formula
    return replace(formula, note=f"{text} read as a formula; as SMILES it is {other.hill()}")


def molar_mass(formula: Formula) -> float:
    """The molar mass in g/mol."""
    return sum(float(n) * elements.average_weight(atom) for atom, n in formula.atoms.items())


def _weighed(formula: Formula, evidence: tuple[Evidence, ...]) -> Result:
    if not formula.atoms:
        raise Problem("SYNTAX", f"{formula.text!r} has no atoms")
    average = molar_mass(formula)
    exact = sum(float(n) * elements.monoisotopic_mass(a) for a, n in formula.atoms.items())
    exact -= formula.charge * elements.ELECTRON_DA
    whole = all(n.denominator == 1 for n in formula.atoms.values())
    shares = {
        atom: round(100 * float(n) * elements.average_weight(atom) / average, 4)
        for atom, n in formula.atoms.items()
    }
    value = {
        "formula": formula.hill(),
        "average_g_per_mol": round(average, 3),
        "monoisotopic_da": round(exact, 5) if whole else None,
        "mass_percent": shares,
        "note": formula.note,
    }
    text = f"{formula.hill()}: average molar mass {average:.3f} g/mol"
    if whole:
        text += f"; monoisotopic mass {exact:.5f} Da"
    if formula.note:
        text += f" ({formula.note})"
    return Result(value, text, (*evidence, _against_table(formula, average)))


def _against_table(formula: Formula, average: float) -> Evidence:
    """Compares with the weight that the tables list for this formula."""
    listed = {float(c.weight) for c in table.by_formula(formula.hill()) if c.weight}
    near = [weight for weight in listed if abs(weight - average) < max(0.02, average * 2e-4)]
    return Evidence(
        "the average mass is right",
        "compared with the weight that the tables of `chemicals` list for this formula",
        Verdict.PASSED if near else Verdict.UNCHECKED,
        f"{near[0]} g/mol" if near else "the tables do not have this formula",
    )

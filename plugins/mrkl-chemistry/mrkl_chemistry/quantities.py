"""Stoichiometry: how much of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from mrkl_chemistry.amounts import AVOGADRO, Amount, read_amount, shown
from mrkl_chemistry.balance import Equation, Term, balance, read_equation
from mrkl_chemistry.composition import atoms_of
from mrkl_chemistry.elements import DIATOMIC
from mrkl_chemistry.formula import Formula, is_formula, read_formula
from mrkl_chemistry.identify import formula_for, molar_mass
from mrkl_core import Evidence, Problem, Result, Verdict

#: What only a name has in it.
_NAME = re.compile(r"[a-z]{3}")


def balanced(equation: str, check: bool = False) -> Result:
    """The balanced equation, or whether it is one; see the tool's schema."""
    read = read_equation(equation, _species)
    given = [term.given or Fraction(1) for term in read.terms]
    right = read.is_balanced_with(given)
    # What is balanced as it stands needs no other coefficients, if there are more than one way.
    whole = [int(n) for n in given] if check and right else balance(read)
    written = read.written(whole)
    notes = [term.formula.note for term in read.terms if term.formula.note]
    value = {
        "equation": written,
        "coefficients": whole,
        "was_balanced": right,
        "notes": notes,
    }
    said = "yes, it is balanced: " if right else "no, it is not balanced; balanced it is "
    reactants, products = (map(_in_formula, side) for side in (read.reactants, read.products))
    formulas = Equation(tuple(reactants), tuple(products))
    lines = [(said if check else "") + written, *(f"({note})" for note in notes)]
    if (other := formulas.written(whole)) != written:
        lines.insert(1, other)
    text = "\n".join(lines)
    return Result(value, text, (_counted(read, whole),))


def _in_formula(term: Term) -> Term:
    """The term with the formula of what it names."""
    named = _NAME.search(term.formula.text)
    return Term(replace(term.formula, text=term.formula.hill())) if named else term


def _species(text: str) -> Formula:
    """The formula in a text, or of what it names."""
    try:
        return read_formula(text)
    except Problem:
        if not _NAME.search(text):
            raise
    if pair := DIATOMIC.get(text.lower()):
        found = read_formula(pair)
    else:
        found, _ = formula_for(text, "name")
    return replace(found, text=text, note=f"{text} read as {found.hill()}")


def _counted(equation: Equation, coefficients: list[int]) -> Evidence:
    at = len(equation.reactants)
    left = _total(equation.reactants, coefficients[:at])
    right = _total(equation.products, coefficients[at:])
    return Evidence(
        "both sides have the same atoms and the same charge",
        "counted on each side with these coefficients",
        Verdict.PASSED if left == right else Verdict.FAILED,
        ", ".join(f"{name} {count}" for name, count in left.items()),
    )


def _total(terms: Sequence[Term], coefficients: Sequence[int]) -> dict[str, Fraction]:
    totals = {"charge": Fraction(0)}
    for coefficient, term in zip(coefficients, terms, strict=True):
        totals["charge"] += coefficient * term.formula.charge
        for atom, count in term.formula.atoms.items():
            totals[atom] = totals.get(atom, Fraction(0)) + coefficient * count
    return totals


def stoichiometry(
    equation: str,
    amounts: list[dict[str, str]],
    wanted: str = "",
    to: str = "g",
    obtained: str = "",
) -> Result:
    """What the given amounts yield and use; see the tool's schema."""
    read = read_equation(equation, _species)
    asked = _index(read, wanted) if wanted else None
    coefficients = balance(read)
    weights = [molar_mass(term.formula) for term in read.terms]
    if obtained and (asked is None or asked < len(read.reactants)):
        raise Problem("SYNTAX", "a yield is of the one product that is asked for")
    return _reacted(read, coefficients, weights, amounts, asked, to, obtained)


def _reacted(
    equation: Equation,
    coefficients: list[int],
    weights: list[float],
    amounts: list[dict[str, str]],
    asked: int | None,
    to: str,
    obtained: str,
) -> Result:
    names = [term.formula.text for term in equation.terms]
    moles: dict[int, float] = {}
    for entry in amounts:
        index = _index(equation, entry["species"])
        if index in moles:
            raise Problem("SYNTAX", f"{entry['species']!r} is given twice")
        moles[index] = _moles(read_amount(entry["amount"]), weights[index], names[index])
    reactants = len(equation.reactants)
    if len({index < reactants for index in moles}) > 1:
        raise Problem("SYNTAX", "amounts of reactants and products are given at once")
    extent, limiting = min((amount / coefficients[i], i) for i, amount in moles.items())
    species: list[dict[str, Any]] = []
    for i, name in enumerate(names):
        amount = coefficients[i] * extent
        species.append(
            {
                "species": name,
                "role": "reactant" if i < reactants else "product",
                "mol": float(shown(amount)),
                "grams": float(shown(amount * weights[i])),
                "left_over_mol": float(shown(max(0.0, moles[i] - amount))) if i in moles else None,
            }
        )
    masses = [sum(c * w for c, w in part) for part in _halves(coefficients, weights, reactants)]
    value: dict[str, Any] = {
        "equation": equation.written(coefficients),
        "limiting": names[limiting],
        "species": species,
    }
    lines = [f"{s['species']}: {s['mol']:g} mol, {s['grams']:g} g ({s['role']})" for s in species]
    text = "\n".join([f"{value['equation']}, limited by {names[limiting]}", *lines])
    if asked is not None:
        found = species[asked]["mol" if to == "mol" else "grams"]
        text = f"{found:g} {to} of {names[asked]}\n{text}"
        if obtained:
            made = _moles(read_amount(obtained), weights[asked], names[asked])
            percent = 100 * made / (coefficients[asked] * extent)
            value["percent_yield"] = float(shown(percent))
            text = f"{shown(percent)} % yield of {names[asked]}, in theory {text}"
    kept = abs(masses[0] - masses[1]) < 1e-6 * masses[0] + 0.01
    conserved = Evidence(
        "the masses of both sides are equal",
        "molar masses added up",
        Verdict.PASSED if kept else Verdict.FAILED,
        f"{shown(masses[0])} g and {shown(masses[1])} g a mole of reaction",
    )
    return Result(value, text, (_counted(equation, coefficients), conserved))


def _halves(
    coefficients: list[int], weights: list[float], at: int
) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    pairs = list(zip(coefficients, weights, strict=True))
    return pairs[:at], pairs[at:]


def _index(equation: Equation, species: str) -> int:
    formula, _ = formula_for(species)
    for index, term in enumerate(equation.terms):
        if term.formula.same_as(formula):
            return index
    raise Problem("UNKNOWN", f"{species!r} is not in the equation")


def _moles(amount: Amount, weight: float, name: str) -> float:
    if amount.unit == "mol":
        return float(amount.value)
    if amount.unit == "g" and weight:
        return float(amount.value) / weight
    raise Problem("UNKNOWN_UNIT", f"the amount of {name!r} must be in grams or moles")


def amount_in(substance: str, amount: str, to: str, element: str = "") -> Result:
    """An amount in grams, moles or particles; see the tool's schema."""
    given = read_amount(amount)
    formula, evidence = formula_for(substance)
    if "atoms" in (given.unit, to):
        _refuse_two_atoms(substance, formula)
    before, after = _per_mole(formula, given.unit), _per_mole(formula, to, element)
    found = float(given.value) / before * after
    check = Evidence(
        "converting back gives the amount again",
        "by the molar mass, from standard atomic weights, and Avogadro's number",
        Verdict.PASSED
        if abs(found / after * before / float(given.value) - 1) < 1e-9
        else Verdict.FAILED,
        f"molar mass {molar_mass(formula):.3f} g/mol",
    )
    value = {"formula": formula.hill(), "value": shown(found), "unit": to}
    told = f"{element} {to}" if element else to
    text = f"{amount} of {formula.hill()} = {shown(found)} {told}"
    return Result(value, text, (*evidence, check))


def _per_mole(formula: Formula, unit: str, element: str = "") -> float:
    """How much of a unit one mole is. Raises Problem if that is nothing."""
    if unit not in ("g", "mol", "molecules", "atoms"):
        raise Problem("UNKNOWN_UNIT", f"an amount of {formula.hill()} in {unit} is not known")
    found = {"g": molar_mass(formula), "mol": 1.0, "molecules": float(AVOGADRO)}.get(unit)
    if found is None:
        found = float(AVOGADRO * atoms_of(formula, element))
    if not found:
        raise Problem("IMPOSSIBLE", f"{formula.text[:60]!r} has none of that")
    return found


def _refuse_two_atoms(substance: str, formula: Formula) -> None:
    """Raises Problem if an element is named that comes in molecules: who asks may mean either."""
    symbols = list(formula.atoms)
    if len(symbols) == 1 and formula.atoms[symbols[0]] > 1 and not is_formula(substance):
        said = f"{substance[:60]!r} may be {symbols[0]} or {formula.hill()}"
        raise Problem("AMBIGUOUS", said, "write the formula")

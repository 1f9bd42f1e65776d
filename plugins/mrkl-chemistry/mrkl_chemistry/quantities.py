"""Stoichiometry and solutions: how much of what."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from mrkl_chemistry.amounts import Amount, read_amount, shown
from mrkl_chemistry.balance import Equation, Term, balance, read_equation
from mrkl_chemistry.formula import Formula
from mrkl_chemistry.identify import formula_for, molar_mass
from mrkl_chemistry.problems import Problem
from mrkl_core import Evidence, Failure, Result, Verdict


def balanced(equation: str) -> Result | Failure:
    """The balanced equation; see the tool's schema."""
    try:
        read = read_equation(equation)
        coefficients = balance(read)
    except Problem as problem:
        return problem.failure
    given = [term.given or Fraction(1) for term in read.terms]
    written = read.written(coefficients)
    notes = [term.formula.note for term in read.terms if term.formula.note]
    value = {
        "equation": written,
        "coefficients": coefficients,
        "was_balanced": read.is_balanced_with(given),
        "notes": notes,
    }
    text = "\n".join([written, *(f"({note})" for note in notes)])
    return Result(value, text, (_counted(read, coefficients),))


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


def stoichiometry(equation: str, amounts: list[dict[str, str]]) -> Result | Failure:
    """What the given amounts yield and use; see the tool's schema."""
    try:
        read = read_equation(equation)
        coefficients = balance(read)
        weights = [molar_mass(term.formula) for term in read.terms]
        return _reacted(read, coefficients, weights, amounts)
    except Problem as problem:
        return problem.failure


def _reacted(
    equation: Equation, coefficients: list[int], weights: list[float], amounts: list[dict[str, str]]
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
    value = {
        "equation": equation.written(coefficients),
        "limiting": names[limiting],
        "species": species,
    }
    lines = [f"{s['species']}: {s['mol']:g} mol, {s['grams']:g} g ({s['role']})" for s in species]
    text = "\n".join([f"{value['equation']}, limited by {names[limiting]}", *lines])
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


def amount_in(substance: str, amount: str, to: str) -> Result | Failure:
    """A mass in moles or an amount in grams; see the tool's schema."""
    try:
        given = read_amount(amount)
        formula, evidence = formula_for(substance)
        weight = molar_mass(formula)
        if not weight:
            raise Problem("IMPOSSIBLE", f"{substance[:60]!r} has no atoms to be weighed")
        moles = _moles(given, weight, substance[:60])
    except Problem as problem:
        return problem.failure
    found = moles if to == "mol" else moles * weight
    back = found if given.unit == to else found * weight if to == "mol" else found / weight
    check = Evidence(
        "converting back gives the amount again",
        "by the molar mass, from standard atomic weights",
        Verdict.PASSED if abs(back / float(given.value) - 1) < 1e-9 else Verdict.FAILED,
        f"molar mass {weight:.3f} g/mol",
    )
    value = {"formula": formula.hill(), "value": shown(found), "unit": to}
    text = f"{amount} of {formula.hill()} = {shown(found)} {to}"
    return Result(value, text, (*evidence, check))


def solution(solute: str, concentration: str, volume: str) -> Result | Failure:
    """How much solute makes a solution; see the tool's schema."""
    try:
        strength, litres = read_amount(concentration), read_amount(volume)
        formula, evidence = formula_for(solute)
        return _dissolved(formula, evidence, strength, litres)
    except Problem as problem:
        return problem.failure


def _dissolved(
    formula: Formula, evidence: tuple[Evidence, ...], strength: Amount, litres: Amount
) -> Result:
    if litres.unit != "L":
        raise Problem("UNKNOWN_UNIT", "the volume must be a volume", 'write it as "250 mL"')
    if strength.unit not in ("mol/L", "g/L"):
        raise Problem("UNKNOWN_UNIT", "the concentration must be in M or g/L")
    weight = molar_mass(formula)
    if not weight:
        raise Problem("IMPOSSIBLE", "the solute has no atoms to be weighed")
    grams = float(strength.value * litres.value) * (weight if strength.unit == "mol/L" else 1)
    back = grams / (weight if strength.unit == "mol/L" else 1) / float(litres.value)
    check = Evidence(
        "the solution has this concentration",
        "computed back from the mass and the volume",
        Verdict.PASSED if abs(back / float(strength.value) - 1) < 1e-9 else Verdict.FAILED,
        f"molar mass {weight:.3f} g/mol",
    )
    value = {
        "formula": formula.hill(),
        "grams": float(shown(grams)),
        "mol": float(shown(grams / weight)),
        "litres": float(shown(litres.value)),
    }
    text = (
        f"dissolve {shown(grams)} g of {formula.hill()} ({shown(grams / weight)} mol) and fill up "
        f"to {shown(litres.value)} L"
    )
    return Result(value, text, (*evidence, check))


def dilution(stock: str, target: str, volume: str) -> Result | Failure:
    """How much stock solution makes a weaker one; see the tool's schema."""
    try:
        strong, weak, litres = (read_amount(text) for text in (stock, target, volume))
        if strong.unit != weak.unit or strong.unit not in ("mol/L", "g/L") or litres.unit != "L":
            raise Problem("UNKNOWN_UNIT", "two concentrations of one unit and a volume are needed")
        if weak.value > strong.value:
            raise Problem("IMPOSSIBLE", "the stock is weaker than what is wanted of it")
    except Problem as problem:
        return problem.failure
    needed = litres.value * weak.value / strong.value
    value = {"stock_litres": float(needed), "solvent_litres": float(litres.value - needed)}
    text = f"fill {shown(needed * 1000)} mL of the stock up to {shown(litres.value * 1000)} mL"
    check = Evidence(
        "the amount of solute is kept",
        "concentration times volume before and after, exactly",
        Verdict.PASSED if needed * strong.value == litres.value * weak.value else Verdict.FAILED,
    )
    return Result(value, text, (check,))

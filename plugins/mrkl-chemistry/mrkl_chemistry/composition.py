"""What a substance is made of: atoms, percent by mass, the simplest formula."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import gcd

from mrkl_chemistry.elements import NUMBERS, average_weight, split_isotope
from mrkl_chemistry.formula import Formula
from mrkl_chemistry.identify import formula_for, molar_mass
from mrkl_chemistry.periodic import number_of
from mrkl_core import Evidence, Problem, Result, Verdict


def composition(substance: str, wanted: str = "percent", element: str = "") -> Result:
    """Atoms and percent by mass, of one element or of all; see the tool's schema."""
    formula, evidence = formula_for(substance)
    if not formula.atoms:
        raise Problem("SYNTAX", f"{substance[:60]!r} has no atoms")
    return _composed(formula, evidence, wanted, element)


def atoms_of(formula: Formula, element: str) -> Fraction:
    """How many atoms of an element (all isotopes), or of all if none is named. Raises Problem."""
    if not element:
        return sum(formula.atoms.values(), Fraction(0))
    number = number_of(element)
    return sum((n for name, n in formula.atoms.items() if _number(name) == number), Fraction(0))


def _number(atom: str) -> int:
    return NUMBERS[split_isotope(atom)[1]]


def _composed(
    formula: Formula, evidence: tuple[Evidence, ...], wanted: str, element: str
) -> Result:
    total = molar_mass(formula)
    shares = {
        name: 100 * float(count) * average_weight(name) / total
        for name, count in formula.atoms.items()
    }
    simplest = _simplest(formula)
    count = atoms_of(formula, element)
    number = number_of(element) if element else 0
    share = sum(shares[name] for name in shares if not number or _number(name) == number)
    value = {
        "formula": formula.hill(),
        "empirical_formula": simplest.hill(),
        "atoms": {name: float(n) for name, n in formula.atoms.items()},
        "mass_percent": {name: round(part, 4) for name, part in shares.items()},
        "count": float(count),
        "percent": round(share, 4),
    }
    of = f" of {formula.hill()} is {element}" if element else ""
    parts = {element: share} if element else shares
    told = ", ".join(f"{'' if element else name + ' '}{part:.4g} %" for name, part in parts.items())
    texts = {
        "empirical": simplest.hill(),
        "count": f"{float(count):g} {element}{' ' * bool(element)}atoms in {formula.hill()}",
        "percent": f"{told} by mass{of}",
    }
    check = Evidence(
        "the parts make the whole",
        "percentages added up, and the simplest formula multiplied back",
        Verdict.PASSED
        if abs(sum(shares.values()) - 100) < 1e-6 and _multiplied(simplest, formula)
        else Verdict.FAILED,
        f"molar mass {total:.3f} g/mol, from standard atomic weights",
    )
    return Result(value, texts[wanted], (*evidence, check))


def _simplest(formula: Formula) -> Formula:
    """The formula with the smallest whole counts in the same ratio."""
    counts = formula.atoms.values()
    scale = reduce(lambda a, b: a * b // gcd(a, b), (n.denominator for n in counts), 1)
    divisor = reduce(gcd, (int(n * scale) for n in counts))
    atoms = {name: n * scale / divisor for name, n in formula.atoms.items()}
    return Formula(formula.text, atoms)


def _multiplied(simplest: Formula, formula: Formula) -> bool:
    factors = {formula.atoms[name] / count for name, count in simplest.atoms.items()}
    return len(factors) == 1

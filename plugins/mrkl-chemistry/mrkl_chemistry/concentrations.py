"""Concentrations in other measures: molarity, molality, percent by mass, mole fraction, ppm.

All are ratios of solute to the whole or to its solvent; between those by volume and those by
mass stands the density of the solution.
"""

from __future__ import annotations

import re
from fractions import Fraction

from mrkl_chemistry.amounts import Amount, read_amount, shown
from mrkl_chemistry.formula import Formula
from mrkl_chemistry.identify import formula_for, molar_mass
from mrkl_core import Evidence, Problem, Result, Verdict

MEASURES = ("mol/L", "g/L", "mol/kg", "% by mass", "ppm", "mole fraction")

_SHARE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|percent|ppm|ppb)"
    r"(?: ?\(?(?:w/w|by (?:mass|weight))\)?)?",
    re.IGNORECASE,
)
_PARTS = {"%": 100, "percent": 100, "ppm": 10**6, "ppb": 10**9}
_BY_VOLUME = ("mol/L", "g/L")


def concentration(
    solute: str,
    to: str,
    concentration: str = "",
    amount: str = "",
    solvent_amount: str = "",
    density: str = "",
    solvent: str = "water",
) -> Result:
    """A concentration in another measure, or of what was mixed; see the tool's schema."""
    formula, evidence = formula_for(solute)
    other, more = formula_for(solvent)
    weights = _weight(formula), _weight(other)
    thick = _density(density) if density else None
    if concentration and not (amount or solvent_amount):
        share = _mass_share(_read(concentration), weights, thick)
    elif amount and solvent_amount and not concentration:
        share = _mixed(read_amount(amount), read_amount(solvent_amount), weights)
    else:
        raise Problem("SYNTAX", "a concentration, or solute and solvent, are to be given")
    if not 0 < share < 1:
        raise Problem("IMPOSSIBLE", "the solute cannot be more than the whole")
    found = _from_share(share, to, weights, thick)
    back = _mass_share((found, to), weights, thick)
    check = Evidence(
        "the same solution",
        "turned back into a mass fraction, exactly",
        Verdict.PASSED if back == share else Verdict.FAILED,
        f"molar masses {shown(weights[0])} and {shown(weights[1])} g/mol",
    )
    label = {"% by mass": " % by mass", "mole fraction": " (mole fraction)"}.get(to, f" {to}")
    value = {"formula": formula.hill(), "value": float(shown(found)), "measure": to}
    return Result(value, f"{shown(found)}{label}", (*evidence, *more, check))


def _weight(formula: Formula) -> Fraction:
    weight = Fraction(molar_mass(formula)).limit_denominator(10**6)
    if not weight:
        raise Problem("IMPOSSIBLE", "what has no atoms has no mass")
    return weight


def _density(text: str) -> Fraction:
    """In g/L. Raises Problem."""
    amount = read_amount(text)
    if amount.unit != "g/L":
        raise Problem("UNKNOWN_UNIT", f"{text[:60]!r} is no density", 'write it as "1.19 g/mL"')
    return amount.value


def _read(text: str) -> tuple[Fraction, str]:
    """The value and the measure of a concentration. Raises Problem."""
    if share := _SHARE.fullmatch(text.strip()):
        return Fraction(share["number"]) / _PARTS[share["unit"].lower()] * 100, "% by mass"
    if text.strip().lower().startswith("mole fraction"):
        return Fraction(text.split()[-1]), "mole fraction"
    plain = re.sub(r"(?<=\d)\s*(?:m|molal)$", " mol/kg", text.strip())
    amount = read_amount(plain)
    if amount.unit == "mol/g":
        return amount.value * 1000, "mol/kg"
    if amount.unit not in _BY_VOLUME:
        raise Problem("UNKNOWN_UNIT", f"{text[:60]!r} is no concentration")
    return amount.value, amount.unit


def _dense(density: Fraction | None) -> Fraction:
    if density is None:
        said = "between what is by volume and what is by mass stands the solution's density"
        raise Problem("SYNTAX", said, 'give it as density="1.19 g/mL"')
    return density


def _mass_share(
    given: tuple[Fraction, str], weights: tuple[Fraction, Fraction], density: Fraction | None
) -> Fraction:
    """The mass of solute in a gram of the whole."""
    value, measure = given
    weight, other = weights
    if measure == "mol/L":
        return value * weight / _dense(density)
    if measure == "g/L":
        return value / _dense(density)
    if measure == "mol/kg":
        return value * weight / (1000 + value * weight)
    if measure == "mole fraction":
        return value * weight / (value * weight + (1 - value) * other)
    return value / (100 if measure == "% by mass" else 10**6)


def _from_share(
    share: Fraction, to: str, weights: tuple[Fraction, Fraction], density: Fraction | None
) -> Fraction:
    """A mass fraction in another measure."""
    weight, other = weights
    if to == "mol/L":
        return share * _dense(density) / weight
    if to == "g/L":
        return share * _dense(density)
    if to == "mol/kg":
        return share / weight / (1 - share) * 1000
    if to == "mole fraction":
        return share / weight / (share / weight + (1 - share) / other)
    return share * (100 if to == "% by mass" else 10**6)


def _mixed(solute: Amount, solvent: Amount, weights: tuple[Fraction, Fraction]) -> Fraction:
    one, other = (_grams(a, w) for a, w in zip((solute, solvent), weights, strict=True))
    return one / (one + other)


def _grams(amount: Amount, weight: Fraction) -> Fraction:
    if amount.unit == "g":
        return amount.value
    if amount.unit == "mol":
        return amount.value * weight
    raise Problem("UNKNOWN_UNIT", "solute and solvent are to be in g or mol", "not in litres")

"""Solutions: of a solute's amount, concentration and volume two give the third."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mrkl_chemistry.amounts import Amount, read_amount, shown
from mrkl_chemistry.formula import Formula
from mrkl_chemistry.identify import formula_for, molar_mass
from mrkl_core import Evidence, Problem, Result, Verdict


def solution(solute: str, concentration: str = "", volume: str = "", amount: str = "") -> Result:
    """What two of the three mean for the third; see the tool's schema."""
    given = {
        "concentration": _read(concentration),
        "volume": _read(volume),
        "amount": _read(amount),
    }
    formula, evidence = formula_for(solute)
    return _dissolved(formula, evidence, given)


def _dissolved(
    formula: Formula, evidence: tuple[Evidence, ...], given: dict[str, Amount | None]
) -> Result:
    weight = molar_mass(formula)
    if not weight:
        raise Problem("IMPOSSIBLE", "the solute has no atoms to be weighed")
    known = {name: _in(name, amount, weight) for name, amount in given.items() if amount}
    if len(known) != 2:
        raise Problem("SYNTAX", "two of concentration, volume and amount are to be given")
    wanted = next(name for name in given if name not in known)
    moles = known.get("amount") or known["concentration"] * known["volume"]
    litres = known.get("volume") or moles / known["concentration"]
    molar = known.get("concentration") or moles / litres
    check = Evidence(
        "the solution has this concentration",
        "computed back from the mass and the volume",
        Verdict.PASSED if abs(moles / litres / molar - 1) < 1e-9 else Verdict.FAILED,
        f"molar mass {weight:.3f} g/mol",
    )
    value = {
        "formula": formula.hill(),
        "grams": float(shown(moles * weight)),
        "mol": float(shown(moles)),
        "litres": float(shown(litres)),
        "mol_per_litre": float(shown(molar)),
    }
    dissolved = f"{shown(moles * weight)} g of {formula.hill()} ({shown(moles)} mol)"
    texts = {
        "amount": f"dissolve {dissolved} and fill up to {shown(litres)} L",
        "concentration": f"{shown(molar)} mol/L ({shown(molar * weight)} g/L)",
        "volume": f"{shown(litres)} L hold {dissolved}",
    }
    return Result(value, texts[wanted], (*evidence, check))


#: In which units each may be, and what is said of any other.
_UNITS: dict[str, tuple[tuple[str, ...], str]] = {
    "concentration": (("mol/L", "g/L"), "the concentration must be in M or g/L"),
    "volume": (("L",), "the volume must be a volume"),
    "amount": (("mol", "g"), "the amount must be in grams or moles"),
}


def _in(name: str, amount: Amount, weight: float) -> float:
    """The amount in mol and litres. Raises Problem if it is of another kind."""
    units, said = _UNITS[name]
    if amount.unit not in units:
        raise Problem("UNKNOWN_UNIT", said, 'write it as "250 mL", "0.5 M" or "10 g"')
    return float(amount.value) / (weight if amount.unit.startswith("g") else 1)


def dilution(stock: str, target: str = "", volume: str = "", stock_volume: str = "") -> Result:
    """How much stock makes a weaker solution, or how weak it is; see the tool's schema."""
    return _diluted(*(_read(text) for text in (stock, target, volume, stock_volume)))


def _read(text: str) -> Amount | None:
    return read_amount(text) if text else None


def _diluted(
    stock: Amount | None, target: Amount | None, volume: Amount | None, taken: Amount | None
) -> Result:
    parts = (target, volume, taken)
    if stock is None or sum(part is not None for part in parts) != 2:
        raise Problem("SYNTAX", "two of target, volume and stock volume are to be given")
    if stock.unit not in ("mol/L", "g/L") or (target and target.unit != stock.unit):
        raise Problem("UNKNOWN_UNIT", "two concentrations of one unit are needed")
    if any(part and part.unit != "L" for part in (volume, taken)):
        raise Problem("UNKNOWN_UNIT", "the volumes must be volumes", 'write them as "250 mL"')
    weak, whole, of_stock = (part.value if part else Fraction(0) for part in parts)
    weak = weak or stock.value * of_stock / whole
    whole = whole or stock.value * of_stock / weak
    of_stock = of_stock or whole * weak / stock.value
    if of_stock > whole:
        raise Problem("IMPOSSIBLE", "the stock is weaker than what is wanted of it")
    value: dict[str, Any] = {
        "stock_litres": float(of_stock),
        "solvent_litres": float(whole - of_stock),
        "concentration": float(weak),
        "unit": stock.unit,
    }
    filled = f"fill {shown(of_stock * 1000)} mL of the stock up to {shown(whole * 1000)} mL"
    text = filled if target else f"{shown(weak)} {stock.unit}: {filled}"
    check = Evidence(
        "the amount of solute is kept",
        "concentration times volume before and after, exactly",
        Verdict.PASSED if of_stock * stock.value == whole * weak else Verdict.FAILED,
    )
    return Result(value, text, (check,))

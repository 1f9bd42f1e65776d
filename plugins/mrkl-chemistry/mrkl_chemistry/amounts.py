"""Amounts as chemists write them: "10 g", "0.5 mol", "250 mL", "0.1 M", "3e22 molecules"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from mrkl_core import Problem

_PREFIX: dict[str, int | Fraction] = {
    "": 1, "k": 1000, "d": Fraction(1, 10), "c": Fraction(1, 100), "m": Fraction(1, 10**3),
    "u": Fraction(1, 10**6), "µ": Fraction(1, 10**6), "μ": Fraction(1, 10**6),
    "n": Fraction(1, 10**9), "p": Fraction(1, 10**12),
}  # fmt: skip
_WORDS = {
    "gram": "g", "grams": "g", "kilogram": "kg", "kilograms": "kg", "milligram": "mg",
    "milligrams": "mg", "mole": "mol", "moles": "mol", "millimoles": "mmol", "millimole": "mmol",
    "litre": "L", "litres": "L", "liter": "L", "liters": "L", "l": "L", "ml": "mL",
    "millilitres": "mL", "milliliters": "mL", "molar": "M", "millimolar": "mM",
    "millilitre": "mL", "milliliter": "mL", "cm3": "mL", "cm^3": "mL", "cm³": "mL", "cc": "mL",
    "dm3": "L", "dm^3": "L", "dm³": "L", "m3": "kL", "m^3": "kL", "m³": "kL",
}  # fmt: skip
_COUNTED = ("molecule", "atom", "particle", "formula unit")
_NUMBER = r"(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?)"
#: "3.01 x 10^23", "3.01 × 10²³".
_POWER = re.compile(
    r"(?<=\d)\s*(?:[x×*]|times)\s*10\s*\^?\s*\{?(?P<power>[-−⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\}?"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
#: Larger and smaller amounts are nobody's.
_LARGEST = Fraction(10) ** 60

#: Particles in a mole (exact, SI 2019).
AVOGADRO = 602214076 * 10**15
_QUANTITY = re.compile(
    _NUMBER + r"\s*(?P<unit>[a-zA-Zµμ%]+(?:\^?[3³])?(?: unit| units)?(?:/[a-zA-Zµμ]+(?:\^?[3³])?)?)"
)


@dataclass(frozen=True)
class Amount:
    """A quantity in g, mol, L, mol/L, g/L, mol/g or atoms: `unit` says in which.

    `unit` of what is counted is "molecules", or "atoms" if atoms are.
    """

    value: Fraction
    unit: str


def read_amount(text: str) -> Amount:
    """The amount in a text. Raises Problem."""
    plain = _POWER.sub(lambda power: "e" + power["power"].translate(_RAISED), text.strip())
    match = _QUANTITY.fullmatch(plain.replace(",", ""))
    if match is None or len(text) > 60:
        raise Problem("SYNTAX", f"{text[:60]!r} is no amount", 'write it as "10 g" or "0.5 mol"')
    counted = match["unit"].lower().removesuffix("s")
    if counted in _COUNTED:
        return Amount(
            _sized(Fraction(match["number"])), "atoms" if counted == "atom" else "molecules"
        )
    top, _, bottom = match["unit"].partition("/")
    factor, unit = _unit(top)
    if bottom:
        below, under = _unit(bottom)
        factor, unit = factor / below, f"{unit}/{under}"
    unit = {"M": "mol/L"}.get(unit, unit)
    if unit not in ("g", "mol", "L", "mol/L", "g/L", "mol/g"):
        raise Problem("UNKNOWN_UNIT", f"{match['unit']!r} is no amount, volume or concentration")
    return Amount(_sized(Fraction(match["number"]) * factor), unit)


def _sized(value: Fraction) -> Fraction:
    if not value:
        raise Problem("IMPOSSIBLE", "an amount of 0 gives nothing")
    if not 1 / _LARGEST < value < _LARGEST:
        raise Problem("TOO_LARGE", "an amount may be between 1e-60 and 1e60")
    return value


def _unit(name: str) -> tuple[Fraction, str]:
    name = _WORDS.get(name.lower() if len(name) > 2 else name, name)
    for base in ("mol", "g", "L", "M"):
        prefix = name.removesuffix(base)
        if prefix != name and prefix in _PREFIX:
            return Fraction(_PREFIX[prefix]), base
    raise Problem("UNKNOWN_UNIT", f"{name!r} is no unit known here", "use g, mol, L, M, g/L")


def shown(value: float | Fraction) -> str:
    """A number in six significant digits."""
    return f"{float(value):.6g}"

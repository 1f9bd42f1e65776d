"""Pressures and temperatures as chemists write them: "1.5 atm", "760 mmHg", "25 °C", "300 K"."""

from __future__ import annotations

import re
from fractions import Fraction

from mrkl_core import Problem

#: Pascals in each unit of pressure; exact by definition but the psi and mmHg (to ten digits).
_PASCALS = {
    "pa": Fraction(1), "hpa": Fraction(100), "kpa": Fraction(1000), "mpa": Fraction(10**6),
    "bar": Fraction(10**5), "bars": Fraction(10**5), "mbar": Fraction(100),
    "atm": Fraction(101325), "atmosphere": Fraction(101325), "atmospheres": Fraction(101325),
    "torr": Fraction(101325, 760), "mmhg": Fraction("133.322387415"),
    "mm hg": Fraction("133.322387415"), "psi": Fraction("6894.757293168"),
}  # fmt: skip
ATMOSPHERE = _PASCALS["atm"]
FREEZING = Fraction("273.15")

NUMBER = r"[-−+]?(?<!\d)(?<!\d[.,])(?:\d++(?:[.,]\d++)*+|\.\d++)(?:e[-+]?\d{1,3}+)?+"
#: As part of a request's form, in any case of letters.
PRESSURE = rf"{NUMBER}\s?(?:{'|'.join(sorted(_PASCALS, key=len, reverse=True))})\b"
TEMPERATURE = (
    rf"{NUMBER}\s?(?:K\b|kelvins?\b|(?:°\s?|degrees? |deg )?(?:C|F)\b"
    r"|(?:degrees? )?(?:celsius|fahrenheit))"
)
_READ = re.compile(rf"(?P<number>{NUMBER})\s?(?P<unit>.+)", re.IGNORECASE)


def read_pressure(text: str) -> Fraction:
    """The pressure in pascals. Raises Problem."""
    number, unit = _split(text)
    if unit not in _PASCALS:
        raise Problem("UNKNOWN_UNIT", f"{text[:60]!r} is no pressure", 'write it as "1.5 atm"')
    return _positive(text, number * _PASCALS[unit])


def read_temperature(text: str) -> Fraction:
    """The temperature in kelvins. Raises Problem."""
    number, unit = _split(text)
    kind = unit.replace("°", "").replace("degrees", "").replace("degree", "").replace("deg", "")
    kind = kind.strip()[:1]
    if kind == "c":
        number += FREEZING
    elif kind == "f":
        number = (number - 32) * Fraction(5, 9) + FREEZING
    elif kind != "k":
        raise Problem("UNKNOWN_UNIT", f"{text[:60]!r} is no temperature", 'write it as "25 °C"')
    return _positive(text, number)


def _split(text: str) -> tuple[Fraction, str]:
    match = _READ.fullmatch(text.strip())
    if match is None or len(text) > 60:
        raise Problem("SYNTAX", f"{text[:60]!r} is no quantity")
    number = match["number"].replace(",", "").replace("−", "-")
    return Fraction(number), match["unit"].lower().strip()


def _positive(text: str, value: Fraction) -> Fraction:
    if not Fraction(1, 10**30) < value < 10**30:
        raise Problem("IMPOSSIBLE", f"{text[:60]!r} is not between nothing and 1e30 pascals or K")
    return value

"""Physical constants as CODATA recommends them, through scipy.constants."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction

from mrkl_core import Evidence, Failure, Result
from mrkl_units.kinds import convertible
from mrkl_units.numbers import shown
from mrkl_units.problems import Problem
from mrkl_units.quantities import read_unit
from mrkl_units.registry import registry

#: What people call a constant → CODATA's name for it.
_ALIASES = {
    "speed of light": "speed of light in vacuum",
    "c": "speed of light in vacuum",
    "planck's constant": "Planck constant",
    "h": "Planck constant",
    "boltzmann's constant": "Boltzmann constant",
    "avogadro's number": "Avogadro constant",
    "avogadro number": "Avogadro constant",
    "gravitational constant": "Newtonian constant of gravitation",
    "gas constant": "molar gas constant",
    "mass of the electron": "electron mass",
    "mass of an electron": "electron mass",
    "mass of the proton": "proton mass",
    "mass of a proton": "proton mass",
    "mass of the neutron": "neutron mass",
    "charge of the electron": "elementary charge",
    "standard gravity": "standard acceleration of gravity",
    "fine structure constant": "fine-structure constant",
}


def constant(name: str, unit: str = "") -> Result | Failure:
    """A constant with its uncertainty; see the tool's schema."""
    from scipy.constants import physical_constants

    try:
        found = _find(name, list(physical_constants))
        value, si, uncertainty = physical_constants[found]
        number, spread = Fraction(repr(float(value))), Fraction(repr(float(uncertainty)))
        shown_unit = si
        if unit:
            factor = _factor(si, unit)
            number, spread, shown_unit = number * factor, spread * factor, unit
    except Problem as problem:
        return problem.failure
    digits, margin = shown(number)[0], shown(spread, 3)[0]
    spread_text = f" ± {margin}" if spread else " (exact)"
    return Result(
        {"name": found, "value": digits, "unit": shown_unit, "uncertainty": margin},
        f"{found} = {digits}{spread_text} {shown_unit}".rstrip(),
        (
            Evidence(
                "the value is the recommended one",
                "looked up in CODATA through scipy.constants",
                detail="exact by definition" if not spread else f"standard uncertainty {margin}",
            ),
        ),
    )


def _find(name: str, known: list[str]) -> str:
    wanted = re.sub(r"^the\s+", "", name.strip().lower())
    wanted = _ALIASES.get(wanted, wanted).lower()
    by_lower = {k.lower(): k for k in known}
    if wanted in by_lower:
        return by_lower[wanted]
    close = get_close_matches(wanted, by_lower, n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(repr(by_lower[c]) for c in close)}?" if close else ""
    raise Problem("UNKNOWN_CONSTANT", f"CODATA has no constant {name!r}", hint)


def _factor(si: str, unit: str) -> Fraction:
    """How many `unit` one SI unit of the constant is."""
    source, wanted = read_unit(si.replace("_", " ")), read_unit(unit)
    ureg = registry()
    if not convertible(source.pint, wanted.pint):
        raise Problem("INCOMPATIBLE", f"the constant is in {si}: that does not convert to {unit!r}")
    return Fraction(ureg.Quantity(Fraction(1), source.pint).to(wanted.pint).magnitude)

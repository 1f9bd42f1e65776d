"""Physical constants as CODATA recommends them, through scipy.constants."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction

from mrkl_core import Evidence, Problem, Result
from mrkl_units.kinds import base_of, convertible
from mrkl_units.numbers import shown
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
    "mass of a neutron": "neutron mass",
    "vacuum permittivity": "vacuum electric permittivity",
    "vacuum permeability": "vacuum mag. permeability",
    "hbar": "reduced Planck constant",
    "acceleration of gravity": "standard acceleration of gravity",
    "standard gravity": "standard acceleration of gravity",
    "gravity": "standard acceleration of gravity",
    "acceleration due to gravity": "standard acceleration of gravity",
    "fine structure constant": "fine-structure constant",
}


def constant(name: str, unit: str = "") -> Result:
    """A constant with its uncertainty; see the tool's schema."""
    from scipy.constants import physical_constants

    found = _find(name)
    value, si, uncertainty = physical_constants[found]
    number, spread = Fraction(repr(float(value))), Fraction(repr(float(uncertainty)))
    factor, note = _factor(si, unit) if unit else (Fraction(1), "")
    digits, complete = shown(number * factor)
    margin = shown(spread * factor, 3)[0]
    kind = f"± {margin}" if spread else "(exact)" if complete else "(exact, rounded here)"
    shown_unit = unit or si
    text = " ".join(f"{found} {'=' if complete else '≈'} {digits} {kind} {shown_unit}".split())
    return Result(
        {"name": found, "value": digits, "unit": shown_unit, "uncertainty": margin},
        f"{text} {note}".strip(),
        (
            Evidence(
                "the value is the recommended one",
                f"looked up in {_edition()} through scipy.constants",
                detail=f"standard uncertainty {margin}" if spread else "exact by definition",
            ),
        ),
    )


def known(name: str) -> str | None:
    """CODATA's name for what people call a constant; None if it is not one."""
    wanted = re.sub(r"^(?:the\s+)?(?:value of\s+)?(?:the\s+)?", "", name.strip().lower())
    wanted = wanted.replace("’", "'")
    if wanted in _ALIASES:
        return _ALIASES[wanted]
    # The common ones need no table: a bid for them imports nothing.
    for name in _ALIASES.values():
        if name.lower() == wanted:
            return name
    from scipy.constants import physical_constants

    return next((name for name in physical_constants if name.lower() == wanted), None)


def _edition() -> str:
    import scipy.constants

    found = re.search(r"20[0-9]{2} CODATA", scipy.constants.__doc__ or "")
    return found[0] if found else "CODATA"


def _find(name: str) -> str:
    from scipy.constants import physical_constants

    found = known(name)
    if found is not None:
        return found
    by_lower = {k.lower(): k for k in physical_constants}
    close = get_close_matches(name.strip().lower(), by_lower, n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(repr(by_lower[c]) for c in close)}?" if close else ""
    raise Problem("UNKNOWN_CONSTANT", f"CODATA has no constant {name!r}", hint)


def _factor(si: str, unit: str) -> tuple[Fraction, str]:
    """How many `unit` one SI unit of the constant is, and what to say about it."""
    source, wanted = read_unit(si.replace("_", " ")).pint, read_unit(unit).pint
    ureg = registry()
    note = ""
    if not convertible(source, wanted):
        rest_energy = source * ureg.Unit("speed_of_light") ** 2
        if not (source == ureg.Unit("kilogram") and convertible(rest_energy, wanted)):
            raise Problem("INCOMPATIBLE", f"the constant is in {si}, which is no {unit!r}")
        source, note = rest_energy, "(the energy of that mass, E = mc²)"
    if not all(ureg._units[base_of(name)].is_multiplicative for name in wanted._units):
        raise Problem("UNSUPPORTED", f"a constant is not given on a scale like {unit!r}: try K")
    return Fraction(ureg.Quantity(Fraction(1), source).to(wanted).magnitude), note

"""What kind of thing a unit measures, and whether factors between units are known exactly.

pint counts an angle as a plain number, so that a hertz would be 9.55 rpm and a lumen a candela;
here an angle, a bit and a count are kinds of their own.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from typing import Any

from mrkl_units.registry import registry

_KINDS = {
    "meter": "length",
    "gram": "mass",
    "second": "time",
    "ampere": "current",
    "kelvin": "temperature",
    "mole": "substance",
    "candela": "luminous intensity",
    "radian": "angle",
    "bit": "information",
}
#: Units that share their dimensions with others and yet measure something else.
_FAMILIES = (frozenset({"sievert", "rem"}),)
#: Numbers that are no fractions, and what was measured: pint's constants_en.txt. A factor that
#: rests on one of these is not exact.
_INEXACT = frozenset(
    "pi tansec ln10 wien_x wien_u eulers_number newtonian_constant_of_gravitation rydberg_constant "
    "electron_g_factor atomic_mass_constant electron_mass proton_mass neutron_mass x_unit_Cu "
    "x_unit_Mo angstrom_star water_density_4C water_density_60F mercury_density_60F US_therm "
    "fine_structure_constant US_international_volt US_international_ohm".split()
)


def powers(unit: Any) -> dict[str, Fraction]:
    """The unit in base units of ours, with their powers; equal ones convert to each other."""
    _, base = registry().get_root_units(unit)
    return {str(name): Fraction(power) for name, power in base._units.items()}


def named(unit: Any) -> str:
    """The kind in words: "length × time^-1"."""
    parts = [
        _KINDS.get(name, name) + (f"^{power}" if power != 1 else "")
        for name, power in powers(unit).items()
    ]
    return " × ".join(parts) or "a plain number"


def convertible(one: Any, other: Any) -> bool:
    """Whether two pint units measure the same kind of thing."""
    if powers(one) != powers(other):
        return False
    first, second = _bases(one), _bases(other)
    return all(bool(family & first) == bool(family & second) for family in _FAMILIES)


def exact_factor(one: Any, other: Any) -> bool:
    """Whether the factor between two units is a fraction known exactly."""
    return _rests_on(one) == _rests_on(other)


def base_of(name: str) -> str:
    """The unit without its prefix: meter for kilometer."""
    return str(registry().parse_unit_name(name)[0][1])


def _bases(unit: Any) -> set[str]:
    return {base_of(name) for name in unit._units}


def _rests_on(unit: Any) -> dict[str, Fraction]:
    found: Counter[str] = Counter()
    for name, power in unit._units.items():
        for number, times in _inexact(base_of(name)):
            found[number] += times * Fraction(power)  # type: ignore[assignment] # a Fraction adds
    return {number: Fraction(power) for number, power in found.items() if power}


@cache
def _inexact(name: str) -> tuple[tuple[str, Fraction], ...]:
    """The inexact numbers in a unit's definition, with their powers."""
    if name in _INEXACT:
        return ((name, Fraction(1)),)
    definition = registry()._units[name]
    if definition.is_base or definition.reference is None:
        return ()
    return tuple(
        (number, times * Fraction(power))
        for part, power in definition.reference.items()
        for number, times in _inexact(base_of(part))
    )

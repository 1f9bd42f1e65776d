"""The conversion itself, checked by going back and by going another way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_units.in_parts import in_parts, units_listed
from mrkl_units.kinds import base_of, convertible, exact_factor, named
from mrkl_units.numbers import shown, to_decimals
from mrkl_units.quantities import Quantity, Unit, read_quantity, read_unit, unit_of
from mrkl_units.registry import registry
from mrkl_units.ucum.tools import by_codes, convert_codes

#: Names that mean one unit among temperatures, or volumes, and another elsewhere.
_AMONG = {
    "temperature": {
        "C": "degC",
        "c": "degC",
        "F": "degF",
        "f": "degF",
        "K": "kelvin",
        "k": "kelvin",
    },
    "length": {"AU": "astronomical_unit", "mil": "thou", "mils": "thou"},
    "acceleration": {"g": "standard_gravity", "gs": "standard_gravity"},
    "absorbed dose": {"rad": "rads"},
    "volume": {"ounce": "fluid_ounce", "ounces": "fluid_ounce", "oz": "fluid_ounce"},
}
#: A unit of each of these kinds.
_LIKE = {"kelvin": "temperature", "liter": "volume", "meter": "length", "gray": "absorbed dose"}
_LIKE |= {"standard_gravity": "acceleration"}
#: What words cannot be, and codes of UCUM may be.
UNREAD = ("UNKNOWN_UNIT", "SYNTAX", "AMBIGUOUS")
_OFFSET = ("degree_Celsius", "degree_Fahrenheit")


def convert(quantity: str, to: str, digits: int = 0, decimals: int | None = None) -> Result:
    """A quantity in another unit, or in several ("feet and inches"); see the tool's schema."""
    if several := units_listed(to):
        return in_parts(read_quantity(quantity), several)
    try:
        given, wanted = resolved(quantity, to)
    except Problem as problem:
        codes = by_codes(quantity, to) if problem.failure.code in UNREAD else None
        if codes is None:
            raise
        return convert_codes(*codes)
    return _converted(given, wanted, digits, decimals)


def understood(quantity: str, to: str) -> None:
    """Raises Problem if these cannot be converted."""
    if several := units_listed(to):
        in_parts(read_quantity(quantity), several)
    else:
        resolved(quantity, to)


def resolved(quantity: str, to: str) -> tuple[Quantity, Unit]:
    """The quantity and the unit wanted, of one kind. Raises Problem."""
    given, wanted = read_quantity(quantity), read_unit(to)
    for unit in (given.unit, wanted):
        _linear(unit)
    if not convertible(given.unit.pint, wanted.pint):
        given, wanted = _reread(given, wanted)
        given = _turned_over(given, wanted)
    if not convertible(given.unit.pint, wanted.pint):
        raise Problem(
            "INCOMPATIBLE",
            f"{given.unit.text!r} is {named(given.unit.pint)}, "
            f"{wanted.text!r} is {named(wanted.pint)}: there is no conversion between them",
        )
    return given, wanted


def _linear(unit: Unit) -> None:
    for name, _ in unit.powers:
        if getattr(registry()._units[base_of(name)].converter, "is_logarithmic", False):
            problem = f"{unit.text!r} is a logarithmic unit: those are not converted here"
            raise Problem("UNSUPPORTED", problem)


def _reread(given: Quantity, wanted: Unit) -> tuple[Quantity, Unit]:
    """The pair with a name of two meanings read as the other side suggests."""
    for like, kind in _LIKE.items():
        among, dimensions = _AMONG[kind], registry().get_dimensionality(like)
        one = read_unit(among[given.unit.text]) if given.unit.text in among else given.unit
        other = read_unit(among[wanted.text]) if wanted.text in among else wanted
        if one.pint.dimensionality == other.pint.dimensionality == dimensions:
            return (
                Quantity(given.value, replace(one, text=given.unit.text)),
                replace(other, text=wanted.text),
            )
    return given, wanted


def _turned_over(given: Quantity, wanted: Unit) -> Quantity:
    """Miles per gallon as gallons per mile, if the other side is so: what is spent on a way, and
    what is got for it, tell the same; minutes per mile too.
    """
    over = given.unit.pint**-1
    compound = len(given.unit.powers) > 1 and len(wanted.powers) > 1
    if not compound or given.value == 0 or not convertible(over, wanted.pint):
        return given
    number, whole = shown(given.value)
    text = given.text or f"{number if whole else given.value} {given.unit.text}"
    unit = replace(unit_of(over), text=given.unit.text, notes=given.unit.notes)
    return Quantity(1 / given.value, unit, text, given.exact)


def _converted(given: Quantity, wanted: Unit, limit: int, decimals: int | None) -> Result:
    ureg = registry()
    _physical(given)
    source = ureg.Quantity(given.value, given.unit.pint)
    value = Fraction(source.to(wanted.pint).magnitude)
    digits, complete = (
        shown(value, limit or 15) if decimals is None else to_decimals(value, decimals)
    )
    exact = given.exact and exact_factor(given.unit.pint, wanted.pint)
    symbol = wanted.symbol
    number, whole = shown(given.value)
    read = given.text or f"{number if whole else given.value} {given.unit.text}"
    notes = "; ".join(dict.fromkeys(given.unit.notes + wanted.notes))
    sign = "=" if exact and complete else "≈"
    text = f"{read} {sign} {digits} {symbol}" + (f" ({notes})" if notes else "")
    return Result(
        {
            "value": digits,
            "unit": symbol,
            "exact": str(value) if exact else None,
            "from": read,
            "note": notes,
        },
        text,
        (
            Evidence(
                "both units are of one kind",
                "dimensional analysis",
                detail=named(wanted.pint),
            ),
            _back(source, value, wanted),
            _through_base_units(given, value, wanted),
        ),
    )


def _physical(given: Quantity) -> None:
    if given.unit.pint.dimensionality != registry().get_dimensionality("kelvin"):
        return
    if registry().Quantity(given.value, given.unit.pint).to("kelvin").magnitude < 0:
        raise Problem("IMPOSSIBLE", "that temperature is below absolute zero (0 K, −273.15 °C)")


def _back(source: Any, value: Fraction, wanted: Unit) -> Evidence:
    back = registry().Quantity(value, wanted.pint).to(source.units).magnitude
    verdict = Verdict.PASSED if back == source.magnitude else Verdict.FAILED
    return Evidence(
        "converting back gives the quantity again", "exact rational arithmetic", verdict
    )


def _through_base_units(given: Quantity, value: Fraction, wanted: Unit) -> Evidence:
    """The same by another way: both sides in SI base units."""
    ureg = registry()
    one = ureg.Quantity(given.value, given.unit.pint).to_base_units()
    other = ureg.Quantity(value, wanted.pint).to_base_units()
    verdict = Verdict.PASSED if one.magnitude == other.magnitude else Verdict.FAILED
    return Evidence("both sides are equal in SI base units", "exact rational arithmetic", verdict)

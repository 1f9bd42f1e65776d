"""A quantity in several units at once: 180 cm is 5 feet and 10.9 inches."""

from __future__ import annotations

import re
from fractions import Fraction

from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_units.kinds import base_of, convertible, exact_factor, named
from mrkl_units.numbers import shown
from mrkl_units.quantities import Quantity, Unit, read_unit
from mrkl_units.registry import registry

_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def units_listed(text: str) -> list[str]:
    """The units of "hours, minutes and seconds"; none if there is only one."""
    parts = _AND.split(text.strip())
    if len(parts) == 2 and len(two := parts[0].split()) == 2 and all(map(_is_unit, two)):
        parts = [*two, parts[1]]  # "hours minutes and seconds"
    return parts if 1 < len(parts) <= 6 and all(parts) else []


def _is_unit(word: str) -> bool:
    try:
        read_unit(word, suggest=False)
    except Problem:
        return False
    return True


def in_parts(given: Quantity, names: list[str]) -> Result:
    """A quantity as whole numbers of the larger units, and the rest in the last. Raises Problem."""
    units = [read_unit(name) for name in names]
    values = [_in(given, unit) for unit in units]
    if sorted(values, key=abs) != values or len({*values}) < len(values):
        raise Problem("SYNTAX", f"{' and '.join(names)}: name the larger unit first")
    rest, parts = abs(values[0]), []
    for unit, following in zip(units, (*units[1:], None), strict=True):
        if following is None:
            parts.append(rest)
        else:
            parts.append(Fraction(rest.numerator // rest.denominator))
            rest = Fraction(registry().Quantity(rest - parts[-1], unit.pint).to(following.pint).m)
    digits = [shown(part) for part in parts]
    exact = digits[-1][1] and all(exact_factor(given.unit.pint, unit.pint) for unit in units)
    told = " ".join(f"{d} {unit.symbol}" for (d, _), unit in zip(digits, units, strict=True))
    told = f"-{told}" if values[0] < 0 else told
    read = given.text or f"{shown(given.value)[0]} {given.unit.text}"
    notes = "; ".join(dict.fromkeys(n for unit in (given.unit, *units) for n in unit.notes))
    return Result(
        {
            "value": told,
            "unit": ", ".join(unit.symbol for unit in units),
            "exact": str(values[0]) if exact else None,
            "from": read,
            "note": notes,
        },
        f"{read} {'=' if exact else '≈'} {told}" + (f" ({notes})" if notes else ""),
        (
            Evidence(
                "the units are of one kind", "dimensional analysis", detail=named(units[0].pint)
            ),
            _added_up(parts, units, abs(values[0])),
        ),
    )


def _in(given: Quantity, unit: Unit) -> Fraction:
    if not convertible(given.unit.pint, unit.pint):
        raise Problem(
            "INCOMPATIBLE", f"{given.unit.text!r} is not of the same kind as {unit.text!r}"
        )
    if any(not registry()._units[base_of(name)].is_multiplicative for name, _ in unit.powers):
        raise Problem("UNSUPPORTED", "a temperature on a scale has no parts")
    return Fraction(registry().Quantity(given.value, given.unit.pint).to(unit.pint).magnitude)


def _added_up(parts: list[Fraction], units: list[Unit], whole: Fraction) -> Evidence:
    first = units[0].pint
    total = sum(
        Fraction(registry().Quantity(part, unit.pint).to(first).magnitude)
        for part, unit in zip(parts, units, strict=True)
    )
    verdict = Verdict.PASSED if total == whole else Verdict.FAILED
    return Evidence("the parts add up to the quantity", "exact rational arithmetic", verdict)

"""The tools for UCUM codes: check one, write one; and the conversion between two."""

from __future__ import annotations

import re
from fractions import Fraction

from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_units.numbers import read_number, shown
from mrkl_units.quantities import read_unit
from mrkl_units.ucum.grammar import read_code
from mrkl_units.ucum.measure import convert_code, described, size
from mrkl_units.ucum.names import code_of, display

#: What makes a text look like a code and not like words.
_CODE_LIKE = re.compile(r"[\[\]{}.*/]|[A-Za-z][-+]?[0-9]")


def validate(code: str) -> Result:
    """Whether a text is a UCUM code; see the tool's schema."""
    try:
        parts = read_code(code)
        measures, reason = described(size(code)), ""
    except Problem as problem:
        if problem.failure.code == "INVALID_CODE":
            reason = problem.failure.message
            value = {"valid": False, "value": "false", "reason": reason, "name": "", "measures": ""}
            evidence = Evidence("it is read by the grammar of UCUM", "up to its first fault")
            return Result(value, reason, (evidence,))
        parts, measures, reason = read_code(code), "", problem.failure.message
    name = display(parts)
    return Result(
        {"valid": True, "value": "true", "reason": reason, "name": name, "measures": measures},
        f"{code!r} is a UCUM code: {name}" + (f", in base units {measures}" if measures else ""),
        (Evidence("every unit of it is in UCUM's table", "read by the grammar to the end"),),
    )


def write(unit: str) -> Result:
    """The UCUM code of a unit in words; see the tool's schema."""
    read = read_unit(unit)
    code = code_of(read)
    parts = read_code(code)
    return Result(
        {"code": code, "value": code, "name": display(parts)},
        f"{unit} is {code} in UCUM",
        (Evidence("the code reads back", f"by the grammar of UCUM, as {display(parts)}"),),
    )


def by_codes(quantity: str, to: str) -> tuple[Fraction, str, str] | None:
    """The number, its code and the code wanted, if both read as UCUM codes."""
    number = read_number(quantity)
    if number is None:
        return None
    code, wanted = number[1].strip(), to.strip()
    if not (_CODE_LIKE.search(code) or _CODE_LIKE.search(wanted)):
        return None
    try:
        read_code(code)
        read_code(wanted)
    except Problem:
        return None
    return number[0], code, wanted


def convert_codes(value: Fraction, code: str, to: str) -> Result:
    """A quantity in another unit, both as UCUM codes. Raises Problem."""
    found, exact = convert_code(value, code, to)
    back, _ = convert_code(found, to, code)
    near = back == value or abs(back - value) <= abs(value) * Fraction(1, 10**12)
    if not near:
        raise Problem("CHECK_FAILED", "converting back does not give the quantity again")
    digits, complete = shown(found)
    number = shown(value)[0]
    sign = "=" if exact and complete else "≈"
    return Result(
        {
            "value": digits,
            "unit": to,
            "exact": str(found) if exact else None,
            "from": f"{number} {code}",
            "note": "read as UCUM codes",
        },
        f"{number} {code} {sign} {digits} {to} (read as UCUM codes)",
        (
            Evidence("both units are of one kind", "base units", detail=described(size(to))),
            Evidence(
                "converting back gives the quantity again",
                "exact rational arithmetic" if exact else "to 12 digits",
                Verdict.PASSED,
            ),
        ),
    )

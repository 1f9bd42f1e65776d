"""One element of the periodic table."""

from __future__ import annotations

from mrkl_chemistry.elements import NON_METALS, NUMBERS, SYMBOLS, periodic_table
from mrkl_chemistry.problems import Problem
from mrkl_core import Evidence, Failure, Result, Verdict

_NOBLE = (2, 10, 18, 36, 54, 86, 118)


def element(name: str) -> Result | Failure:
    """An element by its name, symbol or number; see the tool's schema."""
    try:
        table = periodic_table()
        number = _number(name.strip())
    except Problem as problem:
        return problem.failure
    period = 1 + sum(number > last for last in _NOBLE)
    common = table.GetMostCommonIsotope(number)
    value = {
        "symbol": SYMBOLS[number - 1],
        "name": table.GetElementName(number).lower(),
        "number": number,
        "weight": round(table.GetAtomicWeight(number), 4),
        "period": period,
        "group": _group(number, period),
        "metal": SYMBOLS[number - 1] not in NON_METALS,
        "most_common_isotope": common,
        "isotope_mass": round(table.GetMostCommonIsotopeMass(number), 6),
        "covalent_radius_angstrom": table.GetRcovalent(number),
        "van_der_waals_radius_angstrom": table.GetRvdw(number),
    }
    text = (
        f"{value['name']} ({value['symbol']}), element {number}: standard atomic weight "
        f"{value['weight']}, period {period}"
        + (f", group {value['group']}" if value["group"] else "")
    )
    same = table.GetAtomicNumber(SYMBOLS[number - 1]) == number
    evidence = Evidence(
        "symbol and number belong together",
        "RDKit's table asked for the symbol",
        Verdict.PASSED if same else Verdict.FAILED,
    )
    return Result(value, text, (evidence,))


def _number(text: str) -> int:
    if text in NUMBERS:
        return NUMBERS[text]
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= len(SYMBOLS):
        return int(text)
    table = periodic_table()
    wanted = {"aluminium": "aluminum", "caesium": "cesium", "sulphur": "sulfur"}.get(
        text.lower(), text.lower()
    )
    for number in range(1, len(SYMBOLS) + 1):
        known = table.GetElementName(number).lower()
        if {"aluminium": "aluminum", "caesium": "cesium"}.get(known, known) == wanted:
            return number
    raise Problem("UNKNOWN", f"no element {text[:40]!r}", "give a name, a symbol or a number")


def _group(number: int, period: int) -> int | None:
    """The IUPAC group; None for the lanthanoids and actinoids, which have none."""
    if number <= 2:
        return 1 if number == 1 else 18
    before = (0, *_NOBLE)[period - 1]
    place, length = number - before, _NOBLE[period - 1] - before
    if place <= 2:
        return place
    if length == 8:
        return place + 10
    if length == 18:
        return place
    return None if place <= 16 else place - 14

"""One element of the periodic table."""

from __future__ import annotations

import re
from typing import Any

from mrkl_chemistry.elements import NON_METALS, NUMBERS, SYMBOLS, periodic_table
from mrkl_core import Evidence, Problem, Result, Verdict

#: "carbon-14", "C 14", "14C".
_ISOTOPE = re.compile(
    r"(?P<name>[A-Za-z]{1,20})[- ](?P<mass>\d{1,3})"
    r"|\[?(?P<before>\d{1,3})(?P<symbol>[A-Z][a-z]?)\]?"
)
_NOBLE = (2, 10, 18, 36, 54, 86, 118)


def element(name: str, wanted: str = "") -> Result:
    """An element by its name, symbol or number, or an isotope; see the tool's schema."""
    table = periodic_table()
    isotope = _ISOTOPE.fullmatch(name.strip())
    mass = int(isotope["mass"] or isotope["before"]) if isotope else 0
    number = number_of((isotope["name"] or isotope["symbol"]) if isotope else name.strip())
    told = _told(number, mass)
    if wanted == "neutrons" and not mass:
        said = f"the isotopes of {told['name']} have different numbers of neutrons"
        raise Problem("AMBIGUOUS", said, 'name one, as in "carbon-14"')
    if wanted and told[wanted] is None:
        raise Problem("UNKNOWN", f"{told['name']} has no {wanted.replace('_', ' ')} of its own")
    same = table.GetAtomicNumber(SYMBOLS[number - 1]) == number
    evidence = Evidence(
        "symbol and number belong together",
        "RDKit's table asked for the symbol",
        Verdict.PASSED if same else Verdict.FAILED,
    )
    return Result(told, _text(told, wanted), (evidence,))


def _told(number: int, mass: int) -> dict[str, Any]:
    """What is told of an element, or of its isotope of this mass number. Raises Problem."""
    table = periodic_table()
    symbol = SYMBOLS[number - 1]
    period = 1 + sum(number > last for last in _NOBLE)
    group = _group(number, period)
    name = table.GetElementName(number).lower()
    exact = table.GetMostCommonIsotopeMass(number)
    if mass and not (exact := table.GetMassForIsotope(number, mass)):
        raise Problem("UNKNOWN", f"the tables have no {name}-{mass}")
    return {
        "symbol": symbol,
        "name": name,
        "number": number,
        "weight": round(table.GetAtomicWeight(number), 4),
        "period": period,
        "group": group,
        "metal": symbol not in NON_METALS,
        "valence_electrons": None if group is None or 3 <= group <= 12 else _outer(number, group),
        "most_common_isotope": table.GetMostCommonIsotope(number),
        "isotope": mass or None,
        "isotope_mass": round(exact, 6),
        "neutrons": mass - number if mass else None,
        "covalent_radius_angstrom": table.GetRcovalent(number),
        "van_der_waals_radius_angstrom": table.GetRvdw(number),
    }


def _outer(number: int, group: int) -> int:
    """The electrons of the outer shell in a main group."""
    return 2 if number == 2 else group % 10


def _text(told: dict[str, Any], wanted: str) -> str:
    if wanted == "metal":
        return f"{told['name']} is a {'metal' if told['metal'] else 'non-metal or metalloid'}"
    if wanted:
        return str(told[wanted])
    head = f"{told['name']} ({told['symbol']}), element {told['number']}: "
    if told["isotope"]:
        neutrons = f"{told['neutrons']} neutrons, mass {told['isotope_mass']} Da"
        return f"{head}isotope {told['isotope']} has {neutrons}"
    where = f"period {told['period']}" + (f", group {told['group']}" if told["group"] else "")
    return f"{head}standard atomic weight {told['weight']}, {where}"


def number_of(text: str) -> int:
    """The atomic number of an element by its name, symbol or number. Raises Problem."""
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

"""Electron configurations of atoms and ions in their ground states.

Filled by Madelung's rule but for the elements that NIST's Atomic Spectra Database (2023) lists
otherwise; ions lose the electrons of the highest shell first.
"""

from __future__ import annotations

import re

from mrkl_chemistry.elements import NUMBERS, SYMBOLS
from mrkl_chemistry.formula import read_formula
from mrkl_chemistry.periodic import number_of
from mrkl_core import Evidence, Problem, Result, Verdict

_LETTERS = "spdf"
_NOBLE = (2, 10, 18, 36, 54, 86)
_CHARGED = re.compile(r"[+\-^⁺⁻−]")
#: "O2-": of an atom that is its charge.
_PLAIN_CHARGE = re.compile(r"^([A-Z][a-z]?)(\d[+-])$")

#: What differs from Madelung's rule, by the electrons of its subshells beyond the noble gas.
_EXCEPTIONS = {
    "Cr": "3d5 4s1", "Cu": "3d10 4s1", "Nb": "4d4 5s1", "Mo": "4d5 5s1", "Ru": "4d7 5s1",
    "Rh": "4d8 5s1", "Pd": "4d10", "Ag": "4d10 5s1", "La": "5d1 6s2", "Ce": "4f1 5d1 6s2",
    "Gd": "4f7 5d1 6s2", "Pt": "4f14 5d9 6s1", "Au": "4f14 5d10 6s1", "Ac": "6d1 7s2",
    "Th": "6d2 7s2", "Pa": "5f2 6d1 7s2", "U": "5f3 6d1 7s2", "Np": "5f4 6d1 7s2",
    "Cm": "5f7 6d1 7s2", "Lr": "5f14 7s2 7p1",
}  # fmt: skip
#: From here on no spectrum tells: computed configurations.
_PREDICTED = 104

#: Electrons in each subshell: (n, l) → how many.
Shells = dict[tuple[int, int], int]


def configuration(name: str, wanted: str = "short") -> Result:
    """The configuration of an atom or an ion; see the tool's schema."""
    number, charge = _read(name)
    shells = _ion(number, charge) if charge else _atom(number)
    symbol = SYMBOLS[number - 1] + (f"^{abs(charge) if abs(charge) > 1 else ''}" if charge else "")
    symbol += "+" if charge > 0 else "-" if charge else ""
    full, short = _written(shells), _shortened(shells)
    unpaired = sum(_unpaired(kind, n) for (_, kind), n in shells.items())
    value = {
        "symbol": symbol,
        "charge": charge,
        "electrons": sum(shells.values()),
        "full": full,
        "short": short,
        "unpaired": unpaired,
    }
    told = {
        "full": f"{symbol}: {full}",
        "short": f"{symbol}: {short}" + (f" = {full}" if short != full else ""),
        "unpaired": f"{unpaired} unpaired electrons in {symbol}, {short}",
        "electrons": f"{value['electrons']} electrons in {symbol}",
    }
    counted = Evidence(
        "all electrons are placed, and no subshell is overfull",
        "counted against the atomic number and the charge",
        Verdict.PASSED
        if sum(shells.values()) == number - charge
        and all(n <= _room(kind) for (_, kind), n in shells.items())
        else Verdict.FAILED,
    )
    measured = Evidence(
        "the free atom or ion has this ground state",
        "Madelung's rule and NIST's exceptions",
        Verdict.UNCHECKED if number >= _PREDICTED or charge else Verdict.PASSED,
        "computed, not measured" if number >= _PREDICTED else "",
    )
    return Result(value, told[wanted], (counted, measured))


def _read(text: str) -> tuple[int, int]:
    """The atomic number and the charge. Raises Problem."""
    plain = _PLAIN_CHARGE.sub(r"\1^\2", text.strip().removesuffix(" ion"))
    if plain in NUMBERS or not _CHARGED.search(plain):
        return number_of(plain), 0
    formula = read_formula(plain)
    if len(formula.atoms) != 1 or set(formula.atoms.values()) != {1}:
        raise Problem("IMPOSSIBLE", f"{text[:60]!r} is not one atom", "ask for an atom or its ion")
    return NUMBERS[next(iter(formula.atoms)).lstrip("0123456789")], formula.charge


def _atom(number: int) -> Shells:
    symbol = SYMBOLS[number - 1]
    if symbol not in _EXCEPTIONS:
        return _by_rule(number)
    outer = (
        (int(part[0]), _LETTERS.index(part[1]), int(part[2:]))
        for part in _EXCEPTIONS[symbol].split()
    )
    return {**_core(number), **{(n, kind): electrons for n, kind, electrons in outer}}


def _by_rule(electrons: int) -> Shells:
    """Filled in order of n + l (`kind`: 0 for s, 3 for f), then of n."""
    places = [(n, kind) for n in range(1, 9) for kind in range(min(n, 4))]
    shells: Shells = {}
    for n, kind in sorted(places, key=lambda place: (sum(place), place)):
        if electrons > 0:
            shells[n, kind] = min(electrons, _room(kind))
            electrons -= shells[n, kind]
    return shells


def _core(number: int) -> Shells:
    """The shells of the noble gas before an element."""
    return _by_rule(max((noble for noble in _NOBLE if noble < number), default=0))


def _ion(number: int, charge: int) -> Shells:
    """The shells of an ion. Raises Problem for one whose shells no rule tells."""
    left = number - charge
    if left in _NOBLE or (not left and number == 1):
        return _by_rule(left)
    shells, core = _atom(number), _core(number)
    open_d = any(kind == 2 and n < _room(kind) for (_, kind), n in shells.items())
    f_block = 57 <= number <= 71 or 89 <= number <= 103
    if (
        charge < 0
        or number >= _PREDICTED
        or (open_d and charge == 1)
        or (f_block and (charge != 3 or number == 90))
    ):
        raise Problem("UNKNOWN", "which electrons this ion has is not told by a rule")
    for _ in range(charge):
        outer = [place for place in shells if place not in core]
        if not outer:
            raise Problem("UNKNOWN", "no ion in a compound has lost so many electrons")
        last = max(outer, key=lambda place: (place[1] != 3, place))
        shells[last] -= 1
        if not shells[last]:
            del shells[last]
    return shells


def _room(kind: int) -> int:
    return 4 * kind + 2


def _unpaired(kind: int, electrons: int) -> int:
    """By Hund's rule: as many as can stand alone."""
    return min(electrons, _room(kind) - electrons)


def _written(shells: Shells) -> str:
    places = (f"{n}{_LETTERS[kind]}{shells[n, kind]}" for n, kind in sorted(shells))
    return " ".join(places) or "no electrons"


def _shortened(shells: Shells) -> str:
    """With the largest noble gas that all of it is in, in brackets; whole if it is one itself."""
    for noble in reversed(_NOBLE):
        core = _by_rule(noble)
        if core.items() < shells.items():
            rest = {place: n for place, n in shells.items() if place not in core}
            whole = f" = [{SYMBOLS[sum(shells.values()) - 1]}]" * (sum(shells.values()) in _NOBLE)
            return f"[{SYMBOLS[noble - 1]}] {_written(rest)}{whole}"
    return _written(shells)

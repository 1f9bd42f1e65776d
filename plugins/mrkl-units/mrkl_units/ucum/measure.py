"""What a UCUM code measures: its size in the seven base units, and conversion between codes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from mrkl_core import Problem
from mrkl_units.ucum.codes import BASE, Atom
from mrkl_units.ucum.grammar import Part, read_code

_ZERO_CELSIUS = Fraction(27315, 100)
_NINTHS = Fraction(5, 9)
#: Scales that are straight lines, exactly: to kelvin and back.
_LINES: dict[str, tuple[Callable[[Fraction], Fraction], Callable[[Fraction], Fraction]]] = {
    "cel": (lambda x: x + _ZERO_CELSIUS, lambda k: k - _ZERO_CELSIUS),
    "degf": (
        lambda x: (x - 32) * _NINTHS + _ZERO_CELSIUS,
        lambda k: (k - _ZERO_CELSIUS) / _NINTHS + 32,
    ),
    "degre": (lambda x: x * 5 / 4 + _ZERO_CELSIUS, lambda k: (k - _ZERO_CELSIUS) * 4 / 5),
}
#: The others, in floating point: from the number on the scale, and back.
_CURVES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "ln": (math.exp, math.log),
    "lg": (lambda x: 10**x, math.log10),
    "lg2": (lambda x: 10 ** (x / 2), lambda y: 2 * math.log10(y)),
    "ld": (lambda x: 2**x, math.log2),
    "pH": (lambda x: 10**-x, lambda y: -math.log10(y)),
    "sqrt": (lambda x: x * x, math.sqrt),
    "tan100": (lambda x: math.atan(x / 100), lambda y: 100 * math.tan(y)),
    "hpX": (lambda x: 10**-x, lambda y: -math.log10(y)),
    "hpC": (lambda x: 100**-x, lambda y: -math.log(y, 100)),
    "hpM": (lambda x: 1000**-x, lambda y: -math.log(y, 1000)),
    "hpQ": (lambda x: 50000**-x, lambda y: -math.log(y, 50000)),
}


@dataclass(frozen=True)
class Size:
    """How much one of a unit is, of which powers of base and arbitrary units.

    `exact` unless π or a measured constant is in it; `scale` if it is no multiple but a scale.
    """

    factor: Fraction
    powers: tuple[tuple[str, int], ...]
    exact: bool = True
    scale: Part | None = None


def convert_code(value: Fraction, one: str, other: str) -> tuple[Fraction, bool]:
    """The number in another unit, and whether it is exact.

    Raises Problem: INVALID_CODE, INCOMPATIBLE, UNSUPPORTED, IMPOSSIBLE.
    """
    source, target = size(one), size(other)
    if source.powers != target.powers:
        raise Problem(
            "INCOMPATIBLE",
            f"{one!r} is {described(source)}, {other!r} is {described(target)}: "
            "there is no conversion between them",
        )
    if one == other:
        return value, True
    amount, straight = _amount(value, source)
    if target.scale is None:
        return amount / target.factor, source.exact and target.exact and straight
    found, back = _on_scale(amount, target.scale)
    return found, source.exact and straight and back


@cache
def size(code: str) -> Size:
    """The size of a unit. Raises Problem."""
    parts = read_code(code)
    scales = [part for part in parts if part.atom is not None and part.atom.function]
    if scales:
        if len(parts) > 1 or scales[0].power != 1:
            raise Problem(
                "UNSUPPORTED", f"{code!r}: what is measured on a scale of its own stands alone"
            )
        (scale,) = scales
        assert scale.atom is not None
        inner = size(scale.atom.unit)
        return Size(Fraction(1), inner.powers, inner.exact, scale)
    factor, exact = Fraction(1), True
    powers: dict[str, int] = {}
    for part in parts:
        one = _of_atom(part.atom) if part.atom else Size(Fraction(1), ())
        factor *= (part.factor * one.factor) ** part.power
        exact = exact and one.exact
        for name, power in one.powers:
            powers[name] = powers.get(name, 0) + power * part.power
    return Size(factor, tuple(sorted((n, p) for n, p in powers.items() if p)), exact)


def described(measure: Size) -> str:
    """What is measured, in base units: "g.m-1.s-2"."""
    parts = [name + (str(power) if power != 1 else "") for name, power in measure.powers]
    return ".".join(parts) or "a plain number"


#: Units whose size was measured, or is no fraction.
_MEASURED = frozenset("[pi] u AU pc [eps_0] [m_e] [m_p] [G]".split())


@cache
def _of_atom(atom: Atom) -> Size:
    if atom.code in BASE:
        return Size(Fraction(1), ((atom.code, 1),))
    if atom.arbitrary:
        # [IU] is [iU]; else no arbitrary unit can be compared with any other.
        return size(atom.unit) if atom.unit != "1" else Size(Fraction(1), ((atom.code, 1),))
    inner = size(atom.unit)
    exact = inner.exact and atom.code not in _MEASURED
    return Size(atom.value * inner.factor, inner.powers, exact)


def _amount(value: Fraction, source: Size) -> tuple[Fraction, bool]:
    """The quantity in base units; whether by straight lines only."""
    if source.scale is None:
        return value * source.factor, True
    atom = source.scale.atom
    assert atom is not None
    number = value * source.scale.factor
    if atom.function in _LINES:
        amount = _LINES[atom.function][0](number)
        if amount < 0:
            raise Problem("IMPOSSIBLE", "that temperature is below absolute zero (0 K)")
        return amount, True
    curve = _computed(_CURVES[atom.function][0], number)
    return curve * atom.value * size(atom.unit).factor, False


def _on_scale(amount: Fraction, scale: Part) -> tuple[Fraction, bool]:
    atom = scale.atom
    assert atom is not None
    if atom.function in _LINES:
        return _LINES[atom.function][1](amount) / scale.factor, True
    ratio = amount / (atom.value * size(atom.unit).factor)
    return _computed(_CURVES[atom.function][1], ratio) / scale.factor, False


def _computed(function: Callable[[float], float], value: Fraction) -> Fraction:
    try:
        return Fraction(repr(function(float(value))))
    except (ValueError, OverflowError) as error:
        raise Problem("IMPOSSIBLE", "that quantity has no place on this scale") from error

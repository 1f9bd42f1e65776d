"""Solutions of one equation as numbers, where none can be written exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mrkl_calculator.refusal import Refusal
from mrkl_calculator.summed import real_roots
from mrkl_core import Evidence

_DIGITS = 30


@dataclass(frozen=True)
class Approximate:
    """Roots in decimal digits; `complete` if there are surely no others."""

    roots: tuple[str, ...]
    evidence: Evidence
    complete: bool


def approximate_roots(difference: Any, letter: Any) -> Approximate:
    """Where an expression of one letter is 0. Raises Refusal if no root is found."""
    import sympy

    if difference.free_symbols != {letter}:
        raise _none_found()
    if difference.is_polynomial(letter):
        return _of_polynomial(difference.as_poly(letter))
    found = real_roots(sympy.lambdify(letter, difference, "mpmath"))
    if not found:
        raise _none_found()
    check = Evidence(
        "the two sides change their order at each",
        "bisection in 30 digits, from 2,400 places between -60 and 60",
        detail="to the digits shown",
    )
    return Approximate(tuple(number.digits for number in found), check, complete=False)


def _of_polynomial(poly: Any) -> Approximate:
    import mpmath

    roots = poly.nroots(n=_DIGITS, maxsteps=200)
    real = [root for root in roots if root.is_real]
    if len(real) != poly.sqf_part().count_roots() or len(roots) != poly.degree():
        raise _none_found()
    with mpmath.workdps(_DIGITS):
        shown = tuple(_shown(*map(mpmath.mpmathify, root.as_real_imag())) for root in roots)
    check = Evidence(
        "there are as many as the degree, and as many real ones as Sturm's theorem counts",
        "Durand and Kerner's method in 30 digits",
        detail="to 15 digits",
    )
    return Approximate(shown, check, complete=True)


def _shown(real: Any, imaginary: Any) -> str:
    import mpmath

    one, other = str(mpmath.nstr(real, 15)), str(mpmath.nstr(abs(imaginary), 15))
    if not imaginary:
        return one
    return f"{one}{'-' if imaginary < 0 else '+'}{other}i"


def _none_found() -> Refusal:
    return Refusal(
        "UNDECIDED",
        "its solutions cannot be written exactly by methods known here, and no real one was found "
        "between -60 and 60",
        hint="ask numerics.root for a root between two numbers",
    )

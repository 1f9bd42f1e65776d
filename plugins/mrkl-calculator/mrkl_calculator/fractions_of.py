"""Roots and logarithms that are fractions themselves, found in whole numbers."""

from __future__ import annotations

import math
from fractions import Fraction


def rational_root(value: Fraction, degree: int) -> Fraction | None:
    """The exact root of a positive fraction, if it is a fraction."""
    if value < 0 or degree > 10_000:
        return None
    top, below = _integer_root(value.numerator, degree), _integer_root(value.denominator, degree)
    return None if top is None or below is None else Fraction(top, below)


def _integer_root(number: int, degree: int) -> int | None:
    """Newton's method on integers; None if the root is not whole."""
    if number < 2:
        return number
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess if guess**degree == number else None
        guess = better


def whole_logarithm(value: Fraction, base: Fraction) -> int | None:
    """The whole power of `base` that `value` is, if it is one."""
    power = round(
        (math.log2(value.numerator) - math.log2(value.denominator))
        / (math.log2(base.numerator) - math.log2(base.denominator))
    )
    return power if abs(power) < 100_000 and base**power == value else None


def float_or_inf(value: Fraction) -> float:
    """The fraction as a float; infinity if it is too large for one."""
    try:
        return float(value)
    except OverflowError:
        return math.inf

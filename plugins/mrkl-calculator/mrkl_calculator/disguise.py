"""Whether a number is nothing in disguise: sin²(1) + cos²(1) − 1 is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any


def is_zero(value: Any) -> bool:
    """Whether a Fraction or a sympy number is exactly 0.

    Digits that are sure to be there settle it at once; only what seems to be nothing is
    worth sympy's search for a proof.
    """
    if isinstance(value, Fraction):
        return value == 0
    digits = value.evalf(15, maxn=2000)
    parts = digits.as_real_imag()
    if any(part.is_Float and part._prec > 1 and part != 0 for part in parts):
        return False
    return bool(value == 0 or value.is_zero or value.equals(0))

"""Definite integrals and roots as numbers, where no exact form is found; each with its bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mrkl_calculator.refusal import Refusal

#: mpmath raises these where a function has no value.
NO_VALUE = (ValueError, ZeroDivisionError, TypeError, NameError, OverflowError)
_DIGITS = 30
_FEWEST = 8  # digits that two rules must agree on
_REACH, _STEPS = 60, 2400  # how far from 0 roots are looked for, and in how many steps
_MOST_ROOTS = 8


@dataclass(frozen=True)
class Number:
    """A real number in decimal digits, and how far off it may be."""

    digits: str
    error: str


def summed(function: Callable[[Any], Any], start: Any, end: Any) -> Number:
    """A definite integral, whole and divided at two places. Raises Refusal."""
    import mpmath

    with mpmath.workdps(_DIGITS):
        # Over a pole or a jump the sums depend on where their nodes are.
        try:
            values = [
                mpmath.quad(function, [start, *between, end])
                for between in (
                    [],
                    [_between(start, end, "0.3819660113")],
                    [_between(start, end, "0.7137")],
                )
            ]
        except NO_VALUE:
            raise Refusal("UNDEFINED", "the function has no value somewhere between") from None
        if not all(isinstance(value, mpmath.mpf) and mpmath.isfinite(value) for value in values):
            raise Refusal("UNDECIDED", "neither an exact nor a real numerical value was found")
        best = values[1]
        gap = max(max(values) - min(values), (abs(best) + 1) * mpmath.mpf(10) ** -15)
        if gap > (abs(best) + mpmath.mpf(10) ** -6) * mpmath.mpf(10) ** -_FEWEST:
            raise Refusal(
                "UNDECIDED",
                "no exact value was found, and numerical sums do not agree on one",
                hint="it may not converge, jump or turn too often: divide it there",
            )
        return _told(best, gap)


def real_roots(function: Callable[[Any], Any]) -> list[Number]:
    """Where a function changes its sign within reach of 0, the nearest first."""
    import mpmath

    found: list[Any] = []
    with mpmath.workdps(_DIGITS):
        # Steps that no round number falls on.
        step = mpmath.mpf(2 * _REACH) / _STEPS * mpmath.mpf("1.000137")
        places = [(k - _STEPS // 2) * step + step / 7 for k in range(_STEPS)]
        values = [_value(function, place) for place in places]
        for k in range(_STEPS - 1):
            one, other = values[k], values[k + 1]
            if one is not None and other is not None and one * other < 0:
                root = _bisected(function, places[k], places[k + 1], one)
                error = None if root is None else _error(function, root)
                if error is not None:
                    found.append((0 if abs(root) < error and function(0) == 0 else root, error))
        found.sort(key=lambda pair: abs(pair[0]))
        return [_told(root, error) for root, error in found[:_MOST_ROOTS]]


def _value(function: Callable[[Any], Any], place: Any) -> Any:
    import mpmath

    try:
        value = function(place)
    except NO_VALUE:
        return None
    real = isinstance(value, mpmath.mpf) and mpmath.isfinite(value)
    return value if real else None


def _error(function: Callable[[Any], Any], root: Any) -> Any:
    """How near to a root its two sides can be told apart; None if they cannot."""
    import mpmath

    for digits in (15, 12, 9):
        near = (1 + abs(root)) * mpmath.mpf(10) ** -digits
        one, other = _value(function, root - near), _value(function, root + near)
        if one is None or other is None or one * other > 0:
            continue
        if min(abs(one), abs(other)) > mpmath.mpf(10) ** (5 - _DIGITS):
            return near
    return None


def _bisected(function: Callable[[Any], Any], low: Any, high: Any, below: Any) -> Any:
    """The root between two places; None where the sign changes at a pole or a jump."""
    for _ in range(90):
        middle = (low + high) / 2
        value = _value(function, middle)
        if value is None:
            return None
        if value == 0:
            return middle
        if value * below > 0:
            low = middle
        else:
            high = middle
    small = abs(value) < 1e-15 * (1 + abs(below))
    return (low + high) / 2 if small else None


def _between(start: Any, end: Any, share: str) -> Any:
    import mpmath

    part = mpmath.mpf(share)
    if mpmath.isinf(start) and mpmath.isinf(end):
        return part
    if mpmath.isinf(end):
        return start + 1 + part
    if mpmath.isinf(start):
        return end - 1 - part
    return start + (end - start) * part


def _told(value: Any, error: Any) -> Number:
    import mpmath

    lost = int(mpmath.floor(mpmath.log10(abs(value) / error))) if value else 1
    return Number(mpmath.nstr(value, max(1, min(15, lost))), mpmath.nstr(error, 1))

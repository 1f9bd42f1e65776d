"""Measured numbers, as in "5.0 ± 0.1 m": their uncertainty carried through an expression.

Each number is moved by its standard uncertainty to either side, the others at rest; half the
differences are added in quadrature (JCGM 100:2008, the GUM, 5.1.2 and the note to 5.1.3). That
takes the numbers for independent, and the expression for nearly straight over so short a way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mrkl_core import Evidence, Verdict

_NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?"
_SIGN = r"\s*(?:±|\+\s?/\s?[-−]|\+-)\s*"
_MEASURED = re.compile(
    rf"\(\s*(?P<in_one>{_NUMBER}){_SIGN}(?P<in_other>{_NUMBER})\s*\)"
    rf"|(?P<one>{_NUMBER})(?P<unit>\s*[A-Za-zµΩ°]+)?{_SIGN}(?P<other>{_NUMBER})(?(unit)(?P=unit))"
)
_BENT = 0.1  # how much the two sides may differ, of the uncertainty, to be called straight
_MOST = 20


@dataclass(frozen=True)
class Measured:
    """An expression without its ±, and where its measured numbers stand."""

    pieces: tuple[str, ...]  # one more than there are numbers
    numbers: tuple[tuple[Decimal, Decimal], ...]

    @property
    def plain(self) -> str:
        """The expression of the numbers as they stand."""
        return self.moved(-1, 0)

    def moved(self, which: int, sign: int) -> str:
        """The expression with one number moved by its uncertainty."""
        texts = [
            f"{value + (sign * spread if place == which else 0):f}"
            for place, (value, spread) in enumerate(self.numbers)
        ]
        return "".join(piece + text for piece, text in zip(self.pieces, [*texts, ""], strict=True))


@dataclass(frozen=True)
class Spread:
    """A standard uncertainty, and what was checked about it."""

    size: float
    evidence: Evidence


def measured(expression: str) -> Measured | None:
    """The expression with its measured numbers; None if it has none, or more than are taken."""
    found = [*_MEASURED.finditer(expression)]
    if not found or len(found) > _MOST:
        return None
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(expression)]
    units = ["", *(match["unit"] or "" for match in found)]
    pieces = [u + expression[a:b] for u, a, b in zip(units, ends, starts, strict=True)]
    numbers = [
        (Decimal(m["in_one"] or m["one"]), Decimal(m["in_other"] or m["other"])) for m in found
    ]
    return Measured(tuple(pieces), tuple(numbers))


def spread(what: Measured, value: Callable[[str], Fraction]) -> Spread:
    """The uncertainty of what `value` makes of the expression. Raises what `value` raises."""
    middle = value(what.plain)
    squares, bend = Fraction(0), Fraction(0)
    for place in range(len(what.numbers)):
        above, below = value(what.moved(place, 1)), value(what.moved(place, -1))
        squares += ((above - below) / 2) ** 2
        bend = max(bend, abs(above + below - 2 * middle) / 2)
    size = math.sqrt(squares)
    straight = float(bend) <= _BENT * size or not bend
    return Spread(
        size,
        Evidence(
            "the uncertainties are carried through",
            "each number moved to either side, added in quadrature (GUM 5.1): independent",
            Verdict.PASSED if straight else Verdict.UNCHECKED,
            "" if straight else "the two sides differ: the interval is not symmetric",
        ),
    )


def rounded(value: Fraction, size: float) -> tuple[str, str]:
    """The value and its uncertainty, to two digits of the uncertainty (GUM 7.2.6)."""
    if size == 0:
        return str(value), "0"
    last = Decimal(1).scaleb(math.floor(math.log10(size)) - 1)
    number = Decimal(value.numerator) / Decimal(value.denominator)
    margin = Decimal(repr(size)).quantize(last)
    if abs(last.adjusted()) > 12:
        return f"{number.quantize(last):E}", f"{margin:E}"
    return f"{number.quantize(last):f}", f"{margin:f}"

"""The tool that computes with quantities: "5 km / 20 min", "3 ft + 20 cm"; units are checked.

A slash or a star before a number or a parenthesis divides or multiplies quantities; before a
letter it belongs to the unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_units.kinds import base_of, convertible, exact_factor, named, powers
from mrkl_units.numbers import shown
from mrkl_units.quantities import Unit, read_quantity, read_unit, unit_of
from mrkl_units.registry import registry
from mrkl_units.uncertainty import Measured, measured, rounded, spread

_LONGEST = 300
_DEEPEST = 20
_OPERATOR = re.compile(
    r"\s*(?:(?P<sign>[()])|(?P<op>(?<![0-9][eE])[-+−*×·/÷](?=\s*[(0-9.√])|[-+−](?=\s)"
    r"|\b(?:plus|minus|times|multiplied by|divided by)\b)|\^\s*(?P<power>-?[0-9]))\s*",
    re.IGNORECASE,
)
_WORDS = {"plus": "+", "minus": "-", "times": "*", "multiplied by": "*", "divided by": "/"}
_SIGNS = {"×": "*", "·": "*", "÷": "/", "−": "-"}


@dataclass(frozen=True)
class Amount:
    """A number of a pint unit; `exact` if no measured factor was used."""

    value: Fraction
    unit: Any
    exact: bool = True


def calculate(expression: str, to: str = "", digits: int = 0) -> Result:
    """The quantity an expression comes to; see the tool's schema."""
    numbers = measured(expression)
    plain = numbers.plain if numbers else expression
    found = evaluated(plain)
    wanted = read_unit(to) if to else unit_of(_reduced(found.unit))
    if not convertible(found.unit, wanted.pint):
        raise Problem(
            "INCOMPATIBLE",
            f"{plain!r} is {named(found.unit)}, {to!r} is {named(wanted.pint)}",
        )
    if numbers is None:
        return _told(expression, found, wanted, digits)
    return _told_with_spread(expression, found, wanted, numbers)


def evaluated(expression: str) -> Amount:
    """What an expression of quantities comes to. Raises Problem."""
    if len(expression) > _LONGEST:
        raise Problem("TOO_LONG", f"at most {_LONGEST} characters are read")
    reader = _Reader(_pieces(expression))
    found = reader.sum(0)
    if reader.next is not None:
        raise Problem("SYNTAX", f"{expression!r}: {reader.next!r} was not expected")
    return found


def is_sum(expression: str) -> bool:
    """Whether this is an expression of quantities to the end, if not of ones that go together."""
    try:
        numbers = measured(expression)
        pieces = _pieces(numbers.plain if numbers else expression)
        amounts = [piece for piece in pieces if isinstance(piece, Amount)]
        if len(pieces) < (1 if numbers else 3) or not any(a.unit._units for a in amounts):
            return False
        evaluated(numbers.plain if numbers else expression)
    except Problem as problem:
        return problem.failure.code in ("INCOMPATIBLE", "DIVISION_BY_ZERO", "AMBIGUOUS")
    return True


def _told(expression: str, found: Amount, wanted: Unit, limit: int) -> Result:
    value = _in(found, wanted)
    exact = found.exact and exact_factor(found.unit, wanted.pint)
    digits, complete = shown(value, limit or 15)
    sign = "=" if exact and complete else "≈"
    symbol = wanted.symbol if wanted.powers else ""
    return Result(
        {"value": digits, "unit": symbol, "exact": str(value) if exact else None},
        f"{expression.strip()} {sign} {digits} {symbol}".strip(),
        _checks(found, wanted, value),
    )


def _told_with_spread(expression: str, found: Amount, wanted: Unit, numbers: Measured) -> Result:
    value = _in(found, wanted)
    margin = spread(numbers, lambda text: _in(evaluated(text), wanted))
    number, uncertainty = rounded(value, margin.size)
    symbol = wanted.symbol if wanted.powers else ""
    return Result(
        {"value": number, "unit": symbol, "exact": None, "uncertainty": uncertainty},
        f"{expression.strip()} = ({number} ± {uncertainty}) {symbol}".strip(),
        (*_checks(found, wanted, value), margin.evidence),
    )


def _in(found: Amount, wanted: Unit) -> Fraction:
    return Fraction(registry().Quantity(found.value, found.unit).to(wanted.pint).magnitude)


def _checks(found: Amount, wanted: Unit, value: Fraction) -> tuple[Evidence, ...]:
    ureg = registry()
    one = ureg.Quantity(found.value, found.unit).to_root_units().magnitude
    other = ureg.Quantity(value, wanted.pint).to_root_units().magnitude
    return (
        Evidence("units of one kind are added", "dimensional analysis", detail=named(found.unit)),
        Evidence(
            "both sides are equal in base units",
            "exact rational arithmetic",
            Verdict.PASSED if one == other else Verdict.FAILED,
        ),
    )


def _reduced(unit: Any) -> Any:
    """The unit with those of one kind joined: m·cm is m². What is one kind only, as mph·h is
    a length, gets the unit of that kind.
    """
    reduced = registry().Quantity(Fraction(1), unit).to_reduced_units().units
    if len(powers(unit)) <= 1 < len(reduced._units):
        return registry().get_root_units(unit)[1]
    return reduced


def _pieces(text: str) -> list[str | Amount]:
    pieces: list[str | Amount] = []
    place = 0
    start = 0
    while place <= len(text):
        found = _OPERATOR.match(text, place) if place < len(text) else None
        if found is None and place < len(text):
            place += 1
            continue
        quantity = text[start:place].strip()
        sign = (found["sign"] or found["op"] or "") if found else ""
        if found and sign in ("-", "+", "−") and not quantity and (
            not pieces or (isinstance(pieces[-1], str) and pieces[-1] != ")")
        ):  # fmt: skip
            place = found.end()  # a sign of the number
            continue
        if found and found["power"] and quantity:
            place = found.end()  # the power of a unit: 2 m^2
            continue
        if quantity:
            pieces.append(_amount(quantity))
        if found is None:
            return pieces
        sign = sign.lower()
        pieces.append(
            f"^{found['power']}" if found["power"] else _WORDS.get(sign, _SIGNS.get(sign, sign))
        )
        place = start = found.end()
    return pieces


def _amount(text: str) -> Amount:
    try:
        return Amount(Fraction(text), registry().Unit(""))
    except (ValueError, ZeroDivisionError):
        read = read_quantity(text)
    scales = [n for n, _ in read.unit.powers if not registry()._units[base_of(n)].is_multiplicative]
    if scales:
        raise Problem(
            "AMBIGUOUS",
            f"{text!r} is a temperature on a scale, which has no sum or multiple",
            "write a difference as 'delta_degC', or use kelvin",
        )
    return Amount(read.value, read.unit.pint, read.exact)


class _Reader:
    """Sums of products of quantities, with parentheses and whole powers."""

    def __init__(self, pieces: list[str | Amount]) -> None:
        self._pieces = pieces
        self._place = 0

    @property
    def next(self) -> str | Amount | None:
        """The piece to be read next."""
        return self._pieces[self._place] if self._place < len(self._pieces) else None

    def _take(self, *signs: str) -> str:
        piece = self.next
        if isinstance(piece, str) and piece in signs:
            self._place += 1
            return piece
        return ""

    def sum(self, depth: int) -> Amount:
        """Products added and subtracted."""
        left = self._joined(self._power, {"*": _times, "/": _over}, depth)
        while sign := self._take("+", "-"):
            right = self._joined(self._power, {"*": _times, "/": _over}, depth)
            left = _added(left, right, -1 if sign == "-" else 1)
        return left

    def _joined(
        self,
        part: Callable[[int], Amount],
        signs: dict[str, Callable[[Amount, Amount], Amount]],
        depth: int,
    ) -> Amount:
        left = part(depth)
        while sign := self._take(*signs):
            left = signs[sign](left, part(depth))
        return left

    def _power(self, depth: int) -> Amount:
        base = self._atom(depth)
        piece = self.next
        if isinstance(piece, str) and piece.startswith("^"):
            self._place += 1
            power = int(piece[1:])
            if power < 0 and base.value == 0:
                raise Problem("DIVISION_BY_ZERO", "this divides by zero")
            return Amount(base.value**power, base.unit**power, base.exact)
        return base

    def _atom(self, depth: int) -> Amount:
        if depth > _DEEPEST:
            raise Problem("TOO_LONG", "the expression is nested too deeply")
        piece = self.next
        if isinstance(piece, Amount):
            self._place += 1
            return piece
        if self._take("("):
            inner = self.sum(depth + 1)
            if not self._take(")"):
                raise Problem("SYNTAX", "')' was expected")
            return inner
        raise Problem("SYNTAX", "a quantity was expected" + (f" before {piece!r}" if piece else ""))


def _added(left: Amount, right: Amount, sign: int) -> Amount:
    if not convertible(left.unit, right.unit):
        raise Problem(
            "INCOMPATIBLE",
            f"{named(left.unit)} and {named(right.unit)} cannot be added or subtracted",
        )
    other = Fraction(registry().Quantity(right.value, right.unit).to(left.unit).magnitude)
    exact = left.exact and right.exact and exact_factor(left.unit, right.unit)
    return Amount(left.value + sign * other, left.unit, exact)


def _times(left: Amount, right: Amount) -> Amount:
    return Amount(left.value * right.value, left.unit * right.unit, left.exact and right.exact)


def _over(left: Amount, right: Amount) -> Amount:
    if right.value == 0:
        raise Problem("DIVISION_BY_ZERO", "this divides by zero")
    return Amount(left.value / right.value, left.unit / right.unit, left.exact and right.exact)

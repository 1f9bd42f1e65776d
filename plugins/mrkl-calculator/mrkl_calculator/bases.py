"""The tool for numbers in other bases: sums read, computed and written in them."""

from __future__ import annotations

import re
from fractions import Fraction

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal, syntax
from mrkl_core import Evidence, Failure, Result

#: Bases with names.
BASES = {
    "binary": 2,
    "ternary": 3,
    "octal": 8,
    "decimal": 10,
    "hexadecimal": 16,
    "hex": 16,
}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PREFIXES = {2: "0b", 8: "0o", 16: "0x"}
_LITERAL = re.compile(r"[0-9A-Za-z]+")


def in_base(
    expression: str, base: int = 10, to: int = 10, *, bounds: Bounds | None = None
) -> Result | Failure:
    """A sum of numbers in one base, written in another; see the tool's schema."""
    bounds = bounds or Bounds()
    try:
        value = literal_value(expression, base, bounds)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.pointed(expression), refusal.hint)
    written = write(value, to)
    read_back = _digits_value(written.lstrip("-"), to) * (-1 if value < 0 else 1)
    if read_back != value:
        return Failure("CHECK_FAILED", f"{written} in base {to} reads back as another number")
    return Result(
        {"exact": written, "decimal": str(value), "base": to},
        f"{expression} in base {base} is {written}"
        + (f" in base {to}" if to != base else "")
        + (f" ({value} in base 10)" if to != 10 else ""),
        (Evidence("the digits read back as the same number", f"summed by powers of {to}"),),
    )


def literal_value(expression: str, base: int, bounds: Bounds | None = None) -> int:
    """The whole number of a sum whose numbers are written in `base`. Raises Refusal."""
    bounds = bounds or Bounds()
    if len(expression) > bounds.max_length:
        raise Refusal("TOO_LONG", f"at most {bounds.max_length} characters are read")
    decimal = _LITERAL.sub(lambda found: str(_read(found[0], base, found.start())), expression)
    value = Exact(bounds).number(parse(decimal, bounds))
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise Refusal("UNDEFINED", "whole numbers are written in bases; this is none")
    return value.numerator


def write(value: int, base: int) -> str:
    """A whole number in the digits of a base from 2 to 36."""
    digits, rest = "", abs(value)
    while rest:
        rest, digit = divmod(rest, base)
        digits = _DIGITS[digit] + digits
    return ("-" if value < 0 else "") + (digits or "0")


def _read(text: str, base: int, at: int) -> int:
    digits = text.lower()
    prefix = _PREFIXES.get(base)
    if prefix and digits.startswith(prefix):
        digits = digits[2:]
    if not 2 <= base <= 36:
        raise Refusal("UNDEFINED", f"bases go from 2 to 36; {base} is none")
    if not digits or any(_DIGITS.index(digit) >= base for digit in digits):
        raise syntax(f"{text!r} is no number in base {base}", at)
    return int(digits, base)


def _digits_value(digits: str, base: int) -> int:
    value = 0
    for digit in digits:
        value = value * base + _DIGITS.index(digit)
    return value

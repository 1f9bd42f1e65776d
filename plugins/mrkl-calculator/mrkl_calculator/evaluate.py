"""The tool: an expression in, its exact value out, checked by a second evaluation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact, Value
from mrkl_calculator.numeric import DIGITS, Unsure, agrees, approximate
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Call, Compare, Node, show, walk
from mrkl_core import Evidence, Failure, Result, Verdict

_CHECK = "the value agrees with a second evaluation"
_METHOD = f"floating point of {DIGITS} digits (mpmath), sharing no code with the first"


def evaluate(
    expression: str, digits: int = 15, *, bounds: Bounds | None = None
) -> Result | Failure:
    """The value of an expression in symbols or words; see the tool's schema."""
    bounds = bounds or Bounds()
    try:
        node = parse(expression, bounds)
        if isinstance(node, Compare):
            return _compared(node, bounds)
        return _valued(node, Exact(bounds).value(node), digits, bounds)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.pointed(expression), refusal.hint)


def _valued(node: Node, value: Value, digits: int, bounds: Bounds) -> Result:
    shown = show(node)
    if isinstance(value, Fraction):
        _allow_digits(value, bounds)
        exact = str(value)
        whole = len(str(abs(value.numerator))) if value.denominator == 1 else 0
        decimal, complete = decimal_of(value, max(digits, whole))
        latex = _latex(value)
        kind = "integer" if value.denominator == 1 else "rational"
    else:
        import sympy

        exact, latex, complete = str(value), sympy.latex(value), False
        kind = "real" if value.is_real else "complex"
        decimal = _rounded(value, digits)
    sign = "=" if complete else "≈"
    middle = "" if exact in (shown, decimal) or isinstance(value, Fraction) else f" = {exact}"
    text = f"{shown}{middle} {sign} {decimal}"
    if any(isinstance(n, Call) and n.name == "log" and not n.arguments[1:] for n, _ in walk(node)):
        text += " (log is to base 10)"
    return Result(
        {
            "expression": shown,
            "exact": exact,
            "decimal": decimal,
            "rounded": not complete,
            "latex": latex,
            "kind": kind,
        },
        text,
        (_checked(node, value),),
    )


def _allow_digits(value: Fraction, bounds: Bounds) -> None:
    largest = max(abs(value.numerator), value.denominator).bit_length()
    bounds.allow_answer(largest * 0.30103)


def _checked(node: Node, value: Value) -> Evidence:
    try:
        approximation = approximate(node)
    except Unsure as reason:
        return Evidence(_CHECK, _METHOD, Verdict.UNCHECKED, str(reason))
    verdict = Verdict.PASSED if agrees(value, approximation) else Verdict.FAILED
    return Evidence(_CHECK, _METHOD, verdict, "to 40 digits")


def _compared(node: Compare, bounds: Bounds) -> Result:
    exact = Exact(bounds)
    holds = exact.holds(node)
    left, right = exact.value(node.left), exact.value(node.right)
    shown = show(node)
    sides = (_checked(node.left, left), _checked(node.right, right))
    return Result(
        {
            "expression": shown,
            "exact": "true" if holds else "false",
            "decimal": "true" if holds else "false",
            "rounded": False,
            "latex": r"\text{true}" if holds else r"\text{false}",
            "kind": "boolean",
        },
        f"{shown} is {'true' if holds else 'false'}",
        tuple(
            replace(side, check=f"{_CHECK}, {name} side")
            for side, name in zip(sides, ("left", "right"), strict=True)
        ),
    )


def decimal_of(value: Fraction, digits: int) -> tuple[str, bool]:
    """The fraction in up to `digits` significant digits, and whether that is all of it."""
    from decimal import Decimal, localcontext

    with localcontext(prec=digits):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
    complete = Fraction(decimal) == value
    exponent = decimal.adjusted() if decimal else 0
    if -7 <= exponent < max(digits, 21):
        text = format(decimal, "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text), complete
    with localcontext(prec=digits):
        return f"{decimal.scaleb(-exponent).normalize():f}e{exponent}", complete


def _rounded(value: Any, digits: int) -> str:
    """A sympy number in `digits` significant digits."""
    real, imaginary = value.evalf(digits + 10, chop=True).as_real_imag()
    parts = [decimal_of(Fraction(str(part)), digits)[0] for part in (real, imaginary)]
    if value.is_real or not imaginary:
        return parts[0]
    whole = "" if not real else parts[0]
    sign = "" if not whole or parts[1].startswith("-") else "+"
    return f"{whole}{sign}{parts[1]}i"


def _latex(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    minus = "-" if value < 0 else ""
    return rf"{minus}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"

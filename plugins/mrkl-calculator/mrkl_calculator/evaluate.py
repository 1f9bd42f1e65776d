"""The tool: an expression in, its exact value out, checked by a second evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact, Value
from mrkl_calculator.given import read_given
from mrkl_calculator.notation import decimal_of, exact_text, in_form, latex, rounded
from mrkl_calculator.numeric import DIGITS, Unsure, agrees, approximate, shows
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Call, Compare, Node, show, walk
from mrkl_core import Evidence, Failure, Result, Verdict

_CHECK = "the value agrees with a second evaluation"
#: Digits to which a decimal that ends is shown in full without being asked.
_SOON = 50
_METHOD = f"floating point of {DIGITS} digits and more (mpmath), sharing no code with the first"


def evaluate(
    expression: str,
    digits: int = 15,
    form: str = "",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """The value of an expression in symbols or words; see the tool's schema."""
    bounds = bounds or Bounds()
    try:
        known = read_given(given, bounds)
        node = parse(expression, bounds, known.names)
        found = (
            _compared(node, bounds)
            if isinstance(node, Compare)
            else _valued(node, digits, form, bounds)
        )
        evidence = (*found.evidence, *known.evidence())
        return replace(found, text=known.spoken() + found.text, evidence=evidence)
    except ZeroDivisionError:
        # sympy's evalf divides by what it has rounded to nothing.
        return Failure("UNDECIDED", "the digits of this number could not be made sure of")
    except Refusal as refusal:
        return Failure(refusal.code, refusal.pointed(expression), refusal.hint)


def _valued(node: Node, digits: int, form: str, bounds: Bounds) -> Result:
    value = Exact(bounds).number(node)
    shown = show(node)
    if isinstance(value, Fraction):
        _allow_digits(value, bounds)
        exact = str(value)
        precision = max(digits, _needed(value))
        decimal, complete = decimal_of(value, precision)
        kind = "integer" if value.denominator == 1 else "rational"
    else:
        exact, complete, precision = exact_text(value, bounds.max_digits), False, digits
        decimal = rounded(value, digits)
        kind = "complex" if decimal.endswith("i") else "real"
    sign = "=" if complete else "≈"
    known = (shown, shown.replace(" ", ""), decimal)
    middle = "" if complete or exact in known or len(exact) > 60 else f" = {exact}"
    text = f"{shown}{middle} {sign} {decimal}"
    written = in_form(value, decimal, form)
    if written:
        whole = complete or (isinstance(value, Fraction) and form != "scientific notation")
        text = f"{shown} {'=' if whole else '≈'} {written}"
    if any(isinstance(n, Call) and n.name == "log" and not n.arguments[1:] for n, _ in walk(node)):
        text += " (log is to base 10)"
    return Result(
        {
            "expression": shown,
            "exact": exact,
            "decimal": decimal,
            "rounded": not complete,
            "latex": latex(value),
            "kind": kind,
            "written": written,
        },
        text,
        (_checked(node, value, decimal, precision),),
    )


def _allow_digits(value: Fraction, bounds: Bounds) -> None:
    largest = max(abs(value.numerator), value.denominator).bit_length()
    bounds.allow_answer(largest * 0.30103)


def _needed(value: Fraction) -> int:
    """How many digits show all of it: any whole number, and a decimal that ends soon."""
    if value.denominator == 1:
        return len(str(abs(value.numerator)))
    return _SOON if decimal_of(value, _SOON)[1] else 0


def _checked(node: Node, value: Value, decimal: str = "", digits: int = 0) -> Evidence:
    try:
        approximation = approximate(node, zero=value == 0)
    except Unsure as reason:
        if not isinstance(value, Fraction):
            raise Refusal("UNDECIDED", f"its digits could not be checked: {reason}") from None
        return Evidence(_CHECK, _METHOD, Verdict.UNCHECKED, str(reason))
    agreed = agrees(value, approximation) and (not decimal or shows(decimal, digits, approximation))
    if not agreed:
        raise Refusal(
            "CHECK_FAILED",
            "two evaluations of this expression disagree, so there is no answer to give",
            hint="digits that cancel or very large angles do this: ask in another way",
        )
    return Evidence(_CHECK, _METHOD, Verdict.PASSED, "to 40 digits")


def _compared(node: Compare, bounds: Bounds) -> Result:
    exact = Exact(bounds)
    holds = exact.holds(node)
    left, right = exact.number(node.left), exact.number(node.right)
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
            "written": "",
        },
        f"{shown} is {'true' if holds else 'false'}",
        tuple(
            replace(side, check=f"{_CHECK}, {name} side")
            for side, name in zip(sides, ("left", "right"), strict=True)
        ),
    )

"""The tool that adds or multiplies the terms of an expression over whole numbers.

A short range term by term; a long one, or one to a letter, by a formula that is proved by its
steps; one without end by sympy's closed form, or as a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from mrkl_calculator.bounds import Bounds, bits
from mrkl_calculator.endless import endless, refuse_poles
from mrkl_calculator.exact import Exact
from mrkl_calculator.one_letter import OneLetter, failure
from mrkl_calculator.patience import Impatient, patience
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.summed import NO_VALUE
from mrkl_calculator.symbolic import approximately_zero, size_of, symbol
from mrkl_calculator.tree import number, replaced
from mrkl_core import Evidence, Failure, Result

_MOST_TERMS = 5000  # that are taken one by one
_MOST_ROOTS = 20  # terms that are no fractions, and still written out exactly
_HIGHEST = 40  # power whose sum is a formula
_DIGITS = 60


def sum_terms(
    expression: str,
    lower: str,
    upper: str,
    variable: str = "",
    operation: str = "sum",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """The sum or the product of terms; see the tool's schema."""
    product = operation == "product"
    try:
        work = OneLetter(expression, variable, given, bounds)
        start = _whole(work, lower)
        text = f"{operation} of {work.shown} from {work.name} = {lower.strip()} to {upper.strip()}"
        if _open(work, upper):
            found, evidence = _formula(work, start, symbol(upper.strip()), product)
            return work.told(found, text, evidence)
        if work.value.free_symbols - {work.letter}:
            raise Refusal("UNDETERMINED", f"it has other letters than {work.name}")
        last = work.number(upper)
        if last.is_infinite:
            if last < 0:
                raise Refusal("UNDEFINED", "whole numbers are counted upwards")
            return endless(work, text, start, product)
        end = _whole(work, upper)
        if end < start:
            raise Refusal("UNDEFINED", f"from {start} up to {end} there is nothing")
        if end - start >= _MOST_TERMS:
            found, evidence = _by_formula(work, start, end, product)
            return work.told(found, text, evidence)
        with patience(0.9):
            return _one_by_one(work, text, range(start, end + 1), product)
    except (Refusal, NotImplementedError, Impatient) as error:
        return failure(error, f"this {operation} in time")


def _whole(work: OneLetter, text: str) -> int:
    value = work.number(text)
    if not value.is_Integer:
        raise Refusal("SYNTAX", f"{text!r} is no whole number, from which terms are counted")
    return int(value)


def _open(work: OneLetter, upper: str) -> bool:
    """Whether the range ends at a letter that has no value."""
    name, names = upper.strip(), work.known.names
    return name != work.name and name not in names.values and names.open().has_value(name)


def _one_by_one(work: OneLetter, text: str, places: range, product: bool) -> Result:
    import sympy

    exact, total = Exact(work.bounds), Fraction(product)
    for place in places:
        node = replaced(work.node, {work.name: number(Fraction(place))})
        term = exact.number(node)
        if not isinstance(term, Fraction):
            break
        total = total * term if product else total + term
        work.bounds.allow(bits(total), "the product" if product else "the sum", 0)
    else:
        found = sympy.Rational(total.numerator, total.denominator)
        return work.told(found, text, _agreed(work, places, product, found))
    if len(places) <= _MOST_ROOTS:
        terms = [work.value.subs(work.letter, place) for place in places]
        found = sympy.Mul(*terms) if product else sympy.Add(*terms)
        return work.told(found, text, _agreed(work, places, product, found))
    return _as_number(work, text, places, product)


def _agreed(work: OneLetter, places: range, product: bool, found: Any) -> Evidence:
    """That floating point, begun at the other end, comes to the same."""
    import mpmath

    with mpmath.workdps(_DIGITS):
        again, size = _floating(work, places, product)
        if abs(mpmath.mpmathify(found.evalf(_DIGITS)) - again) > size * mpmath.mpf(10) ** -40:
            raise Refusal("CHECK_FAILED", "two ways to go through the terms disagree")
    method = f"{_DIGITS} digits (mpmath), from the last term to the first"
    return Evidence("it agrees with floating point", method)


def _as_number(work: OneLetter, text: str, places: range, product: bool) -> Result:
    """Terms that are no fractions, and too many to write out: in decimal digits."""
    import mpmath

    with mpmath.workdps(_DIGITS // 2):
        one, size = _floating(work, places[::-1], product)
    with mpmath.workdps(_DIGITS):
        other, _ = _floating(work, places, product)
        if abs(one - other) > size * mpmath.mpf(10) ** -20 or abs(other) < size * 1e-4:
            raise Refusal("UNDECIDED", "the digits of this number could not be made sure of")
        decimal = mpmath.nstr(other, 15)
    check = Evidence("two ways through the terms agree", "30 digits upwards, 60 digits downwards")
    return work.told_as_number(text, decimal, "", check)


def _floating(work: OneLetter, places: range, product: bool) -> tuple[Any, Any]:
    """The terms taken from the last to the first, and how large the parts of it are."""
    import mpmath

    try:
        terms = [mpmath.mpmathify(work.function(mpmath.mpf(place))) for place in reversed(places)]
    except NO_VALUE:
        raise Refusal("UNDEFINED", "a term has no value in floating point") from None
    if product:
        total = mpmath.fprod(terms)
        return total, abs(total)
    return mpmath.fsum(terms), mpmath.fsum(terms, absolute=True)


def _by_formula(work: OneLetter, start: int, end: int, product: bool) -> tuple[Any, Evidence]:
    import sympy

    last = sympy.Symbol("last")
    if not work.value.is_rational_function(work.letter):
        raise _too_many()
    found, evidence = _formula(work, start, last, product)
    # Powers and factorials of so large a number have too many digits.
    if not found.is_rational_function(last):
        raise _too_many()
    return found.subs(last, end), evidence


def _too_many() -> Refusal:
    return Refusal(
        "TOO_LARGE",
        f"more than {_MOST_TERMS:,} terms are taken by a formula in fractions, and there is none",
    )


def _formula(work: OneLetter, start: int, last: Any, product: bool) -> tuple[Any, Evidence]:
    """What the terms up to `last` come to, proved by its beginning and its steps."""
    import sympy

    refuse_poles(work, start)
    if size_of(work.value) > _HIGHEST:
        raise Refusal("TOO_LARGE", f"formulas are found for powers up to {_HIGHEST}")
    upper = sympy.Symbol("upper")
    bounds = (work.letter, start, upper)
    with patience(0.6):
        found = (
            sympy.combsimp(sympy.product(work.value, bounds))
            if product
            else sympy.summation(work.value, bounds)
        )
        if found.has(sympy.Sum, sympy.Product, sympy.Piecewise, sympy.nan, sympy.zoo, sympy.oo):
            raise Refusal("UNDECIDED", "no formula was found for it")
        before, term = found.subs(upper, upper - 1), work.value.subs(work.letter, upper)
        step = found / before / term - 1 if product else found - before - term
        first = found.subs(upper, start) - work.value.subs(work.letter, start)
        if not (approximately_zero(first) and _nothing(step, upper)):
            raise Refusal("UNDECIDED", "the formula found for it could not be proved by its steps")
    check = Evidence(
        "it begins with the first term, and grows by each", "induction; the steps as fractions"
        if step.is_rational_function(upper) else "the steps to 25 digits at points",
    )  # fmt: skip
    return sympy.factor(found.subs(upper, last)), check


def _nothing(step: Any, letter: Any) -> bool:
    import sympy

    if step.is_rational_function(letter):
        return bool(sympy.cancel(step) == 0)
    return approximately_zero(step)

"""A value written out: exactly in the calculator's own notation, in LaTeX, in decimal digits."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from mrkl_calculator.disguise import is_zero
from mrkl_calculator.refusal import Refusal


def exact_text(value: Any, max_digits: int) -> str:
    """The exact value, so that it reads back as itself: ln, i and ^ as in an expression.

    Raises Refusal if a number in it is too long.
    """
    if any(part.p.bit_length() > max_digits * 3.33 for part in _rationals(value)):
        raise Refusal("TOO_LARGE", f"its exact form has numbers of more than {max_digits} digits")
    from sympy.printing.str import StrPrinter

    class Notation(StrPrinter):  # type: ignore[misc] # sympy has no types
        """sympy's own printer, but for the names that mean something else here."""

        def _print_log(self, node: Any) -> str:
            return f"ln({self._print(node.args[0])})"

        def _print_ImaginaryUnit(self, node: Any) -> str:
            return "i"

        def _print_Exp1(self, node: Any) -> str:
            return "e"

        def _print_Abs(self, node: Any) -> str:
            return f"abs({self._print(node.args[0])})"

    return str(Notation().doprint(value)).replace("**", "^")


#: How a number may be asked to be written.
FORMS = ("fraction", "mixed number", "scientific notation")


def _rationals(value: Any) -> Any:
    from sympy import Rational

    return value.atoms(Rational)


def latex(value: Any) -> str:
    """The exact value in LaTeX."""
    if not isinstance(value, Fraction):
        from sympy import latex as typeset

        return str(typeset(value, ln_notation=True))
    if value.denominator == 1:
        return str(value.numerator)
    minus = "-" if value < 0 else ""
    return rf"{minus}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def in_form(value: Any, decimal: str, form: str) -> str:
    """The value as a fraction, a mixed number or in scientific notation. Raises Refusal."""
    if form in ("fraction", "mixed number"):
        if not isinstance(value, Fraction):
            raise Refusal("UNSUPPORTED", "no fraction is exactly this number: it is irrational")
        whole, rest = divmod(abs(value.numerator), value.denominator)
        if form == "fraction" or not whole or not rest:
            return str(value)
        return f"{'-' if value < 0 else ''}{whole} {rest}/{value.denominator}"
    if form and decimal.endswith("i"):
        raise Refusal("UNSUPPORTED", "scientific notation is of real numbers")
    if form:
        number = Decimal(decimal)
        exponent = number.adjusted() if number else 0
        return f"{number.scaleb(-exponent).normalize():f} × 10^{exponent}"
    return ""


def parts_of(value: Any) -> tuple[Any, Any]:
    """The real and imaginary part, each a sympy number or exactly 0."""
    if value.is_real:
        return value, 0
    real, imaginary = value.as_real_imag()
    return (0 if is_zero(real) else real), (0 if is_zero(imaginary) else imaginary)


def rounded(value: Any, digits: int) -> str:
    """A sympy number in `digits` significant digits of each part. Raises Refusal."""
    real, imaginary = (_digits(part, digits) for part in parts_of(value))
    if imaginary == "0":
        return real
    whole = "" if real == "0" else real
    return f"{whole}{'+' if whole and not imaginary.startswith('-') else ''}{imaginary}i"


def _digits(part: Any, digits: int) -> str:
    if part == 0:
        return "0"
    for more in (10, 50, 250):
        number = part.evalf(digits + more, maxn=20_000)
        # sympy lowers the precision of a number to the digits that it could make sure of.
        if number.is_Float and number._prec > (digits + 5) * 3.33:
            return decimal_of(Fraction(str(number)), digits)[0]
    raise Refusal("UNDECIDED", "the digits of this number could not be made sure of")


def decimal_of(value: Fraction, digits: int) -> tuple[str, bool]:
    """The fraction in up to `digits` significant digits, and whether that is all of it."""
    with localcontext(prec=digits):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        complete = Fraction(decimal) == value
        exponent = decimal.adjusted() if decimal else 0
        if -7 <= exponent < max(digits, 21):
            text = format(decimal, "f")
            # Zeros at the end of a rounded number are digits of it; of a complete one, padding.
            padded = complete and "." in text
            return (text.rstrip("0").rstrip(".") if padded else text), complete
        return f"{decimal.scaleb(-exponent).normalize():f}e{exponent}", complete

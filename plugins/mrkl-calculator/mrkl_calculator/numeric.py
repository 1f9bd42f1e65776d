"""A second opinion: the tree evaluated in floating point by mpmath, sharing no code with exact.

Where floating point cannot judge (a jump of floor, an integer longer than its digits) it says
so instead of guessing.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from mrkl_calculator.recheck import CHECKED
from mrkl_calculator.tree import (
    Binary,
    Call,
    Compare,
    Constant,
    Node,
    Number,
    Postfix,
    Prefix,
    Symbol,
)

DIGITS = 60
#: Where digits cancel, the value is computed again with more, until two agree.
_MORE_DIGITS = (60, 150, 500, 2000, 5000)
_AGREED = 45
_SURE_DIGITS = 2000  # what is a whole number to so many digits is taken for one


class Unsure(Exception):
    """Floating point cannot judge this tree; the message says why."""


def approximate(node: Node, *, zero: bool = False) -> Any:
    """The tree's value, of which two precisions agree in 45 digits. Raises Unsure.

    `zero` says that it is claimed to be nothing: then there is only noise, and it must shrink.
    """
    import mpmath

    before, why = None, "no two precisions agree"
    for digits in _MORE_DIGITS:
        with mpmath.workdps(digits):
            try:
                value = _value(node, mpmath)
            except Unsure as unsure:
                before, why = None, str(unsure)
                continue
            except (ZeroDivisionError, OverflowError, ValueError, TypeError) as error:
                # A TypeError: mpmath orders no complex numbers, not even real ones in disguise.
                raise Unsure(f"{type(error).__name__} in floating point") from error
            near = mpmath.mpf(10) ** -_AGREED
            if zero and abs(value) <= near * near:
                return value
            if before is not None and value and abs(value - before) <= abs(value) * near:
                return value
            before, why = value, "no two precisions agree"
    raise Unsure(why)


def shows(decimal: str, digits: int, approximation: Any) -> bool:
    """Whether a decimal of so many digits is this value: what was printed is checked too."""
    import mpmath

    with mpmath.workdps(DIGITS):
        number = mpmath.mpmathify(decimal.replace("i", "j"))
        # As many digits as both have; what is exactly nothing leaves noise (see `agrees`).
        tolerance = mpmath.mpf(10) ** -min(digits - 1, 40)
        noise = (abs(approximation) if number else 1) * mpmath.mpf(10) ** -40
        return all(
            abs(part(number) - part(approximation)) <= abs(part(number)) * tolerance + noise
            for part in (mpmath.re, mpmath.im)
        )


def agrees(exact: Any, approximation: Any) -> bool:
    """Whether an exact value (Fraction or sympy number) is the approximation, to 40 digits."""
    import mpmath

    with mpmath.workdps(DIGITS):
        if hasattr(exact, "numerator") and isinstance(exact.numerator, int):
            number = mpmath.mpf(exact.numerator) / exact.denominator
        else:
            number = mpmath.mpmathify(exact.evalf(DIGITS, maxn=5000))
        # What is exactly nothing leaves the noise of its parts, which were of size one or so.
        scale = max(abs(number), abs(approximation)) if number else mpmath.mpf(1)
        return bool(abs(number - approximation) <= scale * mpmath.mpf(10) ** -40)


def _value(node: Node, mp: Any) -> Any:
    match node:
        case Number():
            return mp.mpf(node.value.numerator) / node.value.denominator
        case Constant():
            golden = (1 + mp.sqrt(5)) / 2
            return {"pi": +mp.pi, "e": +mp.e, "tau": 2 * mp.pi, "phi": golden, "i": mp.j}[node.name]
        case Prefix():
            return -_value(node.operand, mp)
        case Postfix(sign="%"):
            return _value(node.operand, mp) / 100
        case Postfix(sign="°"):
            return mp.radians(_value(node.operand, mp))
        case Postfix():
            return mp.factorial(_integer(_value(node.operand, mp), mp))
        case Binary():
            return _binary(node.sign, _value(node.left, mp), _value(node.right, mp), mp)
        case Call():
            return _call(node.name, [_value(a, mp) for a in node.arguments], mp)
        case Compare():
            raise Unsure("a comparison is judged exactly")
        case Symbol():
            raise Unsure(f"{node.name} has no value")


def _binary(sign: str, left: Any, right: Any, mp: Any) -> Any:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "^":
            return mp.power(left, right)
        case "//":
            return _floor(left / right, mp)
    return left - right * _floor(left / right, mp)


def _integer(value: Any, mp: Any) -> Any:
    nearest = mp.nint(mp.re(value))
    if mp.im(value) or abs(value - nearest) > mp.mpf(10) ** -30:
        raise Unsure("not a whole number in floating point")
    if abs(value) > mp.mpf(10) ** (mp.mp.dps - 15):
        raise Unsure("a whole number of more digits than floating point holds")
    return nearest


def _floor(value: Any, mp: Any) -> Any:
    if mp.im(value):
        raise Unsure("rounding a complex number")
    if abs(value) > mp.mpf(10) ** (mp.mp.dps - 40):
        raise Unsure("a whole number of more digits than floating point holds")
    nearest = mp.nint(value)
    close = abs(value - nearest)
    if 0 < close < max(1, abs(value)) * mp.mpf(10) ** (35 - mp.mp.dps):
        if mp.mp.dps < _SURE_DIGITS:
            raise Unsure("too near to a whole number")
        return nearest  # a whole number, but for the noise of floating point
    return mp.floor(value)


def _call(name: str, values: list[Any], mp: Any) -> Any:
    first = values[0]
    match name:
        case "sqrt" | "exp" | "ln" | "floor" | "binomial" | "abs":
            known = {"floor": lambda v: _floor(v, mp), "abs": abs, "ln": mp.log}
            return known.get(name, getattr(mp, name, None))(*values)  # type: ignore[misc]
        case "cbrt" | "root":
            degree = int(_integer(values[1], mp)) if name == "root" else 3
            return (
                -mp.root(-first, degree)
                if degree % 2 and _below(first, mp)
                else (mp.root(first, degree))
            )
        case "log":
            return mp.log(first, values[1]) if values[1:] else mp.log10(first)
        case "log2":
            return mp.log(first, 2)
        case "ceil":
            return -_floor(-first, mp)
        case "sign":
            if abs(first) < mp.mpf(10) ** (20 - mp.mp.dps):
                raise Unsure("too near to zero")
            return mp.sign(first)
        case "factorial":
            return mp.factorial(_integer(first, mp))
        case "round" | "roundto":
            step = values[1] if name == "roundto" else mp.power(10, -values[1] if values[1:] else 0)
            return mp.sign(first) * _floor(abs(first) / step + mp.mpf(1) / 2, mp) * step
        case name if name in CHECKED:
            return mp.mpf(CHECKED[name]([int(_integer(value, mp)) for value in values]))
        case "permutations":
            return mp.ff(*values)
        case "fibonacci":
            return mp.fibonacci(_integer(first, mp))
        case "numerator" | "denominator" | "denominators" | "nextprime":
            raise Unsure("floating point has no fractions and no primes")
        case "min" | "max":
            return min(values) if name == "min" else max(values)
        case "sum":
            return sum(values)
        case "product":
            return reduce(lambda a, b: a * b, values)
        case "mean":
            return sum(values) / len(values)
        case "median":
            ordered, middle = sorted(values), len(values) // 2
            odd = len(values) % 2
            return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2
    return getattr(mp, name)(*values)


def _below(value: Any, mp: Any) -> bool:
    return not mp.im(value) and bool(mp.re(value) < 0)


def at_floats(node: Node) -> float:
    """The tree's value as a float; nan if it has no real one."""
    import mpmath

    try:
        with mpmath.workdps(20):
            value = complex(_value(node, mpmath))
    except (Unsure, ArithmeticError, ValueError, TypeError):
        return float("nan")
    real = abs(value.imag) <= 1e-12 * abs(value) and abs(value.real) < 1e300
    return value.real if real else float("nan")

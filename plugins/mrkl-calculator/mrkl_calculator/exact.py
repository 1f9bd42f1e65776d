"""The exact value of a tree: a Fraction where there is one, a sympy number otherwise.

sympy is imported by the first operation that needs it; it is given numbers that we made,
never text.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any, TypeAlias

from mrkl_calculator.bounds import Bounds, bits
from mrkl_calculator.disguise import is_zero
from mrkl_calculator.fractions_of import float_or_inf, rational_root, whole_logarithm
from mrkl_calculator.refusal import Refusal
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
from mrkl_calculator.whole import WHOLE, of_whole

Value: TypeAlias = "Fraction | Any"  # Any: a sympy expression without symbols

#: Bits of a number whose irrational root is taken: sympy looks for its factors.
_ROOT_BITS = 2000
#: Between which numbers a function is real.
_DOMAINS = {"asin": (-1, 1), "acos": (-1, 1), "acosh": (1, None), "atanh": (-1, 1)}
#: Bits of a number beside irrational ones: sympy writes it in decimal, which Python limits.
_LIFTED_BITS = 13_200


class Exact:
    """Evaluates trees within bounds. Raises Refusal."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    def number(self, node: Node) -> Value:
        """The number a tree stands for; what is nothing in disguise is found to be 0."""
        value = self.value(node)
        return Fraction(0) if is_zero(value) else value

    def value(self, node: Node) -> Value:
        """The number as the operations give it; a Compare is for `holds`."""
        match node:
            case Number():
                return node.value
            case Symbol():
                raise Refusal("UNKNOWN_NAME", f"{node.name} has no value here", at=node.at)
            case Constant():
                return _constant(node.name)
            case Prefix():
                return -self.value(node.operand)
            case Postfix():
                return self._postfix(node)
            case Binary():
                return self._binary(node, self.value(node.left), self.value(node.right))
            case Call():
                return self._call(node)
        raise Refusal("SYNTAX", "a comparison is not a number", at=node.at)

    def holds(self, node: Compare) -> bool:
        """Whether a comparison is true."""
        order = self.order(self.value(node.left), self.value(node.right), node.at)
        return {
            "=": order == 0,
            "!=": order != 0,
            "<": order < 0,
            ">": order > 0,
            "<=": order <= 0,
            ">=": order >= 0,
        }[node.sign]

    def order(self, left: Value, right: Value, at: int | None = None) -> int:
        """−1, 0 or 1 as left is less than, equal to or greater than right."""
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return (left > right) - (left < right)
        difference = _sympy(left) - _sympy(right)
        if is_zero(difference):
            return 0
        if not difference.is_real:
            raise Refusal("UNDEFINED", "complex numbers have no order", at=at)
        number = difference.evalf(15, maxn=2000)
        if not number.is_Float or number._prec < 2:
            raise Refusal("UNDECIDED", "the two sides could not be told apart", at=at)
        return 1 if number > 0 else -1

    def _postfix(self, node: Postfix) -> Value:
        operand = self.value(node.operand)
        if node.sign == "%":
            return operand / 100
        if node.sign == "°":
            return _sympy(operand) * _constant("pi") / 180
        return self._factorial(operand, node.at)

    def _binary(self, node: Binary, left: Value, right: Value) -> Value:
        if not (isinstance(left, Fraction) and isinstance(right, Fraction)) and node.sign != "^":
            left, right = _sympy(left), _sympy(right)
        match node.sign:
            case "+":
                return self._kept(plain(left + right), node)
            case "-":
                return self._kept(plain(left - right), node)
            case "*":
                self._bits_of_product(left, right, node.at)
                return plain(left * right)
            case "/":
                return plain(left / self._divisor(right, node.at))
            case "//" | "mod":
                divisor = self._divisor(right, node.at)
                whole = self._floor(plain(left / divisor), node.at)
                return whole if node.sign == "//" else plain(left - divisor * whole)
        return self._power(left, right, node.at)

    def _kept(self, value: Value, node: Node) -> Value:
        if isinstance(value, Fraction):
            self._bounds.allow(bits(value), "the result", node.at)
        return value

    def _bits_of_product(self, left: Value, right: Value, at: int) -> None:
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            self._bounds.allow(bits(left) + bits(right), "the product", at)

    def _divisor(self, value: Value, at: int) -> Value:
        if is_zero(value):
            raise Refusal("DIVISION_BY_ZERO", "this divides by zero", at=at)
        return value

    def _power(self, base: Value, exponent: Value, at: int) -> Value:
        if is_zero(base):
            if is_zero(exponent):
                raise Refusal("UNDEFINED", "0^0 has no agreed value", at=at)
            if self.order(exponent, Fraction(0), at) < 0:
                raise Refusal("DIVISION_BY_ZERO", "zero to a negative power divides by zero", at=at)
            return Fraction(0)
        if base == 1:
            return Fraction(1)
        size = _size(base)
        if isinstance(exponent, Fraction):
            self._bounds.allow(abs(float_or_inf(exponent)) * size, "the power", at)
        if isinstance(base, Fraction) and isinstance(exponent, Fraction):
            if exponent.denominator == 1:
                return base**exponent.numerator
            root = rational_root(base, exponent.denominator)
            if root is not None:
                return root**exponent.numerator
        else:
            magnitude = abs(complex(_sympy(exponent).evalf(15)))
            self._bounds.allow(magnitude * size, "the power", at)
        if isinstance(base, Fraction) and bits(base) > _ROOT_BITS:
            raise Refusal("TOO_LARGE", "roots are taken of numbers of up to 600 digits", at=at)
        return plain(_sympy(base) ** _sympy(exponent))

    def _factorial(self, value: Value, at: int) -> Fraction:
        number = self._whole(value, "a factorial", at)
        if number < 0:
            raise Refusal("UNDEFINED", "negative numbers have no factorial", at=at)
        few = min(number, 10**9)  # more has no float, and is too large anyway
        self._bounds.allow(few * math.log2(few) if few else 0, "the factorial", at)
        return Fraction(math.factorial(number))

    def _whole(self, value: Value, what: str, at: int) -> int:
        if not isinstance(value, Fraction) or value.denominator != 1:
            raise Refusal("UNDEFINED", f"{what} is of whole numbers", at=at)
        return value.numerator

    def _floor(self, value: Value, at: int) -> Fraction:
        if isinstance(value, Fraction):
            return Fraction(math.floor(value))
        self._real(value, at)
        size = _size(value)
        self._bounds.allow(size, "the whole part", at)
        number = value.evalf(int(size * 0.30103) + 20, maxn=20_000)
        if not number.is_Float or number._prec < 2:
            raise Refusal("UNDECIDED", "the whole part could not be made sure of", at=at)
        nearest = Fraction(round(Fraction(str(number))))
        return nearest if self.order(value, nearest, at) >= 0 else nearest - 1

    def _real(self, value: Value, at: int) -> Value:
        if not isinstance(value, Fraction) and not value.is_real:
            raise Refusal("UNDEFINED", "this is of real numbers only", at=at)
        return value

    def _call(self, node: Call) -> Value:
        values = [self.value(argument) for argument in node.arguments]
        at, first = node.at, values[0]
        match node.name:
            case "sqrt":
                return self._power(first, Fraction(1, 2), at) if not is_zero(first) else first
            case "cbrt":
                return self._root(first, Fraction(3), at)
            case "root":
                return self._root(first, values[1], at)
            case "abs":
                return abs(first) if isinstance(first, Fraction) else plain(abs(first))
            case "floor":
                return self._floor(first, at)
            case "ceil":
                return -self._floor(-first, at)
            case "sign":
                return Fraction(self.order(first, Fraction(0), at))
            case "round":
                places = self._whole(values[1], "a number of places", at) if values[1:] else 0
                if abs(places) > 1000:
                    raise Refusal("TOO_LARGE", "at most 1000 places are rounded to", at=at)
                return self._round(first, Fraction(10) ** -places, at)
            case "roundto":
                return self._round(first, values[1], at)
            case "factorial":
                return self._factorial(first, at)
            case name if name in WHOLE:
                if not all(isinstance(value, Fraction) for value in values):
                    raise Refusal("UNDEFINED", f"{name} is of rational numbers", at=at)
                return of_whole(name, values, self._bounds, at)
            case "min" | "max":
                return self._extreme(values, node.name, at)
            case "sum":
                return self._kept(plain(reduce(lambda a, b: a + b, values)), node)
            case "product":
                return reduce(lambda a, b: self._binary(Binary("*", node, node), a, b), values)
            case "mean":
                return plain(reduce(lambda a, b: a + b, values) / len(values))
            case "median":
                return self._median(values, at)
        return self._elementary(node.name, values, at)

    def _root(self, value: Value, degree: Value, at: int) -> Value:
        number = self._whole(degree, "the degree of a root", at)
        if number == 0:
            raise Refusal("UNDEFINED", "there is no zeroth root", at=at)
        if is_zero(value):
            return value
        # The real root of a negative number where there is one: cbrt(−8) is −2.
        real = isinstance(value, Fraction) or value.is_real
        if number % 2 and real and self.order(value, Fraction(0), at) < 0:
            return -self._power(-value, Fraction(1, number), at)
        return self._power(value, Fraction(1, number), at)

    def _round(self, value: Value, step: Value, at: int) -> Fraction:
        """To the nearest multiple; a half goes away from zero, as people round."""
        if not isinstance(step, Fraction) or step <= 0:
            raise Refusal("UNDEFINED", "rounding is to a positive rational step", at=at)
        scaled = plain(value / step)
        negative = self.order(value, Fraction(0), at) < 0
        rounded = self._floor(plain(abs(scaled) + Fraction(1, 2)), at)
        return (-rounded if negative else rounded) * step

    def _extreme(self, values: list[Value], name: str, at: int) -> Value:
        best = values[0]
        for value in values[1:]:
            order = self.order(value, best, at)
            if (order > 0) if name == "max" else (order < 0):
                best = value
        return best

    def _median(self, values: list[Value], at: int) -> Fraction:
        if not all(isinstance(value, Fraction) for value in values):
            raise Refusal("UNDEFINED", "a median here is of rational numbers", at=at)
        return Fraction(statistics.median(values))

    def _elementary(self, name: str, values: list[Value], at: int) -> Value:
        import sympy

        number = _sympy(values[0])
        if name in ("ln", "log", "log2", "log10"):
            if is_zero(values[0]):
                raise Refusal("UNDEFINED", "zero has no logarithm", at=at)
            if name == "ln":
                return plain(sympy.log(number))
            base = values[1] if values[1:] else Fraction(2 if name == "log2" else 10)
            return self._logarithm(values[0], base, at)
        if name != "exp":
            self._within_domain(name, values[0], at)
        if name in ("exp", "sinh", "cosh"):
            self._bounds.allow(abs(complex(number.evalf(15))) * 1.45, name, at)
        # By sine and cosine: sympy is not sure of the digits of sec, csc and cot.
        by_parts: dict[str, Callable[[Any], Any]] = {
            "sec": lambda x: 1 / sympy.cos(x),
            "csc": lambda x: 1 / sympy.sin(x),
            "cot": lambda x: sympy.cos(x) / sympy.sin(x),
        }
        value = (by_parts.get(name) or getattr(sympy, name))(number)
        if value.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
            raise Refusal("UNDEFINED", f"{name} has no value here", at=at)
        return plain(value)

    def _within_domain(self, name: str, value: Value, at: int) -> None:
        """Refuses what has a value among the complex numbers only, on a branch of many."""
        self._real(value, at)
        least, most = _DOMAINS.get(name, (None, None))
        low = least is not None and self.order(value, Fraction(least), at) < 0
        if low or (most is not None and self.order(value, Fraction(most), at) > 0):
            raise Refusal("UNDEFINED", f"{name} has no real value here", at=at)

    def _logarithm(self, value: Value, base: Value, at: int) -> Value:
        import sympy

        if is_zero(base) or base == 1:
            raise Refusal("UNDEFINED", "there are no logarithms to base 0 or 1", at=at)
        if isinstance(value, Fraction) and isinstance(base, Fraction) and value > 0 and base > 1:
            power = whole_logarithm(value, base)
            if power is not None:
                return Fraction(power)
        return plain(sympy.log(_sympy(value)) / sympy.log(_sympy(base)))


def _size(value: Value) -> float:
    """How many bits one factor of this value adds to a power."""
    if isinstance(value, Fraction):
        return max(bits(value) - 1, 0.01)
    return max(abs(math.log2(abs(complex(value.evalf(15))) or 1)), 1.0)


def _constant(name: str) -> Any:
    import sympy

    if name == "tau":
        return 2 * sympy.pi
    if name == "phi":
        return (1 + sympy.sqrt(5)) / 2
    return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I}[name]


def _sympy(value: Value) -> Any:
    if not isinstance(value, Fraction):
        return value
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _LIFTED_BITS:
        raise Refusal("TOO_LARGE", "beside roots and the like, numbers have up to 4,000 digits")
    import sympy

    return sympy.Rational(value.numerator, value.denominator)


def plain(value: Value) -> Value:
    """The value as a Fraction if sympy found it to be rational."""
    if isinstance(value, Fraction) or not value.is_Rational:
        return value
    return Fraction(int(value.p), int(value.q))

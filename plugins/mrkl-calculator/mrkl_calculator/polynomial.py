"""Polynomials with rational coefficients in any number of unknowns, without sympy.

A polynomial maps monomials to coefficients; a monomial is its unknowns with their powers, in
the order of their names. No coefficient is 0, so two polynomials are equal if they compare so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from mrkl_calculator.bounds import Bounds, bits
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Binary, Call, Node, Number, Postfix, Prefix, Symbol, number

Monomial: TypeAlias = tuple[tuple[str, int], ...]
Polynomial: TypeAlias = dict[Monomial, Fraction]

_MOST_TERMS = 2000
_HIGHEST = 500


def polynomial(node: Node, bounds: Bounds) -> Polynomial | None:
    """The tree as a polynomial; None if it is none. Raises Refusal for one too large."""
    match node:
        case Number():
            return constant(node.value)
        case Symbol():
            return {((node.name, 1),): Fraction(1)}
        case Prefix():
            return _mapped(lambda p: scaled(p, Fraction(-1)), node.operand, bounds)
        case Postfix(sign="%"):
            return _mapped(lambda p: scaled(p, Fraction(1, 100)), node.operand, bounds)
        case Binary():
            left, right = polynomial(node.left, bounds), polynomial(node.right, bounds)
            if left is None or right is None:
                return None
            return _binary(node.sign, left, right, bounds)
        case Call(name="sum"):
            parts = [polynomial(argument, bounds) for argument in node.arguments]
            known = [part for part in parts if part is not None]
            return reduce(added, known) if len(known) == len(parts) else None
    return None


def constant(value: Fraction) -> Polynomial:
    """The polynomial of no unknowns."""
    return {(): value} if value else {}


def constant_of(poly: Polynomial) -> Fraction | None:
    """The number a polynomial is; None if it has unknowns."""
    if not poly:
        return Fraction(0)
    return poly.get(()) if len(poly) == 1 else None


def added(one: Polynomial, other: Polynomial) -> Polynomial:
    """The sum."""
    result = dict(one)
    for monomial, coefficient in other.items():
        result[monomial] = result.get(monomial, Fraction(0)) + coefficient
    return {monomial: c for monomial, c in result.items() if c}


def scaled(poly: Polynomial, factor: Fraction) -> Polynomial:
    """The polynomial times a number."""
    return {monomial: c * factor for monomial, c in poly.items()} if factor else {}


def product(one: Polynomial, other: Polynomial, bounds: Bounds) -> Polynomial:
    """The product. Raises Refusal for one too large."""
    if len(one) * len(other) > 50 * _MOST_TERMS:
        raise Refusal("TOO_LARGE", "this polynomial has too many terms")
    result: Polynomial = {}
    for left, a in one.items():
        for right, b in other.items():
            monomial = _joined(left, right)
            result[monomial] = result.get(monomial, Fraction(0)) + a * b
    if len(result) > _MOST_TERMS:
        raise Refusal("TOO_LARGE", f"this polynomial has more than {_MOST_TERMS} terms")
    for coefficient in result.values():
        bounds.allow(bits(coefficient), "a coefficient", 0)
    return {monomial: c for monomial, c in result.items() if c}


def degree(poly: Polynomial, name: str = "") -> int:
    """The degree in one unknown, or in all together; 0 for a number."""
    return max(
        (sum(p for n, p in monomial if not name or n == name) for monomial in poly), default=0
    )


def unknowns(poly: Polynomial) -> list[str]:
    """Its unknowns, by name."""
    return sorted({name for monomial in poly for name, _ in monomial})


def coefficients(poly: Polynomial, name: str) -> dict[int, Polynomial]:
    """power of `name` → what it is multiplied with, which may have other unknowns."""
    result: dict[int, Polynomial] = {}
    for monomial, coefficient in poly.items():
        power = dict(monomial).get(name, 0)
        rest = tuple(part for part in monomial if part[0] != name)
        result.setdefault(power, {})[rest] = coefficient
    return result


def derivative(poly: Polynomial, name: str) -> Polynomial:
    """The derivative with respect to an unknown."""
    result: Polynomial = {}
    for monomial, coefficient in poly.items():
        powers = dict(monomial)
        power = powers.get(name, 0)
        if power:
            powers[name] = power - 1
            left = tuple(sorted((n, p) for n, p in powers.items() if p))
            result = added(result, {left: coefficient * power})
    return result


def ordered(poly: Polynomial) -> list[tuple[Monomial, Fraction]]:
    """Its terms as people write them: highest degree first."""
    return sorted(
        poly.items(), key=lambda item: (-sum(p for _, p in item[0]), [(n, -p) for n, p in item[0]])
    )


def tree(poly: Polynomial) -> Node:
    """The polynomial as a tree, its terms in order."""
    total: Node | None = None
    for monomial, coefficient in ordered(poly):
        if total is None:
            total = _term(monomial, coefficient)
        else:
            sign = "-" if coefficient < 0 else "+"
            total = Binary(sign, total, _term(monomial, abs(coefficient)))
    return total or number(Fraction(0))


def _term(monomial: Monomial, coefficient: Fraction) -> Node:
    factors: list[Node] = [
        Symbol(name) if power == 1 else Binary("^", Symbol(name), Number(Fraction(power)))
        for name, power in monomial
    ]
    if abs(coefficient) != 1 or not factors:
        factors.insert(0, number(coefficient))
    elif coefficient < 0:
        factors[0] = Prefix(factors[0])
    return reduce(lambda left, right: Binary("*", left, right), factors)


def _mapped(
    change: Callable[[Polynomial], Polynomial], node: Node, bounds: Bounds
) -> Polynomial | None:
    poly = polynomial(node, bounds)
    return None if poly is None else change(poly)


def _binary(sign: str, left: Polynomial, right: Polynomial, bounds: Bounds) -> Polynomial | None:
    value = constant_of(right)
    match sign:
        case "+":
            return added(left, right)
        case "-":
            return added(left, scaled(right, Fraction(-1)))
        case "*":
            return product(left, right, bounds)
        case "/" if value:
            return scaled(left, 1 / value)
        case "^" if value is not None:
            return _power(left, value, bounds)
    return None


def _power(poly: Polynomial, exponent: Fraction, bounds: Bounds) -> Polynomial | None:
    base = constant_of(poly)
    if exponent.denominator != 1 or (exponent < 1 and not base):
        return None
    power = exponent.numerator
    if base is not None:
        bounds.allow(abs(power) * max(bits(base) - 1, 0), "the power", 0)
        return constant(base**power)
    if power * degree(poly) > _HIGHEST:
        raise Refusal("TOO_LARGE", f"polynomials here are of degrees up to {_HIGHEST}")
    return reduce(lambda a, b: product(a, b, bounds), _repeated(poly, power))


def _repeated(poly: Polynomial, times: int) -> Iterable[Polynomial]:
    return [poly] * times


def _joined(left: Monomial, right: Monomial) -> Monomial:
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted(powers.items()))

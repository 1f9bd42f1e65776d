"""Functions of whole numbers and fractions, each bounded before it is computed."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.refusal import Refusal

#: Bits of a number whose factors are looked for: at worst, two primes of 60 bits each.
_FACTOR_BITS = 128


def of_whole(name: str, values: list[Fraction], bounds: Bounds, at: int) -> Fraction:
    """A function of WHOLE. Raises Refusal where it has no value, or one that is too large."""
    if name in ("numerator", "denominator"):
        return Fraction(getattr(values[0], name))
    if name == "denominators":
        return Fraction(math.lcm(*(value.denominator for value in values)))
    for value in values:
        if value.denominator != 1:
            raise Refusal("UNDEFINED", f"{name} is of whole numbers", at=at)
    return Fraction(_FUNCTIONS[name]([value.numerator for value in values], bounds, at))


def _binomial(values: list[int], bounds: Bounds, at: int) -> int:
    n, k = values
    if n < 0 or k < 0:
        raise Refusal("UNDEFINED", "binomial coefficients here are of n, k ≥ 0", at=at)
    few = min(k, n - k)
    if few > 0:
        size = min(few, 10**9) * (math.log2(n) - math.log2(few) + 1.45)
        bounds.allow(size, "the binomial", at)
    return math.comb(n, k)


def _permutations(values: list[int], bounds: Bounds, at: int) -> int:
    n, k = values
    if n < 0 or k < 0:
        raise Refusal("UNDEFINED", "permutations here are of n, k ≥ 0", at=at)
    if 0 < k <= n:
        bounds.allow(min(k, 10**9) * math.log2(n), "the permutations", at)
    return math.perm(n, k)


def _digit(values: list[int], bounds: Bounds, at: int) -> int:
    number, place = values
    if place < 0:
        raise Refusal("UNDEFINED", "places of digits are counted from 0, the units", at=at)
    return abs(number) // 10**place % 10 if place < 100_000 else 0


def _powmod(values: list[int], bounds: Bounds, at: int) -> int:
    base, exponent, modulus = values
    if modulus == 0:
        raise Refusal("DIVISION_BY_ZERO", "there are no remainders of a division by zero", at=at)
    if exponent < 0:
        base, exponent = _inverse([base, modulus], bounds, at), -exponent
    return pow(base, exponent, modulus)


def _inverse(values: list[int], bounds: Bounds, at: int) -> int:
    number, modulus = values
    if modulus == 0 or math.gcd(number, modulus) != 1:
        raise Refusal(
            "UNDEFINED", f"{number} has no inverse modulo {modulus}: they share a factor", at=at
        )
    return pow(number, -1, abs(modulus))


def _totient(values: list[int], bounds: Bounds, at: int) -> int:
    number = _positive(values[0], "totient", at)
    from sympy import totient

    return int(totient(number))


def _fibonacci(values: list[int], bounds: Bounds, at: int) -> int:
    number = values[0]
    if number < 0:
        raise Refusal("UNDEFINED", "Fibonacci numbers here are counted from 0", at=at)
    bounds.allow(min(number, 10**9) * 0.6943, "the Fibonacci number", at)
    one, other = 0, 1
    for bit in bin(number)[2:]:
        one, other = one * (2 * other - one), one * one + other * other
        if bit == "1":
            one, other = other, one + other
    return one


def _nextprime(values: list[int], bounds: Bounds, at: int) -> int:
    if values[0].bit_length() > _FACTOR_BITS:
        raise Refusal("TOO_LARGE", f"primes are looked for up to {_FACTOR_BITS} bits", at=at)
    from sympy import nextprime

    return int(nextprime(values[0]))


def _positive(number: int, what: str, at: int) -> int:
    if number < 1:
        raise Refusal("UNDEFINED", f"{what} is of numbers from 1", at=at)
    if number.bit_length() > _FACTOR_BITS:
        raise Refusal("TOO_LARGE", f"{what} is found for numbers of up to {_FACTOR_BITS} bits")
    return number


_FUNCTIONS: dict[str, Callable[[list[int], Bounds, int], int]] = {
    "gcd": lambda values, bounds, at: math.gcd(*values),
    "lcm": lambda values, bounds, at: math.lcm(*values),
    "binomial": _binomial,
    "permutations": _permutations,
    "digit": _digit,
    "powmod": _powmod,
    "inverse": _inverse,
    "totient": _totient,
    "fibonacci": _fibonacci,
    "nextprime": _nextprime,
}
#: The functions of this module.
WHOLE = frozenset({*_FUNCTIONS, "numerator", "denominator", "denominators"})

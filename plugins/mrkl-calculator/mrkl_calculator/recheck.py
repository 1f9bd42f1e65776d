"""Functions of whole numbers once more, in the plainest way: a check on those of `whole`."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce


def _gcd(values: list[int]) -> int:
    return reduce(_euclid, values, 0)


def _euclid(one: int, other: int) -> int:
    one, other = abs(one), abs(other)
    while other:
        one, other = other, one % other
    return one


def _lcm(values: list[int]) -> int:
    return reduce(lambda a, b: abs(a * b) // _euclid(a, b) if a and b else 0, values, 1)


def _digit(values: list[int]) -> int:
    return int(str(abs(values[0])).zfill(values[1] + 1)[-1 - values[1]])


def _powmod(values: list[int]) -> int:
    base, exponent, modulus = values
    if exponent < 0:
        base, exponent = _inverse([base, modulus]), -exponent
    result = 1 % modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base, exponent = base * base % modulus, exponent >> 1
    return result


def _inverse(values: list[int]) -> int:
    number, modulus = values[0], abs(values[1])
    before, now, rest, other = 0, 1 % modulus, modulus, number % modulus
    while other:
        quotient = rest // other
        rest, other = other, rest - quotient * other
        before, now = now, before - quotient * now
    return before % modulus


def _totient(values: list[int]) -> int:
    number, result, divisor = values[0], values[0], 2
    while divisor * divisor <= number and divisor < 100_000:
        if number % divisor == 0:
            result -= result // divisor
            while number % divisor == 0:
                number //= divisor
        divisor += 1
    if number > 1 and divisor * divisor <= number:
        raise ValueError("too large to be checked by trial division")
    return result - result // number if number > 1 else result


#: name → the same function of whole numbers.
CHECKED: dict[str, Callable[[list[int]], int]] = {
    "gcd": _gcd,
    "lcm": _lcm,
    "digit": _digit,
    "powmod": _powmod,
    "inverse": _inverse,
    "totient": _totient,
}

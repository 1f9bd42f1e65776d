"""The tools for whole numbers: is it prime, its prime factors, its divisors."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare
from mrkl_core import Evidence, Failure, Result, Verdict

#: The primes up to 41 are enough witnesses below this (Sorenson and Webster, 2015).
_WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
_PROVEN = 3_317_044_064_679_887_385_961_981
_FACTOR_BITS = 128
_TEST_BITS = 8000
_MOST_DIVISORS = 2000


def is_prime(
    number: str, claim: str = "prime", given: Sequence[str] = (), *, bounds: Bounds | None = None
) -> Result | Failure:
    """Whether a number is prime, or composite; see the tool's schema."""
    try:
        known, value = _whole(number, given, bounds or Bounds(), _TEST_BITS)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    witness = _witness(value)
    prime = value > 1 and witness is None
    holds = prime if claim == "prime" else value > 3 and not prime
    article = "a prime" if claim == "prime" else "a composite"
    return Result(
        {"exact": "true" if holds else "false", "number": str(value), "prime": prime},
        f"{known.spoken()}{value} is {'' if holds else 'not '}{article} number",
        (_judged(value, prime, witness), *known.evidence()),
    )


def prime_factors(
    number: str, given: Sequence[str] = (), *, bounds: Bounds | None = None
) -> Result | Failure:
    """The prime factors of a number with their powers; see the tool's schema."""
    try:
        known, value = _whole(number, given, bounds or Bounds(), _FACTOR_BITS)
        factors = _factors(value)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    written = " * ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in factors.items())
    return Result(
        {
            "exact": ", ".join(map(str, factors)),
            "factors": [[str(p), k] for p, k in factors.items()],
            "product": written,
        },
        f"{known.spoken()}{value} is prime"
        if written == str(value)
        else f"{known.spoken()}{value} = {written}",
        (*_multiplied(value, factors), *known.evidence()),
    )


def divisors(
    number: str, given: Sequence[str] = (), *, bounds: Bounds | None = None
) -> Result | Failure:
    """Every divisor of a number; see the tool's schema."""
    try:
        known, value = _whole(number, given, bounds or Bounds(), _FACTOR_BITS)
        factors = _factors(value)
        if prod(k + 1 for k in factors.values()) > _MOST_DIVISORS:
            raise Refusal("TOO_LARGE", f"it has more than {_MOST_DIVISORS} divisors")
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    found = [1]
    for prime, power in factors.items():
        found = [d * prime**k for d in found for k in range(power + 1)]
    text = ", ".join(map(str, sorted(found)))
    return Result(
        {"exact": text, "count": len(found)},
        f"{known.spoken()}the {len(found)} divisors of {value} are {text}",
        (*_multiplied(value, factors), *known.evidence()),
    )


def _whole(text: str, given: Sequence[str], bounds: Bounds, most_bits: int) -> tuple[Given, int]:
    known = read_given(given, bounds)
    node = parse(text, bounds, known.names)
    if isinstance(node, Compare):
        raise Refusal("SYNTAX", f"{text!r} compares; a number was expected")
    value = Exact(bounds).number(node)
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise Refusal("UNDEFINED", "this is asked of whole numbers; this is none")
    if value.numerator.bit_length() > most_bits:
        raise Refusal("TOO_LARGE", f"numbers here have up to {int(most_bits * 0.301)} digits")
    return known, value.numerator


def _factors(value: int) -> dict[int, int]:
    if value < 2:
        raise Refusal("UNDEFINED", "numbers from 2 have prime factors")
    from sympy import factorint

    return {int(p): int(k) for p, k in sorted(factorint(value).items())}


def _witness(value: int) -> int | None:
    """A number that proves this one composite (Miller and Rabin); None if none was found."""
    if value < 2:
        return None
    for prime in _WITNESSES:
        if value % prime == 0:
            return prime if value != prime else None
    odd, twos = value - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return next((a for a in _WITNESSES if not _passes(a, odd, twos, value)), None)


def _passes(base: int, odd: int, twos: int, value: int) -> bool:
    power = pow(base, odd, value)
    if power in (1, value - 1):
        return True
    for _ in range(twos - 1):
        power = power * power % value
        if power == value - 1:
            return True
    return False


def _judged(value: int, prime: bool, witness: int | None) -> Evidence:
    if value < 2:
        return Evidence("numbers below 2 are neither prime nor composite", "by definition")
    if witness is not None:
        return Evidence("it is composite", f"{witness} is a witness (Miller and Rabin)")
    from sympy import isprime

    if not isprime(value):
        raise RuntimeError(f"two tests disagree on whether {value} is prime")
    if value < _PROVEN:
        return Evidence(
            "it is prime", "Miller and Rabin's test by 13 bases, a proof below 3.3e24; and sympy's"
        )
    return Evidence(
        "it is prime",
        "Miller and Rabin's and Baillie's tests (no composite is known to pass both)",
        Verdict.UNCHECKED,
    )


def _multiplied(value: int, factors: dict[int, int]) -> tuple[Evidence, ...]:
    if prod(p**k for p, k in factors.items()) != value:
        raise RuntimeError(f"the factors found of {value} do not multiply to it")
    return (
        Evidence("the factors multiply to the number", "multiplied, in whole numbers"),
        *([_judged(p, True, _witness(p)) for p in [max(factors)]]),
    )

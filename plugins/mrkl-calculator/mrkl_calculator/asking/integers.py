"""Reads questions about whole numbers: primes, factors, divisors, and numbers in bases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.bases import BASES, literal_value
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare

_PRIME = re.compile(r"(.+?) (?:a )?(prime|composite)(?: number)?", re.IGNORECASE)
_FACTORS = re.compile(
    r"(?:list |give )?(?:the )?(prime factors|prime factorization|prime factorisation"
    r"|divisors|factors) of (.+)",
    re.IGNORECASE,
)
_NAMED = "|".join(BASES)
_FROM, _TO = (
    rf"(?:\(?base (?P<{name}>[0-9]{{1,2}})\)?|(?P<{name}_name>{_NAMED}))" for name in ("base", "to")
)
_NUMBER = r"(?P<expression>-?[0-9A-Za-z]+)"
_CONVERSIONS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:convert |change |write )?{_NUMBER} (?:from |in )?{_FROM} (?:in|to|into|as) {_TO}",
        rf"(?:convert |change |write )?{_NUMBER} (?:in|to|into|as) {_TO}",
        rf"(?:convert |change |write )?{_FROM} {_NUMBER} (?:in|to|into|as) {_TO}",
    )
)
_PREFIXES = {"0x": 16, "0b": 2, "0o": 8}
_PREFIXED = re.compile(
    rf"(?:convert |change |write )?(?P<prefix>0[xbo])(?P<expression>[0-9a-f]+) "
    rf"(?:in|to|into|as) {_TO}",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"in (?:base (?P<base>[0-9]{1,2})|(?P<name>binary|octal|hexadecimal)),? "
    r"(?:what is |calculate |work out )?(?P<expression>[-+*() 0-9A-Za-z]+)",
    re.IGNORECASE,
)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a question about whole numbers."""
    text = candidate.text
    if len(text) > 300:
        return
    if candidate.verdict and (found := _PRIME.fullmatch(text)) and _readable(found[1], given):
        claim = found[2].lower()
        yield Ask("is_prime", {"number": found[1], "claim": claim}, f"asks whether it is {claim}")
    elif (found := _FACTORS.fullmatch(text)) and _readable(found[2], given):
        prime = found[1].lower().startswith("prime")
        tool = "prime_factors" if prime else "divisors"
        yield Ask(tool, {"number": found[2]}, f"asks for {found[1].lower()}")
    elif found := _PREFIXED.fullmatch(text):
        base = _PREFIXES[found["prefix"].lower()]
        yield from _in_base(found["expression"], base, _base(found.groupdict(), "to"))
    elif found := _SUM.fullmatch(text):
        base = int(found["base"] or BASES[found["name"].lower()])
        yield from _in_base(found["expression"], base, base)
    else:
        for form in _CONVERSIONS:
            if found := form.fullmatch(text):
                parts = found.groupdict()
                yield from _in_base(parts["expression"], _base(parts, "base"), _base(parts, "to"))
                return


def _base(parts: dict[str, str | None], key: str) -> int:
    if name := parts.get(f"{key}_name"):
        return BASES[name.lower()]
    return int(parts.get(key) or 10)


def _in_base(expression: str, base: int, to: int) -> Iterator[Ask]:
    try:
        literal_value(expression, base)
    except Refusal:
        return
    arguments = {"expression": expression, "base": base, "to": to}
    yield Ask("in_base", {**arguments}, f"a number in base {base}, wanted in base {to}")


def _readable(text: str, given: Given) -> bool:
    try:
        return not isinstance(parse(text, given.bounds, given.names), Compare)
    except Refusal as refusal:
        return refusal.code == "TOO_LARGE"
